import { useEffect, useState } from "react";
import { useGate } from "../../gate/gate.ts";
import { problemText } from "../api/ask.ts";
import { useSession } from "./session.ts";
import { signIn, whyNoWrites } from "./sign.ts";

/** Asks for the token of an editor, and says what it is for. */
export function SignIn() {
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const before = useSession((s) => s.problem);
  const closed = useNoWrites();
  const reading = useGate((s) =>
    s.wanted ? "Your token lets you read" : "To read you need no token",
  );
  if (closed !== undefined) {
    return (
      <p className="edit-note">
        {reading}, and {closed}.
      </p>
    );
  }
  const submit = () => {
    setBusy(true);
    setProblem("");
    signIn(token.trim())
      .catch((error: unknown) => {
        setProblem(problemText(error, "Signing in failed."));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <>
      {before !== "" && (
        <p role="alert" className="edit-note">
          {before}
        </p>
      )}
      <p>
        {reading}. Adding and correcting records is for editors. Ask whoever runs this server for a
        token of your own: <code>entente token create</code> makes one.
      </p>
      <form
        className="edit-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label className="edit-field">
          <span>Editor’s token</span>
          <input
            type="password"
            autoComplete="off"
            required
            aria-invalid={problem !== ""}
            aria-describedby="edit-token-hint edit-token-problem"
            value={token}
            onChange={(event) => {
              setToken(event.target.value);
            }}
          />
        </label>
        <p id="edit-token-hint" className="edit-hint">
          It is kept in the memory of this page only: reloading the page forgets it.
        </p>
        <p id="edit-token-problem" role="alert" className="problem">
          {problem}
        </p>
        <button type="submit" className="edit-main" disabled={busy}>
          {busy ? "Checking …" : "Sign in"}
        </button>
      </form>
    </>
  );
}

/** Why the server takes no writes at all; undefined as long as nothing says so. */
function useNoWrites(): string | undefined {
  const [reason, setReason] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    void whyNoWrites(stop.signal).then((words) => {
      if (!stop.signal.aborted) setReason(words);
    });
    return () => {
      stop.abort();
    };
  }, []);
  return reason;
}
