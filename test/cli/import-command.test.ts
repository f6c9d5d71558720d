import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseColumnMap } from '../../src/cli/import-command.ts';
import { runCli } from '../../src/cli/program.ts';
import { Refusal } from '../../src/domain/shared/errors.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

let world: TestWorld;
let folder: string;

beforeAll(async () => {
  world = await startWorld({ serving: false });
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-import-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

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

async function importText(plan: string, text: string, ...options: string[]) {
  const file = path.join(folder, 'tracker.csv');
  await writeFile(file, text);
  return run('import', file, '--plan', plan, ...options);
}

const report = z.object({
  written: z.boolean(),
  created: z.boolean(),
  needsConfirmation: z.boolean(),
  columns: z.array(
    z.object({ header: z.string(), field: z.string().nullable(), score: z.number(), why: z.string() }),
  ),
  changes: z.array(
    z.object({
      ref: z.string(),
      kind: z.string(),
      differences: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
});
async function importJson(plan: string, text: string, ...options: string[]) {
  const { code, out } = await importText(plan, text, '--json', ...options);
  return { code, ...report.parse(JSON.parse(out)) };
}
const statusesOf = async (plan: string) =>
  (await world.app.services.store.listActions(plan)).map(({ value }) => [value.ref, value.status]);

const first = 'Ref,Action,Comments\n1A,Open the hub,Begun\n1B,Train the panel,\n';

describe('importing a newer version of a document', () => {
  it('shows the differences and writes nothing that changes or closes an action, until told to', async () => {
    const plan = 'asks-first';
    expect(await importJson(plan, first)).toMatchObject({ code: 0, created: true, written: true });
    expect(await importJson(plan, first)).toMatchObject({ code: 0, written: false, changes: [] });
    const second = 'Ref,Action,Comments\n1A,Open the family hub,Begun\n1C,Publish the offer,\n';
    const asked = await importJson(plan, second);
    expect(asked).toMatchObject({ code: 2, written: false, needsConfirmation: true });
    expect(asked.changes).toEqual([
      {
        ref: '1A',
        kind: 'changed',
        differences: [{ field: 'title', from: 'Open the hub', to: 'Open the family hub' }],
      },
      { ref: '1C', kind: 'added', differences: [] },
      { ref: '1B', kind: 'gone', differences: [] },
    ]);
    expect(await statusesOf(plan)).toEqual([
      ['1A', 'in-progress'],
      ['1B', 'not-started'],
    ]);
    const told = await importText(plan, second);
    expect([told.code, told.err]).toEqual([
      2,
      'Nothing written: run again with --yes to make these changes.',
    ]);
    expect(told.out).toContain('title: “Open the hub” -> “Open the family hub”');

    expect(await importJson(plan, second, '--yes')).toMatchObject({ code: 0, written: true });
    expect(await statusesOf(plan)).toEqual([
      ['1A', 'in-progress'],
      ['1B', 'withdrawn'],
      ['1C', 'not-started'],
    ]);
    expect(
      (await importJson(plan, first, '--yes')).changes.map(({ ref, kind }) => [ref, kind]),
    ).toContainEqual(['1B', 'back']);
  });

  it('needs no yes for actions that are only added, nor for a dry run', async () => {
    const plan = 'only-adds';
    await importText(plan, first);
    const longer = `${first}1C,Publish the offer,\n`;
    expect(await importJson(plan, longer)).toMatchObject({ code: 0, written: true });
    expect(await importJson(plan, first, '--dry-run')).toMatchObject({ code: 0, written: false });
  });
});

describe('what the PM says of a document', () => {
  const text = 'Ref,Deed,Doer\n1A,Open the hub,Ada Quill\n';

  it('is remembered for the plan', async () => {
    const plan = 'remembers';
    expect(await importJson(plan, text, '--map', 'Deed=action', 'Doer=responsible')).toMatchObject({
      code: 0,
    });
    const stored = await world.app.services.store.readPlan(plan);
    expect(stored?.value.columnMap).toEqual({ Deed: 'action', Doer: 'responsible' });
    expect(stored?.value.columns).toEqual([
      { sheet: 'tracker', header: 'Ref', field: 'ref' },
      { sheet: 'tracker', header: 'Deed', field: 'action' },
      { sheet: 'tracker', header: 'Doer', field: 'responsible' },
    ]);
    const again = await importJson(plan, 'Ref,Action,Doer\n1A,Open the hub,Ada Quill\n');
    expect(again.columns.map(({ field, why }) => [field, why])).toContainEqual([
      'responsible',
      'you said so',
    ]);
  });

  it.each([
    ['Doer', /says of no column/],
    ['Doer=boss', /says of no column/],
    ['=action', /says of no column/],
  ])('is refused where it is not a column and a field: %s', (words, message) => {
    expect(() => parseColumnMap([words])).toThrow(Refusal);
    expect(() => parseColumnMap([words])).toThrow(message);
  });

  it('is refused where the file has no such column or range, with what it has', async () => {
    const wrong = await importText('no-such', first, '--map', 'Leader=responsible');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toMatch(/no column “Leader”.*Ref, Action, Comments/);
    expect((await importText('no-such', first, '--expand', '9Z i-iv')).err).toMatch(
      /does not ask “range:9zi-iv”\. It asks: nothing/,
    );
  });

  it('takes a range of refs apart, and again without being told', async () => {
    const range = 'Ref,Action\n3B i-iii,Open three hubs\n';
    await importText('ranges', range, '--expand', '3B i-iii');
    expect((await statusesOf('ranges')).map(([ref]) => ref)).toEqual(['3B i', '3B ii', '3B iii']);
    expect(await importJson('ranges', range)).toMatchObject({ code: 0, written: false, changes: [] });
  });

  it('applies references when told, and keeps them at the next import', async () => {
    const crossed =
      'Ref,Action,Comments\n1A,One,Slow.\n1B,Two,As above\n1C,Three,Superseded by the new offer (1A)\n';
    await importText('crossed', crossed);
    expect((await statusesOf('crossed'))[2]).toEqual(['1C', 'in-progress']);
    await importText('crossed', crossed, '--accept-references', '--yes');
    const actions = (await world.app.services.store.listActions('crossed')).map(({ value }) => value);
    expect(actions.map(({ narrative, status, supersededBy }) => [narrative, status, supersededBy])).toEqual([
      ['Slow.', 'in-progress', null],
      ['Slow.', 'in-progress', null],
      ['Superseded by the new offer (1A)', 'superseded', '1A'],
    ]);
    expect(await importJson('crossed', crossed)).toMatchObject({ code: 0, written: false, changes: [] });
  });

  it('prints columns, warnings by kind and references for people', async () => {
    const { out } = await importText(
      'printed',
      'Ref,Action,Comments,Cost\n1A,One,Slow.,9\n3B i-iii,Two,Covered 1A,\n',
    );
    expect(out).toContain('Cost -> not understood');
    expect(out).toContain('Comments -> progress (100 %)');
    expect(out).toContain('question: column-not-read, Cost (1)');
    expect(out).toContain('Is it one action or 3? 1 cell; taken for now: one.');
    expect(out).toContain('3B i-iii has the comment of 1A');
  });
});
