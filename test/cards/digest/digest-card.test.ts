import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestCard, digestPages } from '../../../src/cards/digest/digest-card.ts';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import type { Digest } from '../../../src/domain/digest/digest.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { pictureTable } from '../../../src/domain/digest/picture-table.ts';
import { pictureOf } from '../../../src/domain/digest/pictures.ts';
import { lintCard, nodesOf, textsOf } from '../kit/lint-card.ts';
import { amber, digest, digestAction, digestEmpty, digestLong, digestPicture } from '../samples/samples.ts';

const wordsOf = (card: AdaptiveCard) => textsOf(card).join('\n');
const pagesOf = (whole: Digest) => digestPages(whole).map(({ number }) => digestCard(whole, number));

describe('digestCard', () => {
  it('tells of a red everything a chair asks', () => {
    const text = wordsOf(digestCard(digest));
    for (const words of [
      '◆ \nRed',
      ': 5 now, 2 last known, 4 at the last board',
      '2A',
      'Original: September 2026 (2 months late) · Revised: 28 February 2027 (not yet approved; due in 3 months)',
      'since the board of 16 September 2026',
      'Owen Achterberg · Marlbury Council',
      '**Reason:** Two of five posts are vacant.',
      '**Recovery step:** Agency cover',
      '**To ask:**',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('shows the ratings at each board as a chart or, where none is drawn, as a picture, on the first page alone', () => {
    const first = digestCard(digestLong, 1, digestPicture);
    const [chart] = nodesOf(first).filter(({ type }) => type === 'Chart.VerticalBar.Grouped');
    const { rows } = pictureTable(pictureOf('ratings-by-board', digestLong));
    const series = nodesOf(chart?.['data'] ?? []).filter(({ legend }) => legend !== undefined);
    const drawn = series.map(({ values }) => nodesOf(values ?? []).map(({ y }) => y));
    expect(drawn).toEqual(series.map((_, at) => rows.map((row) => row[at + 1])));
    expect(chart?.['fallback']).toMatchObject({
      type: 'Image',
      url: digestPicture.url,
      altText: digestPicture.words,
    });
    expect(JSON.stringify(digestCard(digestLong, 2, digestPicture))).not.toContain('Chart');
    expect(JSON.stringify(digestCard(digestLong))).not.toContain('Chart');
    // The numbers stand in words as well.
    expect(wordsOf(first)).toContain(': 5 now, 2 last known, 4 at the last board');
  });

  it('weighs no more for its picture, whose bytes Teams does not count', () => {
    const large = { ...digestPicture, url: `${digestPicture.url}${'A'.repeat(90_000)}` };
    const [small, heavy] = [digestPicture, large].map((one) => messageBytes(digestCard(digestLong, 1, one)));
    expect(heavy).toBe(small);
    expect(heavy).toBeLessThan(maxMessageBytes);
  });

  it('says of a rating given for this very meeting that it is new, not since when it has been held', () => {
    const reds = [digestAction({ since: digest.cycleId })];
    const text = wordsOf(digestCard({ ...digest, reds, ambers: [] }));
    expect(text).toContain(' · new for this board');
    expect(text).not.toContain('since the board of 16 December');
  });

  it('for another board’s meeting names that day, says whose replies it reports, and keeps to it over the pages', () => {
    const other = { ...digestLong, forMeeting: '2027-01-06' };
    const card = digestCard(other);
    expect(wordsOf(card)).toContain(
      'Board meeting 6 January 2027 · from the replies for 16 December 2026 · as at',
    );
    const next = nodesOf(card).find(({ title }) => title === 'Next page');
    expect(next?.['data']).toMatchObject({ meeting: '2027-01-06' });
  });

  it('groups ambers by theme and silences by agency, and names who was never asked', () => {
    const text = digestPages(digest)
      .map(({ number }) => wordsOf(digestCard(digest, number)))
      .join('\n');
    for (const words of [
      'Joint commissioning (2)',
      'Without a theme (1)',
      'No agency given: 1 action',
      'The plan says: SB/JT, ?',
      ' · was Amber · worse',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('names a silent red once, where it stands, and counts it among those without a reply', () => {
    const text = wordsOf(digestCard(digest));
    // A line of its own: what a tap on it does is said to those who point at it.
    expect(text.split('\n3A ii')).toHaveLength(2);
    expect(text).toContain(
      '2 past the original timescale, 0 past a revised one. All 2 are among the reds and ambers above.',
    );
    expect(text).toContain('◆ \nRed\n · No reply; last known on 16 September 2026');
    expect(text).toContain(' · Nobody was asked; last known on 16 September 2026');
    expect(text).toContain('No reply yet (2)');
    expect(text).toContain(
      '1 of these is named above, among the reds and ambers: Vale and Marl ICB 1. Below is the other one.',
    );
    expect(text).not.toContain('no reply yet');
  });

  it.each([
    [
      ['red', 'amber'],
      0,
      [3, 1],
      'All 4 are named above, among the reds and ambers: A 3, no agency given 1.',
    ],
    [['red'], 0, [1], 'This one is named above, among the reds: A 1.'],
    [['amber'], 0, [2], 'All 2 are named above, among the ambers: A 2.'],
    [
      ['red', 'amber'],
      2,
      [2],
      '2 of these are named above, among the reds and ambers: A 2. Below are the other 2.',
    ],
    [['red', 'amber'], 2, [], 'No reply yet (2)\nNo agency given'],
  ] as const)('of %j with %i others silent and %j above says so', (levels, rest, above, words) => {
    const [one] = digest.silent;
    const card = digestCard({
      ...digest,
      filter: { ...wholeDigest, levels },
      silent: Array.from({ length: rest }, () => one).filter((silence) => silence !== undefined),
      silentAbove: above.map((actions, index) => ({ agency: index === 0 ? 'A' : '', actions })),
    });
    expect(wordsOf(card)).toContain(words);
  });

  it('says above that those without a reply are below only where all are', () => {
    const all = { ...digest, asked: 4, answered: 2 };
    expect(wordsOf(digestCard(all))).toContain('2 of 4 actions answered. 2 without a reply, listed below.');
    expect(wordsOf(digestCard(digest))).toContain('13 without a reply.');
  });

  it('says in words that a part is empty', () => {
    expect(
      wordsOf(
        digestCard({
          ...digestEmpty,
          cycleId: '2026-12-16',
          state: 'open',
          lastBoard: '2026-09-16',
          answered: 40,
        }),
      ),
    ).toMatch(
      /No action is rated red.*No action is rated amber.*No rating has changed.*Every lead has replied/s,
    );
  });

  it.each([
    [['red'], null, 'Digest: red only'],
    [['amber'], 'Joint *commissioning*', 'Digest: amber only, Joint \\*commissioning\\*'],
    [['red', 'amber'], null, 'Digest: red and amber'],
  ] as const)('shows and carries the filter %j %j', (levels, group, title) => {
    const reds = Array.from({ length: 40 }, () => digestAction());
    const card = digestCard({ ...digestLong, reds, filter: { ...wholeDigest, levels, group } }, 2);
    expect(textsOf(card)).toContain(title);
    const next = nodesOf(card).find(
      (node) => node['title'] === 'Next page' && node['type'] === 'Action.Execute',
    );
    expect(next?.['data']).toMatchObject({
      page: 3,
      filter: { ...(levels.length === 1 ? { level: levels[0] } : {}), ...(group === null ? {} : { group }) },
    });
  });

  it('shows the nearest page when one is asked for that is not there', () => {
    const last = digestPages(digestLong).length;
    expect(digestCard(digestLong, 99)).toEqual(digestCard(digestLong, last));
  });

  it('repeats the headings where a page goes on with a part', () => {
    expect(digestPages(digestLong)[1]?.blocks[0]?.kind).toBe('section');
  });

  it('starts no page with what belongs to an action above', () => {
    for (const { blocks } of digestPages(digestLong).slice(1)) expect(blocks[0]?.kind).toBe('section');
  });
});

describe('digestPages', () => {
  // Named by unit and length, so that a counterexample can be read.
  const hostile = fc
    .tuple(fc.constantFrom('*', '<a', '"', '\n', '\\', 'word ', 'é', '&lt;', 'a_'), fc.nat(9000))
    .map(([unit, length]) => unit.repeat(length / unit.length));
  const digests = fc
    .array(fc.tuple(hostile, hostile, fc.boolean()), { maxLength: 12 })
    .map((texts): Digest => {
      const actions = texts.map(([narrative, reason, replied], index) =>
        digestAction({
          ref: `r${index}`,
          narrative: `${narrative} end${index}`,
          reason,
          replied,
          title: reason,
          rating: amber,
        }),
      );
      return { ...digest, reds: actions.slice(0, 4), ambers: [{ theme: 'T', actions: actions.slice(4) }] };
    });

  it('keeps every page under 60 KB, loses no text and breaks at the same places each time', () => {
    fc.assert(
      fc.property(digests, (whole) => {
        const cards = pagesOf(whole);
        for (const card of cards) expect(messageBytes(card)).toBeLessThan(60_000);
        const text = cards.map(wordsOf).join('\n');
        const wanted = [...whole.reds, ...whole.ambers.flatMap(({ actions }) => actions)];
        for (const index of wanted.keys()) expect(text).toContain(`end${index}`);
        const count = (words: string) => words.split('word').length;
        expect(count(text)).toBeGreaterThanOrEqual(
          count(wanted.map(({ narrative, reason, title }) => narrative + reason + title).join(' ')),
        );
        expect(pagesOf(whole)).toEqual(cards);
      }),
      { numRuns: 25 },
    );
  });

  it('holds a plan of 115 actions with the longest narratives', () => {
    const actions = Array.from({ length: 115 }, (_, index) =>
      digestAction({ ref: `9.${index}`, narrative: 'Long words * '.repeat(300), rating: amber }),
    );
    const cards = pagesOf({ ...digest, ambers: [{ theme: null, actions }] });
    expect(cards.length).toBeGreaterThan(10);
    for (const card of cards) expect(lintCard(card)).toEqual([]);
  });
});
