import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson } from '../../support/test-person.ts';

const planId = smallPlanId;

let world: SmallPlanWorld;
let morgan: TestPerson;
beforeAll(async () => {
  world = await startSmallPlan(['morgan'], { publicUrl: 'https://actions.example' });
  ({ morgan } = world.people);
});
afterAll(() => world.close());

/** A client that takes no files, as the Agents Playground: its people have no id of Teams. */
async function asksWithoutFiles(text: string) {
  const { userId, name } = smallPeople.morgan;
  await morgan.posts({ type: 'message', text, from: { id: userId, name, aadObjectId: userId } });
  return morgan.messages().at(-1)?.card ?? {};
}

const linkOf = (card: object) =>
  /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(JSON.stringify(card))?.[1] ?? '';
const get = (path: string, method = 'GET') => fetch(`${world.url}${path}`, { method });

describe('a client that takes no files', () => {
  it('gets a link to the register that ends after seven days', async () => {
    const card = await asksWithoutFiles('export csv');
    expect(cardText(card)).toContain(
      'This chat takes no files, so here is a link. It ends on 9 November 2026 at 09:00.',
    );
    const link = linkOf(card);
    expect((await get(link, 'HEAD')).status).toBe(200);
    for (const _ of ['once', 'and again']) {
      const response = await get(link);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="wexcombe-send-register-2026-11-02.csv"',
      );
      expect(await response.text()).toContain('Agree one therapy specification');
    }
    // Whoever reads the storage or the log finds no link.
    const token = link.split('/').at(-1) ?? '?';
    expect(JSON.stringify(world.logger.lines)).not.toContain(token);
    const [entry] = await world.app.services.store.listLog(planId, 1);
    expect(entry?.what).toBe('document-shared');
    expect(JSON.stringify(entry)).not.toContain(token);
    const other = cardOf(await morgan.taps(card, 'As Excel'));
    expect((await get(linkOf(other))).headers.get('content-type')).toContain('spreadsheetml');

    world.clock.advance({ hours: 7 * 24, minutes: 1 });
    const ended = await get(link);
    const never = await get(`/file/${'A'.repeat(43)}`);
    expect([ended.status, never.status, (await get('/file/x')).status]).toEqual([404, 404, 404]);
    expect(await ended.text()).toBe(await never.text());
    expect((await get(link, 'HEAD')).status).toBe(404);
  });

  it('has a link that ends when its owner may no longer have the document', async () => {
    const link = linkOf(await asksWithoutFiles('export'));
    expect((await get(link)).status).toBe(200);
    const { store } = world.app.services;
    const person = (await store.listPeople(planId)).find(({ value }) => value.id === 'morgan-vale');
    if (!person) throw new Error('Morgan is missing.');
    const row = { kind: 'person', value: { ...person.value, roles: ['member'] } } as const;
    await store.commit(planId, [{ op: 'replace', row, etag: person.etag }]);
    expect((await get(link)).status).toBe(404);
  });
});
