import { useState } from "react";
import { Code } from "./Code.tsx";

/** What is known of an answer's text: not asked for, asked for, there, or why it is not. */
type State =
  | { readonly is: "unread" | "loading" }
  | { readonly is: "loaded"; readonly text: string }
  | { readonly is: "failed"; readonly why: string };

/** The kept answer at that address. It is folded, and loaded when it is first unfolded. */
export function Answer({ address, label }: { address: string; label: string }) {
  const [state, setState] = useState<State>({ is: "unread" });

  async function load() {
    if (state.is === "loading" || state.is === "loaded") return;
    setState({ is: "loading" });
    setState(await read(address));
  }

  return (
    <details
      className="answer"
      onToggle={(event) => {
        if (event.currentTarget.open) void load();
      }}
    >
      <summary>
        Answer <span className="hidden">to {label}</span>
      </summary>
      {state.is === "loaded" ? (
        <Code source={state.text} label={`Answer to ${label}`} />
      ) : (
        <p role="status">
          {state.is === "failed" ? `${state.why} Fold and unfold to try again.` : "Loading…"}
        </p>
      )}
    </details>
  );
}

/** Fetches the text at that address of this host. */
async function read(address: string): Promise<State> {
  try {
    const response = await fetch(address);
    if (!response.ok) {
      return { is: "failed", why: `The server answered ${String(response.status)}.` };
    }
    return { is: "loaded", text: (await response.text()).trimEnd() };
  } catch {
    return { is: "failed", why: "The server cannot be reached." };
  }
}
