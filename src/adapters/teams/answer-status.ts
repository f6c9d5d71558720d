import { extendCycleCard } from '../../cards/cycle/extend-cycle-card.ts';
import { reopenCycleCard } from '../../cards/cycle/reopen-cycle-card.ts';
import { type StatusView, statusCard } from '../../cards/digest/status-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { StatusSubmission } from '../../cards/kit/status-submission.ts';
import { onBehalfCard } from '../../cards/reply/on-behalf-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import { formatWeekday } from '../../domain/shared/dates.ts';
import { Refusal, type RefusalCode } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { extendCycle } from '../../use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../use-cases/cycle/freeze-cycle.ts';
import { reopenCycle } from '../../use-cases/cycle/reopen-cycle.ts';
import { signOff } from '../../use-cases/cycle/sign-off.ts';
import { chaseReplies, remindOne } from '../../use-cases/delivery/chase-replies.ts';
import { offerDueDays } from '../../use-cases/digest/offer-due-days.ts';
import { showCycle } from '../../use-cases/digest/show-status.ts';
import { openReplyForm } from '../../use-cases/reply/record-update.ts';
import { showOnBehalf } from '../../use-cases/reply/show-on-behalf.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import { chasedWords, remindedWords } from './chased-words.ts';

/** A cycle's status as its reader may see it, drawn from what is stored now. */
export async function showStatusCard(
  services: Services,
  sender: Sender,
  planId: string,
  meeting: string | null,
  view: Partial<Omit<StatusView, 'mayRun'>> = {},
): Promise<AdaptiveCard> {
  const { status, mayRun } = await showCycle(services, sender, planId, meeting);
  return statusCard(status, { ...view, mayRun });
}

/** The answer to `remind`: the status, with what was done. */
export async function remindAll(
  services: Services,
  sender: Sender,
  planId: string,
  meeting: string | null,
  page = 1,
): Promise<AdaptiveCard> {
  const chased = await chaseReplies(services, sender, planId, meeting);
  return showStatusCard(services, sender, planId, chased.meeting, { page, done: chasedWords(chased) });
}

async function remindLead(
  services: Services,
  sender: Sender,
  { planId, meeting, personId, page }: Press<'cycle.remindOne'>,
): Promise<AdaptiveCard> {
  const chased = await remindOne(services, sender, planId, meeting, personId);
  const { status, mayRun } = await showCycle(services, sender, planId, meeting);
  const lead = status.agencies.flatMap(({ leads }) => leads).find((one) => one.personId === personId);
  return statusCard(status, { page, mayRun, done: remindedWords(chased, lead?.name ?? 'That lead') });
}

/** One unanswered action opens its form at once; more are listed to choose from. */
async function answerForLead(
  services: Services,
  sender: Sender,
  { planId, meeting, personId, page }: Press<'status.onBehalfList'>,
): Promise<AdaptiveCard> {
  const prompt = await showOnBehalf(services, sender, planId, meeting, personId);
  const [only, ...others] = prompt.items.filter(({ reply }) => reply === null);
  if (only === undefined || others.length > 0) return onBehalfCard(prompt, personId, page);
  const target = { planId, meeting, actionId: only.actionId, onBehalf: true };
  return replyFormCard(await openReplyForm(services, sender, target));
}

async function freeze(
  services: Services,
  sender: Sender,
  { planId, meeting, accept, page }: Press<'cycle.freeze'>,
): Promise<AdaptiveCard> {
  if (!accept) return showStatusCard(services, sender, planId, meeting, { page, asksFreeze: true });
  await freezeCycle(services, sender, planId, meeting);
  return showStatusCard(services, sender, planId, meeting, {
    done: 'The cycle is frozen: the paper’s data are fixed.',
  });
}

async function extendForm(
  services: Services,
  sender: Sender,
  { planId, meeting }: CycleIds,
  due = '',
  error: string | null = null,
): Promise<AdaptiveCard> {
  const offered = await offerDueDays(services, sender, planId, meeting);
  if (offered.status.state === 'frozen') {
    const problem = 'This cycle is frozen. Reopen it, with a reason, to give leads more time.';
    return statusCard(offered.status, { mayRun: true, problem });
  }
  return extendCycleCard({ ...offered, due, error });
}

