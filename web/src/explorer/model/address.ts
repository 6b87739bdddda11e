import { toFragment } from "./permalink.ts";
import { open, useExplorer } from "./store.ts";

/** How long a view has to rest before the address follows it, in milliseconds. */
const pause = 250;

/** Opens what the address names, and keeps the address a link to what is shown. */
export function followAddress(): void {
  let own = window.location.hash.slice(1);
  let entities = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  useExplorer.subscribe(({ view }, { view: before }) => {
    if (view === before) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { view: now } = useExplorer.getState();
      own = toFragment(now);
      // What is on the canvas makes a place to go back to; time and selection do not.
      const isStep = entities !== "" && entities !== now.entities.join();
      entities = now.entities.join();
      window.history[isStep ? "pushState" : "replaceState"](null, "", `#${own}`);
    }, pause);
  });
  window.addEventListener("hashchange", () => {
    const fragment = window.location.hash.slice(1);
    if (fragment !== own) void open(fragment);
  });
  void open(own);
}
