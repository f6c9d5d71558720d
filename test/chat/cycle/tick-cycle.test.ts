import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extendCycle } from '../../../src/use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { reopenCycle } from '../../../src/use-cases/cycle/reopen-cycle.ts';
import { chaseReplies, remindOne } from '../../../src/use-cases/delivery/chase-replies.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { moveMeeting } from '../../../src/use-cases/meetings/move-meeting.ts';
import { recordNoChange } from '../../../src/use-cases/reply/record-update.ts';
import { operator, type QuietWorld, startQuietWorld } from '../../support/quiet-world.ts';
import { cardText } from '../../support/read-card.ts';
import { importFiles, smallPeople, smallPeopleFile } from '../../support/small-plan.ts';
import { testTenant } from '../../support/test-world.ts';

// A cycle opened by hand on Monday 23 November for Wednesday 16 December 2026: reminders on 26 November and 1 December,
// replies by 3 December, all frozen on the 4th at five.
const meeting = '2026-12-16';
const sender = (name: keyof typeof smallPeople) =>
  ({ via: 'teams', tenantId: testTenant, ...smallPeople[name] }) as const;
const morgan = sender('morgan');

let world: QuietWorld;
const services = () => world.app.services;
const target = () => ({ planId: world.planId, cycleId: meeting });
const logged = async (what: string) =>
  (await services().store.listLog(world.planId, 50)).find((entry) => entry.what === what);
const extend = (due: string, by: Parameters<typeof extendCycle>[1] = morgan) =>
  extendCycle(services(), by, target(), due);
const reopen = (due: string, reason = 'A partner’s figures were wrong.') =>
  reopenCycle(services(), morgan, target(), { reason, due });
const freeze = () => freezeCycle(services(), morgan, target());
const last = (name: keyof typeof smallPeople) => cardText(world.chatOf(name).at(-1)?.card ?? {});

beforeEach(async () => {
  world = await startQuietWorld('2026-11-23T10:00:00Z');
  await openCycle(services(), morgan, world.planId, { meeting });
  await world.app.runDueOnce();
});
afterEach(() => world.close());

describe('a cycle opened by hand', () => {
  it('takes its days from the rules and stands in the calendar', async () => {
    expect(await world.cycle(meeting)).toMatchObject({
      due: '2026-12-03',
      publishBy: '2026-12-08',
      reminders: ['2026-11-26', '2026-12-01'],
      escalates: '2026-12-04',
      freezes: '2026-12-04',
      openedBy: 'Morgan Vale',
    });
    const stored = await services().store.readMeeting(world.planId, meeting);
    expect(stored?.value).toMatchObject({ state: 'planned', cycle: meeting, dates: { due: '2026-12-03' } });
    // Who has opened it needs no notice of it.
    expect(world.chatOf('morgan')).toEqual([]);
  });

  it('goes on by the calendar like any other', async () => {
    await world.tickAt('2026-11-26T09:00:00Z');
    expect(world.chatOf('sam')).toHaveLength(2);
    await world.tickAt('2026-12-04T17:00:00Z');
    expect((await world.cycle(meeting)).frozenBy).toBe('Board Actions');
  });

  it('takes the days of a meeting that the calendar has, and its leads are asked for it', async () => {
    await world.schedule('2027-02-10');
    const stored = await services().store.readMeeting(world.planId, '2027-02-10');
    const { cycle } = await openCycle(services(), morgan, world.planId, { meeting: '2027-02-10' });
    expect(cycle).toMatchObject({ due: stored?.value.dates.due, freezes: stored?.value.dates.freezes });
  });

  it('is healed, not opened twice, by whichever date it is called', async () => {
    expect(await openCycle(services(), morgan, world.planId, { meeting })).toMatchObject({
      alreadyOpen: true,
      planned: 0,
    });
    expect(await services().store.listCycles(world.planId)).toHaveLength(1);
  });

  it('squeezes what is late, and is left to the PM where all its days have passed', async () => {
    world.goTo('2026-12-07T10:00:00Z');
    const { cycle } = await openCycle(services(), morgan, world.planId, { meeting: '2026-12-09' });
    expect(cycle).toMatchObject({ due: '2026-12-08', reminders: [], escalates: null, freezes: '2026-12-08' });
    world.goTo('2026-12-10T18:00:00Z');
    const today = await openCycle(services(), operator, world.planId, { meeting: '2026-12-10' });
    expect(today.cycle).toMatchObject({ due: '2026-12-10', freezes: null });
  });

  it('takes a last day of the PM’s own, and the rest follows', async () => {
    const { cycle } = await openCycle(services(), morgan, world.planId, {
      meeting: '2027-01-27',
      due: '2027-01-20',
    });
    expect(cycle).toMatchObject({
      due: '2027-01-20',
      reminders: ['2027-01-13', '2027-01-18'],
      freezes: '2027-01-20',
      escalates: null,
    });
  });

  it('is refused for a meeting that was moved', async () => {
    await world.schedule('2027-02-10');
    await moveMeeting(services(), operator, world.planId, { from: '2027-02-10', to: '2027-02-17' });
    await expect(
      openCycle(services(), morgan, world.planId, { meeting: '2027-02-10' }),
    ).rejects.toMatchObject({
      code: 'unknown-meeting',
      message: expect.stringContaining('17 February 2027'),
    });
  });
});

