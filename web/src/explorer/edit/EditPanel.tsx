import "./edit.css";
import { useEffect } from "react";
import { Discard } from "./Discard.tsx";
import { FormView } from "./FormView.tsx";
import { Menu } from "./Menu.tsx";
import { useSession } from "./session.ts";
import { SignIn } from "./SignIn.tsx";
import { isDirty } from "./work.ts";

/** The panel for editors: who has signed in adds and corrects records here. */
export function EditPanel() {
  const signedIn = useSession((s) => s.signedIn);
  const work = useSession((s) => s.works.at(-1));
  const asks = useSession((s) => s.afterDiscard !== null);
  const depth = useSession((s) => s.works.length);
  useGuardedPage();
  return (
    <div className="edit">
      {asks && <Discard />}
      {!signedIn ? (
        <SignIn />
      ) : work ? (
        <FormView key={`${work.form} ${String(depth)}`} work={work} />
      ) : (
        <Menu />
      )}
    </div>
  );
}

/** Has the browser ask before the page is left with something typed. */
function useGuardedPage() {
  const dirty = useSession((s) => s.works.some(isDirty));
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, [dirty]);
}
