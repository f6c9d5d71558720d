import { z } from 'zod';
import { logCard } from '../../cards/digest/log-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { showLog } from '../../use-cases/digest/show-log.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { optional, page, planId } from '../press-parts.ts';

/** A ref or a name; null for everything. */
interface LogAsked {
  readonly kind: 'log';
  readonly of: string | null;
}

export const commands: readonly Command[] = [
  planCommand<LogAsked>('run-cycle', {
    kind: 'log',
    phrases: { log: { kind: 'log', of: null } },
    patterns: [{ pattern: /^log\s+(?:of\s+)?(.+)$/iu, read: (of) => ({ kind: 'log', of }) }],
    help: [{ place: 25, example: 'log', words: 'Who did what and when; “log 1B vi”, “log Ana Holt”' }],
    answer: (conversation, { of }, { planId }) => showLogCard(conversation, { planId, subject: of }),
  }),
];

export const presses: Presses = {
  'log.page': press({ planId, page, subject: optional(z.string().min(1).max(200)) }, showLogCard),
};

/** In one read of the storage. */
const logEntries = 999;

/** The log, newest first, of one action or person where its subject is a ref or a name. */
async function showLogCard(
  { services, sender }: Conversation,
  {
    planId,
    subject: of,
    page = 1,
  }: { readonly planId: string; readonly subject: string | null; readonly page?: number },
): Promise<AdaptiveCard> {
  const { subject, ...log } = await showLog(services, sender, planId, { limit: logEntries, of });
  if (subject === null) return logCard({ ...log, subject: null }, page);
  const named =
    subject.kind === 'action'
      ? { words: subject.ref, text: subject.ref }
      : { words: subject.name, text: subject.id };
  return logCard({ ...log, subject: named }, page);
}
