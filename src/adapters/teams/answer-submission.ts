import { digestCard } from '../../cards/digest/digest-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import {
  type DocumentSubmission,
  type ImportSubmission,
  isClosingSubmission,
  isPeopleSubmission,
  isRegisterSubmission,
  isScheduleSubmission,
  isStatusSubmission,
  type Submission,
} from '../../cards/kit/submission.ts';
import { promptCard } from '../../cards/reply/prompt-card.ts';
import { receiptCard } from '../../cards/reply/receipt-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { openCycle } from '../../use-cases/cycle/open-cycle.ts';
import { showDigest } from '../../use-cases/digest/show-digest.ts';
import {
  openReplyForm,
  type RecordedUpdate,
  recordNoChange,
  recordUpdate,
} from '../../use-cases/reply/record-update.ts';
import { showPrompt } from '../../use-cases/reply/show-prompt.ts';
import { answerClosing } from './answer-closing.ts';
import { answerCommand, openCycleForm, openedCard, type ParsedCardCommand } from './answer-command.ts';
import { matchLeads, saveMatches } from './answer-matching.ts';
import { answerPeople } from './answer-people.ts';
import { answerRegister } from './answer-register.ts';
import { answerSchedule, type CalendarUrl } from './answer-schedule.ts';
import { answerStatus } from './answer-status.ts';
import type { Incoming } from './parse-activity.ts';

function recordedCard(recorded: RecordedUpdate): AdaptiveCard {
  return recorded.kind === 'saved' ? receiptCard(recorded.receipt) : replyFormCard(recorded.form);
}

async function openFromForm(
  services: Services,
  incoming: Incoming,
  planId: string,
  meeting: string,
): Promise<AdaptiveCard> {
  const { sender } = incoming;
  if (meeting === '')
    return openCycleForm(services, sender, planId, '', 'Please choose the date of the board meeting.');
  try {
    return openedCard(await openCycle(services, sender, planId, meeting));
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'bad-input' && error.code !== 'cycle-frozen'))
      throw error;
    return openCycleForm(services, sender, planId, '', error.message);
  }
}

const menuCommands = {
  'menu.myActions': { kind: 'my-actions' },
  'menu.digest': { kind: 'digest', level: null, group: null },
  'menu.status': { kind: 'status' },
  'menu.openCycle': { kind: 'open-cycle' },
  'menu.schedule': { kind: 'schedule' },
  'menu.decisions': { kind: 'decisions' },
  'menu.matchLeads': { kind: 'match-leads' },
  'menu.people': { kind: 'people' },
  'menu.help': { kind: 'help' },
} as const satisfies Record<string, ParsedCardCommand['command']>;

/** What the cards shown in a channel or group chat offer there; everything else is between a person and the bot. */
const sharedVerbs: ReadonlySet<Submission['verb']> = new Set(['digest.page', 'menu.digest', 'menu.help']);

/**
 * The card that answers a press, but for those on a file to import. Ids in the submission are only claims: every
 * use case checks them against what the sender may see. Throws a `Refusal` in words for the sender.
 */
export async function answerSubmission(
  services: Services,
  incoming: Incoming,
  submission: Exclude<Submission, ImportSubmission | DocumentSubmission>,
  calendarUrl: CalendarUrl,
): Promise<AdaptiveCard> {
  const { sender, scope } = incoming;
  if (scope === 'shared' && !sharedVerbs.has(submission.verb)) {
    throw new Refusal('not-permitted', 'That is between you and me: write to me in our own chat.');
  }
  if (isScheduleSubmission(submission)) return answerSchedule(services, sender, submission, calendarUrl);
  if (isStatusSubmission(submission)) return answerStatus(services, sender, submission);
  if (isClosingSubmission(submission)) return answerClosing(services, sender, submission);
  if (isPeopleSubmission(submission)) return answerPeople(services, sender, submission);
  if (isRegisterSubmission(submission)) return answerRegister(services, sender, submission);
  switch (submission.verb) {
    case 'reply.open':
      return replyFormCard(await openReplyForm(services, sender, submission));
    case 'reply.noChange':
      return recordedCard(await recordNoChange(services, sender, submission));
    case 'reply.save':
      return recordedCard(
        await recordUpdate(services, sender, submission, submission.draft, submission.seen),
      );
    case 'prompt.show':
    case 'prompt.page':
      return promptCard(await showPrompt(services, sender, submission), submission.page);
    case 'digest.page': {
      const { planId, meeting, page, filter } = submission;
      const { level = null, group = null } = filter;
      return digestCard(await showDigest(services, sender, { planId, meeting, level, group }), page);
    }
    case 'cycle.open':
      return openFromForm(services, incoming, submission.planId, submission.meeting);
    case 'people.page':
      return matchLeads(services, sender, submission.planId, submission.page);
    case 'people.confirm':
      return saveMatches(services, sender, submission.planId, submission.page, submission.decisions);
    case 'menu.openCycle':
      return openCycleForm(services, sender, submission.planId);
    default: {
      const { planId, meeting } = submission;
      return answerCommand(services, incoming, { command: menuCommands[submission.verb], planId, meeting });
    }
  }
}
