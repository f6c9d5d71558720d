import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import type {
  BoardCalendar,
  MeetingMove,
  MeetingsPreview,
  RulesChange,
} from '../../src/domain/meetings/board-calendar.ts';
import { Conflict, type PlanStore } from '../../src/ports.ts';
import { settleCalendar } from '../../src/use-cases/calendar/calendar-changes.ts';
import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { listMeetings } from '../../src/use-cases/meetings/list-meetings.ts';
import { addMeetings } from '../../src/use-cases/meetings/schedule-meetings.ts';
import { readSharedCalendar, shareCalendar } from '../../src/use-cases/meetings/share-calendar.ts';
import { importSmallPlan, smallPeople } from '../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

// It is Monday 2 November 2026, 09:00.
let world: TestWorld;
let plan: string;
let count = 0;

beforeAll(async () => {
  world = await startWorld({ serving: false });
});
afterAll(() => world.close());
beforeEach(async () => {
  count += 1;
  plan = `plan-${count}`;
  await importSmallPlan(world.app.services, plan);
});

async function run(
  args: readonly string[],
  store: Partial<PlanStore> = {},
  calendarUrl = world.app.calendarUrl,
) {
  const out: string[] = [];
  const err: string[] = [];
  const services = { ...world.app.services, store: { ...world.app.services.store, ...store } };
  const code = await runCli([...args, '--plan', plan], {
    open: async () => ({ ...world.app, services, calendarUrl }),
    tenantId: testTenant,
    production: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await run([...args, '--json']);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as T;
}
const add = (...args: string[]) => json<MeetingsPreview>('meeting', 'add', ...args);
const list = () => json<BoardCalendar>('meeting', 'list');
const cyclesOf = (calendar: BoardCalendar) =>
  Object.fromEntries(calendar.meetings.map(({ date, cycle }) => [date, cycle]));
const codesOf = (preview: Pick<MeetingsPreview, 'warnings'>) =>
  preview.warnings.map(({ code }) => code).sort();
const dayOf = ({ meetings }: BoardCalendar, date: string, what: string) =>
  meetings.find((one) => one.date === date)?.dates.find((one) => one.what === what)?.day;
async function logs() {
  return (await world.app.services.store.listLog(plan, 100)).map(({ what, detail }) => ({ what, detail }));
}
const leader = { via: 'teams', tenantId: testTenant } as const;

describe('meeting add', () => {
  it('shows every date with its reason, and writes nothing in a dry run', async () => {
    const { code, out } = await run(['meeting', 'add', 'Tue 5 January 2027', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain(
      'Wed 23 December 2026  Papers published by: Papers must be open five clear working days before the meeting (the law in England), not counting Wed 23 December itself nor the meeting. 25 and 28 December and 1 January are bank holidays.',
    );
    expect(out).toContain(
      'Fri 4 December 2026 09:00  Prompts go out: Ten working days before the last day for replies.',
    );
    expect(out).toContain('Nothing has been written.');
    expect((await list()).meetings).toEqual([]);
  });

  it('adds dates as people write them, once, with a row of the log each', async () => {
    const preview = await add('16/12/2026,', 'Wed', '20', 'January', '2027');
    expect(preview).toMatchObject({ written: true, warnings: [] });
    const calendar = await list();
    expect(cyclesOf(calendar)).toEqual({ '2026-12-16': '2026-12-16', '2027-01-20': '2027-01-20' });
    expect(dayOf(calendar, '2026-12-16', 'due')).toBe('2026-12-03');
    expect((await logs()).filter(({ what }) => what === 'meeting-added')).toMatchObject([
      { detail: { meeting: '2027-01-20' } },
      { detail: { meeting: '2026-12-16', opens: '2026-11-19', due: '2026-12-03', publishBy: '2026-12-08' } },
    ]);
    const again = await add('16/12/2026');
    expect([again.written, codesOf(again)]).toEqual([false, ['meeting-exists']]);
  });

  it('wakes the scheduler', async () => {
    const find = async () =>
      (await world.app.services.directory.listPlans()).find(({ planId }) => planId === plan);
    const before = await find();
    if (before) await world.app.services.directory.restPlan(before, '2026-11-02T10:00:00Z');
    await add('16/12/2026');
    expect((await find())?.dueAt).toBe('2026-11-02T09:00:00Z');
  });

  it('adds a recurrence, as it was understood, and points at bank holidays', async () => {
    const preview = await add(
      '--every',
      'last Friday monthly',
      '--from',
      '1 December 2026',
      '--until',
      '31 March 2027',
    );
    expect(preview.understood).toBe(
      'Every month on the last Friday, from Fri 25 December 2026 until 31 March 2027',
    );
    expect(preview.added.map(({ date }) => date)).toEqual([
      '2026-12-25',
      '2027-01-29',
      '2027-02-26',
      '2027-03-26',
    ]);
    expect(preview.warnings.map(({ message }) => message)).toEqual([
      'Fri 25 December 2026 is a bank holiday. The nearest working days are Thu 24 December 2026 and Tue 29 December 2026.',
      'Fri 26 March 2027 is a bank holiday. The nearest working days are Thu 25 March 2027 and Tue 30 March 2027.',
    ]);
  });

  it('asks once for boards that meet in one period, and lets boards share a day', async () => {
    await add('16/12/2026', '--board', 'Executive');
    const { changed } = await add('10/12/2026', '20/12/2026', '--board', 'Group');
    expect(changed).toMatchObject([
      {
        date: '2026-12-16',
        message: 'Leads are not asked again: it shows their replies for 10 December 2026.',
      },
    ]);
    const joined = await add('16/12/2026', '--board', 'Leaders');
    expect(joined.changed[0]?.dates).toContainEqual({
      what: 'boards',
      name: 'Boards',
      from: 'Executive',
      to: 'Executive and Leaders',
    });
    const calendar = await list();
    expect(cyclesOf(calendar)).toEqual({
      '2026-12-10': '2026-12-10',
      '2026-12-16': '2026-12-10',
      '2026-12-20': '2026-12-10',
    });
    expect(calendar.meetings[1]?.dates.map(({ what }) => what)).toEqual(['publish-by', 'meeting']);
  });

  it('takes the PM’s word on asking', async () => {
    const never = await add('16/12/2026', '--no-ask');
    expect([never.added[0]?.cycle, codesOf(never)]).toEqual([null, ['nothing-to-draw-on']]);
    await add('20/1/2027');
    const always = await add('22/1/2027', '--ask');
    expect([always.added[0]?.asks, codesOf(always)]).toEqual([true, ['overlaps-previous', 'too-close']]);
  });

  it('takes another word on asking for a meeting that is there', async () => {
    await add('16/12/2026', '18/12/2026');
    const asked = await add('18/12/2026', '--ask');
    expect([asked.added, asked.written]).toEqual([[], true]);
    expect(asked.changed).toEqual([
      { date: '2026-12-18', message: 'Leads are asked for this meeting.', dates: expect.any(Array) },
    ]);
    expect(cyclesOf(await list())).toEqual({ '2026-12-16': '2026-12-16', '2026-12-18': '2026-12-18' });
    expect((await logs())[0]).toMatchObject({
      what: 'meeting-changed',
      detail: { 'asking.from': 'when-due', 'asking.to': 'always' },
    });
    const again = await add('18/12/2026');
    expect([again.written, codesOf(again)]).toEqual([false, ['meeting-exists']]);
  });

  it.each([
    [['16/10/2026'], ['past-meeting']],
    [['18/11/2026'], ['opens-in-past']],
    [['9/11/2026'], ['date-passed', 'date-passed']],
    [['10/11/2026'], ['date-passed']],
    [['12/11/2026'], ['date-passed', 'opens-in-past']],
    [['19/12/2026'], ['closed-day']],
    [['16/12/2027'], ['far-away']],
    [['16/12/2026', '16 Dec 2026'], ['duplicate']],
    [['16/12/2026', '28/12/2026', '6/1/2027'], ['closed-day']],
  ])('points out what to look at in %j: %j', async (dates, codes) => {
    expect(codesOf(await add(...dates, '--dry-run'))).toEqual(codes);
  });

  it.each([
    [['31/2/2027'], '“31/2/2027” (line 1): February 2027 has no day 31. Correct the date.'],
    [['16 Dec'], '“16 Dec” (line 1): which year? Write Wed 16 December 2026 if that is the day.'],
    [[], 'Give the dates of the board meetings'],
    [['--every', 'bimonthly'], 'can mean more than one thing'],
    [['--every', 'every Monday', '--until', '1/1/2030'], 'more than three years'],
    [['--every', 'every Monday', '--from', '1/1/2027', '--until', '1/12/2026'], 'is before the first'],
    [['16/12/2026', '--until', '1/12/2027'], 'Say how often'],
    [['16/12/2026', '--board', 'x'.repeat(101)], 'too long for a board’s name'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run(['meeting', 'add', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect((await list()).meetings).toEqual([]);
  });

  it('says which meetings somebody has added at the same moment', async () => {
    const { store } = world.app.services;
    let other = true;
    const commit: PlanStore['commit'] = async (planId, writes) => {
      if (other) {
        other = false;
        await add('16/12/2026');
      }
      return store.commit(planId, writes);
    };
    const { code, err } = await run(['meeting', 'add', '16/12/2026', '20/1/2027'], { commit });
    expect([code, err]).toEqual([
      2,
      'Somebody has added 16 December 2026 at this moment. Look at the calendar and add what is missing.',
    ]);
    expect(Object.keys(cyclesOf(await list()))).toEqual(['2026-12-16']);
  });

  it('asks once though two people add meetings of one period at the same moment', async () => {
    const { store } = world.app.services;
    let other = true;
    const commit: PlanStore['commit'] = async (planId, writes) => {
      if (other) {
        other = false;
        await add('16/12/2026');
      }
      return store.commit(planId, writes);
    };
    expect((await run(['meeting', 'add', '20/12/2026'], { commit })).code).toBe(0);
    expect(cyclesOf(await list())).toEqual({ '2026-12-16': '2026-12-16', '2026-12-20': '2026-12-16' });
  });

  it('adds three years of three boards, more than one transaction holds', async () => {
    await add(
      '--every',
      'second Wednesday monthly',
      '--from',
      '1/1/2027',
      '--until',
      '31/12/2029',
      '--board',
      'Executive',
    );
    await add(
      '--every',
      'every six weeks on a Tuesday',
      '--from',
      '1/1/2027',
      '--until',
      '31/12/2029',
      '--board',
      'Group',
    );
    await add(
      '--every',
      'quarterly on the first Thursday',
      '--from',
      '1/1/2027',
      '--until',
      '31/12/2029',
      '--board',
      'Leaders',
    );
    const every = await add(
      '--every',
      'every Friday',
      '--from',
      '1/1/2027',
      '--until',
      '30/6/2029',
      '--no-ask',
    );
    expect(every.added.length).toBeGreaterThan(100);
    expect(codesOf(every).filter((code) => code === 'far-away').length).toBe(1);
    expect((await list()).meetings.length).toBeGreaterThan(200);
  });

  it('is for the project manager', async () => {
    const entered = {
      dates: '16/12/2026',
      every: '',
      from: '',
      until: '',
      boards: [],
      asking: 'when-due',
    } as const;
    const services = world.app.services;
    await expect(
      addMeetings(services, { ...leader, ...smallPeople.sam }, plan, entered),
    ).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(
      addMeetings(services, { ...leader, ...smallPeople.stranger }, plan, entered),
    ).rejects.toMatchObject({
      code: 'unknown-plan',
    });
    expect((await addMeetings(services, { ...leader, ...smallPeople.morgan }, plan, entered)).written).toBe(
      true,
    );
    expect((await listMeetings(services, { ...leader, ...smallPeople.chris }, plan)).meetings.length).toBe(1);
    await expect(listMeetings(services, { ...leader, ...smallPeople.lee }, plan)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('meeting move', () => {
  it('moves everything of a round that has not been opened, and assigns the others anew', async () => {
    await add('16/12/2026', '20/12/2026');
    const preview = await json<MeetingMove>(
      'meeting',
      'move',
      '16/12/2026',
      '--to',
      '20/1/2027',
      '--dry-run',
    );
    expect(preview).toMatchObject({ written: false, stays: [], refreshed: 0 });
    expect(preview.changed).toMatchObject([
      { date: '2026-12-20', message: 'Leads are asked for this meeting.' },
    ]);
    expect(cyclesOf(await list())['2026-12-20']).toBe('2026-12-16');
    const moved = await json<MeetingMove>('meeting', 'move', '16/12/2026', '--to', '20/1/2027');
    expect(moved.written).toBe(true);
    expect(moved.moved).toContainEqual({
      what: 'due',
      name: 'Last day for replies',
      from: 'Thu 3 December 2026',
      to: 'Thu 7 January 2027',
    });
    const { meetings } = await list();
    expect(meetings).toMatchObject([
      { date: '2026-12-16', state: 'moved', movedTo: '2027-01-20', dates: [] },
      { date: '2026-12-20', cycle: '2026-12-20' },
      { date: '2027-01-20', state: 'planned', movedFrom: ['2026-12-16'], cycle: '2027-01-20' },
    ]);
    expect((await logs()).map(({ what }) => what)).toContain('meeting-moved');
    const back = await json<MeetingMove>('meeting', 'move', '20/1/2027', '--to', '16/12/2026');
    expect(back.meeting).toMatchObject({
      state: 'planned',
      movedFrom: ['2026-12-16', '2027-01-20'],
      cycle: '2026-12-16',
    });
  });

  it('moves what is ahead in an open cycle, keeps its name and says what stays', async () => {
    await add('16/12/2026', '23/12/2026');
    await openCycle(world.app.services, { via: 'cli' }, plan, { meeting: '2026-12-16' });
    const before = await world.app.services.store.readCycle(plan, '2026-12-16');
    const moved = await json<MeetingMove>('meeting', 'move', '16/12/2026', '--to', '13/1/2027');
    const after = await world.app.services.store.readCycle(plan, '2026-12-16');
    expect(before?.value.due).toBe('2026-12-03');
    expect(after?.value).toMatchObject({
      cycleId: '2026-12-16',
      boardDate: '2027-01-13',
      due: '2026-12-30',
      publishBy: '2027-01-05',
      freezes: '2026-12-31',
    });
    expect(moved.stays.join('\n')).toMatch(
      /Leads were asked from 2 November 2026 on.*\nReplies stay filed under 16 December 2026/,
    );
    expect(cyclesOf(await list())).toEqual({
      '2026-12-16': '2026-12-16',
      '2026-12-23': '2026-12-16',
      '2027-01-13': '2026-12-16',
    });
    expect((await logs()).find(({ what }) => what === 'cycle-moved')?.detail).toMatchObject({
      'due.from': '2026-12-03',
      'due.to': '2026-12-30',
    });
    const { code, err } = await run(['meeting', 'add', '16/12/2026']);
    expect([code, err]).toEqual([0, '']);
    expect((await list()).meetings[0]).toMatchObject({ date: '2026-12-16', state: 'moved' });
    const back = await json<MeetingMove>('meeting', 'move', '13/1/2027', '--to', '16/12/2026');
    expect(back.meeting).toMatchObject({ cycle: '2026-12-16', cycleState: 'open', asks: true });
    expect((await world.app.services.store.readCycle(plan, '2026-12-16'))?.value).toMatchObject({
      boardDate: '2026-12-16',
      due: '2026-12-03',
    });
  });

  it.each([
    [
      ['17/12/2026', '--to', '20/1/2027'],
      'There is no meeting on 17 December 2026. There are: 16 December 2026 and 10 February 2027.',
    ],
    [['16/12/2026', '--to', '10/2/2027'], 'There is a meeting on 10 February 2027 already.'],
    [['16/12/2026', '--to', '1/11/2026'], '1 November 2026 has passed. Give a day from today on.'],
    [['16/12/2026', '--to', '16/12/2026'], 'The meeting is on 16 December 2026 already.'],
    [['16/12/2026', '--to', 'soon'], 'this is not a date I can read'],
  ])('refuses %j', async (args, message) => {
    await add('16/12/2026', '10/2/2027');
    const { code, err } = await run(['meeting', 'move', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('writes nothing when somebody changes the calendar at the same moment', async () => {
    await add('16/12/2026');
    const { code, err } = await run(['meeting', 'move', '16/12/2026', '--to', '20/1/2027'], {
      commit: () => Promise.reject(new Conflict('changed')),
    });
    expect([code, err]).toEqual([1, 'Somebody changed the plan at the same moment: run the command again.']);
    expect(Object.keys(cyclesOf(await list()))).toEqual(['2026-12-16']);
  });
});

describe('settleCalendar', () => {
  it('lets no meeting ask in a period for which a cycle has been opened by hand', async () => {
    await add('20/12/2026');
    await openCycle(world.app.services, { via: 'cli' }, plan, { meeting: '2026-12-23' });
    const stored = await world.app.services.store.readPlan(plan);
    if (stored) await settleCalendar(world.app.services, { via: 'system' }, stored.value);
    expect(cyclesOf(await list())).toMatchObject({ '2026-12-20': '2026-12-23', '2026-12-23': '2026-12-23' });
  });
});

describe('meeting cancel', () => {
  it('takes a meeting out, asks for the next one instead, and lets it be added again', async () => {
    await add('16/12/2026', '20/12/2026');
    const cancelled = await json<MeetingMove>('meeting', 'cancel', '16/12/2026');
    expect(cancelled).toMatchObject({ to: null, written: true, meeting: { state: 'cancelled', dates: [] } });
    expect(cancelled.changed).toMatchObject([
      { date: '2026-12-20', message: 'Leads are asked for this meeting.' },
    ]);
    expect((await run(['log'])).out).toContain(
      'cancelled a board meeting: meeting 16 December 2026, state planned -> cancelled',
    );
    const { code, err } = await run(['meeting', 'cancel', '16/12/2026']);
    expect([code, err]).toEqual([
      2,
      'The meeting on 16 December 2026 is cancelled. Add it again if it takes place.',
    ]);
    await add('16/12/2026');
    expect(cyclesOf(await list())).toEqual({ '2026-12-16': '2026-12-16', '2026-12-20': '2026-12-16' });
  });

  it('leaves an open cycle open and says so', async () => {
    await add('16/12/2026', '20/12/2026');
    await openCycle(world.app.services, { via: 'cli' }, plan, { meeting: '2026-12-16' });
    const { code, out } = await run(['meeting', 'cancel', '16/12/2026']);
    expect(code).toBe(0);
    expect(out).toContain(
      '[cycle-open] The meeting on 16 December 2026 is cancelled, but its cycle stays open',
    );
    expect((await world.app.services.store.readCycle(plan, '2026-12-16'))?.value.state).toBe('open');
    expect(cyclesOf(await list())['2026-12-20']).toBe('2026-12-16');
  });
});

describe('meeting rules', () => {
  it('shows the rules when nothing is given', async () => {
    const { code, out } = await run(['meeting', 'rules']);
    expect([code, out.split('\n')[3]]).toEqual([
      0,
      'Last day for replies: 3 working days before the day of publication',
    ]);
  });

  it('changes rules, works back what has not been opened and reports it', async () => {
    await add('16/12/2026', '10/2/2027');
    await openCycle(world.app.services, { via: 'cli' }, plan, { meeting: '2026-12-16' });
    const change = await json<RulesChange>(
      'meeting',
      'rules',
      '--clear-days',
      '7',
      '--closed',
      '2027-01-29 Staff day',
      '1 February 2027: Moving house',
      '24 December 2026 to 27 December 2026 Christmas closure',
      '4 June 2027 Inset day',
      '--term',
      'Autumn: 1 September 2026 to 18 December 2026',
      'Spring: 4 January 2027 to 25 March 2027',
      '--board',
      'Leaders: 9',
      'Group',
      '--close-out-of-term',
      '--send-digest',
    );
    expect(change.changes.map(({ rule }) => rule).sort()).toEqual([
      'boards',
      'clearDays',
      'closedDays',
      'outOfTermCloses',
      'sendsDigest',
      'terms',
    ]);
    expect(change.kept).toEqual(['2026-12-16']);
    expect(change.meetings).toMatchObject([
      { date: '2027-02-10', message: 'Wed 10 February 2027 has new dates.' },
    ]);
    const calendar = await list();
    expect(dayOf(calendar, '2027-02-10', 'publish-by')).toBe('2027-01-27');
    expect(dayOf(calendar, '2026-12-16', 'publish-by')).toBe('2026-12-08');
    expect(calendar.rules.closedDays.toSorted((a, b) => a.date.localeCompare(b.date))).toEqual([
      ...['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'].map((date) => ({
        date,
        name: 'Christmas closure',
      })),
      { date: '2027-01-29', name: 'Staff day' },
      { date: '2027-02-01', name: 'Moving house' },
      { date: '2027-06-04', name: 'Inset day' },
    ]);
    const log = (await logs()).find(({ what }) => what === 'schedule-rules-changed');
    expect(log?.detail).toMatchObject({ 'clearDays.from': 'null', 'clearDays.to': '7' });
    const leaders = await add('10/3/2027', '--board', 'Leaders', '--dry-run');
    expect(leaders.added[0]?.dates.find(({ what }) => what === 'publish-by')?.reason).toContain(
      'nine clear working days before the meeting (the rule of Leaders)',
    );
    const none = await json<RulesChange>('meeting', 'rules', '--closed', 'none', '--clear-days', 'law');
    expect(none.rules).toMatchObject({ closedDays: [], clearDays: null });
  });

  it.each([
    [['--send-from', '18:00'], 'Give a later end'],
    [['--due-days', 'three'], '--due-days: “three” is not a whole number'],
    [['--freeze-days', '5'], 'would come before the last day for replies'],
    [['--closed', '31/2/2027'], '--closed: “31/2/2027”: February 2027 has no day 31'],
    [['--term', 'Spring'], 'is not a term'],
    [['--count', 'odd'], 'say working or calendar'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run(['meeting', 'rules', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('meeting list', () => {
  it('says what to do while there is none', async () => {
    expect((await run(['meeting', 'list'])).out).toContain(
      'has no board meetings yet. Add them: meeting add',
    );
  });

  it('writes a calendar file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'board-actions-ics-'));
    const file = path.join(folder, 'board.ics');
    await add('16/12/2026');
    const { code, out } = await run(['meeting', 'list', '--ics', file]);
    expect([code, out.split('\n').at(-1)]).toEqual([0, `Written to ${file}.`]);
    expect(await readFile(file, 'utf8')).toContain('DTSTART;VALUE=DATE:20261216');
    expect((await run(['meeting', 'list', '--ics', path.join(folder, 'board.txt')])).code).toBe(2);
    expect((await run(['meeting', 'list', '--ics', path.join(folder, 'no', 'board.ics')])).code).toBe(2);
    await rm(folder, { recursive: true });
  });
});

describe('shared calendars', () => {
  it('are read by their token and by nothing else', async () => {
    await add('16/12/2026');
    const { services } = world.app;
    const token = await shareCalendar(services, { ...leader, ...smallPeople.morgan }, plan);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await readSharedCalendar(services, token))?.meetings.map(({ date }) => date)).toEqual([
      '2026-12-16',
    ]);
    for (const wrong of ['', plan, `${token}x`, token.slice(0, -1).padEnd(43, '_'), "' or 1 eq 1"]) {
      expect(await readSharedCalendar(services, wrong)).toBeNull();
    }
    expect(JSON.stringify(await logs())).not.toContain(token);
    expect(await shareCalendar(services, { ...leader, ...smallPeople.morgan }, plan)).toBe(token);
    expect((await logs()).filter(({ what }) => what === 'calendar-shared')).toHaveLength(1);
    await expect(shareCalendar(services, { ...leader, ...smallPeople.chris }, plan)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('have one link, which the command line gives and replaces', async () => {
    await add('16/12/2026');
    const calendarUrl = (token: string) => `https://actions.example.gov.uk/calendar/${token}.ics`;
    const tokenOf = (text: string) => /calendar\/([\w-]{43})\.ics/.exec(text)?.[1] ?? '';
    const link = async (...args: string[]) => {
      const { code, out } = await run(['meeting', 'link', ...args], {}, calendarUrl);
      expect(code).toBe(0);
      return tokenOf(out);
    };
    const first = await link();
    expect(await link('--json')).toBe(first);
    const second = await link('--replace');
    expect(second).not.toBe(first);
    expect(await readSharedCalendar(world.app.services, first)).toBeNull();
    expect((await readSharedCalendar(world.app.services, second))?.meetings).toHaveLength(1);
    expect((await logs()).map(({ what }) => what).slice(0, 2)).toEqual([
      'calendar-link-replaced',
      'calendar-shared',
    ]);
    expect(await run(['meeting', 'link'], {}, () => null)).toMatchObject({ code: 2, out: '' });
  });
});