/** The form that gives leads more time, with the day somebody has typed. */
export const showExtend = (services: Services, sender: Sender, cycle: CycleIds, due: string) =>
  extendForm(services, sender, cycle, due);

async function extend(
  services: Services,
  sender: Sender,
  submission: Press<'cycle.extend'>,
): Promise<AdaptiveCard> {
  const { planId, meeting, date } = submission;
  const due = date ?? submission.due;
  if (due === '') return extendForm(services, sender, submission, '', 'Please choose a day.');
  try {
    const cycle = await extendCycle(services, sender, planId, meeting, due);
    const done = `Replies are taken until ${formatWeekday(cycle.due)}; the leads’ cards say so too.`;
    return await showStatusCard(services, sender, planId, meeting, { done });
  } catch (error) {
    if (!isAbout(error, 'bad-input')) throw error;
    return extendForm(services, sender, submission, due, error.message);
  }
}

async function reopenForm(
  services: Services,
  sender: Sender,
  { planId, meeting }: CycleIds,
  typed: { reason: string; due: string } | null = null,
  error: string | null = null,
): Promise<AdaptiveCard> {
  const { status, days } = await offerDueDays(services, sender, planId, meeting);
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
  services: Services,
  sender: Sender,
  submission: Press<'cycle.reopen'>,
): Promise<AdaptiveCard> {
  const { planId, meeting, reason, due } = submission;
  try {
    const cycle = await reopenCycle(services, sender, planId, meeting, { reason, due });
    const done = `The cycle is open again: replies are taken until ${formatWeekday(cycle.due)}.`;
    return await showStatusCard(services, sender, planId, meeting, { done });
  } catch (error) {
    if (!isAbout(error, 'bad-input')) throw error;
    return reopenForm(services, sender, submission, { reason, due }, error.message);
  }
}

async function answerPress(
  services: Services,
  sender: Sender,
  submission: StatusSubmission,
): Promise<AdaptiveCard> {
  const { planId, meeting } = submission;
  switch (submission.verb) {
    case 'status.page':
      return showStatusCard(services, sender, planId, meeting, { page: submission.page });
    case 'cycle.remind':
      return remindAll(services, sender, planId, meeting, submission.page);
    case 'cycle.remindOne':
      return remindLead(services, sender, submission);
    case 'status.onBehalfList':
      return answerForLead(services, sender, submission);
    case 'cycle.freeze':
      return freeze(services, sender, submission);
    case 'status.extendForm':
      return extendForm(services, sender, submission);
    case 'cycle.extend':
      return extend(services, sender, submission);
    case 'status.reopenForm':
      return reopenForm(services, sender, submission);
    case 'cycle.reopen':
      return reopen(services, sender, submission);
    case 'cycle.signOff':
      await signOff(services, sender, planId, meeting);
      return showStatusCard(services, sender, planId, meeting, { done: 'The cycle is signed off.' });
  }
}

/** What is said of a cycle that is no longer as the pressed card showed it: the card as it is now, and why. */
const overtaken: readonly RefusalCode[] = ['cycle-frozen', 'cycle-open', 'signed-off'];

/**
 * The card that answers a press on a cycle's status, in its place: the same card drawn anew, with a line of what was
 * done. Throws a `Refusal` in words for a sender who may not, or for ids that are none.
 */
export async function answerStatus(
  services: Services,
  sender: Sender,
  submission: StatusSubmission,
): Promise<AdaptiveCard> {
  try {
    return await answerPress(services, sender, submission);
  } catch (error) {
    if (!isAbout(error, ...overtaken)) throw error;
    const { planId, meeting } = submission;
    return showStatusCard(services, sender, planId, meeting, { problem: error.message });
  }
}

type CycleIds = Pick<StatusSubmission, 'planId' | 'meeting'>;
type Press<V extends StatusSubmission['verb']> = Extract<StatusSubmission, { readonly verb: V }>;

function isAbout(error: unknown, ...codes: readonly RefusalCode[]): error is Refusal {
  return error instanceof Refusal && codes.includes(error.code);
}
