import { type Activity, ActivityTypes, type InvokeResponse, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { finish, type Shown, type Stand } from '../../chat/answer.ts';
import type { Conversation, Place } from '../../chat/conversation.ts';
import { filesRequest, pressRequest, type Request, wordsRequest } from '../../chat/converse.ts';
import { welcome } from '../../chat/nouns/help.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Logger, Services } from '../../ports.ts';
import { forgetPerson, meetPerson } from '../../use-cases/delivery/meet-person.ts';
import { offeredFile } from '../../use-cases/export/offer-document.ts';
import { cardMessage } from './card-message.ts';
import { composeQueryInvoke } from './compose-query.ts';
import { answerSearch } from './compose-search.ts';
import type { Exchange } from './exchange.ts';
import { canTakeFiles, consentMessage, fileConsentInvoke } from './file-consent.ts';
import type { FileOffers } from './file-offers.ts';
import type { FileSource } from './files.ts';
import { type LateAnswers, sendWithin } from './late-answer.ts';
import { type Incoming, parseIncoming, type SenderRules } from './parse-activity.ts';
import { parseTeam } from './parse-team.ts';
import { parseSentFiles } from './sent-files.ts';
import { parseJoined, type TeamWatch } from './team-watch.ts';
import {
  interimCard,
  invokeCard,
  invokeMessage,
  lateWords,
  refusalCard,
  refusalText,
  settleWork,
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

/** What the bot needs beside the services: for answers that may outlast a turn, and where the service is on the web. */
export interface BotParts {
  readonly files: FileSource;
  readonly late: LateAnswers;
  readonly offers: FileOffers;
  readonly addresses: Pick<Place, 'calendarUrl' | 'documentUrl'>;
  readonly teams: TeamWatch;
}

export function createBot(
  services: Services,
  rules: SenderRules,
  { files, late, offers, addresses, teams }: BotParts,
): Bot {
  const loggingTo = (logger: Logger): Services => ({ ...services, logger });

  /** One person in the chat of an activity; what answers a press is seen by the presser alone. */
  const conversationOf = (
    { sender, scope, ref, channel }: Incoming,
    logger: Logger,
    asksFirst = false,
  ): Conversation => ({
    services: loggingTo(logger),
    sender,
    scope,
    asksFirst,
    channel,
    takesFiles: canTakeFiles(ref),
    ...addresses,
  });

  async function onInvoke(context: TurnContext, turn: Turn): Promise<void> {
    const { logger, exchange } = turn;
    const respond = (value: InvokeResponse) => context.sendActivity({ type: 'invokeResponse', value });
    if (context.activity.name === fileConsentInvoke) {
      // What comes of it is told in the chat, so the request itself may end before that.
      void exchange.due.then(() => exchange.answer({ status: 200 }));
      await onFileConsent(context, turn);
      await respond({ status: 200 });
      return;
    }
    if (context.activity.name === composeQueryInvoke) {
      await answerSearch(context, turn, { services: loggingTo(logger), rules, addresses });
      return;
    }
    if (context.activity.name !== adaptiveCardAction) {
      // Teams asks for features this bot does not have; 501 is the framework's own answer to that.
      await respond({ status: 501 });
      turn.outcome = 'ignored';
      return;
    }
    let incoming: Incoming;
    let request: Request;
    try {
      incoming = parseIncoming(context.activity, rules);
      request = pressRequest(context.activity.value);
    } catch (error) {
      await respond(invokeMessage(refusalText(error, turn)));
      return;
    }
    logger.debug({ verb: request.name }, 'card action');
    const work = settleWork(answerPress(context, incoming, request, conversationOf(incoming, logger)));
    const inTime = await Promise.race([work, exchange.due]);
    if (inTime !== 'due') {
      await respond(
        'done' in inTime ? invokeCard(inTime.done) : invokeMessage(refusalText(inTime.error, turn)),
      );
      return;
    }
    exchange.answer(invokeMessage(lateWords(incoming, request)));
    logger.info({ verb: request.name }, 'answer is late');
    const ended = await waitOn(work, turn);
    if ('done' in ended && request.forAll) return;
    await late.send(incoming, 'done' in ended ? ended.done : refusalCard(ended.error, turn));
  }

  /** Answers a request: a file is offered in a message of its own, first. */
  async function answerRequest(
    context: TurnContext,
    request: Request,
    conversation: Conversation,
    stand?: Stand,
  ): Promise<Shown> {
    const shown = await finish(await request.answer(conversation), stand);
    if (shown.file !== undefined)
      await sendWithin(context.sendActivity(consentMessage(offeredFile(shown.file))));
    return shown;
  }

  async function answerPress(
    context: TurnContext,
    incoming: Incoming,
    request: Request,
    conversation: Conversation,
  ): Promise<AdaptiveCard> {
    const { card, alone, forAll } = await answerRequest(context, request, conversation);
    if (card === undefined) throw new Error(`A press is answered with a card, and ${request.name} is not.`);
    if (alone !== undefined) await late.send(incoming, alone);
    if (forAll) await replacePressed(context, card);
    return card;
  }

  /** Puts a card in the place of the pressed one for everybody; said again it is said once. */
  async function replacePressed(context: TurnContext, card: AdaptiveCard): Promise<void> {
    const { replyToId } = context.activity;
    await sendWithin<unknown>(
      replyToId === undefined
        ? context.sendActivity(cardMessage(card))
        : context.updateActivity({ ...cardMessage(card), id: replyToId }),
    );
  }

  /** A person has allowed or declined a file: what comes of it is told in their chat. */
  async function onFileConsent(context: TurnContext, turn: Turn): Promise<void> {
    const { activity } = context;
    const explain = (error: unknown) => refusalCard(error, turn);
    try {
      const incoming = parseIncoming(activity, rules);
      const consent = { value: activity.value, messageId: activity.replyToId ?? null, explain };
      await offers.answerConsent(conversationOf(incoming, turn.logger), incoming, consent);
    } catch (error) {
      await sendWithin(context.sendActivity(cardMessage(explain(error))));
    }
  }

  /** What a message asks for: a press sent by a client without Action.Execute, an attached file, or words. */
  function requestOf({ activity }: TurnContext, planIds: readonly string[]): Request {
    if (activity.value != null && typeof activity.value === 'object') return pressRequest(activity.value);
    const text = TurnContext.removeRecipientMention(activity) ?? activity.text ?? '';
    const sent = parseSentFiles(activity).map((file) => ({
      name: file.name,
      fetch: () => files.fetch(file),
    }));
    return sent.length > 0 ? filesRequest(sent, text) : wordsRequest(text, planIds);
  }

  /** What answers a message; `stand` is told what is to stand there once the answer has become late. */
  async function workOn(context: TurnContext, logger: Logger, stand: Stand): Promise<AdaptiveCard | null> {
    const incoming = parseIncoming(context.activity, rules);
    // First, so that what was waiting for this person goes out even if their words mean nothing to us.
    const { sender, ref } = incoming;
    const listed = services.directory.listMemberships(sender.tenantId, sender.userId);
    const planIds = await (ref ? meetPerson(loggingTo(logger), sender, ref, listed) : listed);
    const request = requestOf(context, planIds);
    logger.debug({ command: request.name }, 'command');
    const conversation = conversationOf(incoming, logger, incoming.isChannel);
    const { card, alone, forAll } = await answerRequest(context, request, conversation, stand);
    if (alone !== undefined) await late.send(incoming, alone);
    if (card === undefined || !forAll) return card ?? null;
    await replacePressed(context, card);
    return null;
  }

  async function onMessage(context: TurnContext, turn: Turn): Promise<void> {
    const { logger, exchange } = turn;
    const show = async (message: Partial<Activity>) =>
      (await sendWithin(context.sendActivity(message)))?.id ?? null;
    const stands: { card: AdaptiveCard; id: Promise<string | null> | null } = {
      card: interimCard(),
      id: null,
    };
    const showInterim = () => {
      stands.id ??= show(cardMessage(stands.card)).catch((error: unknown) => {
        logger.info({ err: error }, 'could not say that an answer takes long');
        return null;
      });
      return stands.id;
    };
    const work = settleWork(
      workOn(context, logger, async (card, atOnce) => {
        stands.card = card;
        if (atOnce) await showInterim();
      }),
    );
    const inTime = await Promise.race([work, exchange.soon]);
    if (inTime === 'due') {
      logger.info({}, 'answer is late');
      await showInterim();
      exchange.answer({ status: 200 });
    }
    const ended = inTime === 'due' ? await waitOn(work, turn) : inTime;
    const interimId = await stands.id;
    const card = 'done' in ended ? ended.done : refusalCard(ended.error, turn);
    if (card === null) {
      // A file that is offered cannot take the place of a card.
      if (interimId !== null) {
        await sendWithin(context.deleteActivity(interimId)).catch((error: unknown) => {
          logger.info({ err: error }, 'what stood in for a late answer could not be taken away');
        });
      }
      return;
    }
    if (interimId !== null) {
      try {
        await sendWithin(context.updateActivity({ ...cardMessage(card), id: interimId }));
        return;
      } catch (error) {
        logger.info({ err: error }, 'message could not be updated; the answer is sent as a new one');
      }
    }
    await show(cardMessage(card));
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
    if (team) {
      await services.directory.saveTeam(team);
      const joined = parseJoined(activity, team);
      if (joined) teams.look(loggingTo(logger), joined);
    }
    if (incoming.ref) await meetPerson(loggingTo(logger), incoming.sender, incoming.ref);
    // Teams sends conversationUpdate and installationUpdate for one installation: only the second greets.
    if (activity.type === ActivityTypes.InstallationUpdate && incoming.scope === 'personal') {
      const card = await welcome(conversationOf(incoming, logger));
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
