import { z } from 'zod';
import { cycleOpenedCard } from '../../cards/cycle/cycle-opened-card.ts';
import { extendCycleCard } from '../../cards/cycle/extend-cycle-card.ts';
import { openCycleCard } from '../../cards/cycle/open-cycle-card.ts';
import { reopenCycleCard } from '../../cards/cycle/reopen-cycle-card.ts';
import { statusCard } from '../../cards/digest/status-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { formatWeekday } from '../../domain/shared/dates.ts';
import { extendCycle } from '../../use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../use-cases/cycle/freeze-cycle.ts';
import { type OpenedCycle, openCycle } from '../../use-cases/cycle/open-cycle.ts';
import { reopenCycle } from '../../use-cases/cycle/reopen-cycle.ts';
import { signOff } from '../../use-cases/cycle/sign-off.ts';
import { offerDueDays } from '../../use-cases/digest/offer-due-days.ts';
import { type CycleWanted, chooseCycleFor } from '../../use-cases/shared/choose-cycle-for.ts';
import { findPlan } from '../../use-cases/shared/find-plan.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { parseDayWords } from '../parse-day.ts';
import { type Presses, press } from '../press.ts';
import { meeting, optional, page, planId, typed } from '../press-parts.ts';
import { answerOnStatus, type CycleIds, isAbout, ofCycle, onStatus, showStatusCard } from './status.ts';

/** `due` is '' for a day still to be chosen. */
interface ExtendAsked {
  readonly kind: 'extend';
  readonly due: string;
}

const open = { kind: 'open-cycle' } as const;
const freezing = { kind: 'freeze' } as const;
const reopening = { kind: 'reopen' } as const;
const signing = { kind: 'sign-off' } as const;
const extending: ExtendAsked = { kind: 'extend', due: '' };

/** What concerns many people, or cannot be undone without a word, is asked on a card first. */
export const commands: readonly Command[] = [
  planCommand('run-cycle', {
    kind: 'open-cycle',
    phrases: {},
    patterns: [{ pattern: /^open(?:\s+(?:a\s+)?cycle)?(?:\s+(.+))?$/iu, read: readOpen }],
    help: [{ place: 13, example: 'open cycle', words: 'Ask every lead, for a board meeting' }],
    listed: [
      {
        place: 10,
        title: 'open cycle',
        description: 'Ask the leads for the next board meeting (project manager)',
        where: 'personal',
      },
    ],
    answer: async (conversation, _asked, { planId, meeting }) =>
      meeting === null
        ? openCycleForm(conversation, planId)
        : openedCard(await openCycle(conversation.services, conversation.sender, planId, { meeting })),
  }),
  planCommand<ExtendAsked>('run-cycle', {
    kind: 'extend',
    phrases: { extend: extending, 'extend cycle': extending },
    patterns: [{ pattern: /^extend\s+(?:cycle\s+)?(?:(?:until|till|to)\s+)?(.+)$/iu, read: readExtend }],
    help: [{ place: 15, example: 'extend', words: 'Give leads more time' }],
    answer: async (conversation, { due }, about) => {
      const { cycleId } = await cycleMeant(conversation, about, { permission: 'run-cycle' });
      return extendForm(conversation, { planId: about.planId, meeting: cycleId }, due);
    },
  }),
  planCommand('run-cycle', {
    kind: 'freeze',
    phrases: { freeze: freezing, 'freeze cycle': freezing },
    help: [{ place: 16, example: 'freeze', words: 'Fix the paper’s data now; I ask first' }],
    answer: async (conversation, _asked, about) => {
      const { cycleId } = await cycleMeant(conversation, about, { permission: 'run-cycle' });
      const pressed = { planId: about.planId, meeting: cycleId, accept: false, page: 1 };
      return answerOnStatus(conversation, pressed, freeze);
    },
  }),
  planCommand('run-cycle', {
    kind: 'reopen',
    phrases: { reopen: reopening, 'reopen cycle': reopening },
    help: [{ place: 17, example: 'reopen', words: 'Take replies again after the freeze, with a reason' }],
    answer: async (conversation, _asked, about) => {
      const { cycleId } = await cycleMeant(conversation, about, {
        permission: 'run-cycle',
        prefer: 'frozen',
      });
      return answerOnStatus(conversation, { planId: about.planId, meeting: cycleId }, reopenForm);
    },
  }),
  planCommand('decide', {
    kind: 'sign-off',
    phrases: { 'sign off': signing, 'sign-off': signing },
    help: [{ place: 18, example: 'sign off', words: 'Sign off the cycle frozen last' }],
    answer: offerSignOff,
  }),
];

