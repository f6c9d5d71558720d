import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { pictureTable } from '../../../src/domain/digest/picture-table.ts';
import { pictureWords } from '../../../src/domain/digest/picture-words.ts';
import {
  type Picture,
  type PictureSeries,
  pictureKinds,
  pictureOf,
} from '../../../src/domain/digest/pictures.ts';
import { ratingLevels, ratingSymbols } from '../../../src/domain/shared/rating.ts';
import { drawPicture, drawPng } from '../../../src/reports/pictures/draw-picture.ts';
import { background, fills, ink, plainFill } from '../../../src/reports/pictures/look.ts';
import { rasterise } from '../../../src/reports/pictures/rasterise.ts';
import { contrastOf } from '../../cards/kit/contrast.ts';
import { digest, digestEmpty } from '../../cards/samples/samples.ts';

const page = { width: 680, heading: 'Ratings: Wexcombe' };
const onCard = { width: 480, heading: '' };

/** Every text that is drawn, in order; throws where the SVG is not well formed. */
function textsOf(svg: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  let text: string | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (name === 'text') text = '';
  });
  parser.on('text', (more) => {
    if (text !== null) text += more;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'text' && text !== null) texts.push(text);
    if (name === 'text') text = null;
  });
  parser.write(svg).close();
  return texts;
}

const drawnTexts = async (picture: Picture, frame = page) => textsOf((await drawPicture(picture, frame)).svg);

/** Counts of every rating in each of so many columns or rows. */
const seriesFor = (length: number, times = 1): PictureSeries[] =>
  ratingLevels.map((level, at) => ({
    label: level === 'none' ? '' : level,
    level,
    counts: Array.from({ length }, (_, index) => ((index * 5 + at * 3) % 7) * times),
  }));
const named = (length: number, name: string) => Array.from({ length }, (_, at) => `${name} ${at + 1}`);
const boardsOf = (length: number): Picture => ({
  kind: 'ratings-by-board',
  boards: Array.from({ length }, (_, at) => `16 September ${2000 + at}`),
  series: seriesFor(length, 5),
});
const slipsOf = (length: number, title: string): Picture => ({
  kind: 'slippage',
  actions: Array.from({ length }, (_, at) => ({
    ref: `${at + 1}A`,
    title,
    original: 'March 2026',
    revised: 'later',
    days: 1000 - at,
    slippage: `${Math.floor((1000 - at) / 31)} months later`,
  })),
});

describe('a picture’s numbers', () => {
  it('of ratings are those of its table, each with the shape of its level', async () => {
    for (const kind of ['ratings-by-board', 'ratings-by-theme'] as const) {
      const picture = pictureOf(kind, digest);
      const counted = picture.series.flatMap(({ level, counts }) =>
        counts.map((count) => ({ count, text: `${ratingSymbols[level]} ${count}` })),
      );
      const shapes = new Set(Object.values(ratingSymbols));
      const drawn = (await drawnTexts(picture)).filter(
        (text) => shapes.has(text[0] ?? '') && /\d$/.test(text),
      );
      const expected = counted.map(({ text }) => text);
      for (const text of new Set(drawn)) {
        expect(drawn.filter((one) => one === text).length).toBeLessThanOrEqual(
          expected.filter((one) => one === text).length,
        );
      }
      // Every piece with room for it has its number.
      expect(drawn).toEqual(
        expect.arrayContaining(counted.filter(({ count }) => count > 3).map(({ text }) => text)),
      );
    }
  });

  it('of completed against planned, movements and slippage are those of its table', async () => {
    const burnUp = pictureTable(pictureOf('burn-up', digest)).rows;
    const burnt = await drawnTexts(pictureOf('burn-up', digest));
    expect(burnt).toContain(`Planned ${burnUp.at(-1)?.[1] ?? ''}`);
    expect(burnt).toContain(
      `Completed ${burnUp.findLast(([, , done]) => typeof done === 'number')?.[2] ?? ''}`,
    );
    const moved = await drawnTexts(pictureOf('movements', digest));
    for (const [from, to, count] of pictureTable(pictureOf('movements', digest)).rows) {
      expect(moved.join(' ')).toMatch(new RegExp(`${from} → . ${to}`));
      expect(moved).toContain(String(count));
    }
    const slipped = await drawnTexts(pictureOf('slippage', digest));
    for (const row of pictureTable(pictureOf('slippage', digest)).rows) expect(slipped).toContain(row.at(-1));
  });

  it('are said in its title for who does not see it', async () => {
    for (const kind of pictureKinds) {
      const { svg } = await drawPicture(pictureOf(kind, digest), page);
      const [, title] = /<title>(.*?)<\/title>/.exec(svg) ?? [];
      expect(title).toBe(pictureWords(pictureOf(kind, digest)));
    }
  });
});

