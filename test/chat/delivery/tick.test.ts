import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import type { RegisteredPlan } from '../../../src/ports.ts';
import { runDue } from '../../../src/use-cases/delivery/run-due.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { recordNoChange } from '../../../src/use-cases/reply/record-update.ts';
import { operator, type QuietWorld, startQuietWorld } from '../../support/quiet-world.ts';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { testTenant } from '../../support/test-world.ts';

// Worked back from Wednesday 16 December 2026: prompts on 19 November, reminders on 26 November and 1 December, replies
// by 3 December, silence passed up on the morning of the 4th and all frozen at five that day.
const meeting = '2026-12-16';
const mornings = ['2026-11-19', '2026-11-26', '2026-12-01', '2026-12-04'].map((day) => `${day}T09:00:00Z`);
const freeze = '2026-12-04T17:00:00Z';

let world: QuietWorld;

const kinds = async () => {
  const rows = await world.app.services.store.listDeliveries(world.planId, meeting);
  return rows
    .map(
      ({ value }) =>
        `${value.personId} ${writeDeliveryKind(value.kind).replace(/-[0-9TZ].*|(?<=n)-.*/, '')} ${value.state}`,
    )
    .sort();
};
const readPlan = async (): Promise<RegisteredPlan> => {
  const [plan] = await world.app.services.directory.listPlans();
  if (!plan) throw new Error('No plan is registered.');
  return plan;
};
const answers = (name: 'sam' | 'lee', actionId: string) => {
  const sender = { via: 'teams', tenantId: testTenant, ...smallPeople[name] } as const;
  return recordNoChange(world.app.services, sender, { planId: world.planId, cycleId: meeting, actionId });
};
const last = (name: Parameters<QuietWorld['chatOf']>[0]) => cardText(world.chatOf(name).at(-1)?.card ?? {});

beforeEach(async () => {
  world = await startQuietWorld('2026-11-02T09:00:00Z');
});
afterEach(() => world.close());

