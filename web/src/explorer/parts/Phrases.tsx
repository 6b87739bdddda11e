/** Phrases in a line, each in its own direction. */
export function Phrases({ phrases }: { phrases: readonly string[] }) {
  return phrases.map((phrase, i) => (
    <span key={phrase}>
      {i > 0 && " · "}
      <bdi>{phrase}</bdi>
    </span>
  ));
}
