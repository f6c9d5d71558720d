import { ActivityTypes, type InvokeResponse, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/card.ts';
import { isImportSubmission, parseSubmission, type Submission } from '../../cards/submission.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Logger, Services } from '../../ports.ts';
import { forgetPerson, meetPerson } from '../../use-cases/meet-person.ts';
import { answerCommand, welcome } from './answer-command.ts';
import type { ImportAnswers, ImportWork } from './answer-import.ts';
import type { CalendarUrl } from './answer-schedule.ts';
import { answerSubmission } from './answer-submission.ts';
import { cardMessage } from './card-message.ts';
import type { Exchange } from './exchange.ts';
import { type LateAnswers, sendWithin } from './late-answer.ts';
import { type Incoming, parseIncoming, type SenderRules } from './parse-activity.ts';
import { parseCommand } from './parse-command.ts';
import { parseTeam } from './parse-team.ts';
import { parseSentFiles } from './sent-files.ts';
import {
  interimCard,
  invokeCard,
  invokeMessage,
  lateWords,
  outcomeOf,
  refusalCard,
  refusalText,
  type Turn,
  waitOn,
} from './turn.ts';

const adaptiveCardAction = 'adaptiveCard/action';

const countedKinds: readonly string[] = [
  ActivityTypes.Invoke,
  ActivityTypes.Message,
  ActivityTypes.ConversationUpdate,
  ActivityTypes.InstallationUpdate,
];

export interface Bot {
  /**
   * One turn: whatever happens in it, the person gets an answer and nothing is thrown. Work that outlasts the patience of the
   * exchange goes on in it, and its answer comes as a message.
   */
  turn(context: TurnContext, exchange: Exchange): Promise<void>;
}

type Answer = { readonly card: AdaptiveCard } | { readonly work: ImportWork };

/** What the bot needs beside the services: for answers that may outlast a turn, and where the service is on the web. */
export interface BotParts {
  readonly imports: ImportAnswers;
  readonly late: LateAnswers;
  readonly calendarUrl: CalendarUrl;
}

export function createBot(
  services: Services,
  rules: SenderRules,
  { imports, late, calendarUrl }: BotParts,
): Bot {
  const within = (logger: Logger): Services => ({ ...services, logger });

  /** The card that answers a press on a card. */
  async function answerPress(
    incoming: Incoming,
    submission: Submission,
    logger: Logger,
  ): Promise<AdaptiveCard> {
    if (!isImportSubmission(submission))
      return answerSubmission(within(logger), incoming, submission, calendarUrl);
    return (await imports.ofPress(within(logger), incoming, submission)).run();
  }

  async function onInvoke(context: TurnContext, turn: Turn): Promise<void> {
    const { logger, exchange } = turn;
    const respond = (value: InvokeResponse) => context.sendActivity({ type: 'invokeResponse', value });
    if (context.activity.name !== adaptiveCardAction) {
      // Teams asks for features this bot does not have; 501 is the framework's own answer to that.
      await respond({ status: 501 });
      turn.outcome = 'ignored';
      return;
    }
    let incoming: Incoming;
    let submission: Submission;
    try {
      incoming = parseIncoming(context.activity, rules);
      submission = parseSubmission(context.activity.value);
    } catch (error) {
      await respond(invokeMessage(refusalText(error, turn)));
      return;
    }
    logger.debug({ verb: submission.verb }, 'card action');
    const work = outcomeOf(answerPress(incoming, submission, logger));
    const inTime = await Promise.race([work, exchange.due]);
    if (inTime !== 'due') {
      await respond(
        'card' in inTime ? invokeCard(inTime.card) : invokeMessage(refusalText(inTime.error, turn)),
      );
      return;
    }
    exchange.answer(invokeMessage(lateWords(incoming)));
    logger.info({ verb: submission.verb }, 'answer is late');
    const ended = await waitOn(work, turn);
    await late.send(incoming, 'card' in ended ? ended.card : refusalCard(ended.error, turn));
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
        : { card: await answerSubmission(scoped, incoming, submission, calendarUrl) };
    }
    const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
    const files = parseSentFiles(context.activity);
    if (files.length > 0) return { work: imports.ofFiles(scoped, incoming, files, text) };
    const parsed = parseCommand(text, planIds);
    logger.debug({ command: parsed.command.kind }, 'command');
    return { card: await answerCommand(scoped, incoming, parsed, planIds) };
  }

  /** What answers a message; `stand` is told what is to stand there once the answer has become late. */
  async function workOn(
    context: TurnContext,
    logger: Logger,
    stand: (interim: AdaptiveCard) => void,
  ): Promise<AdaptiveCard> {
    const incoming = parseIncoming(context.activity, rules);
    // First, so that what was waiting for this person goes out even if their words mean nothing to us.
    const { sender, ref } = incoming;
    const [planIds] = await Promise.all([
      services.directory.listMemberships(sender.tenantId, sender.userId),
      ref ? meetPerson(services, sender, ref) : 0,
    ]);
    const answer = await answerMessage(context, incoming, planIds, logger);
    if ('card' in answer) return answer.card;
    stand(answer.work.interim);
    return answer.work.run();
  }

  async function onMessage(context: TurnContext, turn: Turn): Promise<void> {
    const { logger, exchange } = turn;
    const show = async (card: AdaptiveCard) =>
      (await sendWithin(context.sendActivity(cardMessage(card))))?.id ?? null;
    let interim = interimCard();
    const work = outcomeOf(
      workOn(context, logger, (card) => {
        interim = card;
      }),
    );
    const inTime = await Promise.race([work, exchange.due]);
    let interimId: string | null = null;
    if (inTime === 'due') {
      logger.info({}, 'answer is late');
      try {
        interimId = await show(interim);
      } catch (error) {
        logger.info({ err: error }, 'could not say that an answer takes long');
      }
      exchange.answer({ status: 200 });
    }
    const ended = inTime === 'due' ? await waitOn(work, turn) : inTime;
    const card = 'card' in ended ? ended.card : refusalCard(ended.error, turn);
    if (interimId !== null) {
      try {
        await sendWithin(context.updateActivity({ ...cardMessage(card), id: interimId }));
        return;
      } catch (error) {
        logger.info({ err: error }, 'message could not be updated; the answer is sent as a new one');
      }
    }
    await show(card);
  }

  /** Installed, removed, or added to a chat: who can be reached has changed. */
  async function onPresence(context: TurnContext, { exchange, logger }: Turn): Promise<void> {
    // Nobody waits for words here; Teams waits for the end of its request.
    void exchange.due.then(() => exchange.answer({ status: 200 }));
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
      const card = await welcome(within(logger), incoming.sender);
      await sendWithin(context.sendActivity(cardMessage(card)));
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
          return await onPresence(context, turn);
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
    async turn(context, exchange) {
      const { telemetry } = services;
      const { type } = context.activity;
      // Only names we know: whoever sends an activity chooses its type.
      const kind = countedKinds.includes(type) ? type : 'other';
      const logger = services.logger.child({ correlationId: exchange.correlationId, activity: kind });
      const turn: Turn = { exchange, logger, outcome: 'answered' };
      const startedAt = performance.now();
      await telemetry.span('turn', { kind }, () => answer(context, turn));
      const endedAt = performance.now();
      const lateAt = exchange.answeredAt();
      const told = { kind, outcome: lateAt === null ? turn.outcome : 'late' };
      telemetry.count('turns', 1, told);
      telemetry.time('turn.time', (lateAt ?? endedAt) - startedAt, told);
      if (lateAt !== null) {
        telemetry.time('late.time', endedAt - startedAt, { kind, outcome: turn.outcome });
        logger.info({ outcome: turn.outcome }, 'late turn ended');
      }
    },
  };
}