describe('a freeze', () => {
  it('of several at once happens once, and all end well', async () => {
    const replica = world.addReplica();
    const frozen = await Promise.all([freeze(), freezeCycle(replica.services, morgan, target()), freeze()]);
    await replica.close();
    expect(new Set(frozen.map(({ snapshot }) => snapshot)).size).toBe(1);
    const log = await services().store.listLog(world.planId, 50);
    expect(log.filter(({ what }) => what === 'cycle-frozen')).toHaveLength(1);
    expect(await freeze()).toEqual(frozen[0]);
    const rows = await services().store.listDeliveries(world.planId, meeting);
    expect(rows.filter(({ value }) => value.kind.name === 'refresh')).toHaveLength(2);
  });

  it('by hand tells nobody but brings the PM the paper, and the leads’ cards up to date', async () => {
    const before = last('sam');
    await freeze();
    await world.app.runDueOnce();
    expect(world.chatOf('morgan').map(({ card, files }) => [card, files.length])).toEqual([[null, 1]]);
    expect(world.chatOf('sam')).toHaveLength(1);
    expect(last('sam')).not.toBe(before);
    expect(await logged('cycle-frozen')).toMatchObject({
      actor: { name: 'Morgan Vale' },
      detail: { meeting, from: 'open', to: 'frozen' },
    });
    expect(await logged('paper-kept')).toMatchObject({ detail: { meeting, actions: 4, replies: 0 } });
  });

  it('ends reminders that were under way', async () => {
    await chaseReplies(services(), morgan, target());
    await freeze();
    await world.app.runDueOnce();
    expect(world.chatOf('sam')).toHaveLength(1);
    await expect(chaseReplies(services(), morgan, target())).rejects.toMatchObject({
      code: 'cycle-frozen',
    });
  });
});

