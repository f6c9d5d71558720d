import type { ActionStatus, OtherFact } from '../../domain/plan/document-facts.ts';
import { matchRating, type Rating, unrated } from '../../domain/shared/rating.ts';
import { slugOf } from '../../domain/shared/slug.ts';
import { headerWords } from '../grid/columns.ts';
import { signalOf, signalTitle } from '../office/signal-colour.ts';
import type { ActionDraft, Warn } from '../table/draft-rows.ts';
import { labelsOfFill } from '../table/key-colours.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import type { Questions } from '../text/questions.ts';
import type { CellPlace } from '../text/warnings.ts';
import { isPercent, statusOfPercent } from './draft-percent.ts';
import { parseStatus } from './parse-status.ts';
import { type KeyOfPlan, ratingCellOf } from './plan-key.ts';
import { readRatingWords } from './rating-words.ts';

/** A rating as its row gives it. */
interface ReadRating {
  readonly rating: Rating;
  /** What the row says beside it: the rating before, the direction it goes in. */
  readonly others: readonly OtherFact[];
}

/** How ratings are read: by the plan's key, and with what is asked. */
export interface RatingReading {
  readonly key: KeyOfPlan;
  readonly questions: Questions;
}

/** The rating an action's row gives, by its words, else by its fill, else the last one known. */
export function readRating(
  { sheet, rows: [row] }: ActionDraft,
  { key: ofPlan, questions }: RatingReading,
  warn: Warn,
): ReadRating {
  const cell = ratingCellOf(row);
  const known = cell === null ? null : readRatingWords(ofPlan.key, cell.text);
  if (cell === null || known === null) {
    return { rating: unrated, others: [] };
  }
  const { field } = cell;
  const place: CellPlace = { sheet, row: row?.number ?? 0, column: field.header, value: field.text };
  if (known.kind === 'mixed') {
    return { rating: askMixed(known.ratings, questions, place), others: [] };
  }
  if (known.kind === 'rating' && (known.now.label !== '' || cell.text !== '')) {
    if (cell.text !== field.text && row?.field('rating') === null) {
      const message = `There is no column of ratings; this text begins with ${known.now.label}, which is taken as the rating.`;
      warn('rating-from-progress', message, field);
    }
    const before = known.before === null ? [] : [previousFact(field.header, known.before)];
    const arrow = /[↑↓↗↘⬆⬇▲▼↔]/u.test(cell.text) ? [{ header: field.header, text: cell.text }] : [];
    return { rating: known.now, others: [...before, ...arrow] };
  }
  const byFill = cell.fill === null ? null : ratingOfFill(cell.fill, ofPlan, questions, place);
  if (byFill !== null) {
    const message = `${cell.text === '' ? 'No word says this rating' : 'These words are no rating of the key'}; its colour is the one of ${byFill.label}, which is taken as the rating.`;
    warn('rating-from-colour', message, field);
    return { rating: byFill, others: [] };
  }
  if (cell.text === '') {
    if (cell.fill !== null && signalOf(cell.fill) !== 'grey') {
      const message = 'This rating is a colour without a word; write the word and import again.';
      warn('rating-by-colour-only', message, field);
    }
    return { rating: lastKnown(row, ofPlan, warn), others: [] };
  }
  const labels = ofPlan.key.map(({ label }) => label).join(', ');
  const message = `This is no rating of the plan's key (${labels}); the action is imported as not rated.`;
  warn('unknown-rating', message, field);
  return { rating: unrated, others: [] };
}

const slug = (label: string) => slugOf(label, 40) || 'other';

const previousFact = (header: string, { label }: Rating): OtherFact => ({
  header: `Previous ${header}`,
  text: label,
});

/** `Amber/Red`: asked once for each pair; until then the worse counts. */
function askMixed(ratings: readonly [Rating, Rating], questions: Questions, place: CellPlace): Rating {
  const [worse, better] = ratings;
  const pair = `${worse.label}/${better.label}`;
  const choices = ratings.map(({ label }) => ({ value: slug(label), label: `Read it as ${label}` }));
  const text = `Some ratings are between two, “${pair}”. Which of them counts?`;
  const answer = questions.ask({
    id: `mixed-rating:${pair}`,
    text,
    choices,
    taken: slug(worse.label),
    place,
  });
  return answer === slug(better.label) ? better : worse;
}

