import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { importPlan } from '../../../src/use-cases/import/import-plan.ts';
import { buildWord, cell, headerRow, row, table } from '../../support/build-word.ts';
import { buildWorkbook, fillTracker } from '../../support/build-workbook.ts';
import { eventually } from '../../support/eventually.ts';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { type CardJson, cardButtons, cardBytes, cardText, findButton } from '../../support/read-card.ts';
import { needsRealPlans, type RealPlan, readRealPlan, realPlans } from '../../support/real-plans.ts';
import { importFiles, smallPeople, smallTracker } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, createTestPerson, type TestPerson, wordsOf } from '../../support/test-person.ts';

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
let chris: TestPerson;
let stranger: TestPerson;
const small = smallPlanId;

beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris', 'stranger']);
  host = await startFileHost();
  ({ morgan, chris, stranger } = world.people);
});
afterAll(async () => {
  await world.close();
  await host.close();
});

const csv = (text: string) => Buffer.from(text);
const send = (person: TestPerson, text: string, name: string, bytes: Uint8Array) =>
  sendFiles(person, text, [{ name, url: host.keep(bytes) }]);
const fileIdOf = (card: CardJson) => String(findButton(card, 'import.cancel').data['fileId']);
const actionsOf = async (planId: string) =>
  (await world.app.services.store.listActions(planId)).map(({ value }) => value);
const imports = async (planId: string) =>
  (await world.app.services.store.listLog(planId, 100)).filter(({ what }) => what === 'plan-imported');
const waiting = () => world.app.services.files.list(null);

const changedTracker = smallTracker
  .replace('Draft with legal.,Red', 'Signed by all three.,Amber')
  .replace(
    '2B ii,Timely plans,Train every case officer,June 2027,,\r\n',
    '3A,Voice,Ask families,May 2027,,Green\r\n',
  );

describe('a newer version of a plan, sent in chat', () => {
  it('shows what would change, writes it once on Import, and says so', async () => {
    const card = await send(morgan, '', 'october.csv', csv(changedTracker));
    const text = cardText(card);
    expect(text).toContain('Import october.csv?');
    expect(text).toContain('What would change: 1 action added, 1 changed, 1 closed');
    expect(text).toContain('Narrative: “Draft with legal.” becomes “Signed by all three.”');
    expect(text).toContain('2B ii · closed');
    expect(text).toContain('1A i · Agree one therapy specification');
    expect((await actionsOf(small)).map(({ ref }) => ref)).not.toContain('3A');
    expect(await waiting()).toHaveLength(1);

    const done = cardText(cardOf(await morgan.taps(card, 'Import')));
    expect(done).toContain(
      'october.csv is in Wexcombe SEND improvement plan: 1 action added, 1 changed, 1 closed.',
    );
    const actions = await actionsOf(small);
    expect(actions.find(({ ref }) => ref === '1A i')?.narrative).toBe('Signed by all three.');
    expect(actions.find(({ ref }) => ref === '1A i')?.responsible).toEqual(['sam-barron']);
    expect(actions.find(({ ref }) => ref === '2B ii')?.status).toBe('withdrawn');
    const [entry] = await imports(small);
    expect(entry).toMatchObject({ from: 'teams', actor: { userId: smallPeople.morgan.userId } });
    expect(await waiting()).toEqual([]);

    const words = wordsOf(await morgan.taps(card, 'Import'));
    expect(words).toContain('not waiting any more');
    expect(await imports(small)).toHaveLength(2);
  });

  it('says that the same file changes nothing and offers no Import', async () => {
    const card = await send(morgan, `import into ${small}`, 'october.csv', csv(changedTracker));
    expect(cardText(card)).toContain('october.csv changes nothing');
    expect(cardButtons(card).map(({ title }) => title)).not.toContain('Import');
    cardOf(await morgan.taps(card, 'Close'));
    expect(await waiting()).toEqual([]);
  });

  it('writes once when Import is pressed twice at the same moment', async () => {
    const before = await imports(small);
    const text = changedTracker.replace('On course.,Green', 'All clear.,Green');
    const card = await send(morgan, '', 'again.csv', csv(text));
    const answers = await Promise.all([morgan.taps(card, 'Import'), morgan.taps(card, 'Import')]);
    expect(answers.filter(({ kind }) => kind === 'card')).toHaveLength(1);
    expect(await imports(small)).toHaveLength(before.length + 1);
  });

  it('shows the differences again when the plan has changed since', async () => {
    const text = changedTracker.replace('Two services publish.', 'Three services publish.');
    const card = await send(morgan, '', 'late.csv', csv(text));
    const other = changedTracker.replace('Two services publish.', 'Four services publish.');
    await importPlan(
      world.app.services,
      { via: 'cli' },
      {
        planId: small,
        tenantId: world.config.tenantId,
        name: null,
        imported: await readPlanFile('x.csv', csv(other)),
        dryRun: false,
        confirmed: true,
      },
    );
    const again = cardOf(await morgan.taps(card, 'Import'));
    expect(cardText(again)).toContain('The plan has changed since you last saw this');
    expect(cardText(again)).toContain('“Four services publish.” becomes “Three services publish.”');
    cardOf(await morgan.taps(again, 'Import'));
    const actions = await actionsOf(small);
    expect(actions.find(({ ref }) => ref === '1A ii')?.narrative).toBe('Three services publish.');
  });

  it('throws the file away on Cancel, and can then not be imported', async () => {
    const card = await send(morgan, 'import', 'away.csv', csv(smallTracker));
    const before = await actionsOf(small);
    expect(cardText(cardOf(await morgan.taps(card, 'Cancel')))).toContain('nothing was written');
    expect(wordsOf(await morgan.taps(card, 'Import'))).toContain('not waiting any more');
    expect(await actionsOf(small)).toEqual(before);
    expect(await waiting()).toEqual([]);
  });

  it('answers a client that knows no Action.Execute in the same way', async () => {
    const card = await send(morgan, '', 'old.csv', csv(smallTracker));
    const cancelled = await morgan.submits({ verb: 'import.cancel', fileId: fileIdOf(card) });
    expect(cardText(cancelled)).toContain('Not imported');
  });
});

