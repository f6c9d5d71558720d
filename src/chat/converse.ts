import { z } from 'zod';
import { Refusal } from '../domain/shared/errors.ts';
import { findPlan, findPlans } from '../use-cases/shared/find-plan.ts';
import { type Again, type Answer, finish, isAgain } from './answer.ts';
import type { Conversation } from './conversation.ts';
import type { Insert } from './insert.ts';
import { type AttachedFile, answerFiles } from './nouns/import.ts';
import { askWhoReads } from './nouns/posting.ts';
import { longestCommand, type ParsedCommand, parseCommand } from './parse-command.ts';
import { parsePress } from './parse-press.ts';
import { commandsByKind } from './registry.ts';
import type { Said } from './said.ts';
import { asksFirst, isShared } from './sharing.ts';

/** What somebody has said or pressed: read, and not yet answered. */
export interface Request {
  /** The command's kind or the press's verb, for the log. */
  readonly name: string;
  /** The answer takes the place of the pressed card for everybody who reads along. */
  readonly forAll: boolean;
  /** Throws a `Refusal` in words for the sender. */
  answer(conversation: Conversation): Promise<Answer>;
}

/** What is typed; `planIds` are the sender's plans. Words that are no command ask for help. */
export function wordsRequest(text: string, planIds: readonly string[]): Request {
  const parsed = parseCommand(text, planIds);
  return {
    name: parsed.command.kind,
    forAll: false,
    answer: (conversation) =>
      answerCommand({ ...conversation, knownPlans: planIds }, parsed, {
        said: { kind: 'words', text: text.slice(0, longestCommand) },
        what: text,
      }),
  };
}

/** What comes with files attached, `text` beside them. */
export function filesRequest(files: readonly AttachedFile[], text: string): Request {
  return {
    name: 'files',
    forAll: false,
    answer: async (conversation) => answerFiles(conversation, files, text),
  };
}

/** A press on a card, as the client sends it. Throws `bad-input` for what no card of ours sends. */
export function pressRequest(value: unknown): Request {
  const { verb, press, pressed } = parsePress(value);
  const name = 'command' in press ? press.command.kind : verb;
  const spoken: Spoken = { said: { kind: 'press', value: { ...pressed, verb } }, what: pressWords(name) };
  return {
    name: verb,
    forAll: 'forAll' in press && press.forAll === true,
    async answer(conversation) {
      if (conversation.scope === 'shared' && !isShared(name)) {
        const own = 'That is between you and me: write to me in our own chat.';
        throw new Refusal('not-permitted', ('ownChat' in press ? press.ownChat : undefined) ?? own);
      }
      if ('command' in press) {
        const about = press.schema.parse(pressed);
        return answerCommand(conversation, { command: press.command, ...about }, spoken);
      }
      const answer = await press.answer(conversation, pressed);
      if (isAgain(answer)) return answerAgain(conversation, answer);
      const { planId = null } = ofPlan.parse(pressed);
      return asksBefore(conversation, name) && planId !== null
        ? askWhoReads(conversation, spoken.said, { planId, what: spoken.what })
        : answer;
    },
  };
}

const ofPlan = z.object({ planId: z.string().optional() });

/** What somebody has said, to be kept and to be read. */
interface Spoken {
  readonly said: Said;
  readonly what: string;
}

/** A press as somebody would type it. */
const pressWords = (name: string) => (name === 'digest.action' ? 'action' : 'digest');

const asksBefore = (conversation: Conversation, name: string) => conversation.asksFirst && asksFirst(name);

/** Answers what was said before as it is now. */
async function answerAgain(conversation: Conversation, { said, place, show }: Again): Promise<Answer> {
  const { services, sender } = conversation;
  const request =
    said.kind === 'press'
      ? pressRequest(said.value)
      : wordsRequest(said.text, await services.directory.listMemberships(sender.tenantId, sender.userId));
  const { card } = await finish(await request.answer({ ...conversation, ...place }));
  if (card === undefined) throw new Error(`${request.name} is not answered with a card.`);
  return show(card);
}

/**
 * What somebody may put into a message that they write to others, by words as in a chat or by an action alone; of each of their
 * plans, and no words mean the digest. At least one: throws a `Refusal` in words for the sender.
 */
export async function findInserts(conversation: Conversation, text: string): Promise<readonly Insert[]> {
  const { services, sender } = conversation;
  const planIds = await services.directory.listMemberships(sender.tenantId, sender.userId);
  const words = text.trim() === '' ? 'digest' : text;
  const typed = parseCommand(words, planIds);
  const isCommand = typed.command.kind !== 'unknown';
  const { command: asked, planId, meeting } = isCommand ? typed : parseCommand(`action ${words}`, planIds);
  const command = commandsByKind.get(asked.kind);
  if (command === undefined || command.permission === null || command.inserts === undefined) {
    const what = 'Only an action or the digest can be put into a message.';
    throw new Refusal('bad-input', `${what} Look for “3B ii”, “digest red” or words of a title.`);
  }
  const plans = await findPlans(services, sender, { planId, known: planIds }, command.permission);
  const found = await Promise.allSettled(
    plans.map(({ plan }) => command.inserts?.(conversation, asked, { planId: plan.id, meeting }) ?? []),
  );
  const inserts = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const errors: unknown[] = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const refusals = errors.filter((error) => error instanceof Refusal);
  const failure = errors.find((error) => !(error instanceof Refusal));
  if (failure !== undefined) throw failure;
  const [refusal] = refusals;
  if (inserts.length > 0 || refusal === undefined) return inserts;
  throw new Refusal(refusal.code, [...new Set(refusals.map(({ message }) => message))].join(' '));
}

async function answerCommand(
  conversation: Conversation,
  { command: asked, planId, meeting }: ParsedCommand,
  { said, what }: Spoken,
): Promise<Answer> {
  const command = commandsByKind.get(asked.kind);
  if (command === undefined) throw new Error(`No command answers ${asked.kind}.`);
  const { services, sender, scope, knownPlans } = conversation;
  if (scope === 'shared' && !isShared(asked.kind)) {
    throw new Refusal('not-permitted', 'That is between you and me: write it to me in our own chat.');
  }
  if (command.permission === null) return command.answer(conversation, asked);
  const { plan } = await findPlan(services, sender, { planId, known: knownPlans }, command.permission);
  // Made in any case: what would be refused is refused before anybody is asked about it.
  const answer = await command.answer(conversation, asked, { planId: plan.id, meeting });
  return asksBefore(conversation, asked.kind)
    ? askWhoReads(conversation, said, { planId: plan.id, what })
    : answer;
}
