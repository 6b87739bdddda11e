/**
 * A moment as whole seconds since 1970 in UTC, in the proleptic Gregorian
 * calendar; ±Infinity where there is no bound.
 */
export type Seconds = number;

export const day = 86_400;

const written = /^(-?\d{4,5})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/;

/** Reads an Instant of the API, such as `-0044-03-15T00:00:00Z`. */
export function parseInstant(text: string): Seconds {
  const parts = written.exec(text);
  if (!parts) throw new Error(`not an instant: ${text}`);
  const [, year, month, dayOfMonth, hours, minutes, seconds] = parts.map(Number);
  return (
    civil(year ?? 0, month ?? 1, dayOfMonth ?? 1) +
    (hours ?? 0) * 3600 +
    (minutes ?? 0) * 60 +
    (seconds ?? 0)
  );
}

/**
 * The first second of a day. A month or a day past its end runs on into the next,
 * as month 13 is the January that follows. `Date.UTC` would read year 44 as 1944.
 */
export function civil(year: number, month: number, dayOfMonth: number): Seconds {
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / 1000;
}

/** A calendar day: the year as astronomers count it, the month and day from 1. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that a moment lies in, in UTC. */
export function civilDay(moment: Seconds): CivilDay {
  const date = new Date(moment * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

/** Writes the day of a moment in EDTF: `2026-01-15`, `-0044-03-15`. */
export function dayText(moment: Seconds): string {
  const { year, month, day } = civilDay(moment);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

/** Writes a year with the four digits that EDTF asks for. */
export function yearText(year: number): string {
  return (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
}

/** Writes a moment to the second: `2026-01-20T17:00:00Z`. */
export function instantText(moment: Seconds): string {
  const inDay = moment - Math.floor(moment / day) * day;
  const clock = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60, inDay % 60];
  return `${dayText(moment)}T${clock.map(two).join(":")}Z`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
