import { Temporal } from 'temporal-polyfill';
import type { Update } from '../../domain/reply/update.ts';

/** One reply as the history sheet shows it. */
export interface HistoryLine {
  readonly ref: string;
  readonly update: Update;
}

export const historyColumns = [
  { header: 'Ref', width: 10 },
  { header: 'Board meeting', width: 14 },
  { header: 'When', width: 17 },
  { header: 'Who', width: 20 },
  { header: 'Rating', width: 13 },
  { header: 'Narrative', width: 60 },
  { header: 'Reason', width: 36 },
  { header: 'Recovery step', width: 36 },
  { header: 'Evidence', width: 36 },
  { header: 'Revised timescale', width: 18 },
] as const;

/** The wall-clock time of a reply in the plan's time zone, as a workbook's date, which knows no zone. */
export function localTime(instant: string, timeZone: string): Date {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return new Date(Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute));
}
