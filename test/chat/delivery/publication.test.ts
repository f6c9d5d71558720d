import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { statusCard } from '../../../src/cards/digest/status-card.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import type { PlanStore } from '../../../src/ports.ts';
import { setScheduleRules } from '../../../src/use-cases/calendar/set-schedule-rules.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { reopenCycle } from '../../../src/use-cases/cycle/reopen-cycle.ts';
import { runDue } from '../../../src/use-cases/delivery/run-due.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { findOffer } from '../../../src/use-cases/export/offer-document.ts';
import { setPaper } from '../../../src/use-cases/paper/set-paper.ts';
import { operator, type QuietWorld, type SmallName, startQuietWorld } from '../../support/quiet-world.ts';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import { testTenant } from '../../support/test-world.ts';

// Worked back from Wednesday 16 December 2026.
const meeting = '2026-12-16';
const opens = '2026-11-19T09:00:00Z';
const freeze = '2026-12-04T17:00:00Z';
const published = '2026-12-08T09:00:00Z';

let world: QuietWorld;
const begin = async (known?: readonly SmallName[]) => {
  world = await startQuietWorld('2026-11-02T09:00:00Z', known);
  await setScheduleRules(world.app.services, operator, world.planId, { sendsDigest: true });
};
afterEach(() => world.close());

const target = () => ({ planId: world.planId, cycleId: meeting });
const digestsOf = (name: SmallName) =>
  world.chatOf(name).filter(({ card }) => /1 red, 1 amber of 4/.test(cardText(card ?? {})));
const papersOf = (name: SmallName) =>
  world
    .chatOf(name)
    .flatMap(({ files }) => files.filter(({ contentType }) => contentType.endsWith('consent')));
const rowsOf = async (kind: 'digest' | 'paper'): Promise<Delivery[]> => {
  const rows = await world.app.services.store.listDeliveries(world.planId, meeting);
  return rows.map(({ value }) => value).filter((row) => row.kind.name === kind);
};
const told = async (kind: 'digest' | 'paper') =>
  (await rowsOf(kind)).map(({ personId, state }) => `${personId} ${state}`).sort();
const status = () => showStatus(world.app.services, operator, target());
const logged = async (what: string) =>
  (await world.app.services.store.listLog(world.planId, 100)).filter((entry) => entry.what === what).length;

