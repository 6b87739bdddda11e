import type { PanelDefinition } from "./parts/SidePanel.tsx";

/** The panels of the explorer, in the order of their buttons. */
export const panels: readonly PanelDefinition[] = [];
