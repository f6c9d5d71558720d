import { Temporal } from 'temporal-polyfill';
import type { TrackerCell } from '../../domain/export/tracker-sheet.ts';
import { type Reply, type ReplyText, replyFields, replyTexts } from '../../domain/reply/reply-fields.ts';
import type { Update } from '../../domain/reply/update.ts';

/** One reply as the history sheet shows it. */
export interface HistoryLine {
  readonly ref: string;
  readonly update: Update;
}

interface HistoryColumn {
  readonly header: string;
  readonly width: number;
  readonly cell: (line: HistoryLine) => TrackerCell;
}

const plain = (text: string): TrackerCell => ({ text, date: null, level: null });
const dated = (text: string, day: string | null): TrackerCell => ({
  text,
  date: day === null ? null : { day, format: 'dd/mm/yyyy' },
  level: null,
});

/** How the fields of a reply that are no text are shown; null where another column says it, or none. */
const { rating, ...others } = {
  // In front of the narrative.
  kind: null,
  rating: {
    header: 'Rating',
    width: 13,
    cell: ({
      update: {
        rating: { label, level },
      },
    }) => ({ ...plain(label), level: label === '' ? null : level }),
  },
  revised: {
    header: 'Revised timescale',
    width: 18,
    cell: ({ update: { revised } }) =>
      dated(revised?.text ?? '', revised?.kind === 'day' ? revised.date : null),
  },
  finished: null,
} satisfies Record<Exclude<keyof Reply, ReplyText>, HistoryColumn | null>;

function textColumn(field: ReplyText): HistoryColumn {
  const { name: header } = replyFields[field];
  if (field !== 'narrative') return { header, width: 36, cell: ({ update }) => plain(update[field]) };
  const said = ({ kind, narrative }: Update) =>
    kind === 'no-change' ? `No change. ${narrative}`.trim() : narrative;
  return { header, width: 60, cell: ({ update }) => plain(said(update)) };
}

export const historyColumns: readonly HistoryColumn[] = [
  { header: 'Ref', width: 10, cell: ({ ref }) => plain(ref) },
  { header: 'Board meeting', width: 14, cell: ({ update: { cycleId: meeting } }) => dated(meeting, meeting) },
  // Written by itself: a cell of ours holds days without a time.
  { header: 'When', width: 17, cell: () => plain('') },
  { header: 'Who', width: 20, cell: ({ update }) => plain(update.authorName) },
  rating,
  ...replyTexts.map(textColumn),
  ...Object.values(others).filter((column) => column !== null),
];

/** The wall-clock time of a reply in the plan's time zone, as a workbook's date, which knows no zone. */
export function localTime(instant: string, timeZone: string): Date {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return new Date(Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute));
}
