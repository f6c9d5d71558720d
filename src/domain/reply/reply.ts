import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import type { Action, RevisedTimescale } from '../plan/action.ts';
import { recordRating } from '../plan/rating-history.ts';
import { parseDay } from '../shared/days.ts';
import type { Rating, RatingKey } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';
import {
  type FieldErrors,
  forEachText,
  type Reply,
  type ReplyDraft,
  replyLimits,
  replyTexts,
} from './reply-fields.ts';
import type { Update } from './update.ts';

export type Judgement =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Whether a key has a label of its own for "complete"; where it has none the form offers "finished". */
export function hasCompleteLabel(key: RatingKey): boolean {
  return key.some((entry) => entry.level === 'complete');
}

/** A revised date is a real day, not before today; null where the field was left blank. */
function judgeRevisedDate(text: string, today: Temporal.PlainDate): Timescale | 'not-a-date' | 'past' | null {
  if (text === '') return null;
  const date = parseDay(text);
  if (date === null) return 'not-a-date';
  if (Temporal.PlainDate.compare(date, today) < 0) return 'past';
  return { text: date.toString(), kind: 'day', date: date.toString() };
}

/**
 * Judges what a lead typed against the plan's own key: a rating of the key, a narrative, a reason and a
 * recovery step where the rating means red or amber, evidence where the action is said to be complete. Every
 * fault is told at once, beside its field.
 */
export function judgeReply(draft: ReplyDraft, key: RatingKey, today: Temporal.PlainDate): Judgement {
  const errors: { -readonly [K in keyof FieldErrors]: FieldErrors[K] } = {};
  const texts = forEachText((field) => draft[field].trim());
  for (const field of replyTexts) {
    const over = texts[field].length - replyLimits[field];
    if (over > 0)
      errors[field] = `Please shorten this by ${over} characters (at most ${replyLimits[field]}).`;
  }
  const { narrative, reason, recoveryStep, evidence } = texts;

  const entry = key.find((candidate) => candidate.label === draft.rating);
  if (draft.rating === '') errors.rating = 'Please choose a rating.';
  else if (!entry) errors.rating = 'Please choose one of the ratings in this plan’s key.';
  if (narrative === '') errors.narrative = 'Please say in a sentence or two what happened.';

  const finished = draft.finished || entry?.level === 'complete';
  if (entry && (entry.level === 'red' || entry.level === 'amber')) {
    if (draft.finished)
      errors.finished = `Please check: A finished action can’t be ${entry.label}: please change one of the two.`;
    if (reason === '') errors.reason = `Please say why it is ${entry.label}.`;
    if (recoveryStep === '') errors.recoveryStep = 'Please say what will be done next to recover it.';
  }
  if (finished && evidence === '') errors.evidence = 'Please say what shows that it is complete.';

  const revised = judgeRevisedDate(draft.revisedDate.trim(), today);
  if (revised === 'not-a-date') errors.revisedDate = 'Please give a real date, or leave it empty.';
  else if (revised === 'past') errors.revisedDate = 'Please give a date from today on, or leave it empty.';
  else if (revised && reason === '' && !errors.reason) {
    errors.reason = 'Please say why the date needs to change.';
  }

  if (!entry || revised === 'not-a-date' || revised === 'past' || Object.keys(errors).length > 0) {
    return { ok: false, errors };
  }
  const rating = { label: entry.label, level: entry.level };
  return { ok: true, reply: { kind: 'update', rating, revised, finished, ...texts } };
}

/**
 * "No change" as a reply: what was known stands, said anew, with the reason and recovery step that `said`, the
 * latest reply of any cycle, gave: a red that has not moved is red for the same reason.
 */
export function noChangeReply(action: Action, said: Update | null): Reply {
  return {
    ...forEachText((field) => said?.[field] ?? ''),
    kind: 'no-change',
    rating: action.rating,
    narrative: action.narrative,
    // A date asked for before stands by itself: it is not asked for again.
    revised: null,
    finished: action.completionProposed,
  };
}

export interface Author {
  readonly userId: string;
  readonly name: string;
  /** The person the author answers for; null for themselves. */
  readonly onBehalfOf: string | null;
}

