import type { Timescale, TimescaleProblem } from '../../domain/shared/timescale.ts';
import { type ActionDraft, fieldsOf, type Warn } from '../table/draft-rows.ts';
import { joinTimescales, readTimescaleCell } from './timescale-cell.ts';

const timescaleMessages: Record<TimescaleProblem, string> = {
  'impossible-date': 'This is not a date a calendar has; the timescale has no date until it is corrected.',
  'not-understood': 'This timescale was not understood; its words are kept without a date.',
  'several-dates': 'This timescale names several dates; the latest is taken as the one it is due by.',
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

const saysNothing = /^(n\/?a|none|no change|[-–—.\s]*)$/i;

/** Reads an action's dates; several in its first cell are paired with its steps where there are as many. */
export function readDates(draft: ActionDraft, steps: number, warn: Warn): Dates {
  const cells = fieldsOf(draft, 'timescale').map(({ field, row }) => ({
    field,
    row,
    read: readTimescaleCell(field),
  }));
  const [first] = cells;
  const parts = first?.read.parts ?? [];
  const perStep = steps > 1 && parts.length === steps ? parts : null;
  for (const { field, row, read } of cells) {
    const { problem } = read;
    if (read === first?.read && steps > 1 && parts.length > 1 && perStep === null) {
      const message = `This cell has ${parts.length} timescales and the action ${steps} steps; which belongs to which is not clear. The latest is taken for the whole action: give each step its own line.`;
      warn('dates-do-not-match-steps', message, field, row);
    } else if (
      problem !== null &&
      !(problem === 'several-dates' && perStep !== null && read === first?.read)
    ) {
      const code = problem === 'not-understood' ? 'timescale-not-understood' : problem;
      warn(code, timescaleMessages[problem], field, row);
    }
  }
  const other = (role: 'start' | 'revised') => {
    const found = fieldsOf(draft, role).filter(({ field }) => !saysNothing.test(field.text));
    const read = found.map(({ field, row }) => {
      const { timescale, problem } = readTimescaleCell(field);
      if (problem !== null) {
        warn(
          problem === 'not-understood' ? 'timescale-not-understood' : problem,
          timescaleMessages[problem],
          field,
          row,
        );
      }
      return timescale;
    });
    return read.length === 0 ? (first?.read[role] ?? null) : joinTimescales(read);
  };
  return {
    timescale: joinTimescales(cells.map(({ read }) => read.timescale)),
    start: other('start'),
    revised: other('revised'),
    perStep,
    lines: parts.length,
  };
}
