import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/domain/digest/digest.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { isOpen } from '../../../src/domain/plan/action-rules.ts';
import { applyUpdate } from '../../../src/domain/reply/reply.ts';
import { aCycle, amber, anUpdate, blue, dayScale, green, red } from '../../support/builders.ts';
import { type GeneratedPlan, generatedPlan } from '../../support/generated-plan.ts';
import { digestFor } from './digest-of.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const counted = ({ actions }: GeneratedPlan) =>
  actions.filter((action) => isOpen(action) || action.status === 'complete');
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
        expect(
          ambersOf(digest)
            .map(({ actionId }) => actionId)
            .sort(),
        ).toEqual(rated('amber'));
        expect(new Set(digest.ambers.map(({ theme }) => theme)).size).toBe(digest.ambers.length);
      }),
    );
  });

  it('has every open action either answered, silent or without a lead, and names no silent one twice', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const digest = digestFor(told, 1);
        const { silent, silentAbove, answered, unassigned } = digest;
        const open = told.actions.filter(isOpen);
        const above = sum(silentAbove.map(({ actions }) => actions));
        expect(answered + above + silent.length + unassigned.length).toBe(open.length);
        const replied = told.updates.get('2026-11-11');
        const expected = open.filter(({ id, responsible }) => responsible.length > 0 && !replied?.has(id));
        const listed = [...digest.reds, ...ambersOf(digest)].filter(
          (action) => action.asked && !action.replied,
        );
        expect(listed.length).toBe(above);
        expect([...listed, ...silent].map(({ actionId }) => actionId).sort()).toEqual(
          expected.map(({ id }) => id),
        );
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
          const before = action.ratingHistory.findLast(({ meeting }) => meeting !== '2026-11-11')?.rating
            .label;
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
      fc.property(generatedPlan(2), fc.constantFrom(red, amber, green, blue), (told, rating) => {
        const before = digestFor(told, 0);
        const later = aCycle('2026-12-09');
        const actions = told.actions.map((action) =>
          applyUpdate(
            { ...action, status: action.status === 'not-started' ? 'in-progress' : action.status },
            anUpdate(later.cycleId, action.id, { rating, revised: dayScale('2028-01-01') }),
          ),
        );
        const untouched = actions.map((action, index) => ({
          ...action,
          status: told.actions[index]?.status ?? action.status,
        }));
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
          digest: theme === null ? null : digestFor(told, 1, { ...wholeDigest, group: theme }),
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

  it('tells one level alone on request, with the same counts', () => {
    fc.assert(
      fc.property(generatedPlan(2), fc.constantFrom('red' as const, 'amber' as const), (told, level) => {
        const whole = digestFor(told, 1);
        const filter = { ...wholeDigest, levels: [level] };
        expect(digestFor(told, 1, filter)).toEqual({
          ...whole,
          filter,
          ...(level === 'red' ? { ambers: [] } : { reds: [] }),
          movements: whole.movements.filter(({ from, to }) => from.level === level || to.level === level),
          silent: [],
          silentAbove: expect.any(Array),
        });
        const one = digestFor(told, 1, filter);
        const listed = level === 'red' ? one.reds : ambersOf(one);
        expect(sum(one.silentAbove.map(({ actions }) => actions))).toBe(
          listed.filter((action) => action.asked && !action.replied).length,
        );
      }),
    );
  });

  it('before the first cycle is as imported: all counted as said, nobody silent', () => {
    fc.assert(
      fc.property(generatedPlan(0), (told) => {
        const digest = digestFor(told, 0);
        expect(digest).toMatchObject({
          cycleId: null,
          state: 'as-imported',
          asAt: '2026-09-01',
          lastBoard: null,
          answered: 0,
          silent: [],
          silentAbove: [],
          movements: [],
        });
        expect(sum(digest.counts.map(({ now }) => now))).toBe(digest.total);
        expect(digest.counts.every(({ lastBoard, lastKnown }) => lastBoard === null && lastKnown === 0)).toBe(
          true,
        );
        expect(digest.reds.every(({ since, replied }) => since === null && replied)).toBe(true);
      }),
    );
  });
});
