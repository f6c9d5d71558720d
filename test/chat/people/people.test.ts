import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { cardInputs, cardText, findButton } from '../../support/read-card.ts';
import { importFiles, smallPeople, smallTracker } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
let chris: TestPerson;
let sam: TestPerson;
let stranger: TestPerson;
const planId = smallPlanId;

beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris', 'sam', 'stranger']);
  host = await startFileHost();
  ({ morgan, chris, sam, stranger } = world.people);
});
afterAll(async () => {
  await world.close();
  await host.close();
});

const people = async (id = planId) =>
  (await world.app.services.store.listPeople(id)).map(({ value }) => value);
const named = async (name: string) => (await people()).find((person) => person.name === name);
const lastLog = async () => (await world.app.services.store.listLog(planId, 1))[0];
const formOf = async (name: string) =>
  cardOf(await morgan.taps(await morgan.says(`people in ${planId}`), `Change ${name}`));

describe('a people list', () => {
  it('sent as a file is shown as a list that can be corrected, and saved on Save alone', async () => {
    const file = 'Name,E-mail,Agency,Role\r\nAda Quill,ada@icb.nhs.uk,ICB,chair\r\nBo,bo at home,,wizard\r\n';
    const before = await people();
    const url = host.keep(Buffer.from(file));
    const card = await sendFiles(morgan, `import people in ${planId}`, [{ name: 'people.csv', url }]);
    expect(cardText(card)).toContain('What would change: 2 added');
    expect(cardText(card)).toContain('people.csv · Row 3 · E-mail. “bo at home”');
    expect(await people()).toEqual(before);
    const corrected = String(cardInputs(card)[0]?.value).replace('Bo\t', 'Bo Marsh\tbo@x.uk');
    const again = cardOf(await morgan.taps(card, 'Save', { people: corrected }));
    expect(cardText(again)).toContain('Look again before you press Save');
    expect(await people()).toEqual(before);
    cardOf(await morgan.taps(again, 'Save'));
    expect((await named('Bo Marsh'))?.email).toBe('bo@x.uk');
    expect((await named('Ada Quill'))?.roles).toEqual(['chair']);
    expect(await lastLog()).toMatchObject({
      what: 'people-imported',
      from: 'teams',
      actor: { userId: smallPeople.morgan.userId },
      detail: { added: 2, changed: 0, people: 'ada-quill bo-marsh' },
    });
  });

  it('sent as a file far beyond any list is refused before it is read', async () => {
    const url = host.keep(Buffer.from(`Name,E-mail\r\n${'x'.repeat(300_000)}`));
    const card = await sendFiles(morgan, 'people', [{ name: 'people.csv', url }]);
    expect(cardText(card)).toContain('larger than any people list');
  });

  it('is shown anew where the people have changed since', async () => {
    const card = cardOf(
      await morgan.forges('people.preview', { planId, people: 'Ada Quill, , ICB of Wexcombe' }),
    );
    const form = await formOf('Ada Quill');
    cardOf(await morgan.taps(form, 'Save', { agency: 'ICB North' }));
    const again = cardOf(await morgan.taps(card, 'Save'));
    expect(cardText(again)).toContain('Look again before you press Save');
    expect((await named('Ada Quill'))?.agency).toBe('ICB North');
  });

  it('keeps what was typed when a line could mean two people, or too much was typed', async () => {
    await importFiles(world.app.services, {
      planId: 'twins',
      tracker: smallTracker,
      people: `Name,Agency,Entra object id,Role\r\nMorgan Vale,A,${morgan.userId},PM\r\nJo Ray,A,,\r\nJo Ray,B,,\r\n`,
    });
    const text = 'Jo Ray, , lead';
    const card = cardOf(await morgan.forges('people.preview', { planId: 'twins', people: text }));
    expect(cardText(card)).toContain('could be');
    expect(cardInputs(card)[0]?.value).toBe(text);
    const long = 'Ana Holt, a@x.uk\n'.repeat(301).trim();
    const refused = cardOf(await morgan.forges('people.preview', { planId, people: long }));
    expect(cardText(refused)).toContain('300 lines');
    expect(cardInputs(refused)[0]?.value).toBe(long);
  });

  it('does not take the last project manager’s role away', async () => {
    const card = cardOf(await morgan.forges('people.preview', { planId, people: 'Morgan Vale; chair' }));
    const answer = cardOf(await morgan.taps(card, 'Save'));
    expect(cardText(answer)).toContain('Make somebody else project manager first');
    expect((await named('Morgan Vale'))?.roles).toEqual(['pm']);
  });
});

