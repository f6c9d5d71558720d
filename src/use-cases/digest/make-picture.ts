import { pictureTable } from '../../domain/digest/picture-table.ts';
import { pictureWords } from '../../domain/digest/picture-words.ts';
import { type PictureKind, pictureOf, pictureTitles } from '../../domain/digest/pictures.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import type { Services } from '../../ports.ts';
import { drawPicture, drawPng } from '../../reports/pictures/draw-picture.ts';
import type { Requester } from '../shared/requester.ts';
import { showDigest } from './show-digest.ts';

export interface PictureRequest {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly cycleId: string | null;
  readonly kind: PictureKind;
  readonly format: 'png' | 'svg';
}

export interface MadePicture {
  readonly planName: string;
  /** The day its numbers are of, `YYYY-MM-DD`. */
  readonly asAt: string;
  readonly bytes: Uint8Array;
  /** For who does not see it. */
  readonly words: string;
  /** The same numbers, whole. */
  readonly table: ReturnType<typeof pictureTable>;
}

/** A picture of the digest's numbers as a file. Throws as `showDigest` does. */
export async function makePicture(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { planId, cycleId, kind, format }: PictureRequest,
): Promise<MadePicture> {
  const digest = await showDigest(services, requester, { planId, cycleId });
  const { planName, asAt } = digest;
  const picture = pictureOf(kind, digest);
  const frame = { width: 680, heading: `${pictureTitles[kind]}: ${planName}, as at ${formatDate(asAt)}` };
  const bytes =
    format === 'svg'
      ? new TextEncoder().encode((await drawPicture(picture, frame)).svg)
      : (await drawPng(picture, frame, 2)).bytes;
  return { planName, asAt, bytes, words: pictureWords(picture), table: pictureTable(picture) };
}
