import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FileHost, sendFiles, startFileHost } from '../support/file-host.ts';
import { cardText, findButton } from '../support/read-card.ts';
import { smallPeople, smallTracker } from '../support/small-plan.ts';
import { type SmallWorld, smallMeeting, smallPlanId, startSmallWorld } from '../support/small-world.ts';
import type { StorageProxy } from '../support/storage-proxy.ts';
import { teamsFaults } from '../support/teams-faults.ts';
import { cardOf, createTestPerson, type TestPerson, wordsOf } from '../support/test-person.ts';
import { testTenant } from '../support/test-world.ts';

/** Less than in production, where four seconds leave one for the answer to arrive; a busy machine gets half a second more. */
const patience = { dueMilliseconds: 1_500, settleMilliseconds: 12_000 };
const fiveSeconds = patience.dueMilliseconds + 1_500;
const late = 'This takes longer than usual. I’ll send you the result';

let world: SmallWorld;
let proxy: StorageProxy;
let host: FileHost;
beforeAll(async () => {
  world = await startSmallWorld({ proxied: true, patience });
  if (world.proxy === null) throw new Error('The world has no proxy.');
  proxy = world.proxy;
  host = await startFileHost();
});
afterAll(async () => {
  await world.close();
  await host.close();
});

const texts = (person: TestPerson) => person.messages().map(({ card }) => cardText(card ?? {}));
const newest = (person: TestPerson) => texts(person).at(-1) ?? '';
const readUpdate = async (actionId: string) =>
  (await world.app.services.store.readUpdate(smallPlanId, smallMeeting, actionId))?.value;
const savedReplies = async (actionId: string) =>
  (await world.app.services.store.listLog(smallPlanId, 500)).filter(
    ({ what, detail }) => what === 'reply-saved' && detail['actionId'] === actionId,
  );

async function timed<T>(work: Promise<T>): Promise<{ answer: T; milliseconds: number }> {
  const from = performance.now();
  return { answer: await work, milliseconds: performance.now() - from };
}

/** An import preview that Morgan may press Import on. */
async function stageFile(narrative: string) {
  const text = smallTracker.replace('Two services publish.', narrative);
  const url = host.keep(Buffer.from(text));
  const { morgan } = world.people;
  await sendFiles(morgan, '', [{ name: 'next.csv', url }]);
  // Late itself where the machine is slow to start the thread.
  return eventually(() => {
    const card = morgan.messages().at(-1)?.card ?? {};
    return String(findButton(card, 'Import').data['fileId']);
  }, 30_000);
}

describe('storage that gives no answer', () => {
  afterEach(() => proxy.setMode('pass'));

  it('keeps nobody waiting for five seconds, and everybody is told in a message what came of it', async () => {
    const { sam, lee, morgan, chris, jo } = world.people;
    const fileId = await stageFile('Seven services publish.');
    const before = {
      sam: sam.messages().length,
      lee: lee.messages().length,
      morgan: morgan.messages().length,
    };
    await proxy.setMode('hang');
    const [save, noChange, imported, asked, present] = await Promise.all([
      timed(
        sam.forges('reply.save', {
          ...world.idsOf('0001'),
          seen: 0,
          rating: 'Green',
          narrative: 'All signed.',
        }),
      ),
      timed(lee.forges('reply.noChange', world.idsOf('0003'))),
      timed(morgan.forges('import.confirm', { fileId })),
      timed(chris.says('digest')),
      timed(jo.posts({ type: 'installationUpdate', action: 'add' })),
    ]);
    for (const { milliseconds } of [save, noChange, imported, asked, present]) {
      expect(milliseconds).toBeLessThan(fiveSeconds);
    }
    for (const { answer } of [save, noChange, imported]) expect(wordsOf(answer)).toContain(`${late} here`);
    expect(cardText(asked.answer)).toContain('I’m on it …');
    expect(present.answer.status).toBe(200);

    const counts = chris.messages().length;
    await eventually(() => {
      for (const person of [sam, lee, morgan, chris]) {
        expect(newest(person)).toContain('it may not have been saved');
      }
    }, 60_000);
    // In the interim message's place, and for presses as one message each.
    expect(chris.messages()).toHaveLength(counts);
    expect(sam.messages()).toHaveLength(before.sam + 1);
    expect(lee.messages()).toHaveLength(before.lee + 1);
    expect(morgan.messages()).toHaveLength(before.morgan + 1);

    await proxy.setMode('pass');
    const again = { ...world.idsOf('0001'), seen: 0, rating: 'Green', narrative: 'All signed.' };
    expect(cardText(cardOf(await sam.forges('reply.save', again)))).toContain('✔ Saved');
    expect(await readUpdate('0001')).toMatchObject({ narrative: 'All signed.', version: 1 });
    expect(await savedReplies('0001')).toHaveLength(1);
    cardOf(await morgan.forges('import.cancel', { fileId }));
  }, 120_000);
});