/** The longest reason; the use case says so in words. */
const reasonLength = 500;

interface FreezePress extends CycleIds {
  readonly accept: boolean;
  readonly page: number;
}

export const presses: Presses = {
  /** A day chosen elsewhere on the card is still to be asked for, so `meeting` goes unread. */
  'menu.openCycle': press({ planId: optional(planId), meeting: optional(meeting) }, (conversation, pressed) =>
    openCycleForm(conversation, pressed.planId),
  ),
  /** `meeting` is what the date field held, '' when it was left blank: still to be judged. */
  'cycle.open': press({ planId, meeting: typed(40) }, openFromForm),
  /** Without `accept` it only asks. */
  'cycle.freeze': onStatus(z.object({ ...ofCycle, accept: z.boolean().default(false), page }), freeze),
  'status.extendForm': onStatus(z.object(ofCycle), (conversation, pressed) =>
    extendForm(conversation, pressed),
  ),
  /** `date` is a day that was pressed, `due` what the date field held: still to be judged. */
  'cycle.extend': onStatus(z.object({ ...ofCycle, date: optional(z.iso.date()), due: typed(40) }), extend),
  'status.reopenForm': onStatus(z.object(ofCycle), (conversation, pressed) =>
    reopenForm(conversation, pressed),
  ),
  'cycle.reopen': onStatus(z.object({ ...ofCycle, reason: typed(reasonLength), due: typed(40) }), reopen),
  'cycle.signOff': onStatus(z.object(ofCycle), async (conversation, pressed) => {
    await signOff(conversation.services, conversation.sender, {
      planId: pressed.planId,
      cycleId: pressed.meeting,
    });
    return showStatusCard(conversation, pressed, { done: 'The cycle is signed off.' });
  }),
};

/** `open cycle on 16 December 2026`: words that are no date are no such command. */
function readOpen(words: string): { readonly kind: 'open-cycle'; readonly meeting?: string } | null {
  if (words === '') return open;
  const meeting = parseDayWords(words);
  return meeting === null ? null : { ...open, meeting };
}

function readExtend(words: string): ExtendAsked | null {
  const due = parseDayWords(words);
  return due === null ? null : { kind: 'extend', due };
}

/** Without a date the open cycle, or to reopen and sign off the one frozen last. */
async function cycleMeant(
  { services, sender }: Conversation,
  { planId, meeting }: About,
  wanted: CycleWanted,
): Promise<Cycle> {
  const chosen = await chooseCycleFor(services.store, sender, { planId, cycleId: meeting }, wanted);
  return chosen.cycle.value;
}

/** The form that asks for a board meeting, with what was wrong with the date given. */
async function openCycleForm(
  { services, sender }: Conversation,
  planId: string | null,
  error: string | null = null,
): Promise<AdaptiveCard> {
  const { plan } = await findPlan(services, sender, { planId }, 'run-cycle');
  const cycles = await services.store.listCycles(plan.id);
  const alreadyOpen = cycles
    .filter(({ value }) => value.state === 'open')
    .map(({ value }) => value.boardDate);
  return openCycleCard({ planId: plan.id, planName: plan.name, meeting: '', error, alreadyOpen });
}

async function openFromForm(
  conversation: Conversation,
  { planId, meeting }: CycleIds,
): Promise<AdaptiveCard> {
  if (meeting === '')
    return openCycleForm(conversation, planId, 'Please choose the date of the board meeting.');
  try {
    return openedCard(await openCycle(conversation.services, conversation.sender, planId, { meeting }));
  } catch (error) {
    if (!isAbout(error, 'bad-input', 'cycle-frozen')) throw error;
    return openCycleForm(conversation, planId, error.message);
  }
}

