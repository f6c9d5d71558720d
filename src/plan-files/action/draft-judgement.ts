import type { ActionStatus } from '../../domain/plan/document-facts.ts';
import { matchRating, type Rating, type RatingKey, unrated } from '../../domain/shared/rating.ts';
import { headerWords } from '../grid/columns.ts';
import type { ActionDraft, Warn } from '../table/draft-rows.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import { isPercent, statusOfPercent } from './draft-percent.ts';
import { parseStatus } from './parse-status.ts';

/** What the plan's key says: its labels, and what a cell's fill stands for, by `RRGGBB`. */
export interface KeyOfPlan {
  readonly key: RatingKey;
  readonly fills: ReadonlyMap<string, string>;
}

/** The rating an action's row gives, by its words or by a fill the key explains. */
export function readRating(row: TableRow | undefined, { key, fills }: KeyOfPlan, warn: Warn): Rating {
  const field = row?.field('rating') ?? null;
  if (field === null || field.text === '') {
    const colour = row?.colour('rating') ?? null;
    const label = colour === null ? undefined : fills.get(colour);
    const byFill = label === undefined ? null : matchRating(key, label);
    if (byFill !== null) {
      const message = `This cell is blank; its colour is the one the key gives for ${byFill.label}, which is taken as the rating.`;
      warn('rating-from-colour', message, field);
      return byFill;
    }
    if (colour !== null) {
      const message = 'This rating is a colour without a word; write the word and import again.';
      warn('rating-by-colour-only', message, field);
    }
    return unrated;
  }
  const rating = matchRating(key, field.text);
  if (rating === null) {
    const labels = key.map(({ label }) => label).join(', ');
    const message = `This is no rating of the plan's key (${labels}); the action is imported as not rated.`;
    warn('unknown-rating', message, field);
  }
  return rating ?? unrated;
}

/** What a row says of how far its action has come. */
interface Judged {
  /** The cell of a status column; null where the table has none. */
  readonly stated: Field | null;
  readonly percent: number | null;
  readonly rating: Rating;
  readonly narrative: string;
}

/** The status a column states, else what percentage, rating and progress make of it. */
export function readActionStatus(
  { stated: field, percent, rating, narrative }: Judged,
  warn: Warn,
): ActionStatus {
  const stated = field === null || field.text === '' ? null : parseStatus(field.text);
  if (field !== null && field.text !== '' && stated === null && percent === null) {
    const message = 'This status was not understood; it was worked out from rating and progress instead.';
    warn('unknown-status', message, field);
  }
  if (stated !== null) {
    return stated;
  }
  if (percent !== null && rating.level !== 'complete') {
    return statusOfPercent(percent);
  }
  if (rating.level === 'complete') {
    return 'complete';
  }
  return narrative !== '' || rating.level !== 'none' ? 'in-progress' : 'not-started';
}

const achieved =
  /^\W*((?:fully |partially |partly |not (?:yet )?)?(?:(?:achieved|completed)\b|(?:complete|delivered|done|met)(?=\s*(?:[.:;,–-]|$))))/i;

/** A rating or status column closes an action; what progress says first is only pointed out (DOMAIN 4.7). */
export function noteAchieved(row: TableRow | undefined, status: ActionStatus, warn: Warn): void {
  const field = row?.fields('progress').find(({ text }) => achieved.test(text));
  const words = field?.text.match(achieved)?.[1] ?? '';
  if (field !== undefined && status !== 'complete' && !/^not/i.test(words)) {
    const message = `Progress begins with “${words}”; the action stays ${status.replace('-', ' ')}, since neither rating nor status says that it is complete.`;
    warn('progress-says-achieved', message, field);
  }
}

const fewWords = 3;

/** A rating or status cell that says more than its label is progress too, and kept as such. */
export function wordsOfJudgement(draft: ActionDraft, rating: Rating): string[] {
  const [first] = draft.rows;
  return (['rating', 'status'] as const).flatMap((role) => {
    const field = first?.field(role) ?? null;
    const words = headerWords(field?.text ?? '');
    const isShort = words.split(' ').length <= fewWords && !/\d/.test(words);
    const isLabel = words === headerWords(rating.label) || isShort || isPercent(field?.text ?? '');
    return field === null || words === '' || isLabel ? [] : [`${field.header}: ${field.text}`];
  });
}
