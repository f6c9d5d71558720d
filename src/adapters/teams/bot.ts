import { type Activity, ActivityTypes, type InvokeResponse, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import { isDocumentSubmission, isImportSubmission, parseSubmission } from '../../cards/submission.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Logger, Services } from '../../ports.ts';
import { forgetPerson, meetPerson } from '../../use-cases/meet-person.ts';
import { answerCalendarWords } from './answer-calendar-words.ts';
import { answerCommand, welcome } from './answer-command.ts';
import type { DocumentAnswers } from './answer-document.ts';
import { documentOf } from './answer-export.ts';
import type { ImportAnswers, ImportWork } from './answer-import.ts';
import type { CalendarUrl } from './answer-schedule.ts';
import { answerSubmission } from './answer-submission.ts';
import { cardMessage } from './card-message.ts';
import { fileConsentInvoke } from './file-consent.ts';
import type { LateAnswers } from './late-answer.ts';
import { type Incoming, parseIncoming, type SenderRules } from './parse-activity.ts';
import { parseCommand } from './parse-command.ts';
import { parseTeam } from './parse-team.ts';
import { parseSentFiles } from './sent-files.ts';
import { parseJoined, type TeamWatch } from './team-watch.ts';

const adaptiveCardAction = 'adaptiveCard/action';

/**
 * What a person is told when it is not their fault. Storage that gave no answer may have saved all the same, so nothing is said
 * of that; saying it again saves it once.
 */
function apology(correlationId: string): string {
  return `Something went wrong on my side, so it may not have been saved. What you typed is still there: please try again in a minute. Trying twice does no harm. If it happens again, give your project manager this reference: ${correlationId}.`;
}

/** One activity while it is answered. */
interface Turn {
  readonly correlationId: string;
  readonly logger: Logger;
  /** What it has come to so far, for whoever counts. */
  outcome: 'answered' | 'refused' | 'failed' | 'ignored';
}

const countedKinds: readonly string[] = [
  ActivityTypes.Invoke,
  ActivityTypes.Message,
  ActivityTypes.ConversationUpdate,
  ActivityTypes.InstallationUpdate,
];

/** An error as a card, for an answer that is a message of its own. */
function refusalCard(error: unknown, turn: Turn): AdaptiveCard {
  const isRefusal = error instanceof Refusal;
  return noticeCard({
    tone: 'refusal',
    title: isRefusal ? 'I can’t do that' : 'Please try again',
    text: refusalText(error, turn),
    buttons: isRefusal ? [{ title: 'Help', verb: 'menu.help' }] : [],
  });
}

function refusalText(error: unknown, turn: Turn): string {
  if (error instanceof Refusal) {
    turn.outcome = 'refused';
    turn.logger.info({ code: error.code }, 'refused');
    return error.message;
  }
  turn.outcome = 'failed';
  turn.logger.error({ err: error }, 'turn failed');
  return apology(turn.correlationId);
}

/** Words that leave the card, and whatever was typed into it, as they are. */
function invokeMessage(text: string): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
  };
}

function invokeCard(card: AdaptiveCard): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  };
}

export interface Bot {
  /** One turn: whatever happens in it, the person gets an answer and nothing is thrown. */
  turn(context: TurnContext, correlationId: string): Promise<void>;
}

type Answer =
  | { readonly card: AdaptiveCard }
  | { readonly message: Partial<Activity> }
  | { readonly work: ImportWork };

/** What the bot needs beside the services: for answers that may outlast a turn, and where the service is on the web. */
export interface BotParts {
  readonly imports: ImportAnswers;
  readonly late: LateAnswers;
  readonly documents: DocumentAnswers;
  readonly calendarUrl: CalendarUrl;
  readonly teams: TeamWatch;
}

