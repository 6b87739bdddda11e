import type { AsOf, EntityClass } from "../api/operations.ts";
import { asOfView } from "../model/request.ts";
import { show, useExplorer } from "../model/store.ts";
import type { View } from "../model/view.ts";
import { Combobox } from "../parts/Combobox.tsx";
import { searchNames } from "./names.ts";

interface SearchBoxProps {
  readonly autoFocus?: boolean;
  readonly label?: string;
  readonly classes?: readonly EntityClass[];
  /** Which graph is searched; left out: that of the view. */
  readonly asOf?: AsOf;
  /** What is done with what is found; left out: it is shown. */
  readonly onChoose?: (entity: { readonly id: string; readonly name: string }) => void;
}

/** The search for a name in any script, with suggestions. */
export function SearchBox({
  autoFocus = false,
  label = "Search a name, in any script",
  classes,
  asOf,
  onChoose = ({ id }) => void show(id),
}: SearchBoxProps) {
  const known = useExplorer((s) => s.view.known);
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const language = useExplorer((s) => s.view.language);
  return (
    <Combobox
      about={{ known, accordingTo, language, classes, asOf }}
      search={searchView}
      onChoose={({ id, label: name }) => {
        onChoose({ id, name });
      }}
      placeholder={label}
      listLabel="Suggestions"
      none="No name like this is in the graph at this time of recording."
      input={{ autoFocus, "aria-label": label }}
    />
  );
}

interface Asked {
  readonly about: Pick<View, "known" | "accordingTo" | "language"> & {
    readonly [name in "classes" | "asOf"]: SearchBoxProps[name];
  };
  readonly text: string;
}

/** Searches at the time that the view has by then: a slider that moves asks nothing anew. */
function searchView({ about, text }: Asked, signal: AbortSignal) {
  const { known, accordingTo, language, classes, asOf } = about;
  const { view } = useExplorer.getState();
  const variables = {
    text,
    asOf: asOf ?? asOfView({ ...view, known, accordingTo }),
    ...(classes === undefined ? {} : { classes }),
    ...(language === "" ? {} : { language }),
  };
  return searchNames(variables, signal);
}
