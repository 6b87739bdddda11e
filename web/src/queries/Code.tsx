import { useMemo } from "react";
import { tokens } from "./highlight.ts";

/**
 * GraphQL or JSON in colour. It scrolls where it is long, and so can be reached
 * by keyboard; label says what it is to those who do not see it. Each string
 * runs in its own direction, so that Arabic in it does not turn the code around.
 */
export function Code({ source, label }: { source: string; label: string }) {
  const parts = useMemo(() => tokens(source), [source]);
  return (
    <pre className="code" tabIndex={0} role="group" aria-label={label}>
      <code>
        {parts.map(({ kind, text }, index) =>
          kind === "plain" ? (
            text
          ) : (
            <span key={index} className={kind} dir="auto">
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