describe('references between actions', () => {
  it('are applied when the sender asks for it, shown before it is done', async () => {
    const text = changedTracker.replace('Two services publish.', 'This action is now superseded by 2B i');
    const card = await send(morgan, '', 'refs.csv', csv(text));
    expect(cardText(card)).not.toContain('Superseded by');
    const applied = cardOf(await morgan.taps(card, 'Apply 1 reference'));
    expect(cardText(applied)).toContain('Superseded by: nothing becomes “2B i”');
    expect(cardText(applied)).not.toContain('The plan has changed since');
    const left = cardOf(await morgan.taps(applied, 'Leave references'));
    expect(cardText(left)).not.toContain('Superseded by');
    const again = cardOf(await morgan.taps(left, 'Apply 1 reference'));
    expect(cardText(cardOf(await morgan.taps(again, 'Import')))).toContain('Imported');
    const action = (await actionsOf(small)).find(({ ref }) => ref === '1A ii');
    expect(action).toMatchObject({ status: 'superseded', supersededBy: '2B i' });
  });
});

describe('a new plan, sent in chat', () => {
  it('is made from a workbook with its sender as project manager', async () => {
    const bytes = await buildWorkbook(fillTracker);
    const card = await send(morgan, 'import as wexcombe-app Wexcombe APP', 'Tracker.xlsx', bytes);
    expect(cardText(card)).toContain('New plan: Wexcombe APP (wexcombe-app)');
    expect(cardText(card)).toContain('4 actions added');
    expect(await world.app.services.store.readPlan('wexcombe-app')).toBeNull();
    expect(cardText(cardOf(await morgan.taps(card, 'Import')))).toContain('You are its project manager');
    expect((await actionsOf('wexcombe-app')).map(({ ref }) => ref)).toEqual([
      '1A i',
      '1A ii',
      '1B i',
      '2A i',
    ]);
    const people = await world.app.services.store.listPeople('wexcombe-app');
    expect(people.map(({ value }) => [value.userId, value.roles])).toEqual([
      [smallPeople.morgan.userId, ['pm']],
    ]);
    expect(cardText(await morgan.says('status in wexcombe-app'))).not.toContain('You are not in a plan');
  });

  it('asks somebody who runs several plans which one a file is for', async () => {
    const word = await buildWord([
      table([
        headerRow(['Ref', 'Action', 'By when', 'Lead']),
        row(['1A i', 'Agree the therapy offer', 'June 2027', 'Ada Quill'].map((text) => cell(text))),
        row(['7A', 'Write the guide', 'May 2027', 'Bo Marsh'].map((text) => cell(text))),
      ]),
    ]);
    const which = await send(morgan, 'here is the tracker', 'plan.docx', word);
    expect(cardText(which)).toContain('Which plan is it for?');
    const card = cardOf(await morgan.taps(which, 'Wexcombe APP'));
    expect(cardText(card)).toContain('Import plan.docx?');
    cardOf(await morgan.taps(card, 'Import'));
    expect((await actionsOf('wexcombe-app')).map(({ ref }) => ref)).toContain('7A');
  });

  it('is not made over an id that somebody else has', async () => {
    await importFiles(world.app.services, {
      planId: 'elsewhere',
      tracker: smallTracker,
      people: 'Name,Entra object id,Agency,Role\r\nLee Fenn,a1000000-0000-4000-8000-000000000004,ICB,PM\r\n',
    });
    const card = await send(morgan, 'import as elsewhere', 'mine.csv', csv(smallTracker));
    expect(cardText(card)).toContain('The id elsewhere is taken');
    const shape = await send(morgan, 'import as No/Such', 'mine.csv', csv(smallTracker));
    expect(cardText(shape)).toContain('lower-case letters');
    const unknown = await send(morgan, 'import into nowhere', 'mine.csv', csv(smallTracker));
    expect(cardText(unknown)).toContain('You run no plan called “nowhere”');
    expect(await waiting()).toEqual([]);
  });
});

