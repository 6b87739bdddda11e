import type { ComponentType } from "react";
import { select, togglePanel, useExplorer, type Panel } from "../model/store.ts";
import { IconButton } from "./IconButton.tsx";

/** What a panel is called, and what it holds. */
export interface PanelDefinition {
  readonly panel: Panel;
  readonly title: string;
  readonly Content: ComponentType;
  /** Asked before the open panel is closed by hand; false if it has a question first. */
  readonly mayClose?: () => boolean;
}

/**
 * The buttons that open the panels. Details open by a selection; their button is there, at
 * the end, only while something is selected, to come back to from another panel.
 */
export function PanelButtons({ panels }: { panels: readonly PanelDefinition[] }) {
  const open = useExplorer((s) => s.panel);
  const selected = useExplorer((s) => s.view.selected);
  const isDetails = ({ panel }: PanelDefinition) => panel === "details";
  const shown = panels.filter((definition) => !isDetails(definition));
  if (selected !== null) shown.push(...panels.filter(isDetails));
  return (
    <div className="panel-buttons" role="toolbar" aria-label="Panels">
      {shown.map(({ panel, title, mayClose }) => (
        <button
          key={panel}
          type="button"
          aria-pressed={open === panel}
          onClick={() => {
            if (open !== panel || mayClose?.() !== false) togglePanel(panel);
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** The panel beside the picture; on a narrow screen it lies over the lower half. */
export function SidePanel({ panels }: { panels: readonly PanelDefinition[] }) {
  const open = useExplorer((s) => s.panel);
  const shown = panels.find(({ panel }) => panel === open);
  if (!shown) return null;
  const { panel, title, Content, mayClose } = shown;
  const close = () => {
    if (mayClose?.() === false) return;
    if (panel === "details") select(null);
    else togglePanel(panel);
  };
  return (
    <aside className="panel" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        <IconButton icon="close" label={`Close ${title}`} onClick={close} />
      </header>
      <div className="panel-body" tabIndex={0}>
        <Content />
      </div>
    </aside>
  );
}
