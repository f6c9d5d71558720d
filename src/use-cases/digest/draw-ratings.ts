import type { Digest } from '../../domain/digest/digest.ts';
import { type InlinePicture, pictureOf, pictureWords } from '../../domain/digest/pictures.ts';
import type { Services } from '../../ports.ts';
import { drawPng } from '../../reports/pictures/draw-picture.ts';

/** What Teams shows within a card: 1 MB, of which a tenth is enough, and 1024 pixels each way. */
const most = { bytes: 100_000, pixels: 1024 } as const;
const frame = { width: 480, heading: '' } as const;

/** The pictures drawn last, by their numbers: a digest is asked for again and again while nothing changes. */
const drawn = new Map<string, string | null>();
const kept = 20;

/**
 * The ratings of a digest, now and at the boards before, as a picture for its card. null for a plan without actions, and where a
 * picture cannot be had, which is logged: the card says the same numbers in words, and a digest is not kept back for its picture.
 */
export async function drawRatings(
  { logger }: Pick<Services, 'logger'>,
  digest: Digest,
): Promise<InlinePicture | null> {
  if (digest.total === 0) return null;
  const picture = pictureOf('ratings-by-board', digest);
  const key = JSON.stringify(picture);
  let url = drawn.get(key);
  if (url === undefined) {
    try {
      const { bytes, height } = await drawPng(picture, frame, 2);
      const fits = bytes.length <= most.bytes && height <= most.pixels;
      url = fits ? `data:image/png;base64,${Buffer.from(bytes).toString('base64')}` : null;
    } catch (error) {
      logger.error({ error, planId: digest.planId }, 'The picture of a digest could not be drawn');
      return null;
    }
    drawn.set(key, url);
    for (const oldest of [...drawn.keys()].slice(0, -kept)) drawn.delete(oldest);
  }
  return url === null ? null : { url, words: pictureWords(picture) };
}
