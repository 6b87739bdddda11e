/**
 * A key that no other request has, so that one sent twice is done once. Pages that come by
 * plain http from another machine have no `crypto.randomUUID`.
 */
export function newKey(source: Partial<Crypto> & Pick<Crypto, "getRandomValues"> = crypto): string {
  if (source.randomUUID) return source.randomUUID();
  const bytes = source.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is to be written, and the key under which it is. */
export interface Keyed {
  readonly text: string;
  readonly key: string;
}

/**
 * The key of what is to be written. The same again keeps its key: an earlier attempt, whose
 * answer was lost, may have been written.
 */
export function keyed(input: object, before: Keyed | null): Keyed {
  const text = JSON.stringify(input);
  return before?.text === text ? before : { text, key: newKey() };
}
