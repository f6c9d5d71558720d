import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { smallPeople, smallPeopleFile } from '../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

let world: TestWorld;
let folder: string;
const plan = ['--plan', 'wexcombe-send'];

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    open: async () => world.app,
    tenantId: testTenant,
    production: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const file = async (name: string, text: string) => {
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
};

/** The outside contract, strictly: what others build on is there, whatever else is. */
const suggested = z.object({
  plan: z.string(),
  leads: z.array(
    z.object({
      text: z.string(),
      actions: z.array(z.string()),
      kind: z.enum(['person', 'organisation', 'not-a-name']),
      suggestions: z.array(
        z.object({
          personId: z.string().nullable(),
          name: z.string(),
          userId: z.string().nullable(),
          reason: z.string().min(1),
          exact: z.boolean(),
        }),
      ),
      confirmed: z.array(z.string()),
    }),
  ),
});
const suggest = async () => {
  const { code, out } = await run('people', 'suggest', ...plan, '--json');
  expect(code).toBe(0);
  return suggested.parse(JSON.parse(out));
};

beforeAll(async () => {
  world = await startWorld({ serving: false });
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-people-'));
  const tracker = await file(
    'tracker.csv',
    'Ref,Action,Lead,RAG\n1A,Agree,Sam Barron,Red\n1B,Publish,SB; Wexcombe CCG,Red\n1C,Train,Jo P,Green\n',
  );
  await run('import', tracker, ...plan);
  await run('people', 'import', await file('people.csv', smallPeopleFile), ...plan);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe('people suggest', () => {
  it('lists every lead text with its actions and whom it may mean, for machines and for people', async () => {
    const { plan: id, leads } = await suggest();
    expect(id).toBe('wexcombe-send');
    expect(
      leads.map(({ text, actions, kind, suggestions }) => [
        text,
        actions,
        kind,
        suggestions.map(({ exact }) => exact),
      ]),
    ).toEqual([
      ['Sam Barron', ['1A'], 'person', [true]],
      ['SB', ['1B'], 'person', [false]],
      ['Wexcombe CCG', ['1B'], 'organisation', []],
      ['Jo P', ['1C'], 'person', [false]],
    ]);
    const { out } = await run('people', 'suggest', ...plan);
    expect(out).toContain('* Sam Barron [sam-barron]: Full name (people list)');
    expect(out).toContain('Wexcombe CCG (1B): an organisation');
  });
});

describe('people confirm', () => {
  it('takes on request every name that fits exactly, and guesses at no other', async () => {
    expect(await run('people', 'confirm', ...plan, '--exact')).toMatchObject({ code: 0 });
    expect((await suggest()).leads.map(({ confirmed }) => confirmed)).toEqual([['sam-barron'], [], [], []]);
    const again = await run('people', 'confirm', ...plan, '--exact', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ confirmed: [], changed: [] });
    await run('people', 'confirm', ...plan, '--lead', 'Sam Barron', '--nobody');
  });

  it('takes a person’s id or an Entra object id', async () => {
    const first = await run('people', 'confirm', ...plan, '--lead', 'Sam Barron', '--user', 'sam-barron');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain('Sam Barron is Sam Barron: 1A.');
    expect(first.out).toContain('Still to confirm: SB; Jo P.');
    const second = await run(
      'people',
      'confirm',
      ...plan,
      '--lead',
      'sb',
      '--user',
      smallPeople.sam.userId,
      '--json',
    );
    expect(JSON.parse(second.out)).toMatchObject({
      plan: 'wexcombe-send',
      confirmed: [{ text: 'SB', people: [{ personId: 'sam-barron' }], actions: ['1B'] }],
      changed: ['1B'],
    });
    expect((await suggest()).leads[1]?.confirmed).toEqual(['sam-barron']);
  });

  it('takes many from a file, all or none', async () => {
    const bad = await file('bad.csv', 'Lead,Person\nJo P,jo-pike\nSomebody,jo-pike\n');
    expect(await run('people', 'confirm', ...plan, '--from', bad)).toMatchObject({ code: 2 });
    expect((await suggest()).leads[3]?.confirmed).toEqual([]);
    const good = await file(
      'good.csv',
      'Lead,Person\nJo P,jo-pike; lee-fenn\nWexcombe CCG,organisation\nSB,nobody\nSam Barron,\n',
    );
    expect(await run('people', 'confirm', ...plan, '--from', good)).toMatchObject({ code: 0 });
    expect((await suggest()).leads.map(({ confirmed }) => confirmed)).toEqual([
      ['sam-barron'],
      [],
      [],
      ['jo-pike', 'lee-fenn'],
    ]);
    const { out } = await run('people', 'list', ...plan, '--json');
    expect(JSON.parse(out)).toMatchObject({ unassigned: [{ ref: '1B' }] });
  });

  it('takes a whole name by --exact although somebody’s differs by one letter', async () => {
    const alike = ['--plan', 'alike'];
    await run(
      'import',
      await file('alike.csv', 'Ref,Action,Lead\n1A,Agree,Nia Holt\n1B,Train,Holt\n'),
      ...alike,
    );
    await run(
      'people',
      'import',
      await file('holts.csv', 'Name,Role\nNia Holt,lead\nPia Holt,lead\n'),
      ...alike,
    );
    const { out } = await run('people', 'confirm', ...alike, '--exact');
    expect(out).toContain('Nia Holt is Nia Holt: 1A.');
    expect(out).toContain('Still to confirm: Holt.');
  });

  it.each([
    [['--lead', 'SB'], /exactly one of --user ID, --organisation and --nobody/],
    [['--lead', 'SB', '--user', 'sam-barron', '--nobody'], /exactly one of/],
    [['--user', 'sam-barron'], /--lead TEXT/],
    [['--lead', 'Nobody Wrote This', '--nobody'], /No action of this plan/],
    [['--lead', 'SB', '--user', 'no-such-person'], /There is nobody with the id/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run('people', 'confirm', ...plan, ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('shows who was found by e-mail and how to put it right, and takes the right object id', async () => {
    const mail = ['--plan', 'by-mail'];
    const idOf = (end: string) => `d1000000-0000-4000-8000-0000000000${end}`;
    const [right, wrong] = [idOf('01'), idOf('02')];
    await run('import', await file('mail.csv', 'Ref,Action,Lead\n1A,Agree,Ana Holt\n'), ...mail);
    world.teams.addTeam('19:mail@thread.tacv2', [
      { id: '29:w', name: 'A Holt', aadObjectId: wrong, email: 'ana@x.example' },
      {
        id: '29:b',
        name: 'Bo',
        aadObjectId: idOf('03'),
        email: 'bo@x.example',
      },
      {
        id: '29:c',
        name: 'Bo',
        aadObjectId: idOf('04'),
        email: 'bo@x.example',
      },
    ]);
    await world.app.services.directory.saveTeam({
      tenantId: testTenant,
      teamId: '19:mail@thread.tacv2',
      serviceUrl: world.teams.serviceUrl,
      channelId: 'msteams',
      botId: '28:board-actions',
      botName: 'Board Actions',
    });
    const list = await file('mail-people.csv', 'Name,Mail\nAna Holt,ana@x.example\nBo Lind,bo@x.example\n');
    const imported = await run('people', 'import', list, ...mail);
    expect(imported.out).toContain('Found in Teams by e-mail: Ana Holt.');
    expect(imported.out).toContain(
      'Not found by e-mail: Bo Lind, since several accounts in Teams have the address.',
    );
    const listed = await run('people', 'list', ...mail);
    expect(listed.out).toContain(`found by e-mail as ${wrong}`);
    expect(listed.out).toContain('people confirm --lead NAME --user ID');
    const machine = await run('people', 'list', ...mail, '--json');
    expect(JSON.parse(machine.out)).toMatchObject({
      people: [
        { id: 'ana-holt', userId: wrong, accountFrom: 'email' },
        { id: 'bo-lind', accountFrom: null },
      ],
    });
    await run('people', 'import', await file('right.csv', `Name,Object id\nAna Holt,${right}\n`), ...mail);
    const after = await run('people', 'list', ...mail, '--json');
    expect(JSON.parse(after.out)).toMatchObject({
      people: [{ id: 'ana-holt', userId: right, accountFrom: 'given' }, {}],
    });
    await world.app.services.directory.forgetTeam(testTenant, '19:mail@thread.tacv2');
  });

  it('refuses a file that names no leads and persons, and a plan that is not there', async () => {
    const notes = await file('notes.csv', 'Dear all\nsee you soon\n');
    expect(await run('people', 'confirm', ...plan, '--from', notes)).toMatchObject({ code: 2 });
    expect(await run('people', 'suggest', '--plan', 'elsewhere')).toMatchObject({ code: 2 });
  });
});
