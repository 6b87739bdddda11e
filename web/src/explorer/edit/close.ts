import { togglePanel } from "../model/store.ts";
import { mayDiscard } from "./work.ts";

/** Whether the panel for editors may be closed at once; with something typed it asks first. */
export function mayCloseEdit(): boolean {
  return mayDiscard(() => {
    togglePanel("edit");
  });
}
