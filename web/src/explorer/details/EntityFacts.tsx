import type { DetailedEntityFragment } from "../api/operations.ts";
import { nameKindWords } from "../model/words.ts";
import { ClaimedValue } from "../parts/ClaimCard.tsx";
import type { DetailedEntity } from "./EntityDetails.tsx";
import { Section } from "./Section.tsx";

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const scripts = new Intl.DisplayNames("en", { type: "script", fallback: "code" });

/** All names of an entity, with their language, script and kind. */
export function NameList({ names }: { names: DetailedEntityFragment["names"] }) {
  return (
    <ul className="names">
      {names.map(({ text, language, script, kind, validity }) => (
        <li key={`${text} ${kind} ${language ?? ""} ${script ?? ""}`}>
          <bdi lang={language ?? undefined}>{text}</bdi>
          <span className="faint">
            {[
              language !== null && spoken(languages, language),
              script !== null && `${spoken(scripts, script)} script`,
              nameKindWords[kind],
              validity?.text,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The English word for a code, or the code where it is none that has one. */
function spoken(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Properties, place and ids elsewhere. */
export function EntityFacts({ entity }: { entity: DetailedEntity }) {
  const { properties, externalIds } = entity;
  const location = "location" in entity ? entity.location : null;
  if (properties.length === 0 && externalIds.length === 0 && !location) return null;
  return (
    <Section title="Facts">
      <dl className="facts">
        <Properties properties={properties} />
        {location && (
          <div className="fact">
            <dt>location</dt>
            <dd>{`${String(location.latitude)}, ${String(location.longitude)}`}</dd>
          </div>
        )}
        {externalIds.map(({ scheme, id }) => (
          <ElsewhereId key={`${scheme} ${id}`} scheme={scheme} id={id} />
        ))}
      </dl>
    </Section>
  );
}

/** The further values of a record, as terms of a list of descriptions. */
export function Properties({ properties }: Pick<DetailedEntityFragment, "properties">) {
  return properties.map(({ name, value }, i) => (
    <div key={`${name} ${String(i)}`} className="fact">
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <ClaimedValue claim={{ stance: "ASSERTS", value }} />
      </dd>
    </div>
  ));
}

function ElsewhereId({ scheme, id }: { scheme: string; id: string }) {
  const isWikidata = scheme.toLowerCase() === "wikidata" && /^Q\d+$/.test(id);
  return (
    <div className="fact">
      <dt>
        <bdi>{scheme}</bdi>
      </dt>
      <dd>
        {isWikidata ? (
          <a href={`https://www.wikidata.org/wiki/${id}`} target="_blank" rel="noopener noreferrer">
            {id}
          </a>
        ) : (
          <bdi>{id}</bdi>
        )}
      </dd>
    </div>
  );
}
