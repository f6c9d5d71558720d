import { type Activity, ActivityTypes, type InvokeResponse, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/card.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import { isImportSubmission, parseSubmission } from '../../cards/submission.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Logger, Services } from '../../ports.ts';
import { forgetPerson, meetPerson } from '../../use-cases/meet-person.ts';
import { answerCommand, welcome } from './answer-command.ts';
import type { ImportAnswers, ImportWork } from './answer-import.ts';
import { answerSubmission } from './answer-submission.ts';
import { cardMessage } from './card-message.ts';
import type { LateAnswers } from './late-answer.ts';
import { type Incoming, parseIncoming, type SenderRules } from './parse-activity.ts';
import { parseCommand } from './parse-command.ts';
import { parseTeam } from './parse-team.ts';
import { parseSentFiles } from './sent-files.ts';

const adaptiveCardAction = 'adaptiveCard/action';

/**
 * What a person is told when it is not their fault. Storage that gave no answer may have saved all the same, so nothing is said
 * of that; saying it again saves it once.
 */
function apology(correlationId: string): string {
  return `Something went wrong on my side, so it may not have been saved. What you typed is still there: please try again in a minute. Trying twice does no harm. If it happens again, give your project manager this reference: ${correlationId}.`;
}

/** An error as a card, for an answer that is a message of its own. */
function refusalCard(error: unknown, logger: Logger, correlationId: string): AdaptiveCard {
  const isRefusal = error instanceof Refusal;
  return noticeCard({
    tone: 'refusal',
    title: isRefusal ? 'I can’t do that' : 'Please try again',
    text: refusalText(error, logger, correlationId),
    buttons: isRefusal ? [{ title: 'Help', verb: 'menu.help' }] : [],
  });
}

function refusalText(error: unknown, logger: Logger, correlationId: string): string {
  if (error instanceof Refusal) {
    logger.info({ code: error.code }, 'refused');
    return error.message;
  }
  logger.error({ err: error }, 'turn failed');
  return apology(correlationId);
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

type Answer = { readonly card: AdaptiveCard } | { readonly work: ImportWork };

/** What the bot needs for answers that may outlast a turn. */
export interface BotParts {
  readonly imports: ImportAnswers;
  readonly late: LateAnswers;
}

export function createBot(services: Services, rules: SenderRules, { imports, late }: BotParts): Bot {
  const within = (logger: Logger): Services => ({ ...services, logger });

  /** Answers now, or says that it takes long and answers later. */
  function answerImport(
    { ref }: Incoming,
    work: ImportWork,
    logger: Logger,
    correlationId: string,
    show: (card: AdaptiveCard) => Promise<string | null>,
  ): Promise<void> {
    if (ref === null) throw new Error('Files are imported in a 1:1 chat alone.');
    const explain = (error: unknown) => refusalCard(error, logger, correlationId);
    return late.answer({ ...work, show, explain, to: ref, logger });
  }

  async function onInvoke(context: TurnContext, correlationId: string, logger: Logger): Promise<void> {
    const respond = (value: InvokeResponse) => context.sendActivity({ type: 'invokeResponse', value });
    if (context.activity.name !== adaptiveCardAction) {
      // Teams asks for features this bot does not have; 501 is the framework's own answer to that.
      await respond({ status: 501 });
      return;
    }
    try {
      const incoming = parseIncoming(context.activity, rules);
      const submission = parseSubmission(context.activity.value);
      logger.debug({ verb: submission.verb }, 'card action');
      if (!isImportSubmission(submission)) {
        await respond(invokeCard(await answerSubmission(within(logger), incoming, submission)));
        return;
      }
      const work = await imports.ofPress(within(logger), incoming, submission);
      await answerImport(incoming, work, logger, correlationId, async (card) => {
        await respond(invokeCard(card));
        return context.activity.replyToId ?? null;
      });
    } catch (error) {
      await respond(invokeMessage(refusalText(error, logger, correlationId)));
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
      return isImportSubmission(submission)
        ? { work: await imports.ofPress(scoped, incoming, submission) }
        : { card: await answerSubmission(scoped, incoming, submission) };
    }
    const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
    const files = parseSentFiles(context.activity);
    if (files.length > 0) return { work: imports.ofFiles(scoped, incoming, files, text) };
    const parsed = parseCommand(text, planIds);
    logger.debug({ command: parsed.command.kind }, 'command');
    return { card: await answerCommand(scoped, incoming, parsed, planIds) };
  }

  async function onMessage(context: TurnContext, correlationId: string, logger: Logger): Promise<void> {
    const show = async (card: AdaptiveCard) => (await context.sendActivity(cardMessage(card)))?.id ?? null;
    let card: AdaptiveCard;
    try {
      const incoming = parseIncoming(context.activity, rules);
      // First, so that what was waiting for this person goes out even if their words mean nothing to us.
      const { sender, ref } = incoming;
      const [planIds] = await Promise.all([
        services.directory.listMemberships(sender.tenantId, sender.userId),
        ref ? meetPerson(services, sender, ref) : 0,
      ]);
      const answer = await answerMessage(context, incoming, planIds, logger);
      if ('work' in answer) {
        await answerImport(incoming, answer.work, logger, correlationId, show);
        return;
      }
      card = answer.card;
    } catch (error) {
      card = refusalCard(error, logger, correlationId);
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
    if (team) await services.directory.saveTeam(team);
    if (incoming.ref) await meetPerson(services, incoming.sender, incoming.ref);
    // Teams sends conversationUpdate and installationUpdate for one installation: only the second greets.
    if (activity.type === ActivityTypes.InstallationUpdate && incoming.scope === 'personal') {
      await context.sendActivity(cardMessage(await welcome(within(logger), incoming.sender)));
    }
  }

  return {
    async turn(context, correlationId) {
      const logger = services.logger.child({ correlationId, activity: context.activity.type });
      try {
        switch (context.activity.type) {
          case ActivityTypes.Invoke:
            return await onInvoke(context, correlationId, logger);
          case ActivityTypes.Message:
            return await onMessage(context, correlationId, logger);
          case ActivityTypes.ConversationUpdate:
          case ActivityTypes.InstallationUpdate:
            return await onPresence(context, logger);
          default:
            logger.debug({}, 'activity ignored');
        }
      } catch (error) {
        if (error instanceof Refusal) logger.info({ code: error.code }, 'refused');
        else logger.error({ err: error }, 'turn could not be answered');
      }
    },
  };
}

/** For the endpoint: an activity is any object with a type; the rest is checked where it is read. */
export function isActivity(body: unknown): body is Activity {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}
