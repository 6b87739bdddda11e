/**
 * A text as it stands in XML, between tags or in an attribute. What XML 1.0 cannot hold,
 * such as control characters and halves of a pair, becomes the replacement character.
 */
export function xml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(notInXml, "\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (c) => entities[c] ?? c);
}

// eslint-disable-next-line no-control-regex -- these are what is looked for
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Attributes of a tag, each with a space before it; those without a value are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join("");
}

/** An element with the values as attributes, around what is XML already. */
export function element(
  name: string,
  values: Readonly<Record<string, string | number | undefined>>,
  content = "",
): string {
  const start = `<${name}${attributes(values)}`;
  return content === "" ? `${start}/>` : `${start}>${content}</${name}>`;
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
