/** Outlines on a field of 24 by 24. */
const icons = {
  undo: "M8 6L4 10l4 4M4 10h10a5 5 0 0 1 0 10h-3",
  redo: "M16 6l4 4-4 4M20 10H10a5 5 0 0 0 0 10h3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  layout: "M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4",
  back: "M6 5v14M19 5l-9 7 9 7z",
  forward: "M18 5v14M5 5l9 7-9 7z",
  play: "M7 4l13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  earlier: "M15 5l-7 7 7 7",
  later: "M9 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  swap: "M4 9h15l-4-4M20 15H5l4 4",
} as const;

interface IconButtonProps {
  readonly icon: keyof typeof icons;
  /** What it does, for the pointer that rests on it and for who hears the page. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button with an icon in place of words. */
export function IconButton({ icon, label, disabled = false, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <path d={icons[icon]} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
