import type { Action } from '../domain/action.ts';
import type { Cycle } from '../domain/cycle.ts';
import { formatDate, formatMoment } from '../domain/dates.ts';
import { Refusal } from '../domain/errors.ts';
import { actionsToPrompt, actionsToShow, openDraft, promptItem, replyForm } from '../domain/list-prompt.ts';
import { isLeadOf, isOpen } from '../domain/permissions.ts';
import type { Person } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import type { ReplyForm, ReplyReceipt } from '../domain/prompt.ts';
import {
  applyUpdate,
  judgeReply,
  nextUpdate,
  noChangeReply,
  type Reply,
  saysTheSame,
} from '../domain/reply.ts';
import type { ReplyDraft, Update } from '../domain/update.ts';
import { Conflict, type Services, type Stored, type Write } from '../ports.ts';
import { byAction, todayIn } from './read-cycle.ts';
import { actorOf, admit, type Sender } from './requester.ts';

type ReplyServices = Pick<Services, 'store' | 'clock' | 'logger'>;

/** Which reply is meant; every id comes from a card and is checked against what the sender may see. */
export interface ReplyTarget {
  readonly planId: string;
  readonly meeting: string;
  readonly actionId: string;
}

export type RecordedUpdate =
  | { readonly kind: 'saved'; readonly receipt: ReplyReceipt }
  /** Faults beside their fields, with everything the lead typed. */
  | { readonly kind: 'invalid'; readonly form: ReplyForm }
  /** Somebody saved meanwhile: what they said, with everything the lead typed. */
  | { readonly kind: 'conflict'; readonly form: ReplyForm };

interface Facts {
  readonly plan: Plan;
  readonly person: Person;
  readonly cycle: Cycle;
  readonly action: Stored<Action>;
  readonly current: Stored<Update> | null;
  readonly actions: readonly Action[];
  readonly updates: ReadonlyMap<string, Update>;
}

/** One round of reads, then every right checked: tenant, plan, cycle, action, lead. */
async function readFacts(services: ReplyServices, sender: Sender, target: ReplyTarget): Promise<Facts> {
  const { store } = services;
  const [storedPlan, people, storedCycle, actions, updates] = await Promise.all([
    store.readPlan(target.planId),
    store.listPeople(target.planId),
    store.readCycle(target.planId, target.meeting),
    store.listActions(target.planId),
    store.listUpdates(target.planId, target.meeting),
  ]);
  const { plan, person } = admit(sender, target.planId, storedPlan, people);
  const action = actions.find(({ value }) => value.id === target.actionId);
  if (!person || !storedCycle || !action) {
    throw new Refusal(
      'unknown-action',
      'I can’t find that action in this cycle any more. Type “my actions” for the current list.',
    );
  }
  if (!isLeadOf(person, action.value)) {
    throw new Refusal(
      'not-a-lead',
      `You are not a lead of ${action.value.ref}, so I can’t take a reply for it. If that is wrong, tell your project manager.`,
    );
  }
  return {
    plan,
    person,
    cycle: storedCycle.value,
    action,
    current: updates.find(({ value }) => value.actionId === target.actionId) ?? null,
    actions: actions.map(({ value }) => value),
    updates: byAction(updates),
  };
}

function demandOpen({ cycle, action }: Facts): void {
  if (cycle.state === 'frozen') {
    throw new Refusal(
      'cycle-frozen',
      `The cycle for the board meeting on ${formatDate(cycle.meeting)} is frozen: its paper is being written from what was said. Tell your project manager what has changed.`,
    );
  }
  if (!isOpen(action.value)) {
    throw new Refusal(
      'action-closed',
      `${action.value.ref} is ${action.value.status} and takes no more replies.`,
    );
  }
}

/** The action's latest reply of whichever cycle; null while it still stands as imported. */
async function lastSaid(services: ReplyServices, { plan, action }: Facts): Promise<Update | null> {
  const { id, lastReply } = action.value;
  if (lastReply === null) return null;
  return (await services.store.readUpdate(plan.id, lastReply.meeting, id))?.value ?? null;
}

/** The form for one action, filled with what was said last. Throws what `recordUpdate` throws. */
export async function openReplyForm(
  services: ReplyServices,
  sender: Sender,
  target: ReplyTarget,
): Promise<ReplyForm> {
  const facts = await readFacts(services, sender, target);
  demandOpen(facts);
  const { plan, cycle } = facts;
  const action = facts.action.value;
  const current = facts.current?.value ?? null;
  const draft = openDraft(action, current, current ?? (await lastSaid(services, facts)));
  return replyForm(plan, cycle, action, current, draft, todayIn(plan, services.clock));
}