describe('who may import', () => {
  it('tells a PM how to send a file, and others that they may not', async () => {
    expect(cardText(await morgan.says('import'))).toContain('Attach a Word document');
    expect(cardText(await chris.says('import'))).toContain('Only the project manager can import');
    expect(cardText(await stranger.says('Import'))).toContain('You do not run a plan here');
  });

  it('fetches nothing for somebody who runs no plan', async () => {
    const before = host.requests();
    for (const person of [chris, stranger]) {
      const card = await send(person, 'import as other-plan', 'x.csv', csv(smallTracker));
      expect(cardText(card)).toContain('I can’t do that');
    }
    expect(host.requests()).toBe(before);
    expect(await waiting()).toEqual([]);
  });

  it('lets nobody but its sender see, import or cancel a file', async () => {
    const card = await send(morgan, `import into ${small}`, 'mine.csv', csv(smallTracker));
    const fileId = fileIdOf(card);
    const elsewhere = createTestPerson(
      { url: world.url, teams: world.teams },
      { ...smallPeople.morgan, tenantId: 'ffffffff-0000-4000-8000-000000000009' },
    );
    for (const verb of ['import.confirm', 'import.cancel']) {
      expect(wordsOf(await chris.forges(verb, { verb, fileId }))).toContain('not waiting any more');
    }
    expect(wordsOf(await chris.forges('import.show', { fileId, list: 'summary' }))).toContain('not waiting');
    expect(wordsOf(await chris.forges('import.into', { fileId, planId: small }))).toContain('not waiting');
    expect(await waiting()).toHaveLength(1);
    // Nobody is authenticated here, so that the tenant is the service's own whatever an activity says.
    expect(elsewhere.userId).toBe(morgan.userId);
    expect(wordsOf(await morgan.forges('import.confirm', { fileId: 'not-an-id' }))).toContain(
      'could not be read',
    );
    expect(wordsOf(await morgan.forges('import.into', { fileId, planId: 'elsewhere' }))).toContain(
      'is taken',
    );
    cardOf(await morgan.taps(card, 'Cancel'));
  });

  it('refuses somebody who is no longer the project manager when they press Import', async () => {
    const { store } = world.app.services;
    const card = await send(morgan, 'import into wexcombe-app', 'x.csv', csv(smallTracker));
    const [stored] = await store.listPeople('wexcombe-app');
    if (!stored) throw new Error('The plan has no people.');
    const value = { ...stored.value, roles: ['member'] as const };
    await store.commit('wexcombe-app', [
      { op: 'replace', row: { kind: 'person', value }, etag: stored.etag },
    ]);
    const before = await actionsOf('wexcombe-app');
    expect(wordsOf(await morgan.taps(card, 'Import'))).toContain('a plan that you do not run');
    expect(await actionsOf('wexcombe-app')).toEqual(before);
    cardOf(await morgan.taps(card, 'Cancel'));
  });

  it('asks for the file in the 1:1 chat when it comes from a channel', async () => {
    const id = 'channel-message';
    world.teams.openConversation('19:channel');
    await morgan.posts({
      id,
      type: 'message',
      text: 'import',
      conversation: { id: '19:channel', conversationType: 'channel', tenantId: world.config.tenantId },
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'x.csv',
          content: { downloadUrl: host.keep(csv(smallTracker)) },
        },
      ],
    });
    const card = world.teams.messagesIn('19:channel').at(-1)?.card;
    expect(cardText(card ?? {})).toContain('send me the file in our own chat');
  });
});

