import "./gate.css";
import { useState } from "react";
import { check, useGate } from "./gate.ts";

/** Asks for the token without which the server lets nobody read, and gives one that it accepts. */
export function AskToken({ onToken }: { onToken: (token: string) => void }) {
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const before = useGate((s) => s.problem);
  const submit = () => {
    const given = token.trim();
    setBusy(true);
    setProblem("");
    check(given)
      .then(() => {
        onToken(given);
      })
      .catch((error: unknown) => {
        setProblem(error instanceof Error ? error.message : "It could not be checked.");
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <main className="gate">
      <h2>This graph is not open to everybody</h2>
      {before !== "" && <p role="alert">{before}</p>}
      <p>
        To read it you need a token. Whoever runs this server makes one, by{" "}
        <code>entente token create</code>.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label>
          <span>Token</span>
          <input
            type="password"
            autoComplete="off"
            autoFocus
            required
            aria-invalid={problem !== ""}
            aria-describedby="gate-hint gate-problem"
            value={token}
            onChange={(event) => {
              setToken(event.target.value);
            }}
          />
        </label>
        <p id="gate-hint">
          It is kept in the memory of this page only: reloading the page forgets it.
        </p>
        <p id="gate-problem" role="alert" className="gate-problem">
          {problem}
        </p>
        <button type="submit" disabled={busy}>
          {busy ? "Checking …" : "Read"}
        </button>
      </form>
    </main>
  );
}