describe('publication day of a cycle that was frozen in time', () => {
  beforeEach(async () => {
    await begin();
    await world.schedule(meeting);
    for (const moment of [opens, freeze]) await world.tickAt(moment);
  });

  it('brings the digest to the chair and members, once, and to nobody else', async () => {
    expect((await status()).next).toEqual({ what: 'publication', day: '2026-12-08', time: '09:00' });
    await world.tickAt('2026-12-08T08:59:00Z');
    expect(await rowsOf('digest')).toEqual([]);
    const report = await world.tickAt(published);
    expect(report.done).toMatchObject([{ kind: 'publish', messages: 2 }]);
    for (const later of [published, '2026-12-09T09:00:00Z', '2026-12-16T09:00:00Z'])
      await world.tickAt(later);
    const counts = (['chris', 'kit', 'morgan', 'sam', 'lee', 'jo'] as const).map(
      (name) => digestsOf(name).length,
    );
    expect(counts).toEqual([1, 1, 0, 0, 0, 0]);
    expect(await logged('digest-sent')).toBe(1);
    const now = await status();
    expect(now.digest).toEqual({ sent: 2, underWay: 0, missed: [] });
    expect(now.next).toBeNull();
    expect(cardText(statusCard(now))).toContain('Digest on publication day: sent to 2 of 2 readers.');
  });

  it('is noticed by several replicas at once, and sent once', async () => {
    world.goTo(published);
    const replicas = [world.app, world.addReplica(), world.addReplica()];
    const reports = await Promise.all(replicas.map((app) => app.runDueOnce()));
    await world.app.runDueOnce();
    expect([digestsOf('chris').length, digestsOf('kit').length]).toEqual([1, 1]);
    expect(reports.flatMap(({ done }) => done.map(({ kind }) => kind))).toEqual(['publish']);
    await Promise.all(replicas.slice(1).map((app) => app.close()));
  });

  it('goes on after a crash between the messages and their mark, and repeats none', async () => {
    world.goTo(published);
    const { services } = world.app;
    const store: PlanStore = {
      ...services.store,
      commit: (planId, writes) =>
        writes.some(({ row }) => row.kind === 'cycle')
          ? Promise.reject(new Error('The process was killed.'))
          : services.store.commit(planId, writes),
    };
    const report = await runDue({ ...services, store }, { all: true });
    expect(report.failed).toBe(1);
    expect(await told('digest')).toEqual(['chris-aldous planned', 'kit-rowe planned']);
    await world.app.runDueOnce();
    await world.tickAt('2026-12-08T09:05:00Z');
    expect([digestsOf('chris').length, digestsOf('kit').length]).toEqual([1, 1]);
    expect(await logged('digest-sent')).toBe(1);
  });

  it('waits as long as Teams asks, and tries again', async () => {
    world.teams.fail(teamsFaults.throttled(30), { times: 1 });
    await world.tickAt(published);
    await world.tickAt('2026-12-08T09:10:00Z');
    expect(await told('digest')).toEqual(['chris-aldous sent', 'kit-rowe sent']);
    expect([digestsOf('chris').length, digestsOf('kit').length]).toEqual([1, 1]);
  });

  it('sends nothing to whoever is a member no more when it leaves', async () => {
    world.goTo(published);
    const { services } = world.app;
    await runDue(services, { all: true });
    const kit = (await services.store.listPeople(world.planId)).find(({ value }) => value.id === 'kit-rowe');
    if (!kit) throw new Error('Kit is gone.');
    const row = { kind: 'person', value: { ...kit.value, roles: ['lead'] } } as const;
    await services.store.commit(world.planId, [{ op: 'replace', row, etag: kit.etag }]);
    await world.app.runDueOnce();
    expect(await told('digest')).toEqual(['chris-aldous sent', 'kit-rowe not-needed']);
    expect(digestsOf('kit')).toEqual([]);
  });

  it('sends what a reopened cycle says once it is frozen anew, and nothing of the freeze that was undone', async () => {
    world.goTo(published);
    await runDue(world.app.services, { all: true });
    await reopenCycle(world.app.services, operator, target(), {
      reason: 'A reply was lost.',
      due: '2026-12-10',
    });
    await world.app.runDueOnce();
    expect(digestsOf('chris')).toEqual([]);
    // Who reopens it on that day knows that it waits.
    expect(await logged('digest-held')).toBe(0);
    await freezeCycle(world.app.services, operator, target());
    await world.tickAt('2026-12-10T10:00:00Z');
    await world.tickAt('2026-12-11T10:00:00Z');
    expect([digestsOf('chris').length, digestsOf('kit').length]).toEqual([1, 1]);
    expect((await status()).digest).toMatchObject({ sent: 2 });
  });

  it('is left alone where the rules do not say so', async () => {
    await setScheduleRules(world.app.services, operator, world.planId, { sendsDigest: false });
    await world.tickAt(published);
    expect(await rowsOf('digest')).toEqual([]);
    expect((await status()).next).toBeNull();
  });
});

describe('publication day of a cycle that only the PM freezes', () => {
  beforeEach(async () => {
    await begin();
    world.goTo(opens);
    await openCycle(world.app.services, operator, world.planId, { meeting });
    const { store } = world.app.services;
    const stored = await store.readCycle(world.planId, meeting);
    if (!stored) throw new Error('There is no cycle.');
    const row = { kind: 'cycle', value: { ...stored.value, freezes: null } } as const;
    await store.commit(world.planId, [{ op: 'replace', row, etag: stored.etag }]);
  });
  const waits = () =>
    world.chatOf('morgan').filter(({ card }) => /waits for the freeze/.test(cardText(card ?? {})));

  it('tells the PM once, and sends when it is frozen', async () => {
    const { publishBy } = await world.cycle(meeting);
    await world.tickAt(`${publishBy}T09:00:00Z`);
    await world.tickAt(`${publishBy}T10:00:00Z`);
    expect(waits()).toHaveLength(1);
    expect(digestsOf('chris')).toEqual([]);
    world.goTo('2026-12-10T10:00:00Z');
    await freezeCycle(world.app.services, operator, target());
    await world.app.runDueOnce();
    expect([digestsOf('chris').length, digestsOf('kit').length]).toEqual([1, 1]);
  });

  it('says that it was left out where the board came first', async () => {
    await world.tickAt('2026-12-15T10:00:00Z');
    await world.tickAt('2026-12-16T09:00:00Z');
    await freezeCycle(world.app.services, operator, target());
    await world.tickAt('2026-12-16T10:00:00Z');
    expect(await rowsOf('digest')).toEqual([]);
    expect((await status()).skipped.at(-1)).toMatchObject({
      what: 'publication',
      why: 'The cycle was not frozen before the day of the board.',
    });
  });
});

