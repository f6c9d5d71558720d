import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createBankHolidays } from '../../../src/adapters/bank-holidays.ts';
import type { Meeting } from '../../../src/domain/calendar/meeting.ts';
import { parseRecurrence } from '../../../src/domain/calendar/recurrence.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import {
  type Closures,
  clearDaysFor,
  closuresOf,
  nearestOpenDays,
} from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { type DueStep, decideDue, markDone, scheduledCycle } from '../../../src/domain/cycle/decide-due.ts';
import { planAdded } from '../../../src/domain/meetings/plan-meetings.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { expandRecurrence } from '../../../src/use-cases/calendar/expand-recurrence.ts';
import { aPlan, day, instant } from '../../support/builders.ts';

const boards = [
  ['Executive', 'second Wednesday monthly'],
  ['Delivery group', 'every six weeks on a Tuesday'],
  ['Leaders', 'quarterly on the first Thursday'],
  ['Scrutiny', 'twice a year'],
] as const;
const leads = ['sam-barron', 'lee-fenn', 'jo-pike'];
const first = day('2026-01-05');
const last = day('2035-12-31');
const { compare } = Temporal.Instant;

interface World {
  readonly plan: Plan;
  readonly closures: Closures;
  meetings: readonly Meeting[];
  cycles: readonly Cycle[];
  /** Everything done, in order. */
  readonly done: { readonly at: Temporal.Instant; readonly step: DueStep }[];
  /** The ledger of prompts: cycle and lead, once for each time one was put there. */
  readonly prompts: string[];
}

function createWorld(division: Plan['division']): World {
  const schedule = { ...standardRules, boards: [{ name: 'Leaders', clearDays: 7 }] };
  const plan = aPlan({ division, schedule });
  const holidays = createBankHolidays().between(division, '2025-01-01', '2037-12-31');
  return { plan, closures: closuresOf(plan, holidays), meetings: [], cycles: [], done: [], prompts: [] };
}

/** Every board's meetings of ten years; one that would fall on a closed day is held on the next open one, as is offered. */
function boardDays(closures: Closures): { board: string; days: string[] }[] {
  return boards.map(([board, phrase]) => {
    const recurrence = parseRecurrence(phrase);
    if ('problem' in recurrence) throw new Error(recurrence.problem);
    const days = expandRecurrence(recurrence, first, last, 500).map((date) =>
      closures.publication(date) ? nearestOpenDays(date, closures.publication).after : date,
    );
    return { board, days: days.map(String) };
  });
}

/** The PM adds each year's meetings, board by board, in the autumn before. */
function addYear(world: World, year: number, all: ReturnType<typeof boardDays>, now: Temporal.Instant): void {
  for (const { board, days } of all) {
    const facts = {
      plan: world.plan,
      meetings: world.meetings,
      cycles: world.cycles,
      closures: world.closures,
      now,
    };
    const ofYear = days.filter((date) => date.startsWith(String(year)));
    const { meetings } = planAdded(facts, {
      days: ofYear,
      boards: [board],
      asking: 'when-due',
      by: 'Robin Pryce',
    });
    world.meetings = meetings;
  }
}

function apply(world: World, step: DueStep, at: Temporal.Instant): void {
  world.done.push({ at, step });
  if (step.kind === 'open') {
    const cycle = scheduledCycle(step.meeting, step.dates, at, 'Board Actions');
    world.cycles = [...world.cycles, cycle];
    world.prompts.push(...leads.map((lead) => `${cycle.cycleId} ${lead}`));
  } else if (step.kind === 'miss') {
    const { date, why } = step;
    world.meetings = world.meetings.map((one) => (one.date === date ? { ...one, missed: why } : one));
  } else {
    world.cycles = world.cycles.map((cycle) =>
      step.kind === 'freeze' && cycle.cycleId === step.cycleId
        ? { ...cycle, state: 'frozen', frozenAt: at.toString() }
        : markDone(cycle, step, at),
    );
  }
}