function receiptFor(services: ReplyServices, facts: Facts, action: Action, saved: Update): ReplyReceipt {
  const { plan, cycle, person } = facts;
  const today = todayIn(plan, services.clock);
  // Who was asked about one action and answers it is not handed those of the people they are accountable for.
  const asked = actionsToPrompt(facts.actions, person);
  const mine = asked.some(({ id }) => id === action.id) ? asked : actionsToShow(facts.actions, person);
  const answered = (candidate: Action) => candidate.id === action.id || facts.updates.has(candidate.id);
  const waiting = mine.filter((candidate) => !answered(candidate));
  // The next one down the list first: a lead works from the top and does not want to jump back.
  const next = waiting.find((candidate) => candidate.id > action.id) ?? waiting[0] ?? null;
  return {
    planId: plan.id,
    planName: plan.name,
    meeting: cycle.meeting,
    due: cycle.due,
    item: promptItem(action, saved, plan, today),
    saved,
    next: next ? promptItem(next, null, plan, today) : null,
    answered: mine.length - waiting.length,
    total: mine.length,
  };
}

function writesFor(facts: Facts, action: Action, update: Update, sender: Sender): Write[] {
  const by = actorOf(sender);
  const before = facts.current?.value ?? null;
  return [
    facts.current
      ? { op: 'replace', row: { kind: 'update', value: update }, etag: facts.current.etag }
      : { op: 'insert', row: { kind: 'update', value: update } },
    { op: 'replace', row: { kind: 'action', value: action }, etag: facts.action.etag },
    {
      op: 'insert',
      row: {
        kind: 'history',
        value: { actionId: action.id, at: update.at, by, action: facts.action.value, update: before },
      },
    },
    {
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'reply-saved',
          actor: by,
          at: update.at,
          from: 'teams',
          detail: {
            actionId: action.id,
            meeting: update.meeting,
            kind: update.kind,
            version: update.version,
            ratingFrom: facts.action.value.rating.label,
            ratingTo: update.rating.label,
          },
        },
      },
    },
  ];
}

/** Somebody may assign a lead or re-import between our read and write; a few rounds outlast that. */
const maxRounds = 5;

interface Attempt {
  readonly reply: (facts: Facts) => Promise<Reply | { readonly invalid: ReplyForm }>;
  /** The form shown when somebody else has saved since the lead's card was drawn. */
  readonly draft: (facts: Facts) => ReplyDraft;
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
  for (let round = 1; ; round += 1) {
    const facts = await readFacts(services, sender, target);
    demandOpen(facts);
    const { plan, cycle, person } = facts;
    const current = facts.current?.value ?? null;
    const reply = await attempt.reply(facts);
    if ('invalid' in reply) return { kind: 'invalid', form: reply.invalid };
    const own = current !== null && current.authorId === sender.userId;
    if (own && (attempt.ownReplyStands || saysTheSame(reply, current))) {
      return { kind: 'saved', receipt: receiptFor(services, facts, facts.action.value, current) };
    }
    if (current && current.version !== attempt.seen) {
      const today = todayIn(plan, services.clock);
      const form = replyForm(plan, cycle, facts.action.value, current, attempt.draft(facts), today);
      const { authorName: by, at, rating, narrative } = current;
      const when = formatMoment(at, plan.timeZone, today);
      return { kind: 'conflict', form: { ...form, conflict: { by, when, rating, narrative } } };
    }
    const author = { userId: sender.userId, name: person.name };
    const update = nextUpdate(reply, facts.action.value, current, cycle, author, services.clock.now());
    const action = applyUpdate(facts.action.value, update);
    try {
      await services.store.commit(plan.id, writesFor(facts, action, update, sender));
    } catch (error) {
      if (error instanceof Conflict && round < maxRounds) continue;
      throw error;
    }
    return { kind: 'saved', receipt: receiptFor(services, facts, action, update) };
  }
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
  draft: ReplyDraft,
  seen: number,
): Promise<RecordedUpdate> {
  return save(services, sender, target, {
    seen,
    ownReplyStands: false,
    draft: () => draft,
    reply: async (facts) => {
      const { plan, cycle } = facts;
      const today = todayIn(plan, services.clock);
      const judged = judgeReply(draft, plan.ratingKey, today);
      if (judged.ok) return judged.reply;
      const form = replyForm(plan, cycle, facts.action.value, facts.current?.value ?? null, draft, today);
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
  const draft = (facts: Facts) => openDraft(facts.action.value, facts.current?.value ?? null, null);
  return save(services, sender, target, {
    // A prompt offers it only for what nobody has answered: an answer that has come since is a conflict.
    seen: 0,
    ownReplyStands: true,
    draft,
    reply: async (facts) => {
      const { plan, cycle, action } = facts;
      if (action.value.rating.label !== '') {
        return noChangeReply(action.value, facts.current?.value ?? (await lastSaid(services, facts)));
      }
      const today = todayIn(plan, services.clock);
      const form = replyForm(plan, cycle, action.value, null, draft(facts), today);
      return {
        invalid: {
          ...form,
          errors: { rating: 'Please choose a rating: there is none yet to leave unchanged.' },
        },
      };
    },
  });
}
