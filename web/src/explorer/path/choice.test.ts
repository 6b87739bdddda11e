import { describe, expect, test } from "vitest";
import { emptyView } from "../model/view.ts";
import { usePathChoice, variablesOf } from "./choice.ts";

const view = { ...emptyView("2026-01-15"), accordingTo: ["mod"] };
const from = { id: "a", name: "A" };
const to = { id: "b", name: "B" };
const choice = { ...usePathChoice.getInitialState(), from, to };

describe("what paths are asked for", () => {
  test("nothing without two different ends", () => {
    expect(variablesOf({ ...choice, to: null }, view)).toBeNull();
    expect(variablesOf({ ...choice, to: from }, view)).toBeNull();
  });

  test("a snapshot holds at the time of the view", () => {
    expect(variablesOf(choice, view)).toEqual({
      from: "a",
      to: "b",
      mode: "SNAPSHOT",
      maxLength: 4,
      first: 5,
      asOf: { valid: "2026-01-15", accordingTo: ["mod"] },
    });
  });

  test("the other modes look at all time, or between two dates", () => {
    const consecutive = { ...choice, mode: "CONSECUTIVE" as const, certainOnly: true };
    expect(variablesOf(consecutive, view)).toMatchObject({
      asOf: { valid: "../..", certainty: "CERTAIN" },
      within: "../..",
    });
    const between = { ...view, valid: "2026-01-01/2026-02-01" };
    expect(variablesOf(consecutive, between)).toMatchObject({ within: "2026-01-01/2026-02-01" });
  });

  test("what the legend hides is not followed", () => {
    const hidden = { kinds: ["person"], types: ["meets"] };
    expect(variablesOf(choice, { ...view, hidden })?.where).toEqual({
      not: {
        or: [
          { type: { in: ["meets"] } },
          { from: { kind: { in: ["person"] } } },
          { to: { kind: { in: ["person"] } } },
        ],
      },
    });
  });
});