describe('one person', () => {
  it('is changed, logged from what to what, and a second form that saw them before is told', async () => {
    const [first, second] = [await formOf('Lee Fenn'), await formOf('Lee Fenn')];
    cardOf(await morgan.taps(first, 'Save', { roles: 'lead,member', email: 'lee@icb.nhs.uk' }));
    expect(await named('Lee Fenn')).toMatchObject({ roles: ['member', 'lead'], email: 'lee@icb.nhs.uk' });
    expect(await lastLog()).toMatchObject({
      what: 'person-changed',
      actor: { userId: smallPeople.morgan.userId },
      detail: { person: 'lee-fenn', rolesFrom: 'lead', rolesTo: 'member,lead', emailTo: 'lee@icb.nhs.uk' },
    });
    const told = cardOf(await morgan.taps(second, 'Save', { name: 'Lee Fenwick' }));
    expect(cardText(told)).toContain('Somebody changed Lee Fenn while you were writing');
    expect(cardInputs(told)[0]?.value).toBe('Lee Fenwick');
    expect(await named('Lee Fenwick')).toBeUndefined();
  });

  it('keeps faults beside their fields and what was typed', async () => {
    const form = await formOf('Kit Rowe');
    const told = cardOf(await morgan.taps(form, 'Save', { name: ' ', email: 'LEE@icb.nhs.uk' }));
    expect(cardText(told)).toContain('Give a name.');
    expect(cardText(told)).toContain('Lee Fenn has this address.');
    const own = cardOf(await morgan.taps(await formOf('Morgan Vale'), 'Save', { roles: 'lead' }));
    expect(cardText(own)).toContain('Make somebody else project manager first');
    expect((await named('Morgan Vale'))?.roles).toEqual(['pm']);
  });

  it('is removed only where nothing names them, and after a question', async () => {
    const ask = cardOf(await morgan.taps(await formOf('Sam Barron'), 'Remove'));
    expect(cardText(ask)).toContain('Remove Sam Barron from the people list?');
    const kept = cardOf(await morgan.taps(ask, 'Yes, remove'));
    expect(cardText(kept)).toContain('Sam Barron leads 1A i, 1A ii: say first who leads instead.');
    expect(await named('Sam Barron')).toBeDefined();
    const own = cardOf(await morgan.taps(await formOf('Morgan Vale'), 'Remove'));
    expect(wordsOf(await morgan.taps(own, 'Yes, remove'))).toContain(
      'Make somebody else project manager first',
    );
    const stale = cardOf(await morgan.taps(await formOf('Kit Rowe'), 'Remove'));
    cardOf(await morgan.taps(await formOf('Kit Rowe'), 'Save', { agency: 'PCF' }));
    expect(wordsOf(await morgan.taps(stale, 'Yes, remove'))).toContain('Somebody has changed Kit Rowe');
    const fresh = cardOf(await morgan.taps(await formOf('Kit Rowe'), 'Remove'));
    expect(cardText(cardOf(await morgan.taps(fresh, 'Yes, remove')))).toContain('Removed: Kit Rowe.');
    expect(await named('Kit Rowe')).toBeUndefined();
    expect(await lastLog()).toMatchObject({ what: 'person-removed', detail: { person: 'kit-rowe' } });
    expect(wordsOf(await morgan.taps(fresh, 'Yes, remove'))).toContain('not on the people list any more');
  });
});