describe('a reader out of reach on publication day', () => {
  beforeEach(async () => {
    await begin(['morgan', 'chris', 'sam', 'lee']);
    await world.schedule(meeting);
    for (const moment of [opens, freeze, published]) await world.tickAt(moment);
  });

  it('is named on the status, and gets the digest when they can be reached before the board meets', async () => {
    expect(await told('digest')).toEqual(['chris-aldous sent', 'kit-rowe unreachable']);
    expect((await status()).digest?.missed).toMatchObject([{ name: 'Kit Rowe' }]);
    await world.meet('kit');
    // Long after the freeze, for which nothing else is sent any more.
    await world.tickAt('2026-12-14T10:00:00Z');
    expect(digestsOf('kit')).toHaveLength(1);
    expect(digestsOf('chris')).toHaveLength(1);
  });

  it('gets none from the board’s day on', async () => {
    await world.meet('kit');
    await world.tickAt('2026-12-16T10:00:00Z');
    expect(digestsOf('kit')).toEqual([]);
  });
});

describe('the board paper at the freeze', () => {
  it('comes to the project manager by itself, with what is blank in it', async () => {
    await begin();
    await world.schedule(meeting);
    await setPaper(world.app.services, operator, world.planId, { frontSheet: { contact: 'Morgan Vale' } });
    for (const moment of [opens, freeze]) await world.tickAt(moment);
    expect(await told('paper')).toEqual(['morgan-vale sent']);
    const [paper, ...more] = papersOf('morgan');
    expect(more).toEqual([]);
    expect(paper?.name).toBe('wexcombe-send-board-paper-2026-12-16.docx');
    expect(paper?.content['description']).toMatch(
      /^The board paper: Wexcombe SEND improvement plan\. Blank on the front sheet: .*Purpose, .*Background papers$/,
    );
    for (const name of ['chris', 'kit', 'sam'] as const) expect(papersOf(name)).toEqual([]);
    const { offer } = z.object({ offer: z.string() }).parse(paper?.content['acceptContext']);
    const sender = (name: SmallName) =>
      ({ via: 'teams', tenantId: testTenant, ...smallPeople[name] }) as const;
    const found = await findOffer(world.app.services, sender('morgan'), offer);
    expect(found.value).toMatchObject({ name: 'paper-docx', meeting });
    await expect(findOffer(world.app.services, sender('chris'), offer)).rejects.toMatchObject({
      code: 'unknown-file',
    });
  });

  it('comes after a freeze by hand too, and is offered by a button where a chat takes no file', async () => {
    await begin(['chris']);
    world.goTo(opens);
    const { userId } = smallPeople.morgan;
    const chat = { tenantId: testTenant, userId, serviceUrl: world.teams.serviceUrl, channelId: 'emulator' };
    const ref = {
      ...chat,
      conversationId: 'a:morgan',
      botId: '28:b',
      botName: 'Board Actions',
      memberId: 'user-1',
    };
    world.teams.openConversation(ref.conversationId);
    await world.app.services.directory.saveConversation(ref);
    await openCycle(world.app.services, operator, world.planId, { meeting });
    await freezeCycle(world.app.services, operator, target());
    await world.app.runDueOnce();
    const card = world.teams.messagesIn('a:morgan').at(-1)?.card ?? {};
    expect(cardText(card)).toMatch(
      /The board paper: ready[\s\S]*Blank on the front sheet, and marked so:\*\* .*Contact/,
    );
    expect(JSON.stringify(card)).toContain('"verb":"document.offer"');
  });

  it('is not made of a freeze that was undone before it left', async () => {
    await begin();
    world.goTo(opens);
    await openCycle(world.app.services, operator, world.planId, { meeting });
    await freezeCycle(world.app.services, operator, target());
    await reopenCycle(world.app.services, operator, target(), { reason: 'Too early.', due: '2026-12-03' });
    await world.app.runDueOnce();
    expect(await told('paper')).toEqual(['morgan-vale not-needed']);
    await freezeCycle(world.app.services, operator, target());
    await world.app.runDueOnce();
    expect(papersOf('morgan')).toHaveLength(1);
    expect(new Set((await rowsOf('paper')).map(({ kind }) => writeDeliveryKind(kind))).size).toBe(2);
  });
});
