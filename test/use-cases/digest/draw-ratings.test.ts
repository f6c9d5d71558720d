import { describe, expect, it } from 'vitest';
import { pictureWords } from '../../../src/domain/digest/picture-words.ts';
import { pictureOf } from '../../../src/domain/digest/pictures.ts';
import { drawRatings } from '../../../src/use-cases/digest/draw-ratings.ts';
import { digest } from '../../cards/samples/samples.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

describe('drawRatings', () => {
  it('gives a picture that a card can carry, with words of the same numbers, and the same one again', async () => {
    const logger = createRecordingLogger();
    const picture = await drawRatings({ logger }, digest);
    expect(picture?.url).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(picture?.url.length).toBeLessThan(61_000);
    expect(picture?.words).toBe(pictureWords(pictureOf('ratings-by-board', digest)));
    expect(await drawRatings({ logger }, digest)).toEqual(picture);
  });

  it('gives none for a plan without actions, nor one that is too tall for a card', async () => {
    const logger = createRecordingLogger();
    expect(await drawRatings({ logger }, { ...digest, total: 0 })).toBeNull();
    const labels = Array.from({ length: 40 }, (_, at) => `A label of some length, number ${at}`);
    const counts = labels.map((label) => ({
      label,
      level: 'green' as const,
      now: 1,
      lastKnown: 0,
      lastBoard: null,
    }));
    const boards = [{ boardDate: null, counts: labels.map(() => 1) }];
    expect(await drawRatings({ logger }, { ...digest, counts, boards })).toBeNull();
  });
});
