import type { InvokeResponse } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import type { Request } from '../../chat/converse.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Logger } from '../../ports.ts';
import type { Exchange } from './exchange.ts';
import type { Incoming } from './parse-activity.ts';

/** One activity while it is answered. */
export interface Turn {
  readonly exchange: Exchange;
  readonly logger: Logger;
  /** What it has come to so far, for whoever counts. */
  outcome: 'answered' | 'refused' | 'failed' | 'ignored';
}

/** What work has come to. */
export type Worked<T> = { readonly done: T } | { readonly error: unknown };

export function settleWork<T>(work: Promise<T>): Promise<Worked<T>> {
  return work.then(
    (done) => ({ done }),
    (error: unknown) => ({ error }),
  );
}

/** Waits for work after its time was up, though not longer than the process lives. */
export async function waitOn<T>(work: Promise<Worked<T>>, { exchange }: Turn): Promise<Worked<T>> {
  const ended = await Promise.race([work, exchange.cut]);
  return ended === 'cut' ? { error: new Error('The process ended before this work had.') } : ended;
}

/**
 * What a person is told when it is not their fault. Storage that gave no answer may have saved all the same, so nothing is said
 * of that; saying it again saves it once.
 */
function apology(correlationId: string): string {
  return `Something went wrong on my side, so it may not have been saved. What you typed is still there: please try again in a minute. Trying twice does no harm. If it happens again, give your project manager this reference: ${correlationId}.`;
}

export function refusalText(error: unknown, turn: Turn): string {
  if (error instanceof Refusal) {
    turn.outcome = 'refused';
    turn.logger.info({ code: error.code }, 'refused');
    return error.message;
  }
  turn.outcome = 'failed';
  turn.logger.error({ err: error }, 'turn failed');
  return apology(turn.exchange.correlationId);
}

/** An error as a card, for an answer that is a message of its own. */
export function refusalCard(error: unknown, turn: Turn): AdaptiveCard {
  const isRefusal = error instanceof Refusal;
  return noticeCard({
    tone: 'refusal',
    title: isRefusal ? 'I can’t do that' : 'Please try again',
    text: refusalText(error, turn),
    buttons: isRefusal ? [{ title: 'Help', verb: 'menu.help' }] : [],
  });
}

/** Words that leave the card, and whatever was typed into it, as they are. */
export function invokeMessage(text: string): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
  };
}

export function invokeCard(card: AdaptiveCard): InvokeResponse {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  };
}

/** What a press is answered with while its work goes on. */
export function lateWords({ scope }: Incoming, { forAll }: Pick<Request, 'forAll'>): string {
  if (forAll) return 'This takes longer than usual. The answer will stand here in a moment.';
  const where = scope === 'personal' ? 'here' : 'in our own chat';
  return `This takes longer than usual. I’ll send you the result ${where} in a moment. If nothing has come after two minutes, press again: that does no harm.`;
}

/** Stands where the answer to a message will, while its work goes on. */
export function interimCard(): AdaptiveCard {
  return noticeCard({
    tone: 'information',
    title: 'I’m on it …',
    text: 'This takes longer than usual. The answer will stand here. If nothing has come after two minutes, send your message again: that does no harm.',
    buttons: [],
  });
}
