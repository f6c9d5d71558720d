import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app.ts';
import { eventually } from '../../support/eventually.ts';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { createTestPerson, type TestPerson } from '../../support/test-person.ts';

const consentType = 'application/vnd.microsoft.teams.card.file.consent';

let world: SmallPlanWorld;
let replica: App;
let morgan: TestPerson;
beforeAll(async () => {
  world = await startSmallPlan(['morgan'], { publicUrl: 'https://actions.example', proxied: true });
  replica = world.addReplica({
    patience: { soonMilliseconds: 200, dueMilliseconds: 25_000, settleMilliseconds: 12_000 },
  });
  const { port } = await replica.start();
  morgan = createTestPerson({ url: `http://127.0.0.1:${port}`, teams: world.teams }, smallPeople.morgan);
});
afterAll(async () => {
  await replica.close();
  await world.close();
});

const texts = () => morgan.messages().map(({ card }) => cardText(card ?? {}));
const offers = () => morgan.messages().filter(({ files }) => files[0]?.contentType === consentType);
/** Before it is known what takes so long, and from then on. */
const waiting = /I’m on it …|I’m making it now\./;
const { userId, name } = smallPeople.morgan;
/** A client that takes no files. */
const withoutFiles = { id: userId, name, aadObjectId: userId };

/** The slowest storage that is still storage. */
async function slowly(work: () => Promise<void>): Promise<void> {
  await world.proxy?.setMode('slow', 400);
  try {
    await work();
  } finally {
    await world.proxy?.setMode('pass');
  }
}

describe('a document that takes longer than two seconds', () => {
  it.each(['paper', 'picture', 'export'])('%s: a message says so, and becomes its link', async (text) => {
    await slowly(async () => {
      const before = morgan.messages().length;
      await morgan.posts({ type: 'message', text, from: withoutFiles });
      expect(texts().slice(before)).toEqual([expect.stringMatching(waiting)]);
      const standing = morgan.messages().at(-1)?.id;
      await eventually(() => {
        expect(JSON.stringify(morgan.messages().at(-1)?.card)).toContain('https://actions.example/file/');
      }, 30_000);
      expect(
        morgan
          .messages()
          .slice(before)
          .map(({ id }) => id),
      ).toEqual([standing]);
    });
  });

  it('as a file: a message says so, and goes when the file is offered', async () => {
    await slowly(async () => {
      const before = offers().length;
      await morgan.posts({ type: 'message', text: 'export' });
      expect(texts().at(-1)).toMatch(waiting);
      await eventually(() => {
        expect(offers()).toHaveLength(before + 1);
        expect(texts().some((one) => waiting.test(one))).toBe(false);
      }, 30_000);
    });
  });

  it('is announced before it is begun where nothing can be said meanwhile', async () => {
    const { store } = world.app.services;
    const plan = await store.readPlan(smallPlanId);
    if (plan === null) throw new Error('The plan is missing.');
    const row = { kind: 'plan', value: { ...plan.value, nextActionNumber: 500 } } as const;
    await store.commit(smallPlanId, [{ op: 'replace', row, etag: plan.etag }]);
    const patient = world.people.morgan;
    const sent = world.teams.sendRequests(patient.conversationId);
    await patient.posts({ type: 'message', text: 'paper' });
    // The announcement, which the answer took the place of, and the file.
    expect(world.teams.sendRequests(patient.conversationId) - sent).toBe(2);
    expect(texts().some((one) => one.includes('I have offered you the file here'))).toBe(true);
    expect(texts().some((one) => waiting.test(one))).toBe(false);
  });
});

describe('a document that is asked for again with nothing changed', () => {
  const fileOf = async (text: string) => {
    await world.people.morgan.posts({ type: 'message', text, from: withoutFiles });
    const card = JSON.stringify(morgan.messages().at(-1)?.card);
    const path = /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(card)?.[1] ?? '/file/none';
    const response = await fetch(`${world.url}${path}`);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer()).toString('base64');
    return { name: response.headers.get('content-disposition'), bytes };
  };

  it.each([
    ['paper', 1],
    ['paper public', 1],
    ['picture', 1],
    ['picture svg', 1],
    // The register is of its latest reply, whatever the day.
    ['export', 26],
    ['export csv', 26],
  ])('%s: is the same file, name and all, %i hours later', { timeout: 60_000 }, async (text, hours) => {
    const first = await fileOf(text);
    world.clock.advance({ hours });
    expect(await fileOf(text)).toEqual(first);
  });
});
