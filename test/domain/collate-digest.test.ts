import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collateDigest, type DigestSources, digestGroups, findGroup } from '../../src/domain/collate-digest.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { isOpen } from '../../src/domain/permissions.ts';
import { unrated } from '../../src/domain/rating.ts';
import { applyUpdate } from '../../src/domain/reply.ts';
import {
  aCycle,
  amber,
  anAction,
  anUpdate,
  aPerson,
  aPlan,
  aRevision,
  blue,
  day,
  dayScale,
  green,
  notDue,
  point,
  red,
} from './builders.ts';
import { type GeneratedPlan, generatedPlan } from './generated-plan.ts';

const october = aCycle('2026-10-14', { state: 'frozen', frozenAt: '2026-10-07T17:00:00Z', frozenBy: 'Robin Pryce' });
const november = aCycle('2026-11-11');
const everything: Digest['filter'] = { levels: ['red', 'amber'], group: null };

function digestOf(over: Partial<DigestSources>): Digest {
  return collateDigest({
    plan: aPlan(),
    actions: [],
    people: [aPerson('sam-barron', { agency: 'Wexcombe Council' })],
    cycles: [october, november],
    cycle: november,
    updates: new Map(),
    filter: everything,
    today: day('2026-11-04'),
    ...over,
  });
}

function digestFor(told: GeneratedPlan, index: number, filter = everything): Digest {
  const cycle = told.cycles.at(index) ?? null;
  return digestOf({
    actions: told.actions,
    people: told.people,
    cycles: told.cycles,
    cycle,
    updates: (cycle && told.updates.get(cycle.meeting)) ?? new Map(),
    filter,
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const counted = ({ actions }: GeneratedPlan) => actions.filter((action) => isOpen(action) || action.status === 'complete');
const ambersOf = ({ ambers }: Digest) => ambers.flatMap(({ actions }) => actions);

describe('collateDigest over generated plans', () => {
  it('counts every action once now and once at the last board', () => {
    fc.assert(
      fc.property(generatedPlan(3), fc.constantFrom(0, 1, 2), (told, index) => {
        const { counts, total } = digestFor(told, index);
        expect(total).toBe(counted(told).length);
        expect(sum(counts.map(({ now, lastKnown }) => now + lastKnown))).toBe(total);
        const atLastBoard = counts.map(({ lastBoard }) => lastBoard);
        if (index === 0) expect(new Set(atLastBoard)).toEqual(new Set([null]));
        else expect(sum(atLastBoard.map((count) => count ?? Number.NaN))).toBe(total);
        expect(new Set(counts.map(({ label }) => label)).size).toBe(counts.length);
      }),
    );
  });

  it('tells each red once, each amber once in its theme, and nothing else', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const digest = digestFor(told, 1);
        const rated = (level: string) =>
          counted(told)
            .filter(({ rating }) => rating.level === level)
            .map(({ id }) => id);
        expect(digest.reds.map(({ actionId }) => actionId)).toEqual(rated('red'));
        expect(ambersOf(digest).map(({ actionId }) => actionId).sort()).toEqual(rated('amber'));
        expect(new Set(digest.ambers.map(({ theme }) => theme)).size).toBe(digest.ambers.length);
      }),
    );
  });

  it('has every open action either answered, silent or without a lead', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const { silent, answered, unassigned } = digestFor(told, 1);
        const open = told.actions.filter(isOpen);
        expect(answered + silent.length + unassigned.length).toBe(open.length);
        const replied = told.updates.get('2026-11-11');
        const expected = open.filter(({ id, responsible }) => responsible.length > 0 && !replied?.has(id));
        expect(silent.map(({ actionId }) => actionId).sort()).toEqual(expected.map(({ id }) => id));
      }),
    );
  });

  it('tells a movement for each reply whose label differs from the last board’s, and for no other', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const { movements } = digestFor(told, 1);
        const replied = told.updates.get('2026-11-11');
        const moved = counted(told).filter((action) => {
          const update = replied?.get(action.id);
          const before = action.ratingHistory.findLast(({ meeting }) => meeting !== '2026-11-11')?.rating.label;
          return update !== undefined && before !== '' && before !== update.rating.label;
        });
        expect(movements.map(({ actionId }) => actionId).sort()).toEqual(moved.map(({ id }) => id));
        for (const { from, to, reason } of movements) {
          expect(from.label).not.toBe(to.label);
          expect(reason).not.toBe('');
        }
      }),
    );
  });

  it('tells an old cycle alike whatever has been replied since', () => {
    fc.assert(
      fc.property(generatedPlan(2), anyLaterRating(), (told, rating) => {
        const before = digestFor(told, 0);
        const later = aCycle('2026-12-09');
        const actions = told.actions.map((action) =>
          applyUpdate(
            { ...action, status: action.status === 'not-started' ? 'in-progress' : action.status },
            anUpdate(later.meeting, action.id, { rating, revised: dayScale('2028-01-01') }),
          ),
        );
        const untouched = actions.map((action, index) => ({ ...action, status: told.actions[index]?.status ?? action.status }));
        const after = digestFor({ ...told, actions: untouched, cycles: [...told.cycles, later] }, 0);
        expect(after).toEqual(before);
      }),
    );
  });

  it('narrows to a group without changing what it tells of that group', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const whole = digestFor(told, 1);
        const parts = [null, 'Health', 'Joint commissioning'].map((theme) => ({
          ids: counted(told)
            .filter((action) => action.theme === theme)
            .map(({ id }) => id),
          digest: theme === null ? null : digestFor(told, 1, { ...everything, group: theme }),
        }));
        for (const { ids, digest } of parts) {
          if (!digest) continue;
          expect(digest.total).toBe(ids.length);
          expect(digest.reds).toEqual(whole.reds.filter(({ actionId }) => ids.includes(actionId)));
          expect(digest.silent).toEqual(whole.silent.filter(({ actionId }) => ids.includes(actionId)));
          expect(digest.movements).toEqual(whole.movements.filter(({ actionId }) => ids.includes(actionId)));
        }
      }),
    );
  });

  it('lists one level alone on request, with the same counts', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const whole = digestFor(told, 1);
        const reds = digestFor(told, 1, { levels: ['red'], group: null });
        expect(reds).toEqual({ ...whole, ambers: [], filter: reds.filter });
        const ambers = digestFor(told, 1, { levels: ['amber'], group: null });
        expect(ambers).toEqual({ ...whole, reds: [], filter: ambers.filter });
      }),
    );
  });

  it('before the first cycle is as imported: all counted as said, nobody silent', () => {
    fc.assert(
      fc.property(generatedPlan(0), (told) => {
        const digest = digestFor(told, 0);
        expect(digest).toMatchObject({
          meeting: null,
          state: 'as-imported',
          asAt: '2026-09-01',
          lastBoard: null,
          answered: 0,
          silent: [],
          movements: [],
        });
        expect(sum(digest.counts.map(({ now }) => now))).toBe(digest.total);
        expect(digest.counts.every(({ lastBoard, lastKnown }) => lastBoard === null && lastKnown === 0)).toBe(true);
        expect(digest.reds.every(({ since, replied }) => since === null && replied)).toBe(true);
      }),
    );
  });
});

