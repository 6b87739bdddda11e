import { pageColours } from "../canvas/colours.ts";
import { entitiesCsv, relationshipsCsv } from "./formats/csv.ts";
import { gexf } from "./formats/gexf.ts";
import { graphml } from "./formats/graphml.ts";
import { json } from "./formats/json.ts";
import { draw } from "./formats/svg.ts";
import type { Extract } from "./extract.ts";
import { pngOf } from "./save.ts";

/** A file that a view can be taken away as. */
export interface FileKind {
  readonly label: string;
  /** What it is good for, for who does not know the name. */
  readonly hint: string;
  readonly ending: string;
  readonly write: (extract: Extract) => Blob | Promise<Blob>;
}

const text = (type: string, content: string) => new Blob([content], { type });

/** Pictures are always of what is shown. */
export const pictures: readonly FileKind[] = [
  {
    label: "PNG",
    hint: "image with legend and date",
    ending: ".png",
    write: (extract) => pngOf(draw(extract, pageColours())),
  },
  {
    label: "SVG",
    hint: "drawing to edit or print",
    ending: ".svg",
    write: (extract) => text("image/svg+xml", draw(extract, pageColours()).svg),
  },
];

export const tables: readonly FileKind[] = [
  {
    label: "CSV of entities",
    hint: "for spreadsheets",
    ending: "-entities.csv",
    write: (extract) => text("text/csv;charset=utf-8", entitiesCsv(extract)),
  },
  {
    label: "CSV of relationships",
    hint: "for spreadsheets",
    ending: "-relationships.csv",
    write: (extract) => text("text/csv;charset=utf-8", relationshipsCsv(extract)),
  },
  {
    label: "GraphML",
    hint: "for yEd, Cytoscape, networkx",
    ending: ".graphml",
    write: (extract) => text("application/xml", graphml(extract)),
  },
  {
    label: "GEXF",
    hint: "for Gephi, with its time",
    ending: ".gexf",
    write: (extract) => text("application/xml", gexf(extract)),
  },
  {
    label: "JSON",
    hint: "with all claims and sources",
    ending: ".json",
    write: (extract) => text("application/json", json(extract)),
  },
];

/** What a file is called: by the first entities, and the time that the view asks about. */
export function nameOf({ view }: Extract, { ending }: FileKind): string {
  const ids = view.entities
    .slice(0, 3)
    .join("-")
    .replace(/[^A-Za-z0-9-]+/g, "-")
    .slice(0, 60);
  return `entente-${ids}-${view.valid.replace(/[/:]+/g, "_")}${ending}`;
}