/**
 * The later board that an action has been answered for already, by its cycle's name: a reply for `meeting` then stays that
 * older board's, and how the action stands is left alone. null where the reply is the newest word. Boards are told
 * apart by the days they meet, since a meeting may have been moved past another.
 */
export function answeredLater(
  { lastReply }: Pick<Action, 'lastReply'>,
  cycleId: string,
  cycles: readonly Pick<Cycle, 'cycleId' | 'boardDate'>[],
): string | null {
  if (lastReply === null || lastReply.meeting === cycleId) return null;
  const order = (name: string) =>
    `${cycles.find((cycle) => cycle.cycleId === name)?.boardDate ?? name} ${name}`;
  return order(lastReply.meeting) > order(cycleId) ? lastReply.meeting : null;
}

/** What was known of an action before a cycle's first reply, where that is not how it stands: a later board has been answered. */
export interface KnownBefore {
  readonly rating: Rating;
  readonly revised: RevisedTimescale | null;
}

/** What a reply is given for. */
export interface RepliedFor {
  readonly action: Action;
  readonly cycle: Cycle;
  /** The cycle's reply so far; null for none. */
  readonly current: Update | null;
  /** Left out, what was known before is how the action stands. */
  readonly before?: KnownBefore | undefined;
}

/** The update row for a reply: the next version, remembering what was held `before` this cycle's first reply. */
export function nextUpdate(
  reply: Reply,
  { action, cycle, current, before }: RepliedFor,
  author: Author,
  now: Temporal.Instant,
): Update {
  const known = before ?? { rating: action.rating, revised: action.revisedTimescale };
  return {
    ...reply,
    cycleId: cycle.cycleId,
    actionId: action.id,
    version: (current?.version ?? 0) + 1,
    authorId: author.userId,
    authorName: author.name,
    onBehalfOf: author.onBehalfOf,
    late: cycle.state === 'frozen',
    ...(cycle.snapshot === null ? {} : { lateFor: cycle.snapshot }),
    at: now.toString(),
    ratingBefore: current?.ratingBefore ?? known.rating,
    revisedBefore: current ? current.revisedBefore : known.revised,
  };
}

/** Who said it, in words; with the name of the named updater where the project manager answered for them. */
export function saidBy({ authorName, onBehalfOf }: Update, nameOf?: (id: string) => string): string {
  if (onBehalfOf === null) return authorName;
  const forWhom = nameOf === undefined ? '' : ` for ${nameOf(onBehalfOf)}`;
  return `${authorName} (project manager)${forWhom}`;
}

function revisedAfter(action: Action, update: Update): RevisedTimescale | null {
  const standing = action.revisedTimescale;
  // What the board has decided since this cycle's first reply stands: clearing the field undoes the lead's own request alone.
  if (update.revised === null) {
    return standing === null || standing.approved ? standing : update.revisedBefore;
  }
  // Asking again for a date the board has approved must not undo the approval.
  if (standing?.approved && standing.timescale.date === update.revised.date) return standing;
  return {
    timescale: update.revised,
    reason: update.reason,
    proposedBy: update.authorName,
    proposedAt: update.at,
    approved: null,
  };
}

/**
 * The action as it stands after an update: the original timescale is never touched (DOMAIN 4.6). `behind` is the later
 * board answered already (`answeredLater`): then only the history learns of it.
 */
export function applyUpdate(action: Action, update: Update, behind: string | null = null): Action {
  const { cycleId, rating, at } = update;
  if (behind !== null) {
    const ratingHistory = recordRating(action.ratingHistory, { meeting: cycleId, rating, at, behind });
    return { ...action, ratingHistory };
  }
  return {
    ...action,
    rating: update.rating,
    narrative: update.narrative,
    status: action.status === 'not-started' ? 'in-progress' : action.status,
    revisedTimescale: revisedAfter(action, update),
    completionProposed: update.finished,
    declined: null,
    lastReply: { meeting: update.cycleId, at: update.at, by: update.authorName },
    ratingHistory: recordRating(action.ratingHistory, { meeting: cycleId, rating, at }),
  };
}