describe('storage that takes a second and a half for every request', () => {
  afterEach(() => proxy.setMode('pass'));

  it('saves once what is pressed twice, and sends the receipts', async () => {
    const { sam, lee, chris, morgan } = world.people;
    const fileId = await stageFile('Eight services publish.');
    const count = lee.messages().length;
    await proxy.setMode('slow', 1_500);
    const [noChange, impatient, save, imported, asked] = await Promise.all([
      timed(lee.forges('reply.noChange', world.idsOf('0003'))),
      timed(lee.forges('reply.noChange', world.idsOf('0003'))),
      timed(
        sam.forges('reply.save', {
          ...world.idsOf('0001'),
          seen: 1,
          rating: 'Green',
          narrative: 'All agreed.',
        }),
      ),
      timed(morgan.forges('import.confirm', { fileId })),
      timed(chris.says('digest')),
    ]);
    const all = [noChange, impatient, save, imported, asked];
    for (const { milliseconds } of all) expect(milliseconds).toBeLessThan(fiveSeconds);
    expect(wordsOf(imported.answer)).toContain(late);
    await eventually(() => {
      const receipts = texts(lee).slice(count);
      expect(receipts).toEqual([expect.stringContaining('✔ Saved'), expect.stringContaining('✔ Saved')]);
      expect(newest(sam)).toContain('✔ Saved');
      expect(newest(morgan)).toContain('next.csv is in Wexcombe SEND improvement plan');
      expect(newest(chris)).toContain('Wexcombe SEND');
      expect(newest(chris)).not.toContain('I’m on it');
    }, 60_000);
    await proxy.setMode('pass');
    expect(await readUpdate('0003')).toMatchObject({ kind: 'no-change', version: 1 });
    expect(await savedReplies('0003')).toHaveLength(1);
    expect(await readUpdate('0001')).toMatchObject({ narrative: 'All agreed.', version: 2 });
  }, 120_000);
});

describe('a late answer', () => {
  const impatient = { dueMilliseconds: 150, settleMilliseconds: 12_000 };
  async function withReplica(
    settleMilliseconds: number,
    use: (url: string, close: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const replica = world.addReplica({ patience: { ...impatient, settleMilliseconds } });
    const { port } = await replica.start();
    let closing: Promise<void> | null = null;
    const close = () => {
      closing ??= replica.close();
      return closing;
    };
    try {
      await use(`http://127.0.0.1:${port}`, close);
    } finally {
      await proxy.setMode('pass');
      await close();
    }
  }
  const at = (url: string, who: keyof typeof smallPeople) =>
    createTestPerson({ url, teams: world.teams }, smallPeople[who]);
  const channel = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    conversation: { id: '19:board', conversationType: 'channel', tenantId: testTenant },
  };

  it('to a press in a channel goes to the presser’s own chat alone, which is made where none is known', async () => {
    await withReplica(12_000, async (url) => {
      world.teams.openConversation('19:board');
      await world.app.services.directory.forgetConversation(testTenant, smallPeople.kit.userId);
      const value = {
        action: { type: 'Action.Execute', verb: 'menu.digest', data: { planId: smallPlanId } },
      };
      const count = world.people.chris.messages().length;
      await proxy.setMode('slow', 300);
      for (const who of ['chris', 'kit'] as const) {
        const { body } = await at(url, who).posts({ ...channel, value });
        expect(body).toMatchObject({ value: expect.stringContaining(`${late} in our own chat`) });
      }
      await eventually(() => {
        expect(world.people.chris.messages()).toHaveLength(count + 1);
        expect(newest(world.people.chris)).toContain('Wexcombe SEND');
        expect(newest(world.people.kit)).toContain('Wexcombe SEND');
      });
      expect(world.teams.messagesIn('19:board')).toEqual([]);
    });
  });

  it('to a message comes as a new one where nothing could be said in between', async () => {
    await withReplica(12_000, async (url) => {
      const chris = at(url, 'chris');
      const count = chris.messages().length;
      await proxy.setMode('slow', 300);
      world.teams.fail(teamsFaults.notInRoster, { conversationId: chris.conversationId, times: 1 });
      const { status } = await chris.posts({ id: randomUUID(), type: 'message', text: 'digest' });
      expect(status).toBe(200);
      expect(chris.messages()).toHaveLength(count);
      await eventually(() => expect(chris.messages()).toHaveLength(count + 1));
      expect(newest(chris)).toContain('Wexcombe SEND');
    });
  });

  it('is sent before a normal stop ends', async () => {
    await withReplica(12_000, async (url, close) => {
      const sam = at(url, 'sam');
      const count = sam.messages().length;
      await proxy.setMode('slow', 300);
      expect(wordsOf(await sam.forges('reply.noChange', world.idsOf('0001')))).toContain(late);
      expect(sam.messages()).toHaveLength(count);
      await close();
      expect(sam.messages()).toHaveLength(count + 1);
      expect(newest(sam)).toContain('✔ Saved');
    });
  });

  it('is an apology where a stop can wait no longer', async () => {
    await withReplica(300, async (url, close) => {
      const sam = at(url, 'sam');
      await proxy.setMode('hang');
      expect(wordsOf(await sam.forges('reply.noChange', world.idsOf('0001')))).toContain(late);
      await close();
      expect(newest(sam)).toContain('it may not have been saved');
    });
  });
});

describe('storage that refuses', () => {
  it('is told at once as something that may not have been saved', async () => {
    const { sam, chris } = world.people;
    await proxy.setMode('refuse');
    const [press, message] = await Promise.all([
      timed(sam.forges('reply.noChange', world.idsOf('0001'))),
      timed(chris.says('digest')),
    ]);
    await proxy.setMode('pass');
    for (const { milliseconds } of [press, message]) expect(milliseconds).toBeLessThan(fiveSeconds);
    expect(wordsOf(press.answer)).toContain('it may not have been saved');
    expect(cardText(message.answer)).toContain('it may not have been saved');
  });

  it('or takes no connection at all', async () => {
    const { sam, chris } = world.people;
    await proxy.stop();
    const [press, message] = await Promise.all([
      timed(sam.forges('reply.noChange', world.idsOf('0001'))),
      timed(chris.says('digest')),
    ]);
    for (const { milliseconds } of [press, message]) expect(milliseconds).toBeLessThan(fiveSeconds);
    expect(wordsOf(press.answer)).toContain('it may not have been saved');
    expect(cardText(message.answer)).toContain('it may not have been saved');
  });
});