describe('a round that the calendar asks for', () => {
  beforeEach(() => world.schedule(meeting));

  it('happens by itself, everything on its day and once', async () => {
    const counts: Record<string, number[]> = {};
    for (const moment of ['2026-11-18T09:00:00Z', ...mornings, freeze, '2026-12-16T10:00:00Z']) {
      await world.tickAt(moment);
      await world.app.runDueOnce();
      counts[moment.slice(0, 13)] = (['sam', 'lee', 'jo', 'morgan'] as const).map(
        (name) => world.chatOf(name).length,
      );
    }
    expect(counts).toEqual({
      '2026-11-18T09': [0, 0, 0, 0],
      '2026-11-19T09': [1, 1, 0, 1],
      '2026-11-26T09': [2, 2, 0, 1],
      '2026-12-01T09': [3, 3, 0, 1],
      // Jo is accountable for Sam's actions, nobody for Lee's.
      '2026-12-04T09': [3, 3, 1, 1],
      // The PM is told, and has the paper.
      '2026-12-04T17': [3, 3, 1, 3],
      '2026-12-16T10': [3, 3, 1, 3],
    });
    expect(await world.cycle(meeting)).toMatchObject({
      state: 'frozen',
      openedBy: 'Board Actions',
      frozenBy: 'Board Actions',
      frozenAt: freeze,
      due: '2026-12-03',
      remindersDone: ['2026-11-26', '2026-12-01'],
      skipped: [],
    });
    expect(last('jo')).toContain('1A i');
    const log = await world.app.services.store.listLog(world.planId, 50);
    const steps = log.filter(({ from }) => from === 'system').map(({ what }) => what);
    expect(steps.toReversed()).toEqual([
      'cycle-opened',
      'leads-reminded',
      'leads-reminded',
      'silence-escalated',
      'cycle-frozen',
      'paper-kept',
    ]);
  });

  it('reminds and escalates only of what is unanswered', async () => {
    await world.tickAt(mornings[0] ?? '');
    await answers('lee', '0003');
    await answers('sam', '0001');
    await answers('sam', '0002');
    for (const moment of mornings.slice(1)) await world.tickAt(moment);
    expect([world.chatOf('sam').length, world.chatOf('lee').length]).toEqual([1, 1]);
    // A red is passed up although its lead has answered.
    expect(world.chatOf('jo')).toHaveLength(1);
    await world.tickAt(freeze);
    expect((await world.cycle(meeting)).state).toBe('frozen');
  });

  it('updates the newest card in place at the freeze, without a new message', async () => {
    for (const moment of mornings) await world.tickAt(moment);
    const before = world.chatOf('sam').map(({ id, card }) => ({ id, text: cardText(card ?? {}) }));
    await world.tickAt(freeze);
    const after = world.chatOf('sam').map(({ id, card }) => ({ id, text: cardText(card ?? {}) }));
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.at(-1)?.text).not.toBe(before.at(-1)?.text);
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect((await kinds()).filter((row) => row.includes('refresh'))).toEqual([
      'lee-fenn refresh-frozen sent',
      'sam-barron refresh-frozen sent',
    ]);
  });

  it('keeps what the paper is made from as it was at the freeze', async () => {
    await world.tickAt(mornings[0] ?? '');
    await answers('lee', '0003');
    await world.tickAt(freeze);
    const { snapshot } = await world.cycle(meeting);
    const { store } = world.app.services;
    const kept = await store.readFrozen(world.planId, meeting, snapshot ?? '');
    expect(kept?.actions.map(({ action, update }) => [action.ref, update?.kind ?? null])).toEqual([
      ['1A i', null],
      ['1A ii', null],
      ['2B i', 'no-change'],
      ['2B ii', null],
    ]);
    expect(kept?.people).toHaveLength(6);
  });

  it('after three days down sends one reminder of two, and says so', async () => {
    await world.tickAt(mornings[0] ?? '');
    const report = await world.tickAt('2026-12-02T11:00:00Z');
    expect(report.done.map(({ kind, messages }) => [kind, messages])).toEqual([
      ['skip', 0],
      ['remind', 2],
    ]);
    expect(world.chatOf('sam')).toHaveLength(2);
    const status = await showStatus(world.app.services, operator, { planId: world.planId, cycleId: meeting });
    expect(status.skipped).toMatchObject([{ what: 'reminder', day: '2026-11-26' }]);
    expect(status.next).toEqual({ what: 'escalation', day: '2026-12-04', time: '09:00' });
  });

  it('sends nothing that has become pointless after the freeze', async () => {
    await world.tickAt(mornings[0] ?? '');
    const sent = world.teams.sendRequests();
    const report = await world.tickAt('2026-12-07T10:00:00Z');
    expect(report.done.map(({ kind }) => kind)).toEqual(['skip', 'skip', 'skip', 'freeze']);
    // The PM is told and has the paper; nobody else gets a message.
    expect(world.teams.sendRequests() - sent).toBe(2);
    expect([world.chatOf('sam').length, world.chatOf('jo').length, world.chatOf('morgan').length]).toEqual([
      1, 0, 3,
    ]);
    expect((await world.cycle(meeting)).skipped.map(({ what }) => what)).toEqual([
      'reminder',
      'reminder',
      'escalation',
    ]);
  });

  it('is not opened when it is found after its freeze, and the calendar says why', async () => {
    const report = await world.tickAt('2026-12-10T10:00:00Z');
    expect(report.done).toMatchObject([{ kind: 'miss', cycleId: meeting }]);
    expect(world.teams.sendRequests()).toBe(0);
    const stored = await world.app.services.store.readMeeting(world.planId, meeting);
    expect(stored?.value.missed).toContain('after 4 December 2026');
    expect((await world.app.runDueOnce()).done).toEqual([]);
  });

  it('asks a lead who is confirmed only after the prompts have gone', async () => {
    await world.tickAt(mornings[0] ?? '');
    const { store } = world.app.services;
    const action = await store.readAction(world.planId, '0004');
    if (!action) throw new Error('There is no such action.');
    const value = { ...action.value, responsible: ['kit-rowe'] };
    await store.commit(world.planId, [{ op: 'replace', row: { kind: 'action', value }, etag: action.etag }]);
    expect(await world.tickAt('2026-11-20T09:00:00Z')).toMatchObject({ planned: 1, sent: 1 });
    expect(world.chatOf('kit')).toHaveLength(1);
  });

  it('does everything once with five replicas at it', async () => {
    const replicas = Array.from({ length: 4 }, () => world.addReplica());
    const apps = [world.app, ...replicas];
    for (const moment of [...mornings, freeze]) {
      world.goTo(moment);
      await Promise.all(apps.map((app) => app.runDueOnce()));
      await Promise.all(apps.map((app) => app.runDueOnce()));
    }
    await Promise.all(replicas.map((app) => app.close()));
    expect((['sam', 'lee', 'jo', 'morgan'] as const).map((name) => world.chatOf(name).length)).toEqual([
      3, 3, 1, 3,
    ]);
    const log = await world.app.services.store.listLog(world.planId, 50);
    expect(log.filter(({ from }) => from === 'system')).toHaveLength(6);
    expect(await world.cycle(meeting)).toMatchObject({ state: 'frozen', skipped: [] });
  });
});

