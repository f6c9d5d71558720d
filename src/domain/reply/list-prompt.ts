import type { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../cycle/cycle.ts';
import { requestHeader } from '../cycle/cycle-header.ts';
import type { Person } from '../people/person.ts';
import type { Action, DeclinedProposal, RatingPoint } from '../plan/action.ts';
import { currentTimescale, isLeadOf, isOpen, namedUpdater } from '../plan/action-rules.ts';
import type { Plan } from '../plan/plan.ts';
import { dayOf } from '../shared/days.ts';
import { describeLateness } from '../shared/lateness.ts';
import { describeTimescale } from '../shared/timescale.ts';
import { takesReplies } from './late-window.ts';
import type { DeclinedNote, OtherRequest, Prompt, PromptItem, ReplyForm } from './prompt.ts';
import { hasCompleteLabel, saidBy } from './reply.ts';
import { forEachText, type ReplyDraft } from './reply-fields.ts';
import type { Update } from './update.ts';

/** The day a rating was given, `YYYY-MM-DD`. An imported one carries midnight UTC of its day, whatever the zone. */
export function ratedOn(point: RatingPoint, timeZone: string): string {
  return point.meeting === null ? point.at.slice(0, 10) : dayOf(point.at, timeZone);
}

/** The day the present rating was given; null where nobody has rated. */
function presentRatedOn(action: Action, timeZone: string): string | null {
  if (action.rating.label === '') return null;
  // The latest reply may be for an earlier meeting than the last point of the history.
  if (action.lastReply) return dayOf(action.lastReply.at, timeZone);
  const point = action.ratingHistory.at(-1);
  return point ? ratedOn(point, timeZone) : null;
}

function describeTimescales(action: Action): string {
  const original = describeTimescale(action.originalTimescale);
  if (!action.revisedTimescale) return original;
  const revised = describeTimescale(action.revisedTimescale.timescale);
  return original === '' ? `revised to ${revised}` : `${original}, revised to ${revised}`;
}

function declinedNote({ at, ...proposal }: DeclinedProposal, timeZone: string): DeclinedNote {
  return { ...proposal, on: dayOf(at, timeZone) };
}

/** What a prompt says of one action, with this cycle's reply if there is one. */
export function promptItem(
  action: Action,
  reply: Update | null,
  plan: Plan,
  today: Temporal.PlainDate,
): PromptItem {
  return {
    actionId: action.id,
    ref: action.ref,
    title: action.title,
    theme: action.theme,
    rating: action.rating,
    ratedOn: presentRatedOn(action, plan.timeZone),
    timescale: describeTimescales(action),
    lateness: action.completionProposed ? null : describeLateness(currentTimescale(action), today),
    percentComplete: action.percentComplete,
    narrative: action.narrative,
    reply: reply
      ? { kind: reply.kind, rating: reply.rating, on: dayOf(reply.at, plan.timeZone), by: saidBy(reply) }
      : null,
    declined: action.declined && declinedNote(action.declined, plan.timeZone),
  };
}

/** Actions a person is prompted for: open ones whose named updater they are. */
export function actionsToPrompt(actions: readonly Action[], person: Person): Action[] {
  return actions.filter((action) => isOpen(action) && namedUpdater(action) === person.id);
}

/** Actions a person may reply for on their own wish: every open one they lead, as responsible or strategic lead. */
export function actionsToShow(actions: readonly Action[], person: Person): Action[] {
  return actions.filter((action) => isOpen(action) && isLeadOf(person, action));
}

/** What a lead is asked in one cycle, and how. */
export interface PromptFacts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  readonly person: Person;
  /** Those the person is asked about. */
  readonly actions: readonly Action[];
  readonly updates: ReadonlyMap<string, Update>;
  readonly today: Temporal.PlainDate;
  /** A plain prompt unless given. */
  readonly tone?: Prompt['tone'];
  readonly others?: readonly OtherCycle[];
}

/** Everything a lead is asked in one cycle, unanswered first and otherwise in the plan's order. */
export function listPrompt({
  plan,
  cycle,
  person,
  actions,
  updates,
  today,
  tone = 'prompt',
  others = [],
}: PromptFacts): Prompt {
  const items = actions.map((action) => promptItem(action, updates.get(action.id) ?? null, plan, today));
  return {
    ...requestHeader(plan, cycle),
    frozen: cycle.state === 'frozen',
    closed: !takesReplies(cycle, today.toString()),
    leadName: person.name,
    items: [...items.filter((item) => item.reply === null), ...items.filter((item) => item.reply !== null)],
    tone,
    alsoOpen: cycle.state === 'open' ? otherRequests(actions, others) : [],
  };
}

/** A cycle beside the one told of, with its replies. */
export interface OtherCycle {
  readonly cycle: Cycle;
  readonly updates: ReadonlyMap<string, Update>;
}

function otherRequests(actions: readonly Action[], others: readonly OtherCycle[]): OtherRequest[] {
  return others
    .filter(({ cycle }) => cycle.state === 'open')
    .map(({ cycle: { boardDate, due }, updates }) => ({
      boardDate,
      due,
      waiting: actions.filter(({ id }) => !updates.has(id)).length,
    }))
    .filter(({ waiting }) => waiting > 0);
}

/**
 * An untouched form: what was said last, so that a lead edits rather than retypes. Once a later board has been answered
 * (`behind`), an older board's reply is edited from what it says itself.
 */
export function openDraft(
  action: Action,
  thisCycle: Update | null,
  lastSaid: Update | null,
  behind = false,
): ReplyDraft {
  const said = thisCycle ?? lastSaid;
  const own = behind ? thisCycle : null;
  return {
    ...forEachText((field) => said?.[field] ?? ''),
    rating: (own ?? action).rating.label,
    narrative: (own ?? action).narrative,
    // A date asked for in an earlier cycle stands by itself, and one that was declined is not asked for again unless
    // the lead says so.
    revisedDate: (action.declined === null && thisCycle?.revised?.date) || '',
    finished: own?.finished ?? action.completionProposed,
  };
}

/** What a form is filled from. */
export interface ReplyFormFacts {
  readonly plan: Plan;
  readonly cycle: Cycle;
  readonly action: Action;
  /** The cycle's own reply; null where there is none yet. */
  readonly thisCycle: Update | null;
  readonly draft: ReplyDraft;
  readonly today: Temporal.PlainDate;
}

/** The form for one action; errors and conflict are added by the reply that met them. */
export function replyForm({ plan, cycle, action, thisCycle, draft, today }: ReplyFormFacts): ReplyForm {
  return {
    ...requestHeader(plan, cycle),
    item: promptItem(action, thisCycle, plan, today),
    steps: action.steps.map((step) =>
      step.timescale?.text ? `${step.text} (${describeTimescale(step.timescale)})` : step.text,
    ),
    ratingKey: plan.ratingKey,
    offerFinished: !hasCompleteLabel(plan.ratingKey),
    draft,
    errors: {},
    conflict: null,
    seen: thisCycle?.version ?? 0,
    late: cycle.state === 'frozen',
    onBehalfOf: null,
  };
}
