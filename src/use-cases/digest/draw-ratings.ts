import type { Digest } from '../../domain/digest/digest.ts';
import { pictureWords } from '../../domain/digest/picture-words.ts';
import { type InlinePicture, type Picture, pictureOf } from '../../domain/digest/pictures.ts';
import type { Services } from '../../ports.ts';
import { drawPng } from '../../reports/pictures/draw-picture.ts';

/**
 * Teams shows 1 MB within a card and 1024 pixels each way, and does not count an image in the weight of its message; other
 * clients take no message of more than 100 KB, of which the text of a page takes a third.
 */
const most = { bytes: 45_000, pixels: 1024 } as const;
/** Sharp on a good screen where that is small enough. */
const sharpness = [2, 1] as const;
const frame = { width: 480, heading: '' } as const;

/** The pictures drawn last, by their numbers: a digest is asked for again and again while nothing changes. */
const drawn = new Map<string, string | null>();
const kept = 20;

/**
 * The ratings of a digest, now and at the boards before, as a picture for its card. null for a plan without actions, and where a
 * picture cannot be had: the card says the same numbers in words, and a digest is not kept back for its picture.
 */
export async function drawRatings(
  services: Pick<Services, 'logger'>,
  digest: Digest,
): Promise<InlinePicture | null> {
  if (digest.total === 0) return null;
  return drawInline(services, digest.planId, pictureOf('ratings-by-board', digest));
}

/** A picture as a card carries it; null where it cannot be drawn, which is logged, or is too large. */
export async function drawInline(
  { logger }: Pick<Services, 'logger'>,
  planId: string,
  picture: Picture,
): Promise<InlinePicture | null> {
  const key = JSON.stringify(picture);
  let url = drawn.get(key);
  if (url === undefined) {
    try {
      url = await smallEnough(picture);
    } catch (error) {
      logger.error({ error, planId }, 'A picture for a card could not be drawn');
      return null;
    }
    drawn.set(key, url);
    for (const oldest of [...drawn.keys()].slice(0, -kept)) drawn.delete(oldest);
  }
  return url === null ? null : { url, words: pictureWords(picture) };
}

/** The picture as sharp as it may be; null where it is too large even at its least. */
async function smallEnough(picture: Picture): Promise<string | null> {
  for (const times of sharpness) {
    const { bytes, height } = await drawPng(picture, frame, times);
    if (bytes.length <= most.bytes && height <= most.pixels) {
      return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
    }
  }
  return null;
}
