import { pictureOf } from '../../src/domain/digest/pictures.ts';
import { drawPng } from '../../src/reports/pictures/draw-picture.ts';
import { rasterise } from '../../src/reports/pictures/rasterise.ts';
import { digest } from '../cards/samples/samples.ts';
import { compare, type Figure, takeTurns, timeAll } from './measure.ts';

const rounds = 5;
const load = { workers: 1, each: 10 };

/** A picture of the digest's card, from numbers to PNG, against a blank drawing of that size made into a PNG. */
export async function measurePictures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of ['ratings-by-board', 'burn-up'] as const) {
    const picture = pictureOf(kind, digest);
    const frame = { width: 480, heading: '' };
    const { width, height } = await drawPng(picture, frame, 2);
    const size = `width="${width / 2}" height="${height / 2}"`;
    const blank = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><text x="9" y="20">A</text></svg>`;
    const taken = await takeTurns(rounds, {
      floor: () =>
        timeAll(load, async () => {
          await rasterise(blank, 2);
        }),
      ours: () =>
        timeAll(load, async () => {
          await drawPng(picture, frame, 2);
        }),
    });
    figures.push(compare({ name: `Picture, ${kind}`, unit: 'ms', floorName: 'blank picture' }, taken));
  }
  return figures;
}
