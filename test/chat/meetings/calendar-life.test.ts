import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setScheduleRules } from '../../../src/use-cases/calendar/set-schedule-rules.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { reopenCycle } from '../../../src/use-cases/cycle/reopen-cycle.ts';
import { showDigest } from '../../../src/use-cases/digest/show-digest.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { cancelMeeting, moveMeeting } from '../../../src/use-cases/meetings/move-meeting.ts';
import { recordUpdate } from '../../../src/use-cases/reply/record-update.ts';
import { operator, type QuietWorld, startQuietWorld } from '../../support/quiet-world.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { testTenant } from '../../support/test-world.ts';

let world: QuietWorld;

beforeEach(async () => {
  world = await startQuietWorld('2026-11-02T09:00:00Z');
});
afterEach(() => world.close());

const meetings = async () => {
  const stored = await world.app.services.store.listMeetings(world.planId);
  return stored.map(({ value }) => value);
};

describe('a round that is missed', () => {
  it('leaves the meetings that were to show its replies to ask for themselves', async () => {
    // Frozen on 4 and 11 December by the rules; down until the 8th.
    await world.schedule('16 December 2026, 23 December 2026');
    expect((await meetings()).map(({ cycle }) => cycle)).toEqual(['2026-12-16', '2026-12-16']);
    await world.tickAt('2026-12-08T10:00:00Z');
    await world.tickAt('2026-12-08T10:01:00Z');
    expect((await meetings()).map(({ cycle, missed }) => [cycle, missed !== null])).toEqual([
      [null, true],
      ['2026-12-23', false],
    ]);
    expect(world.chatOf('sam')).toHaveLength(1);
    expect((await world.cycle('2026-12-23')).state).toBe('open');
    const status = await showStatus(world.app.services, operator, { planId: world.planId, cycleId: null });
    expect(status.missed).toEqual([
      expect.stringContaining('Nobody was asked for the board meeting on 16 December'),
    ]);
  });

  it('is open to be asked for again once other rules put its freeze ahead', async () => {
    await world.schedule('16 December 2026');
    await world.tickAt('2026-12-07T10:00:00Z');
    expect((await meetings())[0]?.missed).not.toBeNull();
    await setScheduleRules(world.app.services, operator, world.planId, { clearDays: 2 });
    await world.tickAt('2026-12-07T10:01:00Z');
    expect((await meetings())[0]).toMatchObject({ missed: null, cycle: '2026-12-16' });
    expect((await world.cycle('2026-12-16')).state).toBe('open');
  });
});

describe('a cycle frozen too early', () => {
  it('asks those who had not been asked yet once it is reopened', async () => {
    const { services } = world.app;
    await openCycle(services, operator, world.planId, { meeting: '2026-12-16' });
    await freezeCycle(services, operator, { planId: world.planId, cycleId: '2026-12-16' });
    await world.tickAt('2026-11-02T09:05:00Z');
    expect(world.chatOf('sam')).toHaveLength(0);
    await reopenCycle(
      services,
      operator,
      { planId: world.planId, cycleId: '2026-12-16' },
      {
        reason: 'A slip.',
        due: '2026-12-03',
      },
    );
    await world.tickAt('2026-11-02T09:10:00Z');
    expect([world.chatOf('sam').length, world.chatOf('lee').length]).toEqual([1, 1]);
    await world.tickAt('2026-11-02T09:20:00Z');
    expect(world.chatOf('sam')).toHaveLength(1);
  });
});

describe('a meeting that shows the replies for another', () => {
  it('is not opened by a press that would ask everybody twice', async () => {
    const { services } = world.app;
    await world.schedule('16 December 2026, 18 December 2026');
    await world.tickAt('2026-11-19T09:00:00Z');
    const morgan = { via: 'teams', tenantId: testTenant, ...smallPeople.morgan } as const;
    await expect(openCycle(services, morgan, world.planId, { meeting: '2026-12-18' })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('shows the replies for 16 December 2026'),
    });
    await world.tickAt('2026-11-24T09:00:00Z');
    expect(world.chatOf('sam')).toHaveLength(1);
    const opened = await openCycle(services, operator, world.planId, { meeting: '2026-12-18' });
    expect(opened.warnings).toEqual([expect.stringContaining('they now have two requests')]);
  });
});

describe('the digest for a meeting that shows the replies for another', () => {
  it('is named for that meeting, and says whose replies they are', async () => {
    const { services } = world.app;
    await world.schedule('16 December 2026, 18 December 2026');
    await world.tickAt('2026-11-19T09:00:00Z');
    const request = { planId: world.planId, level: null, group: null };
    const forBoth = await Promise.all(
      ['2026-12-16', '2026-12-18'].map((meeting) =>
        showDigest(services, operator, { ...request, cycleId: meeting }),
      ),
    );
    expect(forBoth.map(({ cycleId, forMeeting }) => [cycleId, forMeeting])).toEqual([
      ['2026-12-16', null],
      ['2026-12-16', '2026-12-18'],
    ]);
    expect({ ...forBoth[1], forMeeting: null }).toEqual(forBoth[0]);
  });
});