function openedCard(opened: OpenedCycle): AdaptiveCard {
  return cycleOpenedCard({
    planId: opened.plan.id,
    planName: opened.plan.name,
    cycleId: opened.cycle.cycleId,
    boardDate: opened.cycle.boardDate,
    due: opened.cycle.due,
    prompted: opened.leads - opened.unreachable.length,
    actions: opened.actions,
    unreachable: opened.unreachable.map(({ name }) => name),
    unassigned: opened.unassigned,
  });
}

async function offerSignOff(
  conversation: Conversation,
  _asked: unknown,
  about: About,
): Promise<AdaptiveCard> {
  const cycle = await cycleMeant(conversation, about, { permission: 'decide', prefer: 'frozen' });
  const words =
    cycle.state === 'open'
      ? { problem: 'This cycle is still open. Freeze it first, then sign it off.' }
      : cycle.signedOff === null
        ? { done: 'Press “Sign off” below to sign off this cycle.' }
        : { done: 'This cycle is signed off already.' };
  return showStatusCard(conversation, { planId: about.planId, meeting: cycle.cycleId }, words);
}

async function freeze(
  conversation: Conversation,
  { accept, page, ...cycle }: FreezePress,
): Promise<AdaptiveCard> {
  if (!accept) return showStatusCard(conversation, cycle, { page, asksFreeze: true });
  await freezeCycle(conversation.services, conversation.sender, {
    planId: cycle.planId,
    cycleId: cycle.meeting,
  });
  return showStatusCard(conversation, cycle, { done: 'The cycle is frozen: the paper’s data are fixed.' });
}

async function extendForm(
  { services, sender }: Conversation,
  { planId, meeting }: CycleIds,
  due = '',
  error: string | null = null,
): Promise<AdaptiveCard> {
  const offered = await offerDueDays(services, sender, { planId, cycleId: meeting });
  if (offered.status.state === 'frozen') {
    const problem = 'This cycle is frozen. Reopen it, with a reason, to give leads more time.';
    return statusCard(offered.status, { mayRun: true, problem });
  }
  return extendCycleCard({ ...offered, due, error });
}

async function extend(
  conversation: Conversation,
  pressed: CycleIds & { readonly date: string | null; readonly due: string },
): Promise<AdaptiveCard> {
  const { planId, meeting, date } = pressed;
  const due = date ?? pressed.due;
  if (due === '') return extendForm(conversation, pressed, '', 'Please choose a day.');
  try {
    const cycle = await extendCycle(
      conversation.services,
      conversation.sender,
      { planId, cycleId: meeting },
      due,
    );
    const done = `Replies are taken until ${formatWeekday(cycle.due)}; the leads’ cards say so too.`;
    return await showStatusCard(conversation, pressed, { done });
  } catch (error) {
    if (!isAbout(error, 'bad-input')) throw error;
    return extendForm(conversation, pressed, due, error.message);
  }
}

async function reopenForm(
  { services, sender }: Conversation,
  { planId, meeting }: CycleIds,
  typed: { reason: string; due: string } | null = null,
  error: string | null = null,
): Promise<AdaptiveCard> {
  const { status, days } = await offerDueDays(services, sender, { planId, cycleId: meeting });
  if (status.state === 'open') {
    return statusCard(status, { mayRun: true, problem: 'This cycle is open already.' });
  }
  return reopenCycleCard({
    status,
    reason: typed?.reason ?? '',
    due: typed?.due ?? days[0] ?? status.today,
    error,
  });
}

async function reopen(
  conversation: Conversation,
  pressed: CycleIds & { readonly reason: string; readonly due: string },
): Promise<AdaptiveCard> {
  const { planId, meeting, reason, due } = pressed;
  try {
    const cycle = await reopenCycle(
      conversation.services,
      conversation.sender,
      { planId, cycleId: meeting },
      {
        reason,
        due,
      },
    );
    const done = `The cycle is open again: replies are taken until ${formatWeekday(cycle.due)}.`;
    return await showStatusCard(conversation, pressed, { done });
  } catch (error) {
    if (!isAbout(error, 'bad-input')) throw error;
    return reopenForm(conversation, pressed, { reason, due }, error.message);
  }
}
