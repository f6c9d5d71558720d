import type { DigestAction } from '../digest/digest.ts';
import type { Action } from '../plan/action.ts';
import { ratingInWords } from '../shared/rating-in-words.ts';
import { describeTimescale } from '../shared/timescale.ts';
import type { PaperCell, PaperColumn, PaperTable, PaperText } from './paper.ts';
import { statusWords } from './status-words.ts';

/** One action as a paper tells it: as the digest has it, and what only the register holds. */
export interface PaperAction {
  readonly told: DigestAction;
  readonly action: Action;
  /** What the paper says of it: the project manager’s wording, else the lead’s words; '' for none. */
  readonly comments: string;
}

interface ColumnRule extends PaperColumn {
  cell(action: PaperAction): PaperCell;
}

/** Words for nothing: a blank cell tells a listener nothing (DOMAIN 4.11). */
export const notGiven = 'Not given';
export const none = 'None';

export function plainCell(text: string, absent: string): PaperCell {
  return [{ text: text.trim() === '' ? absent : text }];
}

/** `Red`, set off by its colour too. */
export function ratingCell(rating: DigestAction['rating']): PaperText {
  return { text: ratingInWords(rating), level: rating.level };
}

/** A date that was asked for with whether it stands: `28 February 2027 (not yet approved)`. */
export function revisedWords({ revisedTimescale, revisedApproved }: DigestAction): string {
  if (revisedTimescale === null) return none;
  return revisedApproved ? revisedTimescale : `${revisedTimescale} (not yet approved)`;
}

/** An action's title with its steps below, as a tracker's cell has them. */
function titleWithSteps({ title, steps }: Action): string {
  const lines = steps.map(({ text, timescale }) => {
    const when = timescale === null ? '' : describeTimescale(timescale);
    return `• ${text}${when === '' || text.includes(when) ? '' : ` (${when})`}`;
  });
  return [title, ...lines].join('\n');
}

/** Every column a form can choose. */
export const paperColumns = {
  ref: { header: 'Ref', weight: 7, cell: ({ told }) => plainCell(told.ref, none) },
  group: {
    header: 'Theme or priority',
    weight: 13,
    cell: ({ told }) => plainCell(told.theme ?? told.priority ?? '', none),
  },
  objective: {
    header: 'Objective',
    weight: 24,
    cell: ({ action }) => plainCell(action.objective ?? '', none),
  },
  action: {
    header: 'Action',
    weight: 30,
    cell: ({ action }) => plainCell(titleWithSteps(action), notGiven),
  },
  leads: {
    header: 'Lead',
    weight: 14,
    cell: ({ told, action }) => {
      const named = told.leads.length > 0 ? told.leads : action.responsibleLeads;
      return plainCell(named.join(', '), 'No lead confirmed');
    },
  },
  original: {
    header: 'Original timescale',
    weight: 12,
    cell: ({ told }) => plainCell(told.originalTimescale, notGiven),
  },
  revised: {
    header: 'Revised timescale',
    weight: 12,
    cell: ({ told }) => plainCell(revisedWords(told), none),
  },
  rating: { header: 'Rating', weight: 12, cell: ({ told }) => [ratingCell(told.rating)] },
  comments: {
    header: 'Comments',
    weight: 36,
    cell: ({ told, comments }) => plainCell(commentWords(told, comments), notGiven),
  },
  success: {
    header: 'Success measure',
    weight: 20,
    cell: ({ action }) => plainCell(action.successMeasures.join('\n'), notGiven),
  },
  status: {
    header: 'Status',
    weight: 10,
    cell: ({ told, action }) => plainCell(statusWords(action, told.rating), notGiven),
  },
} as const satisfies Readonly<Record<string, ColumnRule>>;
export type PaperColumnName = keyof typeof paperColumns;

/** What was said, with a note where nobody has said it in this cycle (DOMAIN 4.5). */
export function commentWords({ replied, asked, ratedOn }: DigestAction, comments: string): string {
  if (replied) return comments;
  const note = asked ? 'No reply for this board' : 'Nobody was asked for this board';
  const since = ratedOn === null ? '' : '; last known position';
  return comments.trim() === '' ? `${note}.` : `${comments}\n(${note}${since}.)`;
}

/** A table of actions under some columns. */
export function actionTable(
  caption: string,
  names: readonly PaperColumnName[],
  actions: readonly PaperAction[],
): PaperTable {
  const columns: readonly ColumnRule[] = names.map((name) => paperColumns[name]);
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ header, weight }) => ({ header, weight })),
    rows: actions.map((action) => columns.map(({ cell }) => cell(action))),
    isWide: columns.length > 5,
  };
}
