import type { EntityClass, Sign } from "../api/operations.ts";
import { outlineOf } from "./icons.ts";

/** The icon of a kind, in its class's shape. */
export function KindIcon({ kind, of }: { kind: string; of: EntityClass }) {
  return (
    <svg
      className={`kind-icon ${of}`}
      viewBox="-6 -6 36 36"
      width="20"
      height="20"
      aria-hidden="true"
    >
      {of === "ACTOR" && <circle cx="12" cy="12" r="16" className="frame" />}
      {of === "PLACE" && <rect x="-4" y="-4" width="32" height="32" rx="6" className="frame" />}
      {of === "EVENT" && <path d="M12 -6L30 12 12 30-6 12z" className="frame" />}
      <path d={outlineOf(kind, of)} transform="translate(3 3) scale(.75)" />
    </svg>
  );
}

const headPaths: Readonly<Record<Sign, string>> = {
  COOPERATIVE: "M34 3l8 5-8 5z",
  HOSTILE: "M40 2v12",
  NEUTRAL: "M34 3l7 5-7 5",
};

/** A line with the colour and the arrow head of a sign. */
export function SignLine({ sign }: { sign: Sign }) {
  return (
    <svg
      className={`sign-line ${sign}`}
      viewBox="0 0 44 16"
      width="34"
      height="12"
      aria-hidden="true"
    >
      <path d="M2 8h34" />
      <path d={headPaths[sign]} className={sign === "COOPERATIVE" ? "filled" : ""} />
    </svg>
  );
}

/** A line as it is drawn in a status. */
export function StatusLine({ look: status }: { look: string }) {
  return (
    <svg
      className={`status-line ${status}`}
      viewBox="0 0 34 8"
      width="34"
      height="8"
      aria-hidden="true"
    >
      <path d="M1 4h32" />
    </svg>
  );
}
