import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../../src/domain/calendar/meeting.ts';
import { type ScheduleRules, standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { closedOn, workBackRound } from '../../../src/domain/calendar/working-days.ts';
import type { Cycle } from '../../../src/domain/cycle/cycle.ts';
import { type DueStep, decideDue, markDone, scheduledCycle } from '../../../src/domain/cycle/decide-due.ts';
import { aCycle, aMeeting, aPlan, day, instant } from '../../support/builders.ts';

const holidays = new Set(['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29']);
const isClosed = closedOn(holidays);
const closures = { publication: isClosed, working: isClosed };

const planWith = (rules: Partial<ScheduleRules> = {}) => aPlan({ schedule: { ...standardRules, ...rules } });

/** A meeting in England with its days worked back by the standard rules. */
const roundOf = (date: string, over: Partial<Meeting> = {}): Meeting =>
  aMeeting(date, { dates: workBackRound(day(date), aPlan(), [], closures), ...over });

interface State {
  readonly meetings: readonly Meeting[];
  readonly cycles: readonly Cycle[];
}

const decide = (at: string, state: State, plan = aPlan()) =>
  decideDue({ plan, ...state, closures, now: instant(at) });

/** The rows once a step is done, as the use case leaves them. */
function apply(state: State, step: DueStep, now: Temporal.Instant): State {
  if (step.kind === 'open') {
    return { ...state, cycles: [...state.cycles, scheduledCycle(step.meeting, step.dates, now, 'x')] };
  }
  if (step.kind === 'miss') {
    const { date, why } = step;
    const miss = (meeting: Meeting) => (meeting.date === date ? { ...meeting, missed: why } : meeting);
    return { ...state, meetings: state.meetings.map(miss) };
  }
  const change = (cycle: Cycle): Cycle =>
    step.kind === 'freeze' && cycle.cycleId === step.cycleId
      ? { ...cycle, state: 'frozen', frozenAt: now.toString(), snapshot: 's' }
      : markDone(cycle, step, now);
  return { ...state, cycles: state.cycles.map(change) };
}

// Worked back from Wednesday 16 December 2026.
const days = {
  opens: '2026-11-19',
  reminders: ['2026-11-26', '2026-12-01'],
  due: '2026-12-03',
  escalates: '2026-12-04',
  freezes: '2026-12-04',
  publishBy: '2026-12-08',
};
const planned = { meetings: [roundOf('2026-12-16')], cycles: [] };
const opened = {
  meetings: planned.meetings,
  cycles: [scheduledCycle(aMeeting('2026-12-16'), days, instant('2026-11-19T09:00:00Z'), 'Board Actions')],
};

describe('decideDue', () => {
  it('works with the days that the standard rules give', () => {
    expect(roundOf('2026-12-16').dates).toEqual(days);
  });

  it.each<[string, string[], string]>([
    ['2026-11-02T09:00:00Z', [], '2026-11-19T09:00:00Z'],
    ['2026-11-19T08:59:59.999Z', [], '2026-11-19T09:00:00Z'],
    ['2026-11-19T09:00:00Z', ['open'], '2026-11-26T09:00:00Z'],
    // Found in the evening, or at a weekend: the next working morning.
    ['2026-11-19T17:00:00Z', [], '2026-11-20T09:00:00Z'],
    ['2026-11-21T10:00:00Z', [], '2026-11-23T09:00:00Z'],
    ['2026-11-23T10:00:00Z', ['open'], '2026-11-26T09:00:00Z'],
    ['2026-12-04T16:59:59Z', ['open'], '2026-12-08T17:00:00Z'],
  ])('opens a round on its working morning: at %s', (at, kinds, next) => {
    const decision = decide(at, planned);
    expect(decision.steps.map(({ kind }) => kind)).toEqual(kinds);
    expect(decision.next?.toString()).toBe(next);
  });

  it('squeezes a round that is found late, and never asks for a reply by yesterday', () => {
    const [step] = decide('2026-12-04T10:00:00Z', planned).steps;
    if (step?.kind !== 'open') throw new Error('The round is not opened.');
    expect(step.dates).toMatchObject({ opens: '2026-12-04', reminders: [], due: '2026-12-08' });
    expect(step.dates.freezes >= step.dates.due).toBe(true);
  });

  it('does not open a round found after its freeze, and says why', () => {
    for (const at of ['2026-12-04T17:00:00Z', '2026-12-10T10:00:00Z', '2027-02-01T03:00:00Z']) {
      const { steps, next } = decide(at, planned);
      expect(steps).toMatchObject([{ kind: 'miss', date: '2026-12-16' }]);
      expect(JSON.stringify(steps)).toContain('after 4 December 2026');
      expect(next).toBeNull();
    }
  });

  it.each<[string, Partial<Meeting>]>([
    ['draws on the replies of another', { cycle: '2026-12-01' }],
    ['has none to draw on', { cycle: null }],
    ['is cancelled', { state: 'cancelled' }],
    ['has been moved', { state: 'moved' }],
    ['was missed', { missed: 'Found too late.' }],
  ])('never opens a meeting that %s', (_name, over) => {
    const state = { meetings: [roundOf('2026-12-16', over)], cycles: [] };
    expect(decide('2026-11-23T10:00:00Z', state)).toEqual({ steps: [], next: null });
  });

  it.each<[string, DueStep['kind'][], string | null]>([
    ['2026-11-20T09:00:00Z', [], '2026-11-26T09:00:00Z'],
    ['2026-11-26T09:00:00Z', ['remind'], '2026-12-01T09:00:00Z'],
    ['2026-12-01T08:00:00Z', [], '2026-12-01T09:00:00Z'],
    // Two reminders have been missed: one goes out.
    ['2026-12-01T09:00:00Z', ['skip', 'remind'], '2026-12-04T09:00:00Z'],
    ['2026-12-04T09:00:00Z', ['skip', 'remind', 'escalate'], '2026-12-04T17:00:00Z'],
    // After the freeze nothing is sent, whatever was missed.
    ['2026-12-04T17:00:00Z', ['skip', 'skip', 'skip', 'freeze'], null],
    ['2026-12-13T04:00:00Z', ['skip', 'skip', 'skip', 'freeze'], null],
  ])('an open cycle that nobody has looked at: at %s', (at, kinds, next) => {
    const decision = decide(at, opened);
    expect(decision.steps.map(({ kind }) => kind)).toEqual(kinds);
    expect(decision.next?.toString() ?? null).toBe(next);
  });

  it('sends no reminder in the evening before a freeze that comes first', () => {
    const late = { ...opened.cycles[0], reminders: ['2026-12-04'], escalates: null } as Cycle;
    const evening = planWith({ sendUntil: '12:00' });
    const decision = decide('2026-12-04T12:30:00Z', { meetings: [], cycles: [late] }, evening);
    expect(decision.steps).toEqual([]);
    expect(decision.next?.toString()).toBe('2026-12-04T17:00:00Z');
  });

  it('reminds nobody after the board has met, where only the PM freezes', () => {
    const byHand = aCycle('2026-12-16', { reminders: ['2026-12-15'] });
    const state = { meetings: [], cycles: [byHand] };
    expect(decide('2026-12-16T16:00:00Z', state).steps).toMatchObject([{ kind: 'remind' }]);
    expect(decide('2026-12-16T18:00:00Z', state).next?.toString()).toBe('2026-12-17T00:00:00Z');
    const after = decide('2026-12-17T10:00:00Z', state);
    expect(after).toMatchObject({ steps: [{ kind: 'skip', skipped: { day: '2026-12-15' } }], next: null });
  });

  it('leaves alone what only the PM freezes, and frozen cycles', () => {
    const byHand = aCycle('2026-12-16');
    const frozen = aCycle('2026-11-18', {
      state: 'frozen',
      freezes: '2026-11-06',
      reminders: ['2026-11-01'],
    });
    expect(decide('2027-01-05T10:00:00Z', { meetings: [], cycles: [byHand, frozen] })).toEqual({
      steps: [],
      next: null,
    });
  });

  const sending = planWith({ sendsDigest: true });
  const frozenInTime = aCycle('2026-12-16', {
    ...days,
    remindersDone: days.reminders,
    escalationDoneAt: '2026-12-04T09:00:00Z',
    state: 'frozen',
    frozenAt: '2026-12-04T17:00:00Z',
    snapshot: 's',
  });
  const openStill: Cycle = { ...frozenInTime, state: 'open', frozenAt: null, snapshot: null, freezes: null };
  const held: Cycle = { ...openStill, publicationHeldAt: '2026-12-08T09:00:00Z' };

  it.each<[string, string, Cycle, DueStep['kind'][], string | null]>([
    ['not before its morning', '2026-12-08T08:59:00Z', frozenInTime, [], '2026-12-08T09:00:00Z'],
    ['on the morning of publication', '2026-12-08T09:00:00Z', frozenInTime, ['publish'], null],
    ['not in the evening', '2026-12-08T17:00:00Z', frozenInTime, [], '2026-12-09T09:00:00Z'],
    ['late, after days of downtime', '2026-12-15T16:00:00Z', frozenInTime, ['publish'], null],
    ['not on the board’s day', '2026-12-16T09:00:00Z', frozenInTime, ['skip'], null],
    ['not for a board long past', '2027-03-01T09:00:00Z', frozenInTime, [], null],
    [
      'not once it was sent',
      '2026-12-09T09:00:00Z',
      { ...frozenInTime, publicationDoneAt: 'then' },
      [],
      null,
    ],
    [
      'not while it is open, of which the PM is told',
      '2026-12-08T09:00:00Z',
      openStill,
      ['hold'],
      '2026-12-16T00:00:00Z',
    ],
    ['and told once', '2026-12-09T09:00:00Z', held, [], '2026-12-16T00:00:00Z'],
    [
      'after a freeze that comes late',
      '2026-12-10T09:00:00Z',
      { ...held, freezes: '2026-12-09' },
      ['freeze', 'publish'],
      null,
    ],
    ['not where the board came first', '2026-12-16T09:00:00Z', held, ['skip'], null],
    ['not of data that were not kept', '2026-12-08T09:00:00Z', { ...frozenInTime, snapshot: null }, [], null],
  ])('sends the digest of a frozen cycle: %s', (_name, now, cycle, kinds, next) => {
    const decision = decide(now, { meetings: [], cycles: [cycle] }, sending);
    expect(decision.steps.map(({ kind }) => kind)).toEqual(kinds);
    expect(decision.next?.toString() ?? null).toBe(next);
  });

  it('sends no digest unless the rules say so', () => {
    expect(decide('2026-12-08T09:00:00Z', { meetings: [], cycles: [frozenInTime, openStill] })).toEqual({
      steps: [],
      next: null,
    });
  });

  it('keeps wall-clock hours when the clocks change', () => {
    // Clocks go forward on 28 March 2027: nine o’clock is 08:00 UTC from then on.
    const cycle = aCycle('2027-04-14', {
      reminders: ['2027-03-25', '2027-03-30'],
      remindersDone: ['2027-03-25'],
      freezes: '2027-03-30',
    });
    const state = { meetings: [], cycles: [cycle] };
    expect(decide('2027-03-26T12:00:00Z', state).next?.toString()).toBe('2027-03-30T08:00:00Z');
    expect(decide('2027-03-30T07:59:00Z', state).steps).toEqual([]);
    expect(decide('2027-03-30T08:00:00Z', state).steps).toMatchObject([{ kind: 'remind' }]);
    expect(decide('2027-03-30T15:59:00Z', state).next?.toString()).toBe('2027-03-30T16:00:00Z');
    expect(decide('2027-03-30T16:00:00Z', state).steps.at(-1)).toMatchObject({ kind: 'freeze' });
  });

  it('freezes at an hour that the clocks leave out or repeat', () => {
    const frozenOn = (date: string, freezeAt: string) => {
      const state = { meetings: [], cycles: [aCycle('2027-12-01', { freezes: date })] };
      return decide('2026-01-01T00:00:00Z', state, planWith({ freezeAt })).next?.toString();
    };
    expect(frozenOn('2027-03-28', '01:30')).toBe('2027-03-28T01:30:00Z');
    expect(frozenOn('2027-10-31', '01:30')).toBe('2027-10-31T00:30:00Z');
    expect(frozenOn('2028-02-29', '17:00')).toBe('2028-02-29T17:00:00Z');
  });

  it('knows each zone’s own morning', () => {
    const plan = { ...aPlan(), timeZone: 'Pacific/Auckland' };
    const { next } = decide('2026-11-01T00:00:00Z', planned, plan);
    expect(next?.toString()).toBe('2026-11-18T20:00:00Z');
  });

  it('ends where no day is ever open', () => {
    const never = { publication: () => true, working: () => true };
    const now = instant('2026-11-20T10:00:00Z');
    expect(decideDue({ plan: aPlan(), ...planned, closures: never, now })).toMatchObject({ steps: [] });
  });

  it('asks for no closed day where nothing is ahead', () => {
    const fail = () => {
      throw new Error('Bank holidays were loaded for nothing.');
    };
    const frozen = aCycle('2026-11-18', { state: 'frozen', freezes: '2026-11-06' });
    const sources = { plan: aPlan(), meetings: [], cycles: [frozen], now: instant('2026-12-01T10:00:00Z') };
    expect(decideDue({ ...sources, closures: { publication: fail, working: fail } }).next).toBeNull();
  });
});

const publishing = planWith({ sendsDigest: true });

/** Runs the scheduler at these instants and gives every step with when it was done. */
function run(state: State, instants: readonly Temporal.Instant[]) {
  const done: { step: DueStep; at: Temporal.Instant }[] = [];
  let present = state;
  for (const now of instants) {
    const { steps } = decideDue({ plan: publishing, ...present, closures, now });
    for (const step of steps) {
      present = apply(present, step, now);
      done.push({ step, at: now });
    }
  }
  return { done, state: present };
}

const meetingDays = ['2026-11-18', '2026-12-16', '2027-01-13', '2027-02-24', '2027-03-31', '2027-05-05'];
const everyMeeting: State = { meetings: meetingDays.map((date) => roundOf(date)), cycles: [] };
const from = instant('2026-10-01T00:00:00Z');
const anyMoments = fc
  .array(fc.integer({ min: 0, max: 230 * 24 * 60 }), { minLength: 1, maxLength: 40 })
  .map((minutes) => minutes.toSorted((a, b) => a - b).map((each) => from.add({ minutes: each })));

const at = (date: string, time: string) =>
  day(date).toZonedDateTime({ timeZone: 'Europe/London', plainTime: time }).toInstant();
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

describe('decideDue at whatever moments it is asked', () => {
  it('never does a thing before its time, outside the hours, or twice', () => {
    fc.assert(
      fc.property(anyMoments, (moments) => {
        const { done } = run(everyMeeting, moments);
        const seen = new Set<string>();
        for (const { step, at: when } of done) {
          const name =
            step.kind === 'open' ? `open ${step.meeting.date}` : JSON.stringify({ ...step, why: null });
          expect(seen.has(name), name).toBe(false);
          seen.add(name);
          if (step.kind === 'open') expect(isBefore(when, at(step.meeting.dates.opens, '09:00'))).toBe(false);
          if (step.kind === 'remind' || step.kind === 'escalate' || step.kind === 'publish')
            expect(isBefore(when, at(step.day, '09:00'))).toBe(false);
          if (['open', 'remind', 'escalate', 'publish', 'hold'].includes(step.kind)) {
            const local = when.toZonedDateTimeISO('Europe/London');
            expect(isClosed(local.toPlainDate())).toBe(false);
            expect([local.hour >= 9, local.hour < 17]).toEqual([true, true]);
          }
        }
      }),
    );
  });

  it('gives nothing when asked again at once, and looks ahead only', () => {
    fc.assert(
      fc.property(anyMoments, (moments) => {
        const now = moments.at(-1) ?? from;
        const before = run(everyMeeting, moments.slice(0, -1)).state;
        const decision = decideDue({ plan: publishing, ...before, closures, now });
        if (decision.next !== null) expect(isBefore(now, decision.next)).toBe(true);
        const { state } = run(before, [now]);
        const again = decideDue({ plan: publishing, ...state, closures, now });
        expect(again.steps).toEqual([]);
        expect(again.next?.toString()).toBe(decision.next?.toString());
      }),
    );
  });

  it('leaves nothing due unseen between now and `next`', () => {
    fc.assert(
      fc.property(anyMoments, fc.double({ min: 0, max: 0.999, noNaN: true }), (moments, part) => {
        const { state } = run(everyMeeting, moments);
        const now = moments.at(-1) ?? from;
        const { next } = decideDue({ plan: publishing, ...state, closures, now });
        const end = next ?? now.add({ hours: 24 * 400 });
        const between = now.add({ seconds: Math.floor(now.until(end).total('seconds') * part) });
        expect(decideDue({ plan: publishing, ...state, closures, now: between }).steps).toEqual([]);
      }),
    );
  });

  it('sends after any gap the same or less than without it, and freezes each cycle once', () => {
    const last = instant('2027-06-01T12:00:00Z');
    const steady: Temporal.Instant[] = [];
    for (let state = everyMeeting, now: Temporal.Instant | null = from; now !== null; ) {
      steady.push(now);
      state = run(state, [now]).state;
      now = decideDue({ plan: publishing, ...state, closures, now }).next;
    }
    const count = (moments: readonly Temporal.Instant[], kind: DueStep['kind']) =>
      run(everyMeeting, [...moments, last]).done.filter(({ step }) => step.kind === kind).length;
    const whole = { open: count(steady, 'open'), remind: count(steady, 'remind') };
    expect(whole).toEqual({ open: 6, remind: 12 });
    expect(count(steady, 'publish')).toBe(6);
    expect(count(steady, 'skip')).toBe(0);
    fc.assert(
      fc.property(anyMoments, (moments) => {
        const [open, missed] = [count(moments, 'open'), count(moments, 'miss')];
        expect(open + missed).toBe(6);
        expect(count(moments, 'freeze')).toBe(open);
        expect(count(moments, 'remind')).toBeLessThanOrEqual(whole.remind);
        expect(count(moments, 'escalate')).toBeLessThanOrEqual(6);
        expect(count(moments, 'publish')).toBeLessThanOrEqual(open);
      }),
    );
  });
});
