import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type AskedPost, type PostChoice, postMinutes } from '../../domain/digest/asked-post.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { Conflict, type Services } from '../../ports.ts';
import type { Sender } from '../shared/requester.ts';

type PostServices = Pick<Services, 'posts' | 'clock'>;

/** Keeps what somebody asked for until they have said who is to read it. */
export async function askPost(
  { posts, clock }: PostServices,
  { tenantId, userId }: Sender,
  said: string,
): Promise<AskedPost> {
  const now = clock.now();
  const post: AskedPost = {
    ...{ tenantId, userId, id: randomUUID(), said },
    ...{ askedAt: now.toString(), state: 'asked' },
  };
  await posts.save(post);
  await posts.removeOld(now.subtract({ hours: 24 }).toString());
  return post;
}

/** Until when somebody may choose; ISO. */
export const endOf = ({ askedAt }: AskedPost): string =>
  Temporal.Instant.from(askedAt).add({ minutes: postMinutes }).toString();

/** What somebody asked for and may still choose about; `late` where it is too late. Throws `not-permitted` for anybody else, and `bad-input` once they have. */
export async function findPost(
  { posts, clock }: PostServices,
  { tenantId, userId }: Sender,
  id: string,
): Promise<{ readonly post: AskedPost; readonly late: boolean; readonly etag: string }> {
  const stored = await posts.find(tenantId, userId, id);
  if (stored === null) {
    throw new Refusal('not-permitted', 'Only who asked can choose that. Write to me here to ask yourself.');
  }
  const { value: post, etag } = stored;
  if (post.state !== 'asked') throw chosenAlready(post.state);
  return { post, late: endOf(post) <= clock.now().toString(), etag };
}

/** Notes what somebody has chosen, once: of two presses at a time the second is refused. */
export async function choosePost(
  { posts }: Pick<Services, 'posts'>,
  { post, etag }: { readonly post: AskedPost; readonly etag: string },
  choice: PostChoice,
): Promise<void> {
  try {
    await posts.replace({ ...post, state: choice }, etag);
  } catch (error) {
    if (error instanceof Conflict) throw chosenAlready(choice);
    throw error;
  }
}

const chosenAlready = (choice: PostChoice) =>
  new Refusal(
    'bad-input',
    choice === 'posted'
      ? 'That is posted already.'
      : 'That was sent to you alone already. Ask again to post it.',
  );
