import type { Temporal } from 'temporal-polyfill';
import { requestHeader } from '../../domain/cycle/cycle-header.ts';
import type { Action } from '../../domain/plan/action.ts';
import { ratingBy } from '../../domain/plan/rating-history.ts';
import {
  actionsToPrompt,
  actionsToShow,
  openDraft,
  promptItem,
  replyForm,
} from '../../domain/reply/list-prompt.ts';
import type { ReplyForm, ReplyReceipt } from '../../domain/reply/prompt.ts';
import {
  applyUpdate,
  judgeReply,
  type KnownBefore,
  nextUpdate,
  noChangeReply,
  saidBy,
} from '../../domain/reply/reply.ts';
import type { ReplyDraft } from '../../domain/reply/reply-fields.ts';
import { type Reply, saysTheSame } from '../../domain/reply/reply-fields.ts';
import type { Update } from '../../domain/reply/update.ts';
import { formatMoment } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import type { Write } from '../../ports.ts';
import { historyRow, logRow } from '../shared/log-row.ts';
import type { Sender } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import {
  answeredFor,
  demandOpen,
  type ReplyFacts,
  type ReplyServices,
  type ReplyTarget,
  readReplyFacts,
} from './reply-facts.ts';
import { type SettledReply, settleReply } from './settle-reply.ts';

export type RecordedUpdate =
  | { readonly kind: 'saved'; readonly receipt: ReplyReceipt }
  /** Faults beside their fields, with everything the lead typed. */
  | { readonly kind: 'invalid'; readonly form: ReplyForm }
  /** Somebody saved meanwhile: what they said, with everything the lead typed. */
  | { readonly kind: 'conflict'; readonly form: ReplyForm };

/** The action's latest reply of whichever cycle; null while it still stands as imported. */
async function lastSaid(services: ReplyServices, { plan, action }: ReplyFacts): Promise<Update | null> {
  const { id, lastReply } = action.value;
  if (lastReply === null) return null;
  return (await services.store.readUpdate(plan.id, lastReply.meeting, id))?.value ?? null;
}

/** What was known before the older board's cycle was first answered: what its history and the later board's reply remember. */
async function knownBefore(services: ReplyServices, facts: ReplyFacts): Promise<KnownBefore> {
  const { action, cycle } = facts;
  const later = await lastSaid(services, facts);
  return {
    rating: ratingBy(action.value.ratingHistory, cycle.boardDate),
    revised: later?.revisedBefore ?? null,
  };
}

/** The form for one action, filled with what was said last. Throws what `recordUpdate` throws. */
export async function openReplyForm(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
): Promise<ReplyForm> {
  const facts = await readReplyFacts(services, sender, target);
  demandOpen(facts, services.clock);
  const { plan } = facts;
  const action = facts.action.value;
  const current = facts.current?.value ?? null;
  const last = current ?? (await lastSaid(services, facts));
  const draft = openDraft(action, current, last, facts.later !== null);
  return formFor(facts, draft, todayIn(plan, services.clock.now()));
}

/** The form for an action of these facts; errors and conflict are added by the reply that met them. */
function formFor(facts: ReplyFacts, draft: ReplyDraft, today: Temporal.PlainDate): ReplyForm {
  const { plan, cycle, action, current } = facts;
  const thisCycle = current?.value ?? null;
  const form = replyForm({ plan, cycle, action: action.value, thisCycle, draft, today });
  return { ...form, onBehalfOf: answeredFor(facts)?.name ?? null };
}

function receiptFor(
  services: ReplyServices,
  facts: ReplyFacts,
  action: Action,
  { update: saved, cycle, news }: SettledReply,
): ReplyReceipt {
  const { plan, lead } = facts;
  const today = todayIn(plan, services.clock.now());
  // Who was asked about one action and answers it is not handed those of the people they are accountable for.
  const asked = actionsToPrompt(facts.actions, lead);
  const mine = asked.some(({ id }) => id === action.id) ? asked : actionsToShow(facts.actions, lead);
  const answered = (candidate: Action) => candidate.id === action.id || facts.updates.has(candidate.id);
  const waiting = mine.filter((candidate) => !answered(candidate));
  // The next one down the list first: a lead works from the top and does not want to jump back.
  const next = waiting.find((candidate) => candidate.id > action.id) ?? waiting[0] ?? null;
  return {
    ...requestHeader(plan, cycle),
    item: promptItem(action, saved, plan, today),
    saved,
    frozen: cycle.state === 'frozen',
    news,
    answeredLater: facts.later?.boardDate ?? null,
    next: next ? promptItem(next, null, plan, today) : null,
    answered: mine.length - waiting.length,
    total: mine.length,
    onBehalfOf: answeredFor(facts)?.name ?? null,
  };
}

/** The date asked for or approved, as it is written; null where there is none. */
function revised({ revisedTimescale }: Action): string | null {
  return revisedTimescale?.timescale.text ?? null;
}

