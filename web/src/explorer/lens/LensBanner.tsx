import "./lens.css";
import { readAs, useExplorer } from "../model/store.ts";
import { isNarrowed } from "../model/view.ts";
import { momentInWords } from "../time/moment.ts";
import { useRequest } from "../parts/useRequest.ts";
import { missingInWords, readingInWords } from "./reading.ts";
import { requestClaimants } from "./requests.ts";
import { useWhole } from "./useWhole.ts";

/** Says over the picture that it is not the latest or not everyone's; nothing where it is. */
export function LensBanner() {
  const known = useExplorer((s) => s.view.known);
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  return isNarrowed({ known, accordingTo }) ? <Banner /> : null;
}

function Banner() {
  const view = useExplorer((s) => s.view);
  const picture = useExplorer((s) => s.picture);
  const busy = useExplorer((s) => s.busy);
  const claimants = useClaimants();
  const whole = useWhole();
  const words = readingInWords(view, (id) => claimants?.names[id] ?? id).join(" · ");
  const missing = whole.answer && !busy ? missingInWords(whole.answer, picture) : undefined;
  return (
    <section className="lens-banner" aria-label="How the graph is read">
      <p role="status">
        <strong>{words}</strong>{" "}
        {isBefore(view.known, claimants?.firstRecord) && (
          <>Nothing had been recorded by then: the first record is of {recorded(claimants)}. </>
        )}
        {missing}
        {whole.problem}
      </p>
      <button
        type="button"
        onClick={() => {
          void readAs({ known: null, accordingTo: [] });
        }}
      >
        Back to the latest, as told by everyone
      </button>
    </section>
  );
}

/** The names of the view's claimants, and when recording began. */
function useClaimants() {
  const accordingTo = useExplorer((s) => s.view.accordingTo);
  const language = useExplorer((s) => s.view.language);
  const variables = { ids: accordingTo, ...(language === "" ? {} : { language }) };
  return useRequest(requestClaimants, variables).answer;
}

function isBefore(known: string | null, first: string | undefined): boolean {
  return known !== null && first !== undefined && Date.parse(known) < Date.parse(first);
}

function recorded(claimants: { firstRecord: string | undefined } | undefined): string {
  return momentInWords(claimants?.firstRecord ?? "");
}