describe('calendars', () => {
  it('ask a lead once for two boards of one period', async () => {
    await world.schedule('2026-12-09, 2026-12-16');
    for (let day = 9; day <= 30; day += 1) {
      await world.tickAt(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`);
    }
    const cycles = await world.app.services.store.listCycles(world.planId);
    expect(cycles.map(({ value }) => value.cycleId)).toEqual(['2026-12-09']);
    const status = await showStatus(world.app.services, operator, {
      planId: world.planId,
      cycleId: '2026-12-16',
    });
    expect(status.cycleId).toBe('2026-12-09');
    expect(status.meetings.map(({ date }) => date)).toEqual(['2026-12-09', '2026-12-16']);
    const prompts = (await kindsOf('2026-12-09')).filter((kind) => kind === 'prompt');
    expect(prompts).toHaveLength(2);
  });

  it('keep their hours over a change of the clocks and the end of a month', async () => {
    await world.schedule('2027-04-21');
    const { dates } = (await world.app.services.store.readMeeting(world.planId, '2027-04-21'))?.value ?? {};
    if (!dates) throw new Error('The meeting is not in the calendar.');
    // Prompts before 28 March, when the clocks go forward; the rest after it.
    expect(dates.opens < '2027-03-28' && dates.due > '2027-03-28').toBe(true);
    expect((await world.tickAt(`${dates.opens}T08:59:00Z`)).done).toEqual([]);
    expect((await world.tickAt(`${dates.opens}T09:00:00Z`)).done).toMatchObject([{ kind: 'open' }]);
    for (const day of dates.reminders) {
      expect((await world.tickAt(`${day}T07:59:00Z`)).done, day).toEqual([]);
      expect((await world.tickAt(`${day}T08:00:00Z`)).done, day).toMatchObject([{ kind: 'remind' }]);
    }
    await world.tickAt(`${dates.freezes}T15:59:00Z`);
    expect((await world.cycle('2027-04-21')).state).toBe('open');
    await world.tickAt(`${dates.freezes}T16:00:00Z`);
    expect((await world.cycle('2027-04-21')).state).toBe('frozen');
  });
});

async function kindsOf(name: string) {
  const rows = await world.app.services.store.listDeliveries(world.planId, name);
  return rows.map(({ value }) => writeDeliveryKind(value.kind));
}

describe('a tick in the background', () => {
  const tick = () => runDue(world.app.services);

  it('with nothing due reads the list of plans and nothing else', async () => {
    await tick();
    const { services } = world.app;
    const fail = () => Promise.reject(new Error('This was read for nothing.'));
    const store = { ...services.store, readPlan: fail, listCycles: fail, listMeetings: fail };
    const bankHolidays = {
      between: () => {
        throw new Error('Loaded for nothing.');
      },
    };
    expect(await runDue({ ...services, store, bankHolidays })).toMatchObject({
      plans: 1,
      looked: 0,
      failed: 0,
    });
  });

  it('is one replica’s work, however many tick at that moment', async () => {
    await world.schedule(meeting);
    world.goTo('2026-11-19T09:00:00Z');
    const reports = await Promise.all([tick(), tick(), tick(), tick(), tick()]);
    expect(reports.reduce((sum, { looked }) => sum + looked, 0)).toBe(1);
    expect(reports.flatMap(({ done }) => done)).toMatchObject([{ kind: 'open', messages: 2 }]);
  });

  it('rests until something is due, and a quarter of an hour at most', async () => {
    await world.schedule(meeting);
    await tick();
    expect((await readPlan()).dueAt).toBe('2026-11-02T09:15:00Z');
    world.goTo('2026-11-19T08:50:00Z');
    await tick();
    expect((await readPlan()).dueAt).toBe('2026-11-19T09:00:00Z');
    world.goTo('2026-11-19T09:00:00Z');
    expect((await tick()).done).toMatchObject([{ kind: 'open' }]);
    // Messages are under way: it looks again soon, for one might be lost.
    world.clock.advance({ seconds: 30 });
    await tick();
    expect((await readPlan()).dueAt).toBe('2026-11-19T09:01:00Z');
    await world.app.runDueOnce();
    world.clock.advance({ minutes: 5 });
    await tick();
    expect((await readPlan()).dueAt).toBe('2026-11-19T09:20:30Z');
  });

  it('is woken by a change that comes while it is at work', async () => {
    const { services } = world.app;
    const store = {
      ...services.store,
      listMeetings: async (planId: string) => {
        const found = await services.store.listMeetings(planId);
        await world.schedule(meeting);
        return found;
      },
    };
    world.goTo('2026-11-23T09:00:00Z');
    expect((await runDue({ ...services, store })).done).toEqual([]);
    expect((await tick()).done).toMatchObject([{ kind: 'open' }]);
  });

  it('goes on after a plan that cannot be read, and tries that one again a minute later', async () => {
    await world.schedule(meeting);
    world.goTo('2026-11-19T09:00:00Z');
    const { services } = world.app;
    const store = { ...services.store, listCycles: () => Promise.reject(new Error('Storage is away.')) };
    expect(await runDue({ ...services, store })).toMatchObject({ failed: 1, done: [] });
    expect((await tick()).looked).toBe(0);
    world.clock.advance({ seconds: 61 });
    expect((await tick()).done).toMatchObject([{ kind: 'open' }]);
  });

  it('finishes what a replica has begun and not ended', async () => {
    await world.schedule(meeting);
    world.goTo('2026-11-19T09:00:00Z');
    const { services } = world.app;
    // It ends just after the cycle is open, before anybody is asked.
    const queue = { ...services.queue, enqueue: () => Promise.reject(new Error('The process ended here.')) };
    expect(await runDue({ ...services, queue })).toMatchObject({ failed: 1 });
    expect((await world.cycle(meeting)).state).toBe('open');
    for (let minute = 0; minute < 10; minute += 1) {
      world.clock.advance({ minutes: 1 });
      await world.app.runDueOnce();
    }
    expect((['sam', 'lee', 'morgan'] as const).map((name) => world.chatOf(name).length)).toEqual([1, 1, 1]);
  });
});