describe('time and replicas', () => {
  it('previews on one replica and imports on another', async () => {
    const replica = world.addReplica();
    try {
      const { port } = await replica.start();
      const there = createTestPerson(
        { url: `http://127.0.0.1:${port}`, teams: world.teams },
        smallPeople.morgan,
      );
      const text = changedTracker.replace('Two services publish.', 'Five services publish.');
      const card = await send(morgan, `import into ${small}`, 'two.csv', csv(text));
      expect(cardText(cardOf(await there.taps(card, 'Import')))).toContain('Imported');
      expect((await actionsOf(small)).find(({ ref }) => ref === '1A ii')?.narrative).toBe(
        'Five services publish.',
      );
    } finally {
      await replica.close();
    }
  });

  it('says at once that a slow file is being read, and then puts the answer in its place', async () => {
    const replica = world.addReplica({ patience: { dueMilliseconds: 200, settleMilliseconds: 12_000 } });
    try {
      const { port } = await replica.start();
      const there = createTestPerson(
        { url: `http://127.0.0.1:${port}`, teams: world.teams },
        smallPeople.morgan,
      );
      const held = host.hold(csv(smallTracker));
      const card = await sendFiles(there, `import into ${small}`, [{ name: 'slow.csv', url: held.url }]);
      expect(cardText(card)).toContain('Reading slow.csv …');
      const count = morgan.messages().length;
      held.release();
      const preview = await eventually(() => {
        const shown = morgan.messages().at(-1)?.card ?? {};
        expect(cardText(shown)).toContain('Import slow.csv?');
        return shown;
      });
      expect(morgan.messages()).toHaveLength(count);
      cardOf(await morgan.taps(preview, 'Cancel'));
    } finally {
      await replica.close();
    }
  });

  it('forgets a file after a day', async () => {
    const card = await send(morgan, `import into ${small}`, 'old.csv', csv(smallTracker));
    world.clock.advance({ hours: 25 });
    expect(wordsOf(await morgan.taps(card, 'Import'))).toContain('waited for more than a day');
    await world.app.runDueOnce();
    expect(await waiting()).toEqual([]);
  });
});

describe('real plans', needsRealPlans(...realPlans), () => {
  it.each<[RealPlan, number]>([
    ['newcastle-tracker-2019-10.xlsx', 51],
    ['newcastle-tracker-2019-10.csv', 51],
    ['hartlepool-action-plan-2016.docx', 44],
  ])('%s: is understood, fits a card and is imported', async (name, actions) => {
    const planId = name.replaceAll(/[^a-z0-9]/g, '-');
    const first = await send(morgan, `import as ${planId}`, name, readRealPlan(name));
    const shown = cardButtons(first).length > 0 ? first : await latestPreview();
    expect(cardText(shown)).toContain(`${actions} actions added`);
    expect(cardBytes(shown)).toBeLessThan(80_000);
    expect(cardBytes(cardOf(await morgan.taps(shown, `All changes (${actions})`)))).toBeLessThan(80_000);
    expect(cardText(cardOf(await morgan.taps(shown, 'Import')))).toContain('The plan is here');
    expect(await actionsOf(planId)).toHaveLength(actions);
  });
});

async function latestPreview(): Promise<CardJson> {
  return eventually(() => {
    const shown = morgan.messages().at(-1)?.card ?? {};
    findButton(shown, 'Import');
    return shown;
  });
}
