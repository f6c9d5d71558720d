import type { OtherFact } from '../../domain/plan/document-facts.ts';
import { type ActionDraft, fieldsOf, type Warn } from '../table/draft-rows.ts';
import type { Handover, LeadColumn } from './lead-cell.ts';
import type { ReadLeads } from './lead-reading.ts';

/** An action's lead texts, of all its rows. */
export interface Leads extends Readonly<Record<LeadColumn, readonly string[]>> {
  readonly workstream: string | null;
  readonly perStep: readonly (readonly string[])[] | null;
  /** Cells that tell of one lead after another, as written. */
  readonly others: readonly OtherFact[];
}

/** What an action's leads are read with. */
export interface LeadReader {
  readonly steps: number;
  /** Lines of dates in the action's timescale. */
  readonly dates: number;
  readonly readCell: ReadLeads;
  readonly warn: Warn;
}

/** Reads an action's leads; groups of them in its first cell are paired with its steps where there are as many. */
export function readLeads(draft: ActionDraft, { steps, dates, readCell, warn }: LeadReader): Leads {
  const found: Record<LeadColumn, string[]> = { responsible: [], strategic: [], contributors: [] };
  const others: OtherFact[] = [];
  let workstream: string | null = null;
  let perStep: readonly (readonly string[])[] | null = null;
  for (const column of ['responsible', 'strategic', 'contributors'] as const) {
    for (const { field, row } of fieldsOf(draft, column)) {
      const place = { sheet: draft.sheet, row: row.number, column: field.header, value: field.text };
      const cell = readCell(field.text, column, place);
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
      if (cell.handover !== null) {
        others.push({ header: field.header, text: field.text });
        warn('lead-changes', handoverWords(cell.handover), field, row);
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
    others,
  };
}

/** Reading knows no day, so that whoever the document names first leads until the PM says otherwise. */
function handoverWords({ later, before }: Handover): string {
  const after =
    later.length === 0
      ? ''
      : ` ${later.join(', ')} is to lead later and is kept as a contributor until then.`;
  const former = before.length === 0 ? '' : ` ${before.join(', ')} led before and is not taken for a lead.`;
  return `This cell tells of a change of lead; its words are kept beside the action.${after}${former}`;
}

/** Names one below the other are a list; several on a line, or lines beside lines of dates, are meant for the steps. */
function areGroups(lines: readonly (readonly string[])[], dates: number): boolean {
  return lines.length > 1 && (dates > 1 || lines.some((names) => names.length > 1));
}