export function createBot(
  services: Services,
  rules: SenderRules,
  { imports, late, documents, calendarUrl, teams }: BotParts,
): Bot {
  const within = (logger: Logger): Services => ({ ...services, logger });

  /** Answers now, or says that it takes long and answers later. */
  function answerImport(
    { ref }: Incoming,
    work: ImportWork,
    turn: Turn,
    show: (card: AdaptiveCard) => Promise<string | null>,
  ): Promise<void> {
    if (ref === null) throw new Error('Files are imported in a 1:1 chat alone.');
    const explain = (error: unknown) => refusalCard(error, turn);
    return late.answer({ ...work, show, explain, to: ref, logger: turn.logger });
  }

  async function onInvoke(context: TurnContext, turn: Turn): Promise<void> {
    const { logger } = turn;
    const respond = (value: InvokeResponse) => context.sendActivity({ type: 'invokeResponse', value });
    if (context.activity.name === fileConsentInvoke) {
      await onFileConsent(context, turn);
      await respond({ status: 200 });
      return;
    }
    if (context.activity.name !== adaptiveCardAction) {
      // Teams asks for features this bot does not have; 501 is the framework's own answer to that.
      await respond({ status: 501 });
      turn.outcome = 'ignored';
      return;
    }
    try {
      const incoming = parseIncoming(context.activity, rules);
      const submission = parseSubmission(context.activity.value);
      logger.debug({ verb: submission.verb }, 'card action');
      if (isDocumentSubmission(submission)) {
        const say = (message: Partial<Activity>) => context.sendActivity(message);
        await respond(invokeCard(await documents.ofPress(within(logger), incoming, submission, say)));
        return;
      }
      if (!isImportSubmission(submission)) {
        await respond(invokeCard(await answerSubmission(within(logger), incoming, submission, calendarUrl)));
        return;
      }
      const work = await imports.ofPress(within(logger), incoming, submission);
      await answerImport(incoming, work, turn, async (card) => {
        await respond(invokeCard(card));
        return context.activity.replyToId ?? null;
      });
    } catch (error) {
      await respond(invokeMessage(refusalText(error, turn)));
    }
  }

  /** A person has allowed or declined a file: what comes of it is told in their chat. */
  async function onFileConsent(context: TurnContext, turn: Turn): Promise<void> {
    const { activity } = context;
    const explain = (error: unknown) => refusalCard(error, turn);
    try {
      const incoming = parseIncoming(activity, rules);
      const consent = { value: activity.value, messageId: activity.replyToId ?? null, explain };
      await documents.ofConsent(within(turn.logger), incoming, consent);
    } catch (error) {
      await context.sendActivity(cardMessage(explain(error)));
    }
  }

  async function answerMessage(
    context: TurnContext,
    incoming: Incoming,
    planIds: readonly string[],
    logger: Logger,
  ): Promise<Answer> {
    const scoped = within(logger);
    // A client without Action.Execute sends a card's press as a message.
    if (context.activity.value != null && typeof context.activity.value === 'object') {
      const submission = parseSubmission(context.activity.value);
      if (isDocumentSubmission(submission)) {
        const say = (message: Partial<Activity>) => context.sendActivity(message);
        return { card: await documents.ofPress(scoped, incoming, submission, say) };
      }
      return isImportSubmission(submission)
        ? { work: await imports.ofPress(scoped, incoming, submission) }
        : { card: await answerSubmission(scoped, incoming, submission, calendarUrl) };
    }
    const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
    const files = parseSentFiles(context.activity);
    if (files.length > 0) return { work: imports.ofFiles(scoped, incoming, files, text) };
    const parsed = parseCommand(text, planIds);
    logger.debug({ command: parsed.command.kind }, 'command');
    const { command, ...where } = parsed;
    if (command.kind === 'export') {
      const request = await documentOf(scoped, incoming, { ...command, ...where }, planIds);
      return { message: await documents.ofCommand(scoped, incoming, request) };
    }
    if (command.kind === 'calendar') {
      const asked = { ...command, ...where };
      return { card: await answerCalendarWords(scoped, incoming, asked, planIds, calendarUrl) };
    }
    return { card: await answerCommand(scoped, incoming, { command, ...where }, planIds) };
  }

  async function onMessage(context: TurnContext, turn: Turn): Promise<void> {
    const show = async (card: AdaptiveCard) => (await context.sendActivity(cardMessage(card)))?.id ?? null;
    let card: AdaptiveCard;
    try {
      const incoming = parseIncoming(context.activity, rules);
      // First, so that what was waiting for this person goes out even if their words mean nothing to us.
      const { sender, ref } = incoming;
      const listed = services.directory.listMemberships(sender.tenantId, sender.userId);
      const planIds = await (ref ? meetPerson(within(turn.logger), sender, ref, listed) : listed);
      const answer = await answerMessage(context, incoming, planIds, turn.logger);
      if ('work' in answer) {
        await answerImport(incoming, answer.work, turn, show);
        return;
      }
      if ('message' in answer) {
        await context.sendActivity(answer.message);
        return;
      }
      card = answer.card;
    } catch (error) {
      card = refusalCard(error, turn);
    }
    await show(card);
  }

  /** Installed, removed, or added to a chat: who can be reached has changed. */
  async function onPresence(context: TurnContext, logger: Logger): Promise<void> {
    const { activity } = context;
    const incoming = parseIncoming(activity, rules);
    const removed =
      activity.type === ActivityTypes.InstallationUpdate
        ? activity.action?.startsWith('remove')
        : activity.membersRemoved?.some(({ id }) => id === activity.recipient?.id);
    const { tenantId } = incoming.sender;
    const team = parseTeam(activity, tenantId);
    if (removed) {
      if (incoming.scope === 'personal') await forgetPerson(services, incoming.sender);
      if (team) await services.directory.forgetTeam(tenantId, team.teamId);
      return;
    }
    if (team) {
      await services.directory.saveTeam(team);
      const joined = parseJoined(activity, team);
      if (joined) teams.look(within(logger), joined);
    }
    if (incoming.ref) await meetPerson(within(logger), incoming.sender, incoming.ref);
    // Teams sends conversationUpdate and installationUpdate for one installation: only the second greets.
    if (activity.type === ActivityTypes.InstallationUpdate && incoming.scope === 'personal') {
      await context.sendActivity(cardMessage(await welcome(within(logger), incoming.sender)));
    }
  }

  async function answer(context: TurnContext, turn: Turn): Promise<void> {
    const { logger } = turn;
    try {
      switch (context.activity.type) {
        case ActivityTypes.Invoke:
          return await onInvoke(context, turn);
        case ActivityTypes.Message:
          return await onMessage(context, turn);
        case ActivityTypes.ConversationUpdate:
        case ActivityTypes.InstallationUpdate:
          return await onPresence(context, logger);
        default:
          turn.outcome = 'ignored';
          logger.debug({}, 'activity ignored');
      }
    } catch (error) {
      turn.outcome = error instanceof Refusal ? 'refused' : 'failed';
      if (error instanceof Refusal) logger.info({ code: error.code }, 'refused');
      else logger.error({ err: error }, 'turn could not be answered');
    }
  }

  return {
    async turn(context, correlationId) {
      const { telemetry } = services;
      const { type } = context.activity;
      // Only names we know: whoever sends an activity chooses its type.
      const kind = countedKinds.includes(type) ? type : 'other';
      const logger = services.logger.child({ correlationId, activity: kind });
      const turn: Turn = { correlationId, logger, outcome: 'answered' };
      const startedAt = performance.now();
      await telemetry.span('turn', { kind }, () => answer(context, turn));
      const told = { kind, outcome: turn.outcome };
      telemetry.count('turns', 1, told);
      telemetry.time('turn.time', performance.now() - startedAt, told);
    },
  };
}

/** For the endpoint: an activity is any object with a type; the rest is checked where it is read. */
export function isActivity(body: unknown): body is Activity {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}
