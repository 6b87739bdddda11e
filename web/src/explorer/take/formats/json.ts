import type { Dates } from "../../model/picture.ts";
import { instantText, type Seconds } from "../../time/instant.ts";
import { sourcesOf, type Extract } from "../extract.ts";
import type { Claim } from "../evidence.ts";
import { headOf, licencesOf } from "./common.ts";

/** An extract in JSON: all that there is, and the request that answers it. */
export function json(extract: Extract): string {
  const { view, citation, evidence } = extract;
  const { holds, left_out } = Object.fromEntries(headOf(extract));
  const ids = (id: string) => (evidence.sources.get(id) ?? []).map((source) => source.id);
  const claims = (id: string) => (evidence.claims.get(id) ?? []).map(claimOf);
  const whole = {
    title: citation.title,
    asOf: { valid: view.valid, known: view.known, accordingTo: view.accordingTo },
    toldBy: extract.told,
    holds,
    leftOut: left_out,
    link: citation.link,
    citation: citation.text,
    licences: licencesOf(extract),
    request: extract.request,
    entities: extract.entities.map(({ dates, ...entity }) => ({
      ...entity,
      position: view.positions[entity.id] ?? null,
      validity: validityOf(dates),
      sources: ids(entity.id),
      claims: claims(entity.id),
    })),
    relationships: extract.relationships.map(({ dates, ...relationship }) => ({
      ...relationship,
      validity: validityOf(dates),
      sources: ids(relationship.id),
      claims: claims(relationship.id),
    })),
    sources: sourcesOf(extract),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A claim, with its source by id: all sources stand together. */
function claimOf({ property, value, source, ...claim }: Claim) {
  return {
    ...claim,
    about: undefined,
    property: property.name,
    value: value?.text ?? null,
    source: source.id,
  };
}

/** The bounds as moments; null is infinite, and the kind says why. */
function validityOf(dates: Dates) {
  const { edtf, text, startKind, endKind } = dates;
  return {
    edtf,
    text,
    start: bound(startKind, dates.startEarliest, dates.startLatest),
    end: bound(endKind, dates.endEarliest, dates.endLatest),
  };
}

function bound(kind: string, earliest: Seconds, latest: Seconds) {
  return { kind, earliest: instant(earliest), latest: instant(latest) };
}

function instant(moment: Seconds): string | null {
  return Number.isFinite(moment) ? instantText(moment) : null;
}
