import { create } from "zustand";

/** Whether the server lets nobody read who has no token, and what is to be said of it. */
interface Gate {
  /** A token is needed now, and there is none that the server accepts. */
  readonly closed: boolean;
  /** The server has asked for one since the page was opened. */
  readonly wanted: boolean;
  readonly problem: string;
}

export const useGate = create<Gate>(() => ({ closed: false, wanted: false, problem: "" }));

/**
 * Notes that the server refused who asked with the token that is kept, or without any.
 * Where reading is open, a token that holds no more is the business of who signed in.
 */
export function refused(token: string | undefined): void {
  if (token === undefined) useGate.setState({ closed: true, wanted: true });
  else if (useGate.getState().wanted) {
    useGate.setState({ closed: true, problem: "The server does not accept this token any more." });
  }
}

/** Notes that there is a token that the server accepts. */
export function passed(): void {
  useGate.setState({ closed: false, problem: "" });
}

/** Whether the server lets a token read, or nobody in particular; what else it answers throws. */
export async function mayRead(token?: string): Promise<boolean> {
  const headers = new Headers({ "content-type": "application/json" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  const body = JSON.stringify({ query: "{ __typename }" });
  let response: Response;
  try {
    response = await fetch("/graphql", { method: "POST", headers, body });
  } catch {
    throw new Error("The server does not answer.");
  }
  if (!response.ok && response.status !== 401) {
    throw new Error(`The server answered ${String(response.status)}; try again later.`);
  }
  return response.ok;
}

/** Throws, in words for who typed it, unless the server lets a token read. */
export async function check(token: string): Promise<void> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Error("A token has no blanks, and no letters beyond a to z.");
  }
  if (!(await mayRead(token))) throw new Error("The server does not know this token.");
}
