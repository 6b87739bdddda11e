/** A question to begin with, and the link to the view that answers it. */
export interface StartingPoint {
  readonly question: string;
  readonly hint: string;
  readonly fragment: string;
  /** Entities without which it makes no sense; another graph may not have them. */
  readonly needs: readonly string[];
}

/** Questions about the graph that Entente starts with. */
export const startingPoints: readonly StartingPoint[] = [
  {
    question: "Who was the SDF tied to in mid-January 2026?",
    hint: "Move the slider to the end of the month: what has ended turns dashed.",
    fragment:
      "e=sdf,united-states,syria-transitional-government,turkiye,ypg,aanes,cjtf-oir,islamic-state,mazloum-abdi,shaddadi,shaddadi-prison,al-hol-camp,sinaa-prison,aqtan-prison&at=2026-01-15&span=2025-12-01/2026-03-10&past=1&sel=sdf",
    needs: ["sdf"],
  },
  {
    question: "When did the partnership of the United States and the SDF end?",
    hint: "Claims side by side: what each source says, and what is certain of it.",
    fragment:
      "e=united-states,sdf,ypg,cjtf-oir,centcom,tom-barrack,syria-transitional-government&at=2026-01-20&past=1&sel=us-sdf-partnership",
    needs: ["united-states", "sdf"],
  },
  {
    question: "Which ceasefires came and went between Damascus and the SDF?",
    hint: "Play the time, or step from change to change.",
    fragment: "e=syria-transitional-government,sdf&at=2026-01-18&span=2026-01-01/2026-02-28",
    needs: ["syria-transitional-government", "sdf"],
  },
  {
    question: "How many prisoners escaped at Shaddadi, and who says so?",
    hint: "1,500 and 120 stand side by side, each with its claimant.",
    fragment:
      "e=shaddadi-escape-2026,shaddadi-prison,sdf,syria-transitional-government,syria-moi,islamic-state&at=2026-01-19&sel=shaddadi-escape-2026",
    needs: ["shaddadi-escape-2026"],
  },
  {
    question: "Who held al-Hol, and who holds it now?",
    hint: "Custody of camps and prisons, as it changed hands.",
    fragment:
      "e=al-hol-camp,sdf,syria-transitional-government,shaddadi-prison,aqtan-prison,sinaa-prison,roj-camp,aanes&at=2026-01-15&past=1&sel=al-hol-camp",
    needs: ["al-hol-camp"],
  },
  {
    question: "What changed between 15 January and 1 February 2026?",
    hint: "Two dates over one another: started, ended, and what was learned.",
    fragment:
      "e=sdf,united-states,syria-transitional-government,turkiye,ypg,aanes,cjtf-oir,islamic-state,shaddadi,shaddadi-prison,al-hol-camp,sinaa-prison,aqtan-prison&at=2026-02-01&vs=2026-01-15&span=2025-12-01/2026-03-10",
    needs: ["sdf"],
  },
];
