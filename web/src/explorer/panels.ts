import { ComparePanel } from "./compare/ComparePanel.tsx";
import { Lens } from "./lens/Lens.tsx";
import { PathPanel } from "./path/PathPanel.tsx";
import { Details } from "./details/Details.tsx";
import { mayCloseEdit } from "./edit/close.ts";
import { EditPanel } from "./edit/EditPanel.tsx";
import type { PanelDefinition } from "./parts/SidePanel.tsx";
import { TakePanel } from "./take/TakePanel.tsx";

/** The panels of the explorer, in the order of their buttons. */
export const panels: readonly PanelDefinition[] = [
  { panel: "lens", title: "Read as", Content: Lens },
  { panel: "path", title: "Path", Content: PathPanel },
  { panel: "compare", title: "Compare", Content: ComparePanel },
  { panel: "take", title: "Share and export", Content: TakePanel },
  { panel: "details", title: "Details", Content: Details },
  { panel: "edit", title: "Edit", Content: EditPanel, mayClose: mayCloseEdit },
];