describe('what a step of the scheduler did', () => {
  it('is recorded as it was, whichever replica planned the messages', async () => {
    await world.schedule('16 December 2026');
    await world.tickAt('2026-11-19T09:00:00Z');
    world.goTo('2026-11-26T09:00:00Z');
    const replicas = [world.app, world.addReplica(), world.addReplica(), world.addReplica()];
    await Promise.all(replicas.map((replica) => replica.runDueOnce()));
    const log = await world.app.services.store.listLog(world.planId, 10);
    expect(
      log.filter(({ what }) => what === 'leads-reminded').map(({ detail }) => detail['messages']),
    ).toEqual([2]);
    await Promise.all(replicas.slice(1).map((replica) => replica.close()));
  });
});

describe('moving a meeting whose leads have been asked', () => {
  it('is refused onto a day whose own cycle was opened before it was cancelled', async () => {
    const { services } = world.app;
    await world.schedule('16 December 2026');
    await openCycle(services, operator, world.planId, { meeting: '2026-12-16' });
    await cancelMeeting(services, operator, world.planId, '2026-12-16');
    await openCycle(services, operator, world.planId, { meeting: '2027-01-20' });
    const move = moveMeeting(services, operator, world.planId, { from: '2027-01-20', to: '2026-12-16' });
    await expect(move).rejects.toMatchObject({ code: 'meeting-exists' });
    expect((await world.cycle('2027-01-20')).boardDate).toBe('2027-01-20');
  });

  it('to tomorrow, in the evening, does not freeze what is still due today', async () => {
    const { services } = world.app;
    await world.schedule('16 December 2026');
    await world.tickAt('2026-11-19T09:00:00Z');
    world.goTo('2026-11-19T18:00:00Z');
    const move = await moveMeeting(services, operator, world.planId, {
      from: '2026-12-16',
      to: '2026-11-20',
    });
    expect(move.written).toBe(true);
    await world.tickAt('2026-11-19T18:01:00Z');
    expect(await world.cycle('2026-12-16')).toMatchObject({ state: 'open', due: '2026-11-19' });
  });
});

describe('what the next board reads', () => {
  const say = (meeting: string, label: 'Red' | 'Amber') =>
    recordUpdate(
      world.app.services,
      { via: 'teams', tenantId: testTenant, ...smallPeople.lee },
      { planId: world.planId, cycleId: meeting, actionId: '0003' },
      {
        draft: {
          rating: label,
          narrative: `It is ${label}.`,
          revisedDate: '',
          reason: 'Staff left.',
          recoveryStep: 'Recruit.',
          evidence: '',
          finished: false,
        },
        seen: label === 'Amber' ? 0 : 1,
      },
    );
  const digestOf = (meeting: string) =>
    showDigest(world.app.services, operator, {
      planId: world.planId,
      cycleId: meeting,
      level: null,
      group: null,
    });

  it('moves from what the last paper said, not from a late reply', async () => {
    await world.schedule('16 December 2026, 20 January 2027');
    await world.tickAt('2026-11-19T09:00:00Z');
    await say('2026-12-16', 'Amber');
    await world.tickAt('2026-12-04T17:00:00Z');
    const paper = await digestOf('2026-12-16');
    world.goTo('2026-12-10T10:00:00Z');
    expect((await say('2026-12-16', 'Red')).kind).toBe('saved');
    expect(await digestOf('2026-12-16')).toEqual(paper);
    for (const at of ['2026-12-21T09:00:00Z', '2026-12-29T12:00:00Z']) await world.tickAt(at);
    const next = await digestOf('2027-01-20');
    // Lee has not answered anew: the late word is the last known one, and it is told since the paper.
    expect(next.reds.find(({ actionId }) => actionId === '0003')).toMatchObject({
      rating: { label: 'Red' },
      asked: true,
      replied: false,
    });
    expect(next.counts.find(({ label }) => label === 'Amber')?.lastBoard).toBe(2);
  });

  it('has each reply whole or not at all, though it is saved while the freeze is under way', async () => {
    const { services } = world.app;
    await openCycle(services, operator, world.planId, { meeting: '2026-12-16' });
    let said = false;
    // Replies are read, then Lee answers, then the actions are read.
    const listActions: typeof services.store.listActions = async (planId) => {
      if (!said) {
        said = true;
        await say('2026-12-16', 'Amber');
      }
      return services.store.listActions(planId);
    };
    const store = { ...services.store, listActions };
    await freezeCycle({ ...services, store }, operator, { planId: world.planId, cycleId: '2026-12-16' });
    const { snapshot } = await world.cycle('2026-12-16');
    const kept = await services.store.readFrozen(world.planId, '2026-12-16', snapshot ?? '');
    const part = kept?.actions.find(({ action }) => action.id === '0003');
    expect(part?.action.lastReply?.at).toBe(part?.update?.at);
    expect(part?.update?.rating.label).toBe(part?.action.rating.label);
  });

  it('does not count from a board that never met', async () => {
    const { services } = world.app;
    await world.schedule('16 December 2026');
    await openCycle(services, operator, world.planId, { meeting: '2026-12-16' });
    await freezeCycle(services, operator, { planId: world.planId, cycleId: '2026-12-16' });
    await cancelMeeting(services, operator, world.planId, '2026-12-16');
    await openCycle(services, operator, world.planId, { meeting: '2027-01-20' });
    expect((await digestOf('2027-01-20')).lastBoard).toBeNull();
  });
});
