import { formatDate } from '../../domain/shared/dates.ts';
import type { Timescale, TimescaleProblem } from '../../domain/shared/timescale.ts';
import { britishRules, type TimescaleRules } from '../../domain/shared/timescale-rules.ts';
import { type ActionDraft, fieldsOf, type Warn } from '../table/draft-rows.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import type { DateReading, SettledRules } from './date-reading.ts';
import { joinTimescales, type TimescaleCell } from './timescale-cell.ts';

const timescaleProblems: Readonly<
  Record<TimescaleProblem, { readonly code: string; readonly message: string }>
> = {
  'impossible-date': {
    code: 'impossible-date',
    message: 'This is not a date a calendar has; the timescale has no date until it is corrected.',
  },
  'not-understood': {
    code: 'timescale-not-understood',
    message: 'This timescale was not understood; its words are kept without a date.',
  },
  'several-dates': {
    code: 'several-dates',
    message: 'This timescale names several dates; the latest is taken as the one it is due by.',
  },
  'no-year': {
    code: 'timescale-without-date',
    message:
      'This does not say on which day it ends; it has no date until it says so, for example “Q3 2026/27” or “Autumn term 2026”.',
  },
  'no-end': {
    code: 'timescale-without-date',
    message: 'This says from when or after what, not by when; it has no date until it says so.',
  },
};

/** An action's dates, of all its rows. */
export interface Dates {
  readonly timescale: Timescale;
  readonly start: Timescale | null;
  readonly revised: Timescale | null;
  /** One for each step, where the cell has as many; else null. */
  readonly perStep: readonly Timescale[] | null;
  /** How many timescales the first cell lists. */
  readonly lines: number;
}

/** One cell of dates, with what the file says of its column. */
interface DateCell {
  readonly field: Field;
  readonly row: TableRow;
  readonly read: TimescaleCell;
  readonly settled: SettledRules;
}

const saysNothing = /^(n\/?a|none|no change|[-–—.\s]*)$/i;

/** Reads an action's dates; several in its first cell are paired with its steps where there are as many. */
export function readDates(draft: ActionDraft, steps: number, dates: DateReading, warn: Warn): Dates {
  const startCells = dateCells(draft, 'start', dates, null);
  const started = joinCells(startCells)?.date ?? null;
  const cells = dateCells(draft, 'timescale', dates, started);
  const revisedCells = dateCells(draft, 'revised', dates, started);
  const [first] = cells;
  const parts = first?.read.parts ?? [];
  const perStep = steps > 1 && parts.length === steps ? parts : null;
  for (const cell of cells) {
    if (cell === first && steps > 1 && parts.length > 1 && perStep === null) {
      const message = `This cell has ${parts.length} timescales and the action ${steps} steps; which belongs to which is not clear. The latest is taken for the whole action: give each step its own line.`;
      warn('dates-do-not-match-steps', message, cell.field, cell.row);
    } else if (!(cell.read.problem === 'several-dates' && perStep !== null && cell === first)) {
      warnOfCell(cell, warn);
    }
  }
  for (const cell of [...startCells, ...revisedCells]) {
    warnOfCell(cell, warn);
  }
  return {
    timescale: joinCells(cells) ?? joinTimescales([]),
    start: joinCells(startCells) ?? first?.read.start ?? null,
    revised: joinCells(revisedCells) ?? first?.read.revised ?? null,
    perStep,
    lines: parts.length,
  };
}

/** The timescale that a later row gives the steps it lists; null where it gives none. */
export function readStepDate(draft: ActionDraft, row: TableRow, dates: DateReading): Timescale | null {
  const field = row.field('timescale');
  if (field === null || field.text === '') {
    return null;
  }
  const { rules } = settleField(draft, field, row, dates, null);
  return dates.read(field, rules).timescale;
}

/** By which rules a field of dates is read. */
export function settleField(
  { sheet }: ActionDraft,
  field: Field,
  row: TableRow,
  dates: DateReading,
  start: string | null,
): SettledRules {
  return field.cell?.kind === 'date'
    ? { rules: britishRules, asked: [] }
    : dates.settle({ text: field.text, header: field.header, sheet, row: row.number, start });
}

function dateCells(
  draft: ActionDraft,
  role: 'timescale' | 'start' | 'revised',
  dates: DateReading,
  started: string | null,
): DateCell[] {
  return fieldsOf(draft, role)
    .filter(({ field }) => role === 'timescale' || !saysNothing.test(field.text))
    .map(({ field, row }) => {
      const settled = settleField(draft, field, row, dates, started);
      return { field, row, settled, read: dates.read(field, settled.rules) };
    });
}

/** null where there is none. */
function joinCells(cells: readonly DateCell[]): Timescale | null {
  if (cells.length === 0) {
    return null;
  }
  const rules = cells.reduce<TimescaleRules>(
    (joined, { settled }) => ({
      order: settled.rules.order,
      eitherOrder: joined.eitherOrder || settled.rules.eitherOrder,
      yearMeans: joined.yearMeans ?? settled.rules.yearMeans,
      countedFrom: joined.countedFrom ?? settled.rules.countedFrom,
      quarterYear: joined.quarterYear ?? settled.rules.quarterYear,
      namedYear: joined.namedYear ?? settled.rules.namedYear,
      yearOfPeriods: joined.yearOfPeriods ?? settled.rules.yearOfPeriods,
      terms: settled.rules.terms,
    }),
    britishRules,
  );
  return joinTimescales(
    cells.map(({ read }) => read.timescale),
    rules,
  );
}

/** What the PM is asked about is not said a second time. */
function warnOfCell({ field, row, read, settled }: DateCell, warn: Warn): void {
  const { problem, doubts, timescale } = read;
  const isAsked = settled.asked.some((doubt) => doubt !== 'date-order');
  if (problem !== null && !(isAsked && (problem === 'not-understood' || problem === 'no-year'))) {
    const { code, message } = timescaleProblems[problem];
    warn(code, message, field, row);
  }
  if (doubts.includes('approximate') && timescale.date !== null) {
    const message =
      timescale.kind === 'term'
        ? `Schools’ own days are not known; ${formatDate(timescale.date)}, as most of England has it, is taken. Give the plan its terms to have it exactly.`
        : `This names no day; ${formatDate(timescale.date)} is taken as near enough.`;
    warn('approximate-date', message, field, row);
  }
}