function anyLaterRating() {
  return fc.constantFrom(red, amber, green, blue);
}

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
    const update = anUpdate('2026-11-11', '0001', { rating: red, at: '2026-11-02T10:00:00Z', revised: dayScale('2027-01-31') });
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
        ratedOn: '2026-11-02',
        narrative: 'Said in the reply.',
        reason: 'Why it is so.',
        recoveryStep: 'What is next.',
        originalTimescale: '30 June 2026',
        revisedTimescale: '31 January 2027',
        revisedApproved: false,
        lateness: 'due in 2 months',
        leads: ['Sam Barron', 'Kit Holloway'],
        agencies: ['Wexcombe Council'],
        since: '2026-10-14',
      },
    ]);
  });

  it('keeps a red nobody confirmed among the reds, as last known, and among the silent', () => {
    const action = anAction('0001', { rating: red, ratingHistory: [point(null, red)] });
    const digest = digestOf({ actions: [action] });
    expect(digest.reds).toMatchObject([{ actionId: '0001', replied: false, ratedOn: '2026-09-01' }]);
    expect(digest.silent).toEqual([
      {
        actionId: '0001',
        ref: 'A 1',
        title: 'Title of 0001',
        lastKnown: red,
        ratedOn: '2026-09-01',
        leads: ['Sam Barron'],
        agency: 'Wexcombe Council',
      },
    ]);
    expect(digest.counts.find(({ label }) => label === 'Red')).toMatchObject({ now: 0, lastKnown: 1, lastBoard: 1 });
  });

  it('gives no date for a rating nobody has given', () => {
    const action = anAction('0001', { rating: unrated, ratingHistory: [point(null, unrated)] });
    expect(digestOf({ actions: [action] }).silent).toMatchObject([{ lastKnown: unrated, ratedOn: null }]);
  });

  it.each(['superseded', 'withdrawn', 'merged'] as const)('leaves out a %s action', (status) => {
    expect(digestOf({ actions: [anAction('0001', { status, rating: red })] })).toMatchObject({ total: 0, reds: [], silent: [] });
  });

  it('counts a completed action as settled, not as one whose lead is silent', () => {
    const action = anAction('0001', { status: 'complete', rating: blue, ratingHistory: [point('2026-10-14', blue)] });
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
      return digestOf({ actions: [anAction('0001', { rating: to, ratingHistory: history })], updates }).movements;
    };

    it.each([
      ['amber to red', amber, red, 'worse'],
      ['green to amber', green, amber, 'worse'],
      ['complete to green', blue, green, 'worse'],
      ['red to amber', red, amber, 'better'],
      ['green to complete', green, blue, 'better'],
      ['one label to another of its level', amber, { label: 'Amber/Green', level: 'amber' as const }, 'other'],
      ['a label that is no colour to green', notDue, green, 'other'],
      ['red to a label that is no colour', red, notDue, 'other'],
    ])('%s', (_case, from, to, direction) => {
      expect(movement(from, to)).toMatchObject([{ from, to, direction, reason: 'Why it is so.' }]);
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
      expect(digestOf({ actions, updates }).movements.map(({ actionId }) => actionId)).toEqual(['0002', '0001']);
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
      expect(digest.reds).toMatchObject([{ lateness: '7 days late', narrative: 'Said in the reply.' }]);
    });

    it('shows the date its reply asked for, else the one that stood before', () => {
      expect(inOctober({ revised: dayScale('2026-12-31') }).reds).toMatchObject([
        { revisedTimescale: '31 December 2026', revisedApproved: false },
      ]);
      const approved = aRevision('2026-11-30', { approved: { by: 'Robin Pryce', at: '2026-09-16T12:00:00Z' } });
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
    expect(digestOf({})).toMatchObject({ asAt: '2026-11-04', meeting: '2026-11-11', lastBoard: '2026-10-14', state: 'open' });
  });

  it('groups ambers in the plan’s order of themes', () => {
    const actions = ['Health', null, 'Education', 'Health'].map((theme, index) => anAction(`000${index + 1}`, { theme }));
    const groups = digestOf({ actions }).ambers.map(({ theme, actions: told }) => [theme, told.map(({ actionId }) => actionId)]);
    expect(groups).toEqual([
      ['Health', ['0001', '0004']],
      [null, ['0002']],
      ['Education', ['0003']],
    ]);
  });

  it('groups the silent by agency, worst first', () => {
    const people = [aPerson('sam-barron', { agency: 'Zeta Trust' }), aPerson('kit-holloway', { agency: 'Alpha Council' })];
    const actions = [
      anAction('0001', { rating: green, ratingHistory: [point(null, green)] }),
      anAction('0002', { rating: red, ratingHistory: [point(null, red)] }),
      anAction('0003', { responsible: ['kit-holloway'] }),
    ];
    expect(digestOf({ actions, people }).silent.map(({ actionId }) => actionId)).toEqual(['0003', '0002', '0001']);
  });

  it('lists open actions without a lead with the document’s own lead texts', () => {
    const actions = [
      anAction('0001', { responsible: [], responsibleLeads: ['DS, CT, JG.'] }),
      anAction('0002', { responsible: [], status: 'complete' }),
    ];
    const digest = digestOf({ actions });
    expect(digest.unassigned).toEqual([{ ref: 'A 1', title: 'Title of 0001', leadTexts: ['DS, CT, JG.'] }]);
    expect(digest.silent).toEqual([]);
  });
});