/** Runs the scheduler for ten years, from one due instant to the next; `late` is how long each look comes after it. */
function live(world: World, late: (look: number) => Temporal.DurationLike): void {
  const all = boardDays(world.closures);
  const end = instant('2035-12-31T23:59:59Z');
  let year = 2026;
  const planning = () => instant(`${year - 1}-10-01T08:00:00Z`);
  let now = planning();
  for (let look = 0; compare(now, end) < 0; look += 1) {
    while (year <= 2035 && compare(planning(), now) <= 0) {
      addYear(world, year, all, now);
      year += 1;
    }
    const sources = {
      plan: world.plan,
      meetings: world.meetings,
      cycles: world.cycles,
      closures: world.closures,
      now,
    };
    // Cycles of years ago have nothing left to do, and looking at them all would make this slow.
    const recent = dayOf(now).subtract({ years: 1 }).toString();
    const cycles = world.cycles.filter(({ state, cycleId: meeting }) => state === 'open' || meeting > recent);
    const meetings = world.meetings.filter(({ date }) => date > recent);
    const { steps, next } = decideDue({ ...sources, cycles, meetings });
    for (const step of steps) apply(world, step, now);
    const planned = year <= 2035 ? planning() : end;
    const due = next !== null && compare(next, planned) < 0 ? next.add(late(look)) : planned;
    expect(compare(due, now), 'time goes on').toBeGreaterThan(0);
    now = due;
  }
}

const local = (at: Temporal.Instant) => at.toZonedDateTimeISO('Europe/London');
const dayOf = (at: Temporal.Instant) => local(at).toPlainDate();
const timeOf = (at: Temporal.Instant) => local(at).toPlainTime().toString({ smallestUnit: 'minute' });

/** Counted afresh, not by the rule under test. */
function openBetween(from: string, to: string, isClosed: (date: Temporal.PlainDate) => boolean): number {
  let count = 0;
  for (let date = day(from).add({ days: 1 }); date.toString() < to; date = date.add({ days: 1 })) {
    if (!isClosed(date)) count += 1;
  }
  return count;
}

const asking = ({ meetings }: World) => meetings.filter(({ date, cycle }) => cycle === date);

