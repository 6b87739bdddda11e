interface SourceWordProps {
  readonly source: { readonly title: string; readonly publisher: string | null };
}

/** A source that speaks for itself, told apart from an actor of the same name: its title is often one. */
export function SourceWord({ source: { title, publisher } }: SourceWordProps) {
  return (
    <span>
      the source <cite dir="auto">{title}</cite>
      {publisher !== null && (
        <>
          , <bdi>{publisher}</bdi>
        </>
      )}
    </span>
  );
}
