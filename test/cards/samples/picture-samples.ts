import type { PictureView } from '../../../src/cards/digest/picture-card.ts';
import { pictureOf } from '../../../src/domain/digest/pictures.ts';
import { digest, digestPicture } from './samples.ts';

export const ratings: PictureView = {
  digest,
  picture: pictureOf('ratings-by-board', digest),
  drawn: digestPicture,
  ask: 'picture ratings in marlbury-send',
};

/** More slips than a card holds, and no picture that is small enough for one. */
export const slippage: PictureView = {
  digest,
  picture: {
    kind: 'slippage',
    actions: Array.from({ length: 300 }, (_, index) => ({
      ref: `${index + 1}`,
      title: 'Write to every family on the waiting list with a named contact',
      original: '30 September 2026',
      revised: '28 February 2027',
      days: 151,
      slippage: '5 months later',
    })),
  },
  drawn: null,
  ask: 'picture slippage in marlbury-send',
};
