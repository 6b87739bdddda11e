import { toFragment } from "./permalink.ts";
import { open, useExplorer } from "./store.ts";

/** How long a view has to rest before the address follows it, in milliseconds. */
const pause = 250;

/** Opens what the address names, and keeps the address a link to what is shown. */
export function followAddress(): void {
  let own = window.location.hash.slice(1);
  let timer: ReturnType<typeof setTimeout> | undefined;
  useExplorer.subscribe(({ view }, { view: before }) => {
    if (view === before) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      own = toFragment(useExplorer.getState().view);
      window.history.replaceState(null, "", `#${own}`);
    }, pause);
  });
  window.addEventListener("hashchange", () => {
    const fragment = window.location.hash.slice(1);
    if (fragment !== own) void open(fragment);
  });
  void open(own);
}