/** The rating that a fill stands for: by the key's own colours, else by the label that names the colour. */
function ratingOfFill(
  fill: string,
  { key, fills }: KeyOfPlan,
  questions: Questions,
  place: CellPlace,
): Rating | null {
  const signal = signalOf(fill);
  const [first, ...more] = labelsOfFill(fills, fill);
  if (first === undefined) {
    return signal === null ? null : matchRating(key, signalTitle(signal));
  }
  if (more.length === 0) {
    return matchRating(key, first);
  }
  const labels = [first, ...more];
  const answer = questions.ask({
    id: `colour:${fill.toLowerCase()}`,
    text: `A ${signal ?? 'coloured'} cell is between colours of the key. Which rating is it?`,
    choices: labels.map((label) => ({ value: slug(label), label })),
    taken: slug(first),
    place,
  });
  return matchRating(key, labels.find((label) => slug(label) === answer) ?? first);
}

/** The rating of an earlier time, which is the last one known where none is given now. */
function lastKnown(row: TableRow | undefined, { key }: KeyOfPlan, warn: Warn): Rating {
  const field = row?.earlierRating ?? null;
  const rating = field === null ? null : matchRating(key, field.text);
  if (rating === null || rating.label === '') {
    return unrated;
  }
  const message = `No rating is given now; the earlier one, ${rating.label}, is taken as the last known.`;
  warn('rating-from-earlier', message, field);
  return rating;
}

/** What a row says of how far its action has come. */
interface Judged {
  /** The cell of a status column; null where the table has none. */
  readonly stated: Field | null;
  /** That cell is the action's rating. */
  readonly isRating: boolean;
  readonly percent: number | null;
  /** What its progress begins with, where the plan's progress is its status; null for any other. */
  readonly begins: ActionStatus | null;
  readonly rating: Rating;
  readonly narrative: string;
}

/** The status a column states, else what percentage, rating and progress make of it. */
export function readActionStatus(
  { stated: field, isRating, percent, begins, rating, narrative }: Judged,
  warn: Warn,
): ActionStatus {
  const stated =
    field === null || field.text === '' ? null : (statusOfTick(field) ?? parseStatus(field.text));
  if (field !== null && field.text !== '' && stated === null && percent === null && !isRating) {
    const message = 'This status was not understood; it was worked out from rating and progress instead.';
    warn('unknown-status', message, field);
  }
  if (stated !== null) {
    return stated;
  }
  if (percent !== null && rating.level !== 'complete') {
    return statusOfPercent(percent);
  }
  if (begins !== null && rating.level !== 'complete') {
    return begins;
  }
  if (rating.level === 'complete') {
    return 'complete';
  }
  if (rating.level === 'none' && notBegun.test(narrative)) {
    return 'not-started';
  }
  return narrative !== '' || rating.level !== 'none' ? 'in-progress' : 'not-started';
}

const asksDone = /\b(done|completed?|finished|achieved|closed|delivered|implemented)\b/;
const ticked = /^(y|yes|true|[✓✔☑☒🗹]\ufe0f?|done)$/iu;
const unticked = /^(n|no|false|[☐✗✘❌□]\ufe0f?|not yet)$/iu;

/** Yes or no, or a tick, where the header asks whether the action is done; null for any other. */
function statusOfTick({ header, text }: Field): ActionStatus | null {
  if (!asksDone.test(headerWords(header)) || /\bnot\b/.test(headerWords(header))) {
    return null;
  }
  const said = text.trim();
  return ticked.test(said) ? 'complete' : unticked.test(said) ? 'not-started' : null;
}

/** Progress that says no more than that there is none. */
const notBegun =
  /^\W*(?:(?:work |action )?(?:has |have )?not (?:yet )?(?:been )?(?:started|begun|commenced)(?: yet)?|(?:yet|due) to (?:start|begin|commence)|no (?:progress|action|update)(?: (?:yet|to date|to report))?|nothing (?:yet|to report))\W*$/iu;

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
    // `2 - In progress`: a list's own number before the word.
    const words = headerWords(field?.text ?? '').replace(/^\d (?=\p{L})/u, '');
    const isShort = words.split(' ').length <= fewWords && !/\d/.test(words);
    const isLabel = words === headerWords(rating.label) || isShort || isPercent(field?.text ?? '');
    return field === null || words === '' || isLabel ? [] : [`${field.header}: ${field.text}`];
  });
}
