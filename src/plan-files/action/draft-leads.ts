import { type ActionDraft, fieldsOf, type Warn } from '../table/draft-rows.ts';
import { type LeadColumn, readLeadCell } from './lead-cell.ts';

/** An action's lead texts, of all its rows. */
export interface Leads extends Readonly<Record<LeadColumn, readonly string[]>> {
  readonly workstream: string | null;
  readonly perStep: readonly (readonly string[])[] | null;
}

/** Reads an action's leads; groups of them in its first cell are paired with its steps where there are as many. */
export function readLeads(draft: ActionDraft, steps: number, dates: number, warn: Warn): Leads {
  const found: Record<LeadColumn, string[]> = { responsible: [], strategic: [], contributors: [] };
  let workstream: string | null = null;
  let perStep: readonly (readonly string[])[] | null = null;
  for (const column of ['responsible', 'strategic', 'contributors'] as const) {
    for (const { field, row } of fieldsOf(draft, column)) {
      const cell = readLeadCell(field.text, column);
      for (const kind of ['responsible', 'strategic', 'contributors'] as const) {
        found[kind].push(...cell[kind]);
      }
      workstream ??= cell.workstream;
      const isFirst = column === 'responsible' && row === draft.rows[0];
      if (isFirst && steps > 1 && cell.lines.length === steps) {
        perStep ??= cell.lines;
      } else if (isFirst && steps > 1 && areGroups(cell.lines, dates)) {
        const message = `This cell has ${cell.lines.length} groups of leads and the action ${steps} steps; which belongs to which is not clear. All of them are taken for the whole action.`;
        warn('leads-do-not-match-steps', message, field, row);
      }
      if (cell.notNamed) {
        const nobody = cell.responsible.length + cell.strategic.length + cell.contributors.length === 0;
        const message = nobody
          ? 'This cell names nobody; the action is listed as one without a lead.'
          : 'This cell leaves one of its leads open; the others are kept.';
        warn('lead-not-named', message, field, row);
      }
    }
  }
  const distinct = (kind: LeadColumn) => [...new Set(found[kind])];
  return {
    responsible: distinct('responsible'),
    strategic: distinct('strategic'),
    contributors: distinct('contributors'),
    workstream,
    perStep,
  };
}

/** Names one below the other are a list; several on a line, or lines beside lines of dates, are meant for the steps. */
function areGroups(lines: readonly (readonly string[])[], dates: number): boolean {
  return lines.length > 1 && (dates > 1 || lines.some((names) => names.length > 1));
}