function writesFor(facts: ReplyFacts, action: Action, update: Update, sender: Sender): Write[] {
  const { current, later } = facts;
  const { value: before, etag } = facts.action;
  const row = { kind: 'update', value: update } as const;
  return [
    current ? { op: 'replace', row, etag: current.etag } : { op: 'insert', row },
    { op: 'replace', row: { kind: 'action', value: action }, etag },
    historyRow(sender, update.at, before, current?.value),
    logRow(sender, 'reply-saved', update.at, {
      actionId: action.id,
      meeting: update.cycleId,
      kind: update.kind,
      version: update.version,
      late: update.late,
      onBehalfOf: update.onBehalfOf,
      ...(later === null ? {} : { answeredLater: later.cycleId }),
      ratingFrom: (later === null ? before.rating : update.ratingBefore).label,
      ratingTo: update.rating.label,
      ...(revised(before) === revised(action)
        ? {}
        : { revisedFrom: revised(before), revisedTo: revised(action) }),
    }),
  ];
}

interface Attempt {
  readonly reply: (facts: ReplyFacts) => Promise<Reply | { readonly invalid: ReplyForm }>;
  /** The form shown when somebody else has saved since the lead's card was drawn. */
  readonly draft: (facts: ReplyFacts) => ReplyDraft;
  /** Version the sender had seen, 0 for none. */
  readonly seen: number;
  /** Whether the sender's own earlier reply in this cycle already answers this. */
  readonly ownReplyStands: boolean;
}

async function save(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
  attempt: Attempt,
): Promise<RecordedUpdate> {
  return withRetries(async () => {
    const facts = await readReplyFacts(services, sender, target);
    demandOpen(facts, services.clock);
    const { plan, cycle, person, nameOf } = facts;
    const current = facts.current?.value ?? null;
    const reply = await attempt.reply(facts);
    if ('invalid' in reply) return { kind: 'invalid', form: reply.invalid };
    const own = current !== null && current.authorId === sender.userId;
    if (own && facts.current && (attempt.ownReplyStands || saysTheSame(reply, current))) {
      // It may have been overtaken by a freeze since, or be in the paper that has been frozen since.
      const settled = await settleReply(services, sender, plan.id, { stored: facts.current, cycle });
      return { kind: 'saved', receipt: receiptFor(services, facts, facts.action.value, settled) };
    }
    if (current && current.version !== attempt.seen) {
      const today = todayIn(plan, services.clock.now());
      const form = formFor(facts, attempt.draft(facts), today);
      const { at, rating, narrative } = current;
      const when = formatMoment(at, plan.timeZone, today);
      const conflict = { by: saidBy(current, nameOf), when, rating, narrative };
      return { kind: 'conflict', form: { ...form, conflict } };
    }
    const onBehalfOf = answeredFor(facts)?.id ?? null;
    const author = { userId: sender.userId, name: person.name, onBehalfOf };
    const before = current === null && facts.later !== null ? await knownBefore(services, facts) : undefined;
    const now = services.clock.now();
    const update = nextUpdate(reply, { action: facts.action.value, cycle, current, before }, author, now);
    const action = applyUpdate(facts.action.value, update, facts.later?.cycleId);
    const [etag = ''] = await services.store.commit(plan.id, writesFor(facts, action, update, sender));
    const settled = await settleReply(services, sender, plan.id, { stored: { value: update, etag }, cycle });
    const late = settled.update.late ? 'yes' : 'no';
    services.telemetry.count('replies.saved', 1, { kind: update.kind, late });
    return { kind: 'saved', receipt: receiptFor(services, facts, action, settled) };
  });
}

/**
 * Saves what a lead typed: update, action, history and log in one transaction. Faults and conflicts come back as the form
 * with everything typed. Throws a `Refusal` for a person, plan, cycle or action that may not be replied
 * for, a `Failure` when storage does not answer.
 */
export function recordUpdate(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
  { draft, seen }: { readonly draft: ReplyDraft; readonly seen: number },
): Promise<RecordedUpdate> {
  return save(services, sender, target, {
    seen,
    ownReplyStands: false,
    draft: () => draft,
    reply: async (facts) => {
      const { plan } = facts;
      const today = todayIn(plan, services.clock.now());
      const judged = judgeReply(draft, plan.ratingKey, today);
      if (judged.ok) return judged.reply;
      const form = formFor(facts, draft, today);
      return { invalid: { ...form, errors: judged.errors, seen } };
    },
  });
}

/**
 * Records "no change" in one tap: a reply like any other. An action nobody has rated has nothing that could be unchanged;
 * it comes back as a form that asks for the rating.
 */
export function recordNoChange(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
): Promise<RecordedUpdate> {
  const draft = (facts: ReplyFacts) =>
    openDraft(facts.action.value, facts.current?.value ?? null, null, facts.later !== null);
  return save(services, sender, target, {
    // A prompt offers it only for what nobody has answered: an answer that has come since is a conflict.
    seen: 0,
    ownReplyStands: true,
    draft,
    reply: async (facts) => {
      const { plan, action } = facts;
      if (action.value.rating.label !== '') {
        return noChangeReply(action.value, facts.current?.value ?? (await lastSaid(services, facts)));
      }
      const today = todayIn(plan, services.clock.now());
      const form = formFor(facts, draft(facts), today);
      return {
        invalid: {
          ...form,
          errors: { rating: 'Please choose a rating: there is none yet to leave unchanged.' },
        },
      };
    },
  });
}