describe('digestGroups', () => {
  it('names themes, then priorities, each once in the plan’s order', () => {
    const actions = [
      anAction('0001', { theme: 'Health', priority: 'P2' }),
      anAction('0002', { theme: null, priority: 'P1' }),
      anAction('0003', { theme: 'Education', priority: 'P2' }),
      anAction('0004', { theme: 'Health', priority: 'Education' }),
    ];
    expect(digestGroups(actions)).toEqual(['Health', 'Education', 'P2', 'P1']);
  });
});

describe('findGroup', () => {
  const groups = ['Joint commissioning', 'Joint working', 'Health', 'Health and care', 'Wexcombe graduated response'];

  it.each([
    ['Joint commissioning', 'Joint commissioning'],
    ['  joint   COMMISSIONING ', 'Joint commissioning'],
    ['health', 'Health'],
    ['joint c', 'Joint commissioning'],
    ['graduated', 'Wexcombe graduated response'],
    ['wex', 'Wexcombe graduated response'],
    ['joint', null],
    ['heal', null],
    ['transport', null],
    ['', null],
    ['   ', null],
  ])('%j means %j', (words, expected) => {
    expect(findGroup(groups, words)).toBe(expected);
  });

  it('means nothing by no words even where there is only one group', () => {
    expect(findGroup(['Health'], ' ')).toBeNull();
  });

  it('finds every group by its own name and never makes one up', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-d ]{1,4}$/)), fc.string({ maxLength: 3 }), (names, words) => {
        const found = findGroup(names, words);
        if (found !== null) expect(names).toContain(found);
        for (const name of names.filter((candidate) => candidate.trim() !== '')) {
          expect(findGroup(names, name)?.trim().replaceAll(/ +/g, ' ')).toBe(name.trim().replaceAll(/ +/g, ' '));
        }
      }),
    );
  });
});