describe('few and many', () => {
  it('says so where there is nothing to draw', async () => {
    const nothing: readonly Picture[] = [
      { kind: 'ratings-by-board', boards: ['As imported'], series: seriesFor(1, 0) },
      { kind: 'ratings-by-theme', themes: [], series: [] },
      { kind: 'burn-up', months: ['2026-11'], planned: [0], completed: [0], actions: 0, undated: 0 },
      { kind: 'movements', since: null, moves: [] },
      { kind: 'slippage', actions: [] },
    ];
    for (const picture of nothing) {
      const words = (await drawnTexts(picture, { width: 480, heading: '' })).join(' ');
      expect(words).toMatch(/^(There are no actions|No )/);
    }
    for (const kind of pictureKinds) await drawPicture(pictureOf(kind, digestEmpty), page);
  });

  it('names every board, one or 24', async () => {
    for (const length of [1, 8, 24]) {
      const words = (await drawnTexts(boardsOf(length), { width: 480, heading: '' })).join(' ');
      for (let year = 2000; year < 2000 + length; year += 1) expect(words).toContain(String(year));
      expect(words.match(/16\s+Sep/g)).toHaveLength(length);
    }
  });

  it('draws the worst of 60 themes and of 500 slipped actions, and says how many more the table has', async () => {
    const themes = named(60, 'Theme');
    const series = seriesFor(60);
    const words = await drawnTexts({ kind: 'ratings-by-theme', themes, series });
    expect(words).toContain('The 20 themes with most reds and ambers; 40 more are in the table.');
    const [reds] = series.map(({ counts }) => counts);
    const drawn = themes.flatMap((theme, at) => (words.includes(theme) ? [reds?.[at] ?? 0] : []));
    expect(drawn).toHaveLength(20);
    const left = themes.flatMap((theme, at) => (words.includes(theme) ? [] : [reds?.[at] ?? 0]));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(Math.max(...left));

    const slips = slipsOf(500, 'Recruit nurses');
    const slipped = await drawnTexts(slips);
    expect(slipped).toContain('The 20 longest, and 480 more in the table.');
    expect(slipped.filter((text) => / months later$/.test(text))).toHaveLength(20);
    expect(pictureTable(slips).rows).toHaveLength(500);
  });

  it('breaks and cuts a long label, and keeps it within the picture', async () => {
    const title = 'Children and young people are identified early and their needs are met. '.repeat(5);
    const { height } = await drawPicture(slipsOf(3, title), page);
    expect(height).toBeLessThan(260);
    const lines = (await drawnTexts(slipsOf(1, title))).filter((text) => /Children|people|…/.test(text));
    expect(lines.at(-1)).toMatch(/…$/);
    for (const line of lines) expect(line.length).toBeLessThan(45);
  });
});

describe('somebody’s words in a picture', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        '<b>',
        '&',
        '"',
        ']]>',
        '</text>',
        '\u0007',
        '\u202e',
        '\ud800',
        'zr0-c1',
        '漢',
        '{c}',
        '\n',
        ' x',
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  it('are text, whatever they are, and carry no control character', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const rating = { label: text, level: 'red' } as const;
        const pictures: readonly Picture[] = [
          { kind: 'ratings-by-board', boards: [text], series: [{ ...rating, counts: [3] }] },
          { kind: 'ratings-by-theme', themes: [text], series: [{ ...rating, counts: [3] }] },
          { kind: 'movements', since: text, moves: [{ from: rating, to: rating, actions: 2 }] },
          slipsOf(2, text),
        ];
        for (const picture of pictures) {
          const { svg } = await drawPicture(picture, { width: 480, heading: text });
          textsOf(svg);
          expect(svg).not.toMatch(/[^\P{C}\n]/u);
          expect(svg).not.toContain('<b>');
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('the bytes', () => {
  it('are the same for the same numbers, whatever was drawn before', async () => {
    const first = await drawPicture(boardsOf(3), page);
    await drawPicture(boardsOf(8), page);
    expect(await drawPicture(boardsOf(3), page)).toEqual(first);
    expect(await drawPng(boardsOf(3), onCard, 2)).toEqual(await drawPng(boardsOf(3), onCard, 2));
  });

  it('are a PNG of the size it says, for a card under 100 KB and 1024 pixels with as many boards as a digest tells', async () => {
    const { bytes, width, height } = await drawPng(boardsOf(8), onCard, 2);
    const png = Buffer.from(bytes);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    expect(width).toBe(960);
    expect(height).toBeLessThanOrEqual(1024);
    expect(png.length).toBeLessThan(100_000);
  });

  it('hold letters in the program’s own fonts: none of the machine’s is loaded', async () => {
    const { svg } = await drawPicture(boardsOf(2), page);
    const bare = svg.replace(/<text[\s\S]*?<\/text>/g, '');
    const unknown = svg.replace(/font-family:[^;]*/g, 'font-family:Nobody has this');
    const [lettered, wordless, fallen] = await Promise.all(
      [svg, bare, unknown].map((one) => rasterise(one, 1)),
    );
    expect(lettered?.length).toBeGreaterThan((wordless?.length ?? 0) + 2000);
    expect(fallen?.length).toBeGreaterThan((wordless?.length ?? 0) + 2000);
  });
});

describe('the colours', () => {
  it('stand out from the paper: bars and lines 3:1, text 4.5:1', () => {
    for (const fill of [...Object.values(fills).flat(), plainFill, ink.line]) {
      expect(contrastOf(fill, background), fill).toBeGreaterThanOrEqual(3);
    }
    expect(contrastOf(ink.text, background)).toBeGreaterThanOrEqual(4.5);
  });
});
