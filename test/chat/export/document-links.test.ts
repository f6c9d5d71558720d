import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardText, findButton } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

const planId = smallPlanId;

let world: SmallPlanWorld;
let morgan: TestPerson;
beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris', 'kit'], { publicUrl: 'https://actions.example' });
  ({ morgan } = world.people);
});
afterAll(() => world.close());

/** A client that takes no files, as the Agents Playground: its people have no id of Teams. */
async function asksWithoutFiles(text: string, who: 'morgan' | 'chris' | 'kit' = 'morgan') {
  const person = world.people[who];
  const { userId, name } = smallPeople[who];
  await person.posts({ type: 'message', text, from: { id: userId, name, aadObjectId: userId } });
  return person.messages().at(-1)?.card ?? {};
}

const linkOf = (card: object) =>
  /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(JSON.stringify(card))?.[1] ?? '';
const get = (path: string, method = 'GET') => fetch(`${world.url}${path}`, { method });

describe('a client that takes no files', () => {
  it('gets a link to the register that ends after seven days', async () => {
    const card = await asksWithoutFiles('export csv');
    expect(cardText(card)).toContain(
      'This chat takes no files, so here is a link. It ends on 9 November 2026 at 09:00, when you may no longer see the document',
    );
    const link = linkOf(card);
    expect((await get(link, 'HEAD')).status).toBe(200);
    for (const _ of ['once', 'and again']) {
      const response = await get(link);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="wexcombe-send-register-2026-10-01.csv"',
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

  it('has a link that is ended by its button, and reads as one that never was', async () => {
    const card = await asksWithoutFiles('export');
    const link = linkOf(card);
    expect((await get(link)).status).toBe(200);
    const ended = cardOf(await morgan.taps(card, 'End this link'));
    expect(cardText(ended)).toContain('Nobody can open that link any more.');
    const [gone, never] = [await get(link), await get(`/file/${'A'.repeat(43)}`)];
    expect([gone.status, (await get(link, 'HEAD')).status]).toEqual([404, 404]);
    expect(await gone.text()).toBe(await never.text());
    const [entry] = await world.app.services.store.listLog(planId, 1);
    expect(entry).toMatchObject({ what: 'link-ended', detail: { documents: 'register-xlsx', links: 1 } });
    // Pressed again, nothing is done and nothing goes wrong.
    expect(cardText(cardOf(await morgan.taps(card, 'End this link')))).toContain('Nobody can open');
    expect(linkOf(cardOf(await morgan.taps(ended, 'Get a link')))).not.toBe('');
  });

  it('has links that are ended by who asked for them, and by the project manager', async () => {
    const { chris, kit } = world.people;
    const chairs = await asksWithoutFiles('paper', 'chris');
    const members = await asksWithoutFiles('picture', 'kit');
    const data = findButton(chairs, 'document.endLink').data;
    expect(wordsOf(await kit.forges('document.endLink', data))).toContain('ended by who asked for it');
    expect(wordsOf(await kit.forges('document.endLinks', { planId, link: data['link'] }))).toContain(
      'ended by who asked for it',
    );
    expect((await get(linkOf(chairs))).status).toBe(200);
    const own = await kit.says('end link');
    expect(cardText(own)).toContain('1 link stands');
    expect(cardText(cardOf(await kit.taps(own, 'End link 1')))).toContain('No link of yours stands');
    expect([(await get(linkOf(members))).status, (await get(linkOf(chairs))).status]).toEqual([404, 200]);
    const all = await morgan.says('end links');
    expect(cardText(all)).toContain('The board paper · for Chris Aldous · ends on');
    expect(cardText(cardOf(await morgan.taps(all, 'End all')))).toContain('No link of yours stands');
    expect((await get(linkOf(chairs))).status).toBe(404);
    expect(cardText(await chris.says('end link'))).toContain('there is nothing to end');
    // An id that stands for nothing, or for a link of another plan, does nothing.
    expect(
      cardText(cardOf(await morgan.forges('document.endLink', { ...data, link: 'f'.repeat(64) }))),
    ).toContain('Nobody can open');
  });

  it('has a link that ends when its owner may no longer have the document', async () => {
    const link = linkOf(await asksWithoutFiles('export'));
    expect((await get(link)).status).toBe(200);
    const { store } = world.app.services;
    const person = (await store.listPeople(planId)).find(({ value }) => value.id === 'morgan-vale');
    if (!person) throw new Error('Morgan is missing.');
    const row = { kind: 'person', value: { ...person.value, roles: ['member'] } } as const;
    await store.commit(planId, [{ op: 'replace', row, etag: person.etag }]);
    expect([(await get(link)).status, (await get(link, 'HEAD')).status]).toEqual([404, 404]);
  });
});
