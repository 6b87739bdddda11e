interface SectionProps {
  readonly title: string;
  /** How many things it lists. */
  readonly count?: number;
  readonly open?: boolean;
  readonly children: React.ReactNode;
}

/** A part of the details that can be folded. */
export function Section({ title, count, open = true, children }: SectionProps) {
  return (
    <details className="section" open={open}>
      <summary>
        <h4>
          {title}
          {count !== undefined && <span className="section-count"> {count}</span>}
        </h4>
      </summary>
      {children}
    </details>
  );
}
