import { describe, expect, it } from 'vitest';
import { paperRatings } from '../../../src/domain/digest/action-in-cycle.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { unrated } from '../../../src/domain/shared/rating.ts';
import {
  aCycle,
  amber,
  anAction,
  anUpdate,
  aPerson,
  aRevision,
  blue,
  dayScale,
  green,
  notDue,
  point,
  red,
} from '../../support/builders.ts';
import { digestOf, november, october } from './digest-of.ts';

describe('collateDigest', () => {
  it('tells a red in full', () => {
    const action = anAction('0001', {
      theme: 'Health',
      priority: 'Priority 1',
      responsible: ['sam-barron', 'kit-holloway'],
      rating: red,
      revisedTimescale: aRevision('2027-01-31'),
      originalTimescale: dayScale('2026-06-30'),
      ratingHistory: [point(null, amber), point('2026-10-14', red), point('2026-11-11', red)],
    });
    const update = anUpdate('2026-11-11', '0001', {
      rating: red,
      at: '2026-11-02T10:00:00Z',
      revised: dayScale('2027-01-31'),
    });
    const people = [
      aPerson('sam-barron', { agency: 'Wexcombe Council' }),
      aPerson('kit-holloway', { agency: 'Wexcombe Council' }),
    ];
    expect(digestOf({ actions: [action], people, updates: new Map([['0001', update]]) }).reds).toEqual([
      {
        actionId: '0001',
        ref: 'A 1',
        title: 'Title of 0001',
        priority: 'Priority 1',
        theme: 'Health',
        rating: red,
        replied: true,
        answeredBy: null,
        asked: true,
        ratedOn: '2026-11-02',
        narrative: 'Said in the reply.',
        reason: 'Why it is so.',
        recoveryStep: 'What is next.',
        originalTimescale: '30 June 2026',
        revisedTimescale: '31 January 2027',
        revisedApproved: false,
        originalLateness: '4 months late',
        revisedLateness: 'due in 2 months',
        percentComplete: null,
        leads: ['Sam Barron', 'Kit Holloway'],
        agencies: ['Wexcombe Council'],
        since: '2026-10-14',
        boardsHeld: 2,
        question: 'Does the board agree the revised date of 31 January 2027?',
      },
    ]);
  });

  it('names a red nobody confirmed once, among the reds as last known, and counts it among the silent', () => {
    const action = anAction('0001', { rating: red, ratingHistory: [point(null, red)] });
    const digest = digestOf({ actions: [action] });
    expect(digest.reds).toMatchObject([
      { actionId: '0001', replied: false, asked: true, ratedOn: '2026-09-01' },
    ]);
    expect(digest.silent).toEqual([]);
    expect(digest.silentAbove).toEqual([{ agency: 'Wexcombe Council', actions: 1 }]);
    expect(digest).toMatchObject({ asked: 1, answered: 0 });
    expect(digest.counts.find(({ label }) => label === 'Red')).toMatchObject({
      now: 0,
      lastKnown: 1,
      lastBoard: 1,
    });
  });

  it('lists a silent action of another rating among the silent, as last known', () => {
    const action = anAction('0001', { rating: green, ratingHistory: [point(null, green)] });
    const digest = digestOf({ actions: [action] });
    expect(digest.silent).toEqual([
      {
        actionId: '0001',
        ref: 'A 1',
        title: 'Title of 0001',
        lastKnown: green,
        ratedOn: '2026-09-01',
        leads: ['Sam Barron'],
        agency: 'Wexcombe Council',
      },
    ]);
    expect(digest.silentAbove).toEqual([]);
  });

  it('tells a red nobody was asked about from one whose lead said nothing', () => {
    const action = anAction('0001', { rating: red, ratingHistory: [point(null, red)], responsible: [] });
    const digest = digestOf({ actions: [action] });
    expect(digest.reds).toMatchObject([{ replied: false, asked: false }]);
    expect(digest).toMatchObject({ silent: [], silentAbove: [], asked: 0 });
  });

  it('gives no date for a rating nobody has given', () => {
    const action = anAction('0001', { rating: unrated, ratingHistory: [point(null, unrated)] });
    expect(digestOf({ actions: [action] }).silent).toMatchObject([{ lastKnown: unrated, ratedOn: null }]);
  });

  it.each(['superseded', 'withdrawn', 'merged'] as const)('leaves out a %s action', (status) => {
    expect(digestOf({ actions: [anAction('0001', { status, rating: red })] })).toMatchObject({
      total: 0,
      reds: [],
      silent: [],
      silentAbove: [],
    });
  });

  it('counts a completed action as settled, not as one whose lead is silent', () => {
    const action = anAction('0001', {
      status: 'complete',
      rating: blue,
      ratingHistory: [point('2026-10-14', blue)],
    });
    const digest = digestOf({ actions: [action] });
    expect(digest.counts.find(({ label }) => label === 'Blue')).toMatchObject({ now: 1, lastKnown: 0 });
    expect(digest.silent).toEqual([]);
  });

  it('still counts at the last board a label that nothing holds now', () => {
    const history = [point(null, unrated), point('2026-11-11', green)];
    const action = anAction('0001', { rating: green, ratingHistory: history });
    const updates = new Map([['0001', anUpdate('2026-11-11', '0001', { rating: green })]]);
    expect(digestOf({ actions: [action], updates }).counts).toContainEqual({
      label: '',
      level: 'none',
      now: 0,
      lastKnown: 0,
      lastBoard: 1,
    });
  });

  describe('movements', () => {
    const movement = (from: typeof red, to: typeof red, over = {}) => {
      const history = [point('2026-10-14', from), point('2026-11-11', to)];
      const updates = new Map([['0001', anUpdate('2026-11-11', '0001', { rating: to, ...over })]]);
      return digestOf({ actions: [anAction('0001', { rating: to, ratingHistory: history })], updates })
        .movements;
    };

    it.each([
      ['amber to red', amber, red, 'worse'],
      ['green to amber', green, amber, 'worse'],
      ['complete to green', blue, green, 'worse'],
      ['red to amber', red, amber, 'better'],
      ['green to complete', green, blue, 'better'],
      [
        'one label to another of its level',
        amber,
        { label: 'Amber/Green', level: 'amber' as const },
        'other',
      ],
      ['a label that is no colour to green', notDue, green, 'other'],
      ['red to a label that is no colour', red, notDue, 'other'],
    ])('%s', (_case, from, to, direction) => {
      const reason = direction === 'better' ? 'Said in the reply.' : 'Why it is so.';
      expect(movement(from, to)).toMatchObject([{ from, to, direction, reason }]);
    });

    it('are none for the same label or for a first rating', () => {
      expect(movement(red, red)).toEqual([]);
      expect(movement(unrated, red)).toEqual([]);
    });

    it('give the narrative where no reason was asked for', () => {
      expect(movement(amber, green, { reason: '' })).toMatchObject([{ reason: 'Said in the reply.' }]);
    });

    it('put what got worse first', () => {
      const moved = [
        ['0001', red, green],
        ['0002', green, red],
      ] as const;
      const actions = moved.map(([id, from, to]) =>
        anAction(id, { rating: to, ratingHistory: [point('2026-10-14', from), point('2026-11-11', to)] }),
      );
      const updates = new Map(moved.map(([id, , to]) => [id, anUpdate('2026-11-11', id, { rating: to })]));
      expect(digestOf({ actions, updates }).movements.map(({ actionId }) => actionId)).toEqual([
        '0002',
        '0001',
      ]);
    });

    it('count from the imported rating where there has been no board', () => {
      const history = [point(null, red), point('2026-11-11', green)];
      const updates = new Map([['0001', anUpdate('2026-11-11', '0001', { rating: green })]]);
      const action = anAction('0001', { rating: green, ratingHistory: history });
      const { movements, lastBoard } = digestOf({ actions: [action], updates, cycles: [november] });
      expect(lastBoard).toBeNull();
      expect(movements).toMatchObject([{ from: red, to: green, direction: 'better' }]);
    });
  });

  describe('since the last board', () => {
    // Amber in October's paper; red in a late reply, which the history keeps under October; red again in November.
    const late = anAction('0001', {
      rating: red,
      ratingHistory: [point(null, green), point('2026-10-14', red), point('2026-11-11', red)],
    });
    const updates = new Map([['0001', anUpdate('2026-11-11', '0001', { rating: red })]]);

    it('counts from what that board was shown, not from what came after its freeze', () => {
      const digest = digestOf({ actions: [late], updates, lastPaper: new Map([['0001', amber]]) });
      expect(digest.movements).toMatchObject([{ from: amber, to: red, direction: 'worse' }]);
      expect(digest.counts.filter(({ lastBoard }) => lastBoard === 1)).toMatchObject([{ label: 'Amber' }]);
    });

    it('counts nothing of an action that the last paper did not have', () => {
      const digest = digestOf({ actions: [late], updates, lastPaper: new Map() });
      expect(digest.movements).toEqual([]);
    });

    it('takes the board that met last, though its meeting had been planned for an earlier day', () => {
      const moved = aCycle('2026-09-09', { state: 'frozen', boardDate: '2026-10-28' });
      const cycles = [moved, october, november];
      expect(digestOf({ cycles, actions: [late], updates }).lastBoard).toBe('2026-10-28');
      expect(digestOf({ cycles, cycle: moved }).lastBoard).toBe('2026-10-14');
    });

    it('reads the ratings of a frozen paper: the reply’s, else what was known', () => {
      const actions = [
        {
          action: anAction('0001', { rating: red }),
          update: anUpdate('2026-10-14', '0001', { rating: amber }),
        },
        { action: anAction('0002', { ratingHistory: [point(null, green)] }), update: null },
        { action: anAction('0003', { ratingHistory: [] }), update: null },
      ];
      expect([...paperRatings({ actions }, october)]).toEqual([
        ['0001', amber],
        ['0002', green],
        ['0003', unrated],
      ]);
    });
  });

  describe('of an earlier cycle', () => {
    const history = [point(null, red), point('2026-10-14', red), point('2026-11-11', red)];
    const action = anAction('0001', {
      rating: red,
      narrative: 'Said in November.',
      originalTimescale: dayScale('2026-09-30'),
      revisedTimescale: aRevision('2027-06-30'),
      ratingHistory: history,
    });
    const inOctober = (over = {}) =>
      digestOf({
        actions: [action],
        cycle: october,
        updates: new Map([['0001', anUpdate('2026-10-14', '0001', { rating: red, ...over })]]),
      });

    it('describes the day it was frozen, and slippage as of that day', () => {
      const digest = inOctober();
      expect(digest.asAt).toBe('2026-10-07');
      expect(digest.reds).toMatchObject([
        { originalLateness: '7 days late', narrative: 'Said in the reply.' },
      ]);
    });

    it('shows the date its reply asked for, else the one that stood before', () => {
      expect(inOctober({ revised: dayScale('2026-12-31') }).reds).toMatchObject([
        { revisedTimescale: '31 December 2026', revisedApproved: false },
      ]);
      const approved = aRevision('2026-11-30', {
        approved: { by: 'Robin Pryce', at: '2026-09-16T12:00:00Z' },
      });
      expect(inOctober({ revisedBefore: approved }).reds).toMatchObject([
        { revisedTimescale: '30 November 2026', revisedApproved: true },
      ]);
      expect(inOctober().reds).toMatchObject([{ revisedTimescale: null, revisedApproved: false }]);
    });

    it('does not put later words into a silent lead’s mouth', () => {
      const digest = digestOf({ actions: [action], cycle: october });
      expect(digest.reds).toMatchObject([{ replied: false, narrative: '' }]);
    });
  });

  it('describes an open cycle as of today', () => {
    expect(digestOf({})).toMatchObject({
      asAt: '2026-11-04',
      cycleId: '2026-11-11',
      lastBoard: '2026-10-14',
      state: 'open',
    });
  });

  it('groups ambers in the plan’s order of themes', () => {
    const actions = ['Health', null, 'Education', 'Health'].map((theme, index) =>
      anAction(`000${index + 1}`, { theme }),
    );
    const groups = digestOf({ actions }).ambers.map(({ theme, actions: told }) => [
      theme,
      told.map(({ actionId }) => actionId),
    ]);
    expect(groups).toEqual([
      ['Health', ['0001', '0004']],
      [null, ['0002']],
      ['Education', ['0003']],
    ]);
  });

  it('groups an amber without a theme under its priority', () => {
    const actions = [anAction('0001', { priority: 'Priority 1' }), anAction('0002')];
    expect(digestOf({ actions }).ambers.map(({ theme }) => theme)).toEqual(['Priority 1', null]);
  });

  it('narrows to a priority as to a theme', () => {
    const actions = [
      anAction('0001', { priority: 'Priority 1', theme: 'Health' }),
      anAction('0002', { priority: 'Priority 2', theme: 'Health' }),
    ];
    const digest = digestOf({ actions, filter: { ...wholeDigest, group: 'Priority 1' } });
    expect(digest.ambers.flatMap(({ actions: told }) => told).map(({ actionId }) => actionId)).toEqual([
      '0001',
    ]);
  });

  it('groups the silent by agency, worst first', () => {
    const people = [
      aPerson('sam-barron', { agency: 'Zeta Trust' }),
      aPerson('kit-holloway', { agency: 'Alpha Council' }),
    ];
    const actions = [
      anAction('0001', { rating: green, ratingHistory: [point(null, green)] }),
      anAction('0002', { rating: unrated, ratingHistory: [point(null, unrated)] }),
      anAction('0003', { rating: green, responsible: ['kit-holloway'], ratingHistory: [point(null, green)] }),
      anAction('0004', { rating: red, ratingHistory: [point(null, red)] }),
      anAction('0005', { responsible: ['kit-holloway'] }),
    ];
    const digest = digestOf({ actions, people });
    expect(digest.silent.map(({ actionId }) => actionId)).toEqual(['0003', '0002', '0001']);
    expect(digest.silentAbove).toEqual([
      { agency: 'Alpha Council', actions: 1 },
      { agency: 'Zeta Trust', actions: 1 },
    ]);
  });

  it('lists open actions without a lead with the document’s own lead texts', () => {
    const actions = [
      anAction('0001', { responsible: [], responsibleLeads: ['DS, CT, JG.'] }),
      anAction('0002', { responsible: [], status: 'complete' }),
    ];
    const digest = digestOf({ actions });
    expect(digest.unassigned).toEqual([
      { actionId: '0001', ref: 'A 1', title: 'Title of 0001', leadTexts: ['DS, CT, JG.'] },
    ]);
    expect(digest.silent).toEqual([]);
  });
});
