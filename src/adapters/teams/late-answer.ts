import { setTimeout as wait } from 'node:timers/promises';
import type { AdaptiveCard } from '../../cards/card.ts';
import type { ConversationRef, Logger } from '../../ports.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';
import { cardMessage } from './card-message.ts';
import { referenceTo } from './conversation-reference.ts';

/** Work that may take longer than somebody should wait without a word. */
export interface SlowWork {
  /** `slow` says so at once and resolves when it has been said: before work that would keep the process from saying it. */
  run(slow: () => Promise<void>): Promise<AdaptiveCard>;
  /** Stands where the answer will, once it has become late. */
  readonly interim: AdaptiveCard;
  /** Shows a card as the answer of this turn; gives the message that shows it, null where that is not known. */
  show(card: AdaptiveCard): Promise<string | null>;
  /** What is shown of an error once the turn is over; until then it is thrown. */
  explain(error: unknown): AdaptiveCard;
  /** The chat that a late answer goes to. */
  readonly to: ConversationRef;
  readonly logger: Logger;
}

export interface LateAnswers {
  /** Ends with the answer, or with the interim card when the answer takes long: it then follows in its place. Throws what an answer in time throws. */
  answer(work: SlowWork): Promise<void>;
  /** Waits for the answers that are still to come. */
  settle(): Promise<void>;
}

/** Two seconds without a word are long; Teams shows an error of its own after ten. */
const usualPatience = 2_000;
/** Lets the answer of a turn leave the process before work that keeps it busy. */
const leaveMilliseconds = 50;

type Outcome = { readonly card: AdaptiveCard } | { readonly error: unknown };

function createSignal(): { readonly given: Promise<null>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<null>((resolve) => {
    give = () => resolve(null);
  });
  return { given, give };
}

/** Answers that come after their turn, through the connector. `appId` is '' where nobody is authenticated. */
export function createLateAnswers(
  adapter: BotAdapter,
  appId: string,
  patienceMilliseconds = usualPatience,
): LateAnswers {
  const underWay = new Set<Promise<void>>();

  async function deliver(
    { to, logger }: SlowWork,
    messageId: string | null,
    card: AdaptiveCard,
  ): Promise<void> {
    await adapter.continueConversationAsync(appId, referenceTo(to), async (context) => {
      turnOffRetries(context);
      if (messageId !== null) {
        try {
          await context.updateActivity({ ...cardMessage(card), id: messageId });
          return;
        } catch (error) {
          logger.info({ err: error }, 'message could not be updated; the answer is sent as a new one');
        }
      }
      await context.sendActivity(cardMessage(card));
    });
  }

  async function finish(work: SlowWork, messageId: string | null, outcome: Promise<Outcome>): Promise<void> {
    const ended = await outcome;
    try {
      await deliver(work, messageId, 'card' in ended ? ended.card : work.explain(ended.error));
    } catch (error) {
      work.logger.error({ err: error }, 'late answer could not be sent');
    }
  }

  return {
    async answer(work) {
      const due = createSignal();
      const shown = createSignal();
      const timer = setTimeout(due.give, patienceMilliseconds);
      const slow = async () => {
        due.give();
        await shown.given;
        await wait(leaveMilliseconds);
      };
      const outcome: Promise<Outcome> = work.run(slow).then(
        (card) => ({ card }),
        (error: unknown) => ({ error }),
      );
      const inTime = await Promise.race([outcome, due.given]);
      clearTimeout(timer);
      if (inTime !== null) {
        if ('error' in inTime) throw inTime.error;
        await work.show(inTime.card);
        return;
      }
      let messageId: string | null = null;
      try {
        messageId = await work.show(work.interim);
      } catch (error) {
        work.logger.info({ err: error }, 'could not say that an answer takes long');
      }
      shown.give();
      const ending = finish(work, messageId, outcome).then(() => {
        underWay.delete(ending);
      });
      underWay.add(ending);
    },
    async settle() {
      await Promise.all(underWay);
    },
  };
}
