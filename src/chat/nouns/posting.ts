import { z } from 'zod';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import { postCard } from '../../cards/kit/post-card.ts';
import type { AskedPost, PostChoice } from '../../domain/digest/asked-post.ts';
import { askPost, choosePost, endOf, findPost } from '../../use-cases/digest/ask-post.ts';
import { readPlanFor } from '../../use-cases/shared/requester.ts';
import type { Again, Answer } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import type { Said } from '../said.ts';

/** What was said, kept as JSON of our own making. */
const kept = z.union([
  z.object({ kind: z.literal('words'), text: z.string() }),
  z.object({ kind: z.literal('press'), value: z.looseObject({ verb: z.string() }) }),
]);

/** Asks who is to read the answer to what somebody has said about a plan; `what` is it in their words. */
export async function askWhoReads(
  { services, sender }: Conversation,
  said: Said,
  { planId, what }: { readonly planId: string; readonly what: string },
): Promise<Answer> {
  const { plan, person } = await readPlanFor(services.store, sender, planId);
  const post = await askPost(services, sender, JSON.stringify(said));
  return postCard({
    ...{ planId, planName: plan.name, timeZone: plan.timeZone, what },
    ...{ postId: post.id, by: person?.name ?? sender.name, until: endOf(post) },
  });
}

const news = {
  'sent-alone': { title: 'Not posted here', text: 'It is sent to who asked for it, alone.' },
  late: {
    title: 'Nothing was posted',
    text: 'That was asked for too long ago. Ask again for it as it stands now.',
  },
} as const;

const notice = (what: keyof typeof news) => noticeCard({ tone: 'information', ...news[what], buttons: [] });

/** Answers what somebody asked for where, and to whom, they say. */
async function choose(
  { services, sender }: Conversation,
  postId: string,
  choice: PostChoice,
): Promise<Again | Answer> {
  const found = await findPost(services, sender, postId);
  if (found.late) return { card: notice('late'), forAll: true };
  return {
    said: saidIn(found.post),
    place: { asksFirst: false, ...(choice === 'posted' ? {} : { scope: 'personal' }) },
    // Noted once it is made: what cannot be answered is not noted as chosen.
    async show(card) {
      await choosePost(services, found, choice);
      if (choice === 'posted') return { card, forAll: true };
      return { card: notice('sent-alone'), forAll: true, alone: card };
    },
  };
}

const saidIn = ({ said }: AskedPost): Said => kept.parse(JSON.parse(said));

const ofPost = { postId: z.uuid() };
const forAll = { forAll: true } as const;

/** The answers to being asked who is to read something. */
export const presses: Presses = {
  'post.here': press(ofPost, (conversation, { postId }) => choose(conversation, postId, 'posted'), forAll),
  'post.alone': press(
    ofPost,
    (conversation, { postId }) => choose(conversation, postId, 'sent-alone'),
    forAll,
  ),
};
