import fc from 'fast-check';
import type { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import type { Meeting } from '../../../src/domain/calendar/meeting.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { closedOn } from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { type DueStep, decideDue, markDone, scheduledCycle } from '../../../src/domain/cycle/decide-due.ts';
import { redateCycle } from '../../../src/domain/cycle/redate-cycle.ts';
import { openedFor } from '../../../src/domain/meetings/assign-rounds.ts';
import {
  assignAll,
  planAdded,
  reworkMeetings,
  whyTaken,
} from '../../../src/domain/meetings/plan-meetings.ts';
import { planCancel, planMove } from '../../../src/domain/meetings/plan-move.ts';
import { aPlan, day, instant } from '../../support/builders.ts';

// A project manager who adds, moves and cancels meetings, changes the rules, extends, freezes and reopens cycles in any
// order, with the scheduler running or down in between.

const isClosed = closedOn(new Set(['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29']));
const closures = { publication: isClosed, working: isClosed, why: () => null };

class Life {
  plan = aPlan();
  now = instant('2026-09-01T10:00:00Z');
  meetings: readonly Meeting[] = [];
  cycles: readonly Cycle[] = [];

  facts() {
    return { plan: this.plan, meetings: this.meetings, cycles: this.cycles, closures, now: this.now };
  }

  today(): Temporal.PlainDate {
    return this.now.toZonedDateTimeISO(this.plan.timeZone).toPlainDate();
  }

  dayIn(days: number): Temporal.PlainDate {
    return this.today().add({ days });
  }

  replace(cycle: Cycle): void {
    this.cycles = this.cycles.map((one) => (one.cycleId === cycle.cycleId ? cycle : one));
  }

  freeze(cycle: Cycle): void {
    this.replace({ ...cycle, state: 'frozen', frozenAt: this.now.toString(), snapshot: 'kept' });
  }

  /** Whom a cycle's leads were told to answer by, had nobody given them longer. */
  plannedDue({ boardDate, due }: Cycle): string {
    return (
      this.meetings.find(({ date, state }) => date === boardDate && state === 'planned')?.dates.due ?? due
    );
  }

  do(step: DueStep): void {
    if (step.kind === 'open') {
      const due = day(step.meeting.dates.due);
      for (const cycle of this.cycles) {
        const apart = Math.abs(day(this.plannedDue(cycle)).until(due, { largestUnit: 'day' }).days);
        expect(apart, 'nobody is asked twice in one period').toBeGreaterThanOrEqual(standardRules.periodDays);
      }
      expect(step.dates.due >= this.today().toString(), 'no reply is due by yesterday').toBe(true);
      this.cycles = [...this.cycles, scheduledCycle(step.meeting, step.dates, this.now, 'Board Actions')];
    } else if (step.kind === 'miss') {
      const { date, why } = step;
      this.meetings = this.meetings.map((one) => (one.date === date ? { ...one, missed: why } : one));
    } else {
      const cycle = this.cycles.find(({ cycleId }) => cycleId === step.cycleId);
      if (cycle?.state !== 'open') throw new Error('Something is done to a cycle that is frozen.');
      if (step.kind === 'freeze') this.freeze(cycle);
      else this.replace(markDone(cycle, step, this.now));
    }
  }

  /** One tick; gives when there is something to do again. */
  tick(): Temporal.Instant | null {
    this.meetings = assignAll(this.facts());
    const { steps, next } = decideDue(this.facts());
    for (const step of steps) this.do(step);
    return steps.length === 0 ? next : this.now.add({ seconds: 30 });
  }

  run(days: number): void {
    const end = this.now.add({ hours: 24 * days });
    for (let ticks = 0; ticks < 500; ticks += 1) {
      const next = this.tick();
      if (next === null || next.epochMilliseconds > end.epochMilliseconds) {
        this.now = end;
        return;
      }
      expect(next.epochMilliseconds, 'time goes on').toBeGreaterThan(this.now.epochMilliseconds);
      this.now = next;
    }
    throw new Error('The scheduler never rests.');
  }

  /** What must hold after whatever anybody did. */
  check(): void {
    const boards = this.cycles.map(({ boardDate }) => boardDate);
    expect(new Set(boards).size, 'one cycle a board day').toBe(boards.length);
    for (const { state, due, freezes, boardDate } of this.cycles) {
      if (state === 'open' && freezes !== null)
        expect(freezes >= due, 'no freeze before replies are due').toBe(true);
      expect(due <= boardDate, 'replies are due before the board meets').toBe(true);
      expect(freezes === null || freezes <= boardDate, 'no freeze after the board meets').toBe(true);
    }
    for (const { date, state, cycle } of this.meetings) {
      if (state !== 'planned' || cycle === null) continue;
      const asks = this.meetings.some(
        (one) => one.date === cycle && one.state === 'planned' && one.cycle === cycle,
      );
      expect(asks || this.cycles.some(({ cycleId }) => cycleId === cycle), `${date} shows something`).toBe(
        true,
      );
    }
  }
}

type Act = (life: Life) => void;

const pick = <T>(rows: readonly T[], index: number): T | undefined => rows[index % Math.max(1, rows.length)];
const coming = (life: Life) =>
  life.meetings.filter(({ state, date }) => state === 'planned' && date >= life.today().toString());
const some = fc.nat(9);
const daysAhead = fc.integer({ min: 0, max: 120 });

const waits = fc.integer({ min: 1, max: 20 * 24 * 60 }).map(
  (minutes): Act =>
    (life) => {
      life.now = life.now.add({ minutes });
    },
);
const runs = fc.integer({ min: 1, max: 40 }).map(
  (days): Act =>
    (life) =>
      life.run(days),
);
const adds = daysAhead.map(
  (days): Act =>
    (life) => {
      const toAdd = {
        days: [life.dayIn(days).toString()],
        boards: [],
        asking: 'when-due',
        by: 'The PM',
      } as const;
      life.meetings = planAdded(life.facts(), toAdd).meetings;
    },
);
const moves = fc.tuple(some, daysAhead).map(
  ([index, days]): Act =>
    (life) => {
      const meeting = pick(coming(life), index);
      const to = life.dayIn(days).toString();
      if (meeting === undefined || meeting.date === to) return;
      const own = openedFor(meeting.date, life.cycles);
      const cycles = life.cycles.filter((cycle) => cycle !== own);
      // As the use case refuses it.
      if (whyTaken(to, { meetings: life.meetings, cycles }) !== null) return;
      if (own !== null && openedFor(to, cycles) !== null) return;
      const moved = planMove(life.facts(), meeting, to);
      life.meetings = moved.meetings;
      if (moved.cycle !== null) life.replace(moved.cycle);
    },
);
const cancels = some.map(
  (index): Act =>
    (life) => {
      const meeting = pick(coming(life), index);
      if (meeting !== undefined) life.meetings = planCancel(life.facts(), meeting);
    },
);
const redates = fc.tuple(some, fc.integer({ min: 0, max: 30 })).map(
  ([index, days]): Act =>
    (life) => {
      const cycle = pick(life.cycles, index);
      const due = life.dayIn(days);
      if (cycle === undefined || due.toString() > cycle.boardDate) return;
      if (cycle.state === 'open' && due.toString() <= cycle.due) return;
      const later = redateCycle(cycle, due, { plan: life.plan, closures, now: life.now });
      life.replace({ ...later, state: 'open', frozenAt: null, snapshot: null });
    },
);
const freezes = some.map(
  (index): Act =>
    (life) => {
      const cycle = pick(
        life.cycles.filter(({ state }) => state === 'open'),
        index,
      );
      if (cycle !== undefined) life.freeze(cycle);
    },
);
const changesRules = fc
  .record({ clearDays: fc.constantFrom(0, 2, 5, 8), openDays: fc.constantFrom(6, 10, 15) })
  .map(
    (rules): Act =>
      (life) => {
        life.plan = { ...life.plan, schedule: { ...life.plan.schedule, ...rules } };
        const meetings = reworkMeetings(life.facts(), life.today().toString());
        life.meetings = assignAll({ ...life.facts(), meetings });
      },
  );

it('a cycle frozen by hand whose meeting is then moved earlier is due by its board’s day, reopened or not', () => {
  // Found by the property below after about 3,350 cases of seed -281749457.
  const life = new Life();
  const toAdd = { days: [life.dayIn(30).toString()], boards: [], asking: 'when-due', by: 'The PM' } as const;
  life.meetings = planAdded(life.facts(), toAdd).meetings;
  life.run(16);
  const [opened] = life.cycles;
  const [meeting] = life.meetings;
  if (opened === undefined || meeting === undefined) throw new Error('No cycle has been opened.');
  life.freeze(opened);
  const moved = planMove(life.facts(), meeting, life.dayIn(1).toString());
  life.meetings = moved.meetings;
  if (moved.cycle !== null) life.replace(moved.cycle);
  life.check();
  for (const cycle of life.cycles) {
    const later = redateCycle(cycle, life.today(), { plan: life.plan, closures, now: life.now });
    life.replace({ ...later, state: 'open', frozenAt: null, snapshot: null });
  }
  life.check();
});

it('whatever a PM does in whatever order, nobody is asked twice and everything due is done', () => {
  const act = fc.oneof(waits, runs, adds, adds, moves, cancels, redates, freezes, changesRules);
  fc.assert(
    fc.property(fc.array(act, { minLength: 3, maxLength: 25 }), (acts) => {
      const life = new Life();
      for (const each of acts) {
        each(life);
        life.check();
      }
      life.run(200);
      const opened = new Set(life.cycles.map(({ cycleId }) => cycleId));
      for (const { date, state, cycle, missed } of life.meetings) {
        if (state !== 'planned' || cycle !== date || opened.has(date)) continue;
        expect(missed, `${date} was neither opened nor missed`).not.toBeNull();
      }
      expect(life.cycles.filter((cycle) => cycle.state === 'open' && cycle.freezes !== null)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