describe('extending', () => {
  it('moves what lies ahead, tells the leads on their cards, and is kept in the log', async () => {
    await world.tickAt('2026-12-01T09:00:00Z');
    const later = await extend('2026-12-09');
    expect(later).toMatchObject({
      due: '2026-12-09',
      freezes: '2026-12-09',
      reminders: ['2026-11-26', '2026-12-01', '2026-12-02', '2026-12-07'],
      remindersDone: ['2026-11-26', '2026-12-01'],
    });
    const shown = world.chatOf('sam').length;
    await world.app.runDueOnce();
    expect(world.chatOf('sam')).toHaveLength(shown);
    expect(last('sam')).toContain('9 December');
    expect(await logged('cycle-extended')).toMatchObject({
      detail: {
        dueFrom: '2026-12-03',
        dueTo: '2026-12-09',
        freezesFrom: '2026-12-04',
        freezesTo: '2026-12-09',
      },
    });
    await world.tickAt('2026-12-04T18:00:00Z');
    expect((await world.cycle(meeting)).state).toBe('open');
    await world.tickAt('2026-12-09T17:00:00Z');
    expect((await world.cycle(meeting)).state).toBe('frozen');
  });

  it('twice to the same day happens once', async () => {
    const [first, second] = [await extend('2026-12-09'), await extend('2026-12-09')];
    expect(second).toEqual(first);
    const log = await services().store.listLog(world.planId, 50);
    expect(log.filter(({ what }) => what === 'cycle-extended')).toHaveLength(1);
  });

  it.each([
    ['2026-11-20', 'has passed'],
    ['2026-12-17', 'after the board meets'],
    ['2026-12-02', 'until 3 December 2026'],
    ['9 December', 'is not a date'],
  ])('refuses %s in words', async (due, words) => {
    await expect(extend(due)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
    expect((await world.cycle(meeting)).due).toBe('2026-12-03');
  });

  it.each(['sam', 'chris', 'kit'] as const)('is not for %s', async (name) => {
    await expect(extend('2026-12-09', sender(name))).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('of a frozen cycle says to reopen it', async () => {
    await freeze();
    await expect(extend('2026-12-09')).rejects.toMatchObject({ code: 'cycle-frozen' });
  });
});

describe('reopening', () => {
  it('takes replies again until the new day, and freezes anew', async () => {
    world.goTo('2026-12-04T17:00:00Z');
    await world.app.runDueOnce();
    const first = await world.cycle(meeting);
    world.goTo('2026-12-07T10:00:00Z');
    const open = await reopen('2026-12-10');
    expect(open).toMatchObject({
      state: 'open',
      due: '2026-12-10',
      freezes: '2026-12-10',
      frozenAt: null,
      snapshot: null,
      signedOff: null,
      // Those two were left out at the freeze; this one lies ahead again.
      reminders: ['2026-11-26', '2026-12-01', '2026-12-08'],
      remindersDone: ['2026-11-26', '2026-12-01'],
      reopened: [{ by: 'Morgan Vale', reason: 'A partner’s figures were wrong.' }],
    });
    await world.app.runDueOnce();
    expect(last('sam')).toContain('10 December');
    await world.tickAt('2026-12-08T09:00:00Z');
    expect(world.chatOf('sam')).toHaveLength(2);
    await world.tickAt('2026-12-10T17:00:00Z');
    const second = await world.cycle(meeting);
    expect(second.state).toBe('frozen');
    expect(second.snapshot).not.toBe(first.snapshot);
    // What was fixed first stays with the record.
    expect(await services().store.readFrozen(world.planId, meeting, first.snapshot ?? '')).not.toBeNull();
    expect(await logged('cycle-reopened')).toMatchObject({
      detail: { reason: 'A partner’s figures were wrong.', dueFrom: '2026-12-03', dueTo: '2026-12-10' },
    });
  });

  it('the evening before the board leaves the freeze to the PM', async () => {
    world.goTo('2026-12-16T18:00:00Z');
    await freeze();
    expect(await reopen('2026-12-16')).toMatchObject({ due: '2026-12-16', freezes: null });
    const status = await showStatus(services(), operator, target());
    expect(status.next).toBeNull();
  });

  it.each([
    ['2026-12-09', '  ', 'say why'],
    ['2026-12-09', 'x'.repeat(501), 'by 1 character ('],
    ['2026-12-17', 'A reason.', 'after the board meets'],
    ['2026-11-01', 'A reason.', 'has passed'],
  ])('refuses %s in words', async (due, reason, words) => {
    await freeze();
    await expect(reopen(due, reason)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
    expect((await world.cycle(meeting)).state).toBe('frozen');
  });

  it('refuses an open cycle, and one whose board has met', async () => {
    await expect(reopen('2026-12-09')).rejects.toMatchObject({ code: 'cycle-open' });
    await freeze();
    world.goTo('2026-12-17T10:00:00Z');
    await expect(reopen('2026-12-17')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('The board met'),
    });
  });
});

describe('reminding one lead', () => {
  it('reminds that lead alone, once a day', async () => {
    world.goTo('2026-11-24T10:00:00Z');
    const remind = () => remindOne(services(), morgan, target(), 'sam-barron');
    expect(await remind()).toMatchObject({ reminded: 1, remindedToday: 0, boardDate: meeting });
    expect(await remind()).toMatchObject({ reminded: 0, remindedToday: 1 });
    await world.app.runDueOnce();
    expect([world.chatOf('sam').length, world.chatOf('lee').length]).toEqual([2, 1]);
    expect(await chaseReplies(services(), morgan, target())).toMatchObject({
      reminded: 1,
      remindedToday: 1,
    });
  });

  it('keeps the scheduler from reminding again on that day', async () => {
    world.goTo('2026-11-26T08:00:00Z');
    await remindOne(services(), morgan, target(), 'sam-barron');
    await world.tickAt('2026-11-26T09:00:00Z');
    expect([world.chatOf('sam').length, world.chatOf('lee').length]).toEqual([2, 2]);
  });

  it('keeps it from a late reminder on that day too, and from the day a lead was first asked', async () => {
    world.goTo('2026-11-27T08:00:00Z');
    await remindOne(services(), morgan, target(), 'sam-barron');
    const selection = { by: 'ref', ref: '2B ii' } as const;
    const leads = [smallPeople.kit.name];
    await assignLeads(services(), operator, { planId: world.planId, selection, leads, strategic: null });
    await world.app.runDueOnce();
    // The reminder of the day before was missed.
    const { done } = await world.tickAt('2026-11-27T09:00:00Z');
    expect(done).toMatchObject([{ kind: 'remind', messages: 1 }]);
    expect((['sam', 'lee', 'kit'] as const).map((name) => world.chatOf(name).length)).toEqual([2, 2, 1]);
  });

  it.each(['nobody-here', 'sam', ''])('refuses %j, whom the plan does not have', async (personId) => {
    await expect(remindOne(services(), morgan, target(), personId)).rejects.toMatchObject({
      code: 'unknown-person',
    });
  });
});

describe('a meeting moved after its cycle was opened', () => {
  it('keeps the cycle, its replies and its name, and shows the new day', async () => {
    await moveMeeting(services(), operator, world.planId, { from: meeting, to: '2026-12-18' });
    const cycle = await world.cycle(meeting);
    expect(cycle).toMatchObject({ cycleId: meeting, boardDate: '2026-12-18', due: '2026-12-07' });
    for (const named of [meeting, '2026-12-18', null]) {
      const status = await showStatus(services(), operator, { planId: world.planId, cycleId: named });
      expect(status).toMatchObject({ cycleId: meeting, boardDate: '2026-12-18' });
    }
    await world.app.runDueOnce();
    expect(world.chatOf('sam')).toHaveLength(1);
    expect(last('sam')).toContain('18 December');
    await world.tickAt('2026-12-08T17:00:00Z');
    expect((await world.cycle(meeting)).state).toBe('frozen');
    expect(await services().store.listCycles(world.planId)).toHaveLength(1);
  });
});

describe('a large plan', () => {
  it('of 500 actions is frozen whole, and no reply of that moment is lost', async () => {
    const planId = 'wexcombe-large';
    const rows = Array.from(
      { length: 500 },
      (_, at) => `L ${at + 1},Theme,Action ${at + 1},March 2027,,Amber`,
    );
    const tracker = ['Large plan', '', 'Ref,Theme,Action,Timescale,Progress,RAG', ...rows, ''].join('\r\n');
    await importFiles(services(), { planId, tracker, people: smallPeopleFile });
    const selection = { by: 'theme', text: 'Theme' } as const;
    await assignLeads(services(), operator, {
      planId,
      selection,
      leads: [smallPeople.sam.name],
      strategic: null,
    });
    await openCycle(services(), operator, planId, { meeting });
    const replies = ['0001', '0250', '0500'].map((actionId) =>
      recordNoChange(services(), sender('sam'), { planId, cycleId: meeting, actionId }),
    );
    const [frozen] = await Promise.all([
      freezeCycle(services(), operator, { planId, cycleId: meeting }),
      ...replies,
    ]);
    const kept = await services().store.readFrozen(planId, meeting, frozen.snapshot ?? '');
    expect(kept?.actions).toHaveLength(500);
    const updates = await services().store.listUpdates(planId, meeting);
    expect(updates).toHaveLength(3);
  });
});
