import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import { importFiles, smallTracker } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';
import { startWorld, type TestWorld } from '../../support/test-world.ts';

const id = (number: number) => `f1000000-0000-4000-8000-00000000000${number}`;
const byId = { name: 'Ida Marsh', userId: id(1) };
const byMail = { name: 'Ana H', userId: id(2) };
const guest = { name: 'Bo Quill', userId: id(3) };
const stranger = { name: 'Alex Nobody', userId: id(4) };
const outsider = { name: 'Ana H', userId: id(5) };
const sentence =
  'Send me your tracker (Word, Excel or CSV) as an attachment, and I’ll show what I understood before anything is saved.';

let world: TestWorld;
let host: FileHost;

beforeAll(async () => {
  world = await startWorld({
    serving: true,
    env: { FIRST_PROJECT_MANAGERS: `${id(1)}, Ana.Holt@council.gov.uk, bo.quill@nhs.net` },
  });
  host = await startFileHost();
});
afterAll(async () => {
  await world.close();
  await host.close();
});

async function join(
  who: { readonly name: string; readonly userId: string },
  address: object = {},
): Promise<TestPerson> {
  const person = world.person(who);
  world.teams.setMember(person.conversationId, {
    id: `29:${who.userId}`,
    name: who.name,
    aadObjectId: who.userId,
    ...address,
  });
  await person.installs();
  return person;
}
const send = (person: TestPerson, text: string, name = 'tracker.csv') =>
  sendFiles(person, text, [{ name, url: host.keep(Buffer.from(smallTracker)) }]);
const peopleOf = async (planId: string) =>
  (await world.app.services.store.listPeople(planId)).map(({ value }) => value);

describe('the first plan of an organisation, from an empty storage', () => {
  it('is refused to whoever is not on the list, whatever their activity calls them, and nothing is fetched', async () => {
    const person = await join(stranger, { email: 'alex@council.gov.uk' });
    const before = host.requests();
    const card = await send(person, '');
    expect(cardText(card)).toContain('You do not run a plan here');
    expect(cardText(await person.says('hello'))).toContain('no plan here knows you yet');
    expect(cardText(await person.says('help'))).not.toContain('Send me your tracker');
    const claims = await person.posts({
      type: 'message',
      text: 'help',
      from: { id: `29:${stranger.userId}`, name: 'ana.holt@council.gov.uk', aadObjectId: stranger.userId },
    });
    expect(claims.status).toBe(200);
    expect(cardText(person.messages().at(-1)?.card ?? {})).not.toContain('Send me your tracker');
    expect(host.requests()).toBe(before);
  });

  it('is imported by somebody listed by object id, who becomes its project manager', async () => {
    const ida = await join(byId, { email: 'ida.marsh@council.gov.uk' });
    expect(cardText(await ida.says('hello'))).toContain(sentence);
    expect(cardText(await ida.says('help'))).toContain(sentence);
    const preview = await send(ida, '');
    expect(cardText(preview)).toContain(
      'New plan: Wexcombe SEND improvement plan (wexcombe-send-improvement-plan)',
    );
    expect(await world.app.services.directory.listPlans()).toEqual([]);
    const done = cardOf(await ida.taps(preview, 'Import'));
    expect(cardText(done)).toContain('You are its project manager');
    expect(await peopleOf('wexcombe-send-improvement-plan')).toEqual([
      {
        id: 'ida-marsh',
        name: 'Ida Marsh',
        email: 'ida.marsh@council.gov.uk',
        userId: id(1),
        accountFrom: 'given',
        roles: ['pm'],
        agency: '',
        initials: [],
        aliases: [],
      },
    ]);
    expect(cardText(await ida.says('status'))).not.toContain('You are not in a plan');
  });

  it('is imported by somebody whom Teams, not their activity, gives a listed address', async () => {
    const ana = await join(byMail, { email: 'Ana.Holt@Council.gov.uk' });
    const preview = await send(ana, '');
    // The name is taken by a plan of somebody else, which they learn nothing more of.
    expect(cardText(preview)).toContain('(wexcombe-send-improvement-plan-2)');
    cardOf(await ana.taps(preview, 'Import'));
    expect(await peopleOf('wexcombe-send-improvement-plan-2')).toMatchObject([
      { name: 'Ana H', email: 'Ana.Holt@Council.gov.uk', roles: ['pm'] },
    ]);
    expect(cardText(await ana.says('people in wexcombe-send-improvement-plan'))).not.toContain('Ida');
  });

  it('knows a guest by the address their account was made of', async () => {
    const bo = await join(guest, {
      userPrincipalName: 'bo.quill_nhs.net#EXT#@council.onmicrosoft.com',
      userRole: 'guest',
    });
    const preview = await send(bo, 'import as wexcombe-icb Wexcombe ICB plan');
    cardOf(await bo.taps(preview, 'Import'));
    expect(await peopleOf('wexcombe-icb')).toMatchObject([{ name: 'Bo Quill', roles: ['pm'] }]);
  });

  it('is refused to somebody of another tenant with a listed address', async () => {
    const person = await join(outsider, {
      email: 'ana.holt@council.gov.uk',
      tenantId: 'ffffffff-0000-4000-8000-000000000009',
    });
    expect(cardText(await send(person, ''))).toContain('You do not run a plan here');
  });

  it('leaves a plan of others closed to a first project manager, in the words for one that is not there', async () => {
    await importFiles(world.app.services, {
      planId: 'elsewhere',
      tracker: smallTracker,
      people: `Name,Entra object id,Role\r\nLee Fenn,${id(9)},PM\r\n`,
    });
    const ida = world.person(byId);
    expect(cardText(await send(ida, 'import as elsewhere'))).toContain(
      'is taken by a plan that you do not run',
    );
    const other = cardText(await send(ida, 'import into elsewhere'));
    expect(other).toBe(cardText(await send(ida, 'import into nowhere')).replaceAll('nowhere', 'elsewhere'));
    for (const verb of ['people.list', 'people.addForm', 'people.preview']) {
      const told = wordsOf(await ida.forges(verb, { planId: 'elsewhere', people: 'Ida Marsh, i@x.uk, PM' }));
      expect(told).toBe(
        wordsOf(await ida.forges(verb, { planId: 'nowhere', people: 'Ida Marsh, i@x.uk, PM' })),
      );
    }
  });

  it('writes no address to the log', () => {
    const log = JSON.stringify(world.logger.lines);
    expect(log).not.toMatch(/ana\.holt|bo\.quill|ida\.marsh/i);
  });
});

