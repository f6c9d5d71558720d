import type { ActionStatus } from '../../domain/plan/document-facts.ts';
import type { ActionDraft, Warn } from '../table/draft-rows.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import type { Questions } from '../text/questions.ts';

/** What a plain number of a column of percentages is multiplied by: 100 where the column holds fractions of 1. */
export type PercentScales = ReadonlyMap<string, number>;

const percentage = /^(\d{1,3}(?:\.\d{1,12})?)\s*(%|per ?cent)?(?:\s+(?:complete|completed|done))?$/i;
const saysNothing = /^(?:[\p{P}\s]*|n\s*\/?\s*a|tbc)$/iu;

/** `column` of a draft's sheet: two tables may say it in two ways. */
const columnKey = ({ sheet }: ActionDraft, { header }: Field) => `${sheet}\n${header}`;

function parsePercent(text: string): { value: number; signed: boolean } | null {
  const match = text.trim().match(percentage);
  return match === null ? null : { value: Number(match[1]), signed: match[2] !== undefined };
}

/** How each column of percentages writes them: `40%`, `40` or `0.4`. A column of nothing but 0 and 1 is asked about. */
export function readPercentScales(drafts: readonly ActionDraft[], questions: Questions): PercentScales {
  const columns = new Map<string, { plain: number[]; draft: ActionDraft; row: TableRow; field: Field }>();
  for (const draft of drafts) {
    const [row] = draft.rows;
    const field = row?.field('percent') ?? null;
    const read = field === null ? null : parsePercent(field.text);
    if (row === undefined || field === null || read === null || read.signed) {
      continue;
    }
    const known = columns.get(columnKey(draft, field));
    known?.plain.push(read.value);
    if (known === undefined) {
      columns.set(columnKey(draft, field), { plain: [read.value], draft, row, field });
    }
  }
  const scales = new Map<string, number>();
  for (const [key, { plain, draft, row, field }] of columns) {
    if (plain.some((value) => value > 1) || plain.every((value) => value === 0)) {
      continue;
    }
    const isFraction = plain.some((value) => !Number.isInteger(value));
    const answer = isFraction ? 'whole' : askOfOne(questions, draft, row, field);
    if (answer === 'whole') {
      scales.set(key, 100);
    }
  }
  return scales;
}

function askOfOne(
  questions: Questions,
  { sheet }: ActionDraft,
  { number: row }: TableRow,
  { header, text }: Field,
): string {
  return questions.ask({
    id: `percent-of:${header}`,
    text: `“${header}” holds only 0 and 1. Is 1 the whole action or one per cent of it?`,
    choices: [
      { value: 'whole', label: 'The whole action: 1 is complete' },
      { value: 'hundredth', label: 'One per cent' },
    ],
    taken: 'whole',
    place: { sheet, row, column: header, value: text },
  });
}

/** How much of an action is done, and the cell where it is no percentage, to be kept as it stands. */
export function readPercent(
  draft: ActionDraft,
  scales: PercentScales,
  warn: Warn,
): { percent: number | null; unread: Field | null } {
  const [row] = draft.rows;
  const field = row?.field('percent') ?? null;
  if (field === null || saysNothing.test(field.text)) {
    return { percent: field === null ? signedStatus(row) : null, unread: null };
  }
  const read = parsePercent(field.text);
  const scale = read === null || read.signed ? 1 : (scales.get(columnKey(draft, field)) ?? 1);
  const value = read === null ? null : Math.round(read.value * scale * 100) / 100;
  // In a column that counts to a hundred 0.4 is a slip: nobody has done four thousandths of an action.
  const isSlip = read !== null && !read.signed && scale === 1 && value !== null && value > 0 && value < 1;
  if (value === null || value > 100 || isSlip) {
    const message = 'This is no percentage from 0 to 100; it is kept beside the action as it stands.';
    warn('unknown-percent', message, field);
    return { percent: null, unread: field };
  }
  return { percent: value, unread: null };
}

/** `40%` in a plan's column of statuses. */
function signedStatus(row: TableRow | undefined): number | null {
  const text = row?.text('status') ?? '';
  return isPercent(text) ? (parsePercent(text)?.value ?? null) : null;
}

/** Whether a text is a percentage and nothing else. */
export function isPercent(text: string): boolean {
  const read = parsePercent(text);
  return read?.signed === true && read.value <= 100;
}

/** The status that a percentage alone comes to. */
export function statusOfPercent(percent: number): ActionStatus {
  return percent === 100 ? 'complete' : percent === 0 ? 'not-started' : 'in-progress';
}

/** Says where a percentage and what the plan says elsewhere cannot both be right. */
export function notePercentDiffers(
  row: TableRow | undefined,
  { percent, status }: { percent: number | null; status: ActionStatus },
  warn: Warn,
): void {
  if (percent === null) {
    return;
  }
  const differs =
    (status === 'complete' && percent < 100) ||
    (status === 'in-progress' && percent === 100) ||
    (status === 'not-started' && percent > 0);
  if (differs) {
    const message = `The plan says ${percent}% here and ${status.replace('-', ' ')} elsewhere in the row; the action is ${status.replace('-', ' ')}.`;
    warn('percent-differs', message, row?.field('percent') ?? null);
  }
}