describe('somebody whom Teams knows by the address', () => {
  const meets = async (name: string, userId: string, email: string) => {
    const person = world.person({ name, userId });
    world.teams.setMember(person.conversationId, { id: `29:${userId}`, name, aadObjectId: userId, email });
    await person.installs();
    expect(cardText(await person.says('hello'))).toContain('no plan here knows you yet');
    return person;
  };

  it('is found when a list is saved, and when one address is put right', async () => {
    const dale = await meets('Dale Orr', 'b1000000-0000-4000-8000-000000000001', 'dale.orr@x.uk');
    const card = cardOf(
      await morgan.forges('people.preview', { planId, people: 'Dale Orr, dale.orr@x.uk, lead' }),
    );
    const saved = cardText(cardOf(await morgan.taps(card, 'Save')));
    expect(saved).toContain('Found in Teams by e-mail: Dale Orr.');
    expect(await named('Dale Orr')).toMatchObject({ userId: dale.userId, accountFrom: 'email' });
    expect(cardText(await dale.says('hello'))).toContain('Hello Dale Orr');

    const eve = await meets('Eve Birch', 'b1000000-0000-4000-8000-000000000002', 'eve.birch@x.uk');
    // The account that was found by the address goes with it, and that of the new one takes its place.
    cardOf(await morgan.taps(await formOf('Dale Orr'), 'Save', { email: 'eve.birch@x.uk' }));
    expect(await named('Dale Orr')).toMatchObject({ userId: eve.userId, accountFrom: 'email' });
    expect(cardText(await dale.says('hello'))).toContain('no plan here knows you yet');
  });
});

describe('who may', () => {
  const text = 'Alex Nobody, alex@x.uk, PM';
  const presses = [
    ['people.list', {}],
    ['people.addForm', {}],
    ['people.preview', { people: text }],
    ['people.save', { people: text, asked: 'x' }],
    ['person.form', { personId: 'lee-fenn' }],
    ['person.save', { personId: 'lee-fenn', asked: 'x', name: 'Lee', roles: 'pm' }],
    ['person.remove', { personId: 'lee-fenn', asked: 'x', accept: true }],
    ['menu.people', {}],
  ] as const;

  it.each(presses)('%s is refused to chair, lead and stranger', async (verb, data) => {
    const before = await people();
    for (const person of [chris, sam]) {
      const words = wordsOf(await person.forges(verb, { planId, ...data }));
      expect(words).toContain('Only the project manager can do that');
    }
    expect(wordsOf(await stranger.forges(verb, { planId, ...data }))).toMatch(/plan/);
    expect(await people()).toEqual(before);
  });

  it.each([
    [
      'a role that is none',
      'person.save',
      { personId: 'lee-fenn', asked: 'x', name: 'Lee', roles: 'pm,admin' },
    ],
    ['nobody', 'person.form', {}],
    ['a list that is no text', 'people.preview', { people: ['Lee'] }],
    ['no mark', 'people.save', { people: text }],
    ['a plan that is no id', 'people.list', { planId: '../x' }],
  ])('a forged press with %s is refused', async (_what, verb, data) => {
    expect(wordsOf(await morgan.forges(verb, { planId, ...data }))).toContain('could not be read');
  });

  it('refuses the command and a file to a chair, and fetches nothing', async () => {
    expect(cardText(await chris.says('people'))).toContain('Only the project manager can do that');
    const before = host.requests();
    const url = host.keep(Buffer.from('Name,Role\r\nAlex,PM\r\n'));
    expect(cardText(await sendFiles(chris, 'people', [{ name: 'p.csv', url }]))).toContain(
      'Only the project',
    );
    expect(host.requests()).toBe(before);
    const button = findButton(await morgan.says(`people in ${planId}`), 'Add people');
    expect(button.data).toEqual({ verb: 'people.addForm', planId });
  });
});