describe.each(['england', 'scotland', 'wales'] as const)('ten years of four boards in %s', (division) => {
  const world = createWorld(division);
  live(world, () => ({ seconds: 0 }));
  const stepsOf = <K extends DueStep['kind']>(kind: K) =>
    world.done.flatMap(({ at, step }) =>
      step.kind === kind ? [{ at, step: step as Extract<DueStep, { kind: K }> }] : [],
    );

  it('have their meetings, months’ ends and leap days among their dates', () => {
    expect(world.meetings.length).toBeGreaterThan(200);
    const days = world.meetings.flatMap(({ date, dates }) => [date, ...Object.values(dates).flat()]);
    expect(days).toContain('2028-02-29');
    expect(days.some((date) => /-(31|30)$/.test(date ?? ''))).toBe(true);
  });

  it('prompt every lead exactly once for every asking meeting', () => {
    const expected = asking(world).flatMap(({ date }) => leads.map((lead) => `${date} ${lead}`));
    expect(expected.length).toBeGreaterThan(300);
    expect(world.prompts.toSorted()).toEqual(expected.toSorted());
    expect(stepsOf('miss')).toEqual([]);
    expect(stepsOf('skip')).toEqual([]);
  });

  it('never ask twice in one reporting period, and leave no meeting without replies', () => {
    const dues = asking(world)
      .map(({ dates }) => dates.due)
      .sort();
    for (const [index, due] of dues.slice(1).entries()) {
      const before = dues[index] ?? '';
      expect(day(before).until(day(due)).days, `${before} ${due}`).toBeGreaterThanOrEqual(21);
    }
    for (const { date, dates, cycle } of world.meetings) {
      const shown = world.meetings.find((one) => one.date === cycle);
      expect(shown?.cycle, date).toBe(cycle);
      expect(Math.abs(day(shown?.dates.due ?? date).until(day(dates.due)).days)).toBeLessThan(21);
    }
  });

  it('put no date on a closed day', () => {
    for (const { date, dates } of world.meetings) {
      const { opens, reminders, due, escalates, freezes, publishBy } = dates;
      for (const one of [date, opens, ...reminders, due, escalates ?? due, freezes, publishBy]) {
        expect(world.closures.publication(day(one)), one).toBe(false);
      }
    }
  });

  it('keep every publication rule', () => {
    for (const { date, dates, boards: meeting } of world.meetings) {
      const open = openBetween(dates.publishBy, date, world.closures.publication);
      expect(open, date).toBe(clearDaysFor(world.plan, meeting).count);
      expect(open).toBeGreaterThanOrEqual(division === 'england' ? 5 : 3);
      if (meeting.includes('Leaders')) expect(open).toBe(7);
    }
  });

  it('do everything on its day at its hour, through summer time and winter time', () => {
    for (const { at, step } of stepsOf('open')) {
      expect([dayOf(at).toString(), timeOf(at)]).toEqual([step.meeting.dates.opens, '09:00']);
    }
    const reminded = [...stepsOf('remind'), ...stepsOf('escalate')];
    for (const { at, step } of reminded)
      expect([dayOf(at).toString(), timeOf(at)]).toEqual([step.day, '09:00']);
    const promised = asking(world).reduce((sum, { dates }) => sum + dates.reminders.length, 0);
    expect(stepsOf('remind').length).toBe(promised);
    const frozen = stepsOf('freeze');
    expect(frozen.map(({ step }) => step.cycleId).sort()).toEqual(asking(world).map(({ date }) => date));
    for (const { at, step } of frozen) {
      const cycle = world.cycles.find((one) => one.cycleId === step.cycleId);
      expect([dayOf(at).toString(), timeOf(at)]).toEqual([cycle?.freezes, '17:00']);
    }
    expect(new Set(frozen.map(({ at }) => at.toString().slice(11, 16)))).toEqual(new Set(['16:00', '17:00']));
  });
});

describe('ten years with a scheduler that is often down for days', () => {
  const world = createWorld('england');
  // Up to four days late, the same on every run.
  live(world, (look) => ({ hours: [0, 1, 0, 26, 0, 0, 97, 3, 50][look % 9] ?? 0 }));

  it('still prompts every lead at most once, and says so where nobody was asked', () => {
    expect(new Set(world.prompts).size).toBe(world.prompts.length);
    const missed = asking(world).filter((meeting) => meeting.missed !== null);
    expect(world.prompts.length).toBe((asking(world).length - missed.length) * leads.length);
  });

  it('sends nothing at night, on a closed day or after the freeze, and skips with a reason', () => {
    for (const { at, step } of world.done) {
      if (step.kind === 'open' || step.kind === 'remind' || step.kind === 'escalate') {
        expect(world.closures.publication(dayOf(at)), at.toString()).toBe(false);
        expect(timeOf(at) >= '09:00' && timeOf(at) < '17:00', at.toString()).toBe(true);
        const name = step.kind === 'open' ? step.meeting.date : step.cycleId;
        const cycle = world.cycles.find(({ cycleId: meeting }) => meeting === name);
        expect(at.toString() < (cycle?.frozenAt ?? '9')).toBe(true);
      }
    }
    const skipped = world.cycles.flatMap((cycle) => cycle.skipped);
    expect(skipped.length).toBeGreaterThan(0);
    expect(skipped.every(({ why }) => why.length > 10)).toBe(true);
    expect(world.cycles.every(({ state }) => state === 'frozen')).toBe(true);
  });
});
