import { Combobox } from "../parts/Combobox.tsx";
import type { ControlNames } from "./FieldView.tsx";
import type { Field, Picked } from "./fields.ts";
import { find } from "./find.ts";

interface FinderProps {
  readonly field: Field;
  readonly names: ControlNames;
  readonly onPick: (record: Picked) => void;
}

/** A box that searches what a field takes, with suggestions. */
export function Finder({ field, names, onPick }: FinderProps) {
  const { as, classes, label } = field;
  return (
    <Combobox
      about={classes ? { as, classes } : { as }}
      search={find}
      onChoose={({ id, label: name, class: of }) => {
        onPick(of ? { id, label: name, class: of } : { id, label: name });
      }}
      placeholder={as === "entity" ? "Search a name" : "Search a title or publisher"}
      listLabel={label}
      none="Nothing like this is in the graph."
      input={names}
    />
  );
}
