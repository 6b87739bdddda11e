import { expect, test } from "vitest";
import { element, xml } from "./xml.ts";
import { names } from "./fixture.ts";

test("nothing in a text ends or begins markup", () => {
  expect(xml(names.tag)).toBe("&lt;b&gt;&quot;Bold&quot;&lt;/b&gt; &amp; &apos;sons&apos; ]]&gt;");
});

test("what XML cannot hold is replaced, what it can stays", () => {
  expect(xml("a\u0000b\u0007c\ud800d\uffff")).toBe("a\ufffdb\ufffdc\ufffdd\ufffd");
  expect(xml(`${names.arabic} 🕊`)).toBe(`${names.arabic} 🕊`);
  expect(xml("a\tb\nc\r")).toBe("a&#9;b&#10;c&#13;");
});

test("an attribute without a value is left out", () => {
  expect(element("a", { b: undefined, c: 0, d: '"' })).toBe('<a c="0" d="&quot;"/>');
  expect(element("a", {}, "text")).toBe("<a>text</a>");
});