describe('Teams that does not answer', () => {
  it('is no reason to take somebody for a first project manager, nor to fail a greeting', async () => {
    const own = await startWorld({
      serving: true,
      env: { FIRST_PROJECT_MANAGERS: 'ana.holt@council.gov.uk' },
    });
    try {
      const ana = own.person(byMail);
      await ana.installs();
      own.teams.setMember(ana.conversationId, {
        id: `29:${id(2)}`,
        name: 'Ana H',
        aadObjectId: id(2),
        email: 'ana.holt@council.gov.uk',
      });
      // Asked once who they are, and once whether they may.
      own.teams.fail(teamsFaults.unavailable(503), { conversationId: ana.conversationId, times: 2 });
      expect(cardText(await ana.says('hello'))).toContain('no plan here knows you yet');
      expect(cardText(await ana.says('hello'))).toContain(sentence);
    } finally {
      await own.close();
    }
  });
});

describe('a month’s beginning without a command line', () => {
  it('goes from the tracker to people by e-mail, to matched leads and the schedule, button by button', async () => {
    const own = await startWorld({ serving: true, env: { FIRST_PROJECT_MANAGERS: id(1) } });
    try {
      const ida = own.person(byId);
      await ida.installs();
      const tracker = [
        'Ref,Action,Lead,Timescale,RAG',
        '1A,Agree the offer,Ana Holt,June 2027,Red',
        '1B,Write the guide,B Marsh,May 2027,Amber',
        '',
      ].join('\r\n');
      const preview = await sendFiles(ida, '', [{ name: 'plan.csv', url: host.keep(Buffer.from(tracker)) }]);
      const done = cardOf(await ida.taps(preview, 'Import'));
      const list = cardOf(await ida.taps(done, 'Add people'));
      const form = cardOf(await ida.taps(list, 'Add people'));
      const pasted = 'Ana Holt, ana.holt@council.gov.uk\nBo Marsh <bo@icb.nhs.uk>; ICB; chair\nnobody@x.uk';
      const shown = cardOf(await ida.taps(form, 'Preview', { people: pasted }));
      expect(cardText(shown)).toContain('What would change: 2 added');
      expect(cardText(shown)).toContain('Line 3');
      expect(await own.app.services.store.listPeople('plan')).toHaveLength(1);
      const saved = cardOf(await ida.taps(shown, 'Save'));
      expect(cardText(saved)).toContain('Saved: 2 added, 0 changed.');
      expect(cardInputs(saved)[0]?.value).toBe('nobody@x.uk');
      const people = cardOf(await ida.taps(saved, 'Cancel'));
      expect(cardText(people)).toContain('Ana Holt');
      const one = cardOf(await ida.taps(people, 'Change Bo Marsh'));
      const changed = cardOf(await ida.taps(one, 'Save', { roles: 'chair,lead', initials: 'BM' }));
      expect(cardText(changed)).toContain('chair, lead');
      const match = cardOf(await ida.taps(changed, 'Match leads'));
      const field = cardInputs(match).find(({ label }) => label.includes('B Marsh'))?.id ?? '';
      const matched = cardOf(
        await ida.taps(match, 'Save', {
          [field]: cardInputs(match)
            .flatMap(({ choices }) => choices)
            .find((choice) => choice.includes('bo-marsh')),
        }),
      );
      expect(cardText(matched)).toContain('Every name is matched');
      expect(cardButtons(matched).map(({ title }) => title)).toContain('Schedule');
      expect(cardText(cardOf(await ida.taps(matched, 'Schedule')))).toContain('meetings');
      const actions = await own.app.services.store.listActions('plan');
      expect(actions.map(({ value }) => value.responsible)).toEqual([['ana-holt'], ['bo-marsh']]);
    } finally {
      await own.close();
    }
  });
});
