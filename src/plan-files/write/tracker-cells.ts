import type { TrackerCell, TrackerField, TrackerSheet } from '../../domain/export/tracker-sheet.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { matchRating, type RatingKey } from '../../domain/shared/rating.ts';
import { nameInLines } from '../document/plan-titles.ts';
import { type GridRow, textCell } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { noteHeaders, planTrackerColumns } from './tracker-columns.ts';
import { stepTexts } from './tracker-text.ts';
import { blank, plainCell, writtenColumns, writtenRoles } from './written-columns.ts';

/** What an export tells beside the register itself. */
export interface TrackerFacts {
  /** The day the register describes, `YYYY-MM-DD` in the plan's time zone: of its latest reply, else of its document. */
  readonly positionDate: string;
  /** A confirmed person's name; the id where there is none. */
  nameOf(personId: string): string;
}

/** The register as a table that `readPlanFile` reads back to the same register. */
export function trackerSheet(plan: Plan, actions: readonly Action[], facts: TrackerFacts): TrackerSheet {
  const unrated = wordForUnrated(plan.ratingKey);
  const made = actions.map((action) => cellsOf(action, unrated, facts));
  const fields = new Set(made.flatMap((cells) => [...cells.known.keys()]));
  const notes = Object.values(noteHeaders).filter((header) => made.some((cells) => cells.notes.has(header)));
  const columns = planTrackerColumns(plan, actions, { fields, notes });
  const rows = made.map(({ known, notes: own, others }) => {
    let next = 0;
    return columns.map(({ header, field }) => {
      if (field === 'note') {
        return plainCell(own.get(header) ?? '');
      }
      if (field !== 'other') {
        return known.get(field) ?? blank;
      }
      const fact = others[next];
      if (fact === undefined || !isOver(header, fact.header)) {
        return blank;
      }
      next += 1;
      return plainCell(fact.text);
    });
  });
  return { titles: titlesOf(plan, facts.positionDate), columns, rows, ratingKey: plan.ratingKey };
}

/** Whether a column is the one of a fact, whose header it may bear with a mark behind it. */
const isOver = (column: string, fact: string) => column === fact || column.startsWith(`${fact} (as written`);

function cellsOf(action: Action, unrated: string, { nameOf }: TrackerFacts) {
  const row = { steps: stepTexts(action), unrated };
  const known = new Map<TrackerField, TrackerCell>();
  for (const role of writtenRoles) {
    const cell = writtenColumns[role].cell(action, row);
    if (cell.text !== '') known.set(role, cell);
  }
  const notes = new Map<string, string>();
  const note = (header: string, text: string) => {
    if (text !== '') notes.set(header, text);
  };
  note(noteHeaders.leads, action.responsible.map(nameOf).join('; '));
  note(noteHeaders.strategic, action.strategic.map(nameOf).join('; '));
  note(noteHeaders.closed, action.closedReason ?? '');
  return { known, notes, others: action.others };
}

/** A word for a blank rating that the plan's key has no label for; '' where it has one for each. */
function wordForUnrated(key: RatingKey): string {
  return ['Not rated', 'Unrated', 'No rating'].find((word) => matchRating(key, word)?.label === '') ?? '';
}

/** The plan's name stands by itself where it reads as one, and behind a label where it would be taken for the board's. */
function titlesOf({ name, board }: Plan, positionDate: string): string[] {
  const title = oneLine(name);
  const more = [
    ...(board === '' ? [] : [`Board: ${oneLine(board)}`]),
    `Position at ${formatDate(positionDate)}`,
  ];
  const reads = (first: string) => {
    const rows = [first, ...more].map(
      (text, at): GridRow => ({
        number: at + 1,
        cells: new Map([[1, textCell(text)]]),
        coloured: new Map(),
      }),
    );
    return nameInLines(rows) === title;
  };
  return [reads(title) ? title : `Plan: ${title}`, ...more];
}
