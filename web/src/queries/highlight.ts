/** The kinds of token that are told apart by colour; plain is the rest. */
export type Kind = "comment" | "key" | "string" | "number" | "keyword" | "constant" | "plain";

export interface Token {
  readonly kind: Kind;
  readonly text: string;
}

const text = String.raw`"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"`;

/** What the tokens of GraphQL and JSON look like. A key is what a colon follows. */
const patterns: readonly (readonly [Kind, string])[] = [
  ["comment", String.raw`#.*`],
  ["key", String.raw`(?:${text}|\$?\b[a-zA-Z_]\w*)(?=\s*:)`],
  ["string", text],
  ["number", String.raw`-?\b\d[\d.]*(?:[eE][+-]?\d+)?\b`],
  ["keyword", String.raw`\b(?:query|fragment|mutation|subscription)\b(?= )|\.{3}(?: *on\b)?|@\w+`],
  ["constant", String.raw`\b(?:true|false|null|[A-Z][A-Z_]+)\b`],
];

const token = new RegExp(patterns.map(([kind, it]) => `(?<${kind}>${it})`).join("|"), "g");

/** Cuts GraphQL or JSON into tokens whose texts, joined, are the source again. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let end = 0;
  const add = (kind: Kind, until: number) => {
    if (until > end) found.push({ kind, text: source.slice(end, until) });
    end = until;
  };
  for (const match of source.matchAll(token)) {
    const kind = patterns.find(([kind]) => match.groups?.[kind] !== undefined)?.[0] ?? "plain";
    add("plain", match.index);
    add(kind, match.index + match[0].length);
  }
  add("plain", source.length);
  return found;
}
