import { describe, expect, it } from 'vitest';
import type { DigestSources } from '../../../src/domain/digest/action-in-cycle.ts';
import { collateStory, type ToldCycle } from '../../../src/domain/digest/action-story.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import type { Question } from '../../../src/domain/reply/question.ts';
import {
  aCycle,
  amber,
  anAction,
  anUpdate,
  aPerson,
  aPlan,
  day,
  dayScale,
  green,
  point,
  red,
} from '../../support/builders.ts';
import { november, october } from './digest-of.ts';

const people = [aPerson('sam-barron', { agency: 'Wexcombe Council' }), aPerson('jo-pike')];
const action = anAction('0001', {
  rating: red,
  strategic: ['jo-pike', 'gone'],
  ratingHistory: [point(null, green), point('2026-10-14', amber), point('2026-11-11', red)],
});
const sources = (over: Partial<DigestSources> = {}): DigestSources => ({
  ...{ plan: aPlan(), actions: [action], people, cycles: [october, november], cycle: november },
  ...{ lastPaper: null, updates: new Map(), filter: wholeDigest, today: day('2026-11-04') },
  ...over,
});
const inOctober = anUpdate('2026-10-14', '0001', { rating: amber, narrative: 'First.' });
const inNovember = anUpdate('2026-11-11', '0001', {
  ...{ rating: red, narrative: 'Second.', evidence: 'Minutes.', at: '2026-11-03T10:00:00Z' },
  ...{ revised: dayScale('2027-03-31'), authorName: 'Robin Pryce', onBehalfOf: 'sam-barron' },
});
const told = (
  cycle: ToldCycle['cycle'],
  update: ToldCycle['update'] = null,
  late: ToldCycle['late'] = null,
) => ({
  ...{ cycle, update, late },
});
const story = (
  boards: readonly ToldCycle[],
  questions: readonly Question[] = [],
  over: Partial<DigestSources> = {},
) => collateStory(action, sources(over), boards, questions);

describe('collateStory', () => {
  it('tells what was said for each board, newest first, and the import last', () => {
    const { boards } = story([told(october, inOctober), told(november, inNovember)]);
    expect(
      boards.map(({ boardDate, rating, reply }) => [boardDate, rating.label, reply?.narrative ?? null]),
    ).toEqual([
      ['2026-11-11', 'Red', 'Second.'],
      ['2026-10-14', 'Amber', 'First.'],
      [null, 'Green', null],
    ]);
  });

  it.each<[string, readonly ToldCycle[], readonly (readonly [string | null, string, boolean])[]]>([
    ['no board yet', [], [[null, 'Green', false]]],
    [
      'a board without a reply is shown what was last known',
      [told(october), told(november, inNovember)],
      [
        ['2026-11-11', 'Red', true],
        ['2026-10-14', 'Amber', false],
        [null, 'Green', false],
      ],
    ],
    [
      'a reply of a later board changes nothing of an earlier one',
      [told(aCycle('2026-09-16')), told(november, inNovember)],
      [
        ['2026-11-11', 'Red', true],
        ['2026-09-16', 'Green', false],
        [null, 'Green', false],
      ],
    ],
  ])('%s', (_what, boards, expected) => {
    expect(
      story(boards).boards.map(({ boardDate, rating, reply }) => [boardDate, rating.label, reply !== null]),
    ).toEqual(expected);
  });

  it('keeps what came after the freeze apart from what the board was told', () => {
    const late = anUpdate('2026-10-14', '0001', { rating: green, narrative: 'After.', late: true });
    const [board] = story([told(october, inOctober, late)]).boards;
    expect(board).toMatchObject({
      rating: amber,
      reply: { narrative: 'First.' },
      late: { narrative: 'After.', rating: green },
    });
    const [silent] = story([told(october, null, late)]).boards;
    expect(silent).toMatchObject({ rating: amber, reply: null, late: { narrative: 'After.' } });
  });

  it('says who replied, for whom, and the day in the plan’s own time', () => {
    const [board] = story([told(november, inNovember)]).boards;
    expect(board?.reply).toMatchObject({
      by: 'Robin Pryce (project manager) for Sam Barron',
      on: '3 November 2026',
      revised: '31 March 2027',
      evidence: 'Minutes.',
      unchanged: false,
    });
    const night = { ...inOctober, kind: 'no-change', at: '2026-10-06T23:30:00Z' } as const;
    expect(story([told(october, night)]).boards[0]?.reply).toMatchObject({
      on: '7 October 2026',
      unchanged: true,
    });
  });

  it('tells how it stands as a digest of that cycle does', () => {
    const now = story([], [], { updates: new Map([['0001', inNovember]]) });
    expect(now).toMatchObject({
      ...{ cycleId: '2026-11-11', boardDate: '2026-11-11', state: 'open', asAt: '2026-11-04' },
      ...{ evidence: 'Minutes.', strategic: ['Jo Pike'] },
      action: { rating: red, replied: true, narrative: 'Second.', leads: ['Sam Barron'] },
    });
    const before = story([], [], { cycle: null, cycles: [] });
    expect(before).toMatchObject({ cycleId: null, boardDate: null, state: 'as-imported', evidence: '' });
  });

  it('lists questions newest first, with their answers and the names of whom they went to', () => {
    const asked = (id: string, askedAt: string, over: Partial<Question> = {}): Question => ({
      ...{ id, actionId: '0001', text: `Why ${id}?`, askedBy: 'chris', askedByName: 'Chris Aldous', askedAt },
      ...{ to: 'sam-barron', answer: null },
      ...over,
    });
    const answer = {
      text: 'So.',
      by: 'sam-barron',
      byName: 'Sam Barron',
      at: '2026-11-03T09:00:00Z',
      version: 1,
    };
    const { questions } = story(
      [],
      [
        asked('old', '2026-10-01T09:00:00Z', { answer }),
        asked('new', '2026-11-02T09:00:00Z', { to: 'left-since' }),
      ],
    );
    expect(questions).toEqual([
      { by: 'Chris Aldous', on: '2 November 2026', to: 'left-since', text: 'Why new?', answer: null },
      {
        ...{ by: 'Chris Aldous', on: '1 October 2026', to: 'Sam Barron', text: 'Why old?' },
        answer: { by: 'Sam Barron', on: '3 November 2026', text: 'So.' },
      },
    ]);
  });

  it('has no import to tell of where the action came later', () => {
    const later = { ...action, ratingHistory: [point('2026-11-11', red)] };
    expect(collateStory(later, sources(), [told(november, inNovember)], []).boards).toHaveLength(1);
  });
});
