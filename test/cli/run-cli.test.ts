import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CliWorld, runCli } from '../../src/cli/program.ts';
import { Failure } from '../../src/domain/shared/errors.ts';
import { smallPeopleFile, smallTracker } from '../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

let world: TestWorld;
let folder: string;
let opened = 0;

beforeAll(async () => {
  world = await startWorld({ serving: false });
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-cli-'));
  await writeFile(path.join(folder, 'tracker.csv'), smallTracker);
  await writeFile(path.join(folder, 'people.csv'), smallPeopleFile);
  await writeFile(path.join(folder, 'empty.csv'), '');
  await writeFile(path.join(folder, 'notes.csv'), 'Dear all,\nplease find the notes attached.\n');
  await writeFile(path.join(folder, 'broken.xlsx'), Buffer.from('PK\u0003\u0004 no more'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: string, change: Partial<CliWorld> = {}): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const words = (args.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    word.replaceAll('"', '').replace(/^@/, `${folder}${path.sep}`),
  );
  const code = await runCli(words, {
    open: async () => {
      opened += 1;
      return world.app;
    },
    tenantId: testTenant,
    production: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    ...change,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function json<T>(schema: z.ZodType<T>, args: string): Promise<T> {
  const { code, out, err } = await run(`${args} --json`);
  expect([code, err]).toEqual([0, '']);
  return schema.parse(JSON.parse(out));
}

const refused = z.object({ error: z.object({ code: z.string(), message: z.string().min(10) }) });
const timescale = z.object({ text: z.string(), kind: z.string(), date: z.string().nullable() });
const importShape = z.object({
  plan: z.literal('wexcombe-send'),
  source: z.literal('tracker.csv'),
  rows: z.number(),
  actions: z.array(
    z.object({
      ref: z.string(),
      title: z.string(),
      priority: z.string().nullable(),
      objective: z.string().nullable(),
      theme: z.string().nullable(),
      steps: z.array(z.object({ text: z.string(), timescale: timescale.nullable() })),
      responsibleLeads: z.array(z.string()),
      strategicLeads: z.array(z.string()),
      timescale,
      outcomes: z.array(z.string()),
      successMeasures: z.array(z.string()),
      evidence: z.array(z.string()),
      narrative: z.string(),
      rating: z.object({ label: z.string(), level: z.string() }),
      status: z.string(),
      source: z.object({ sheet: z.string(), row: z.number() }),
    }),
  ),
  people: z.array(z.unknown()),
  ratingKey: z.array(z.object({ label: z.string(), meaning: z.string(), level: z.string() })),
  warnings: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      row: z.number().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
    }),
  ),
  changes: z.array(z.object({ kind: z.string() })),
  created: z.boolean(),
  written: z.boolean(),
});

describe('what is refused', () => {
  it.each([
    ['a file that is not there', 'import @nowhere.csv --plan a', 'file-unreadable'],
    ['a folder', 'import @. --plan a', 'file-unreadable'],
    ['an empty file', 'import @empty.csv --plan a', null],
    ['a file without a table', 'import @notes.csv --plan a', 'not-a-plan'],
    ['a truncated workbook', 'import @broken.xlsx --plan a', 'file-unreadable'],
    ['an id that is none', 'import @tracker.csv --plan "A B/C"', 'bad-input'],
    ['a plan that is not there', 'cycle status --plan nowhere', 'unknown-plan'],
    ['people for a plan that is not there', 'people import @people.csv --plan nowhere', 'unknown-plan'],
    ['no plan', 'digest', 'bad-input'],
    ['an unknown command', 'frobnicate --plan a', 'bad-input'],
    ['an unknown option', 'digest --plan a --colour red', 'bad-input'],
    ['an unknown level', 'digest --plan a --level green', 'bad-input'],
    ['a cycle without its meeting', 'cycle open --plan a', 'bad-input'],
    ['two selections', 'assign --plan a --ref 1 --theme x --lead y', 'bad-input'],
    ['no selection', 'assign --plan a --lead y', 'bad-input'],
  ])('%s: exit 2, words on standard error, a code in JSON', async (_what, args, code) => {
    const plain = await run(args);
    expect(plain.code).toBe(2);
    expect(plain.out).toBe('');
    expect(plain.err.length).toBeGreaterThan(10);
    const { error } = refused.parse(JSON.parse((await run(`${args} --json`)).out));
    if (code !== null) expect(error.code).toBe(code);
  });

  it('leaves nothing written', async () => {
    for (const planId of ['a', 'nowhere']) {
      expect(await world.app.services.store.readPlan(planId)).toBeNull();
      expect(await world.app.services.store.listLog(planId, 10)).toEqual([]);
    }
  });

  it('does not open storage for input that is wrong by itself', async () => {
    opened = 0;
    await run('import @notes.csv --plan a');
    await run('cycle open --plan a');
    expect(opened).toBe(0);
  });

  it('refuses another time than now in production', async () => {
    const { code, err } = await run('run-due --at 2026-12-01T09:00:00Z', { production: true });
    expect([code, err]).toEqual([2, '--at is for trying things out and is refused in production.']);
  });
});

it('prints help as a result, with exit 0', async () => {
  const { code, out, err } = await run('--help');
  expect([code, err]).toEqual([0, '']);
  for (const command of ['import', 'people', 'assign', 'cycle', 'run-due', 'digest'])
    expect(out).toContain(command);
  expect((await run('cycle open --help')).out).toContain('--meeting');
});

it('fails with exit 1 where storage does, in words', async () => {
  const open = () =>
    Promise.reject(new Failure('storage-unavailable', 'Storage did not answer. Try again in a minute.'));
  expect(await run('digest --plan a', { open })).toEqual({
    code: 1,
    out: '',
    err: 'Storage did not answer. Try again in a minute.',
  });
  const { code, out } = await run('digest --plan a --json', { open });
  expect([code, refused.parse(JSON.parse(out)).error.code]).toEqual([1, 'storage-unavailable']);
});

describe('a plan from import to digest', () => {
  it('says what a dry run would write, and writes nothing', async () => {
    const report = await json(importShape, 'import @tracker.csv --plan wexcombe-send --dry-run');
    expect(report).toMatchObject({ rows: 4, created: true, written: false });
    expect(report.changes).toHaveLength(4);
    expect((await run('import @tracker.csv --plan wexcombe-send --dry-run')).out).toContain(
      'Nothing was written (dry run).',
    );
    expect(await world.app.services.store.readPlan('wexcombe-send')).toBeNull();
    expect(await world.app.services.directory.listPlans()).toEqual([]);
  });

  it('imports once, and the same file again changes nothing', async () => {
    const first = await json(importShape, 'import @tracker.csv --plan wexcombe-send');
    expect(first).toMatchObject({ created: true, written: true });
    expect(first.actions.map(({ ref }) => ref)).toEqual(['1A i', '1A ii', '2B i', '2B ii']);
    const before = await world.app.services.store.listActions('wexcombe-send');
    const again = await json(importShape, 'import @tracker.csv --plan wexcombe-send');
    expect(again).toMatchObject({ created: false, written: false, changes: [] });
    expect(await world.app.services.store.listActions('wexcombe-send')).toEqual(before);
    expect((await run('import @tracker.csv --plan wexcombe-send')).out).toContain('Nothing has changed.');
  });

  it('does not let another organisation take the id', async () => {
    const { code, err } = await run('import @tracker.csv --plan wexcombe-send', { tenantId: 'another' });
    expect(code).toBe(2);
    expect(err).toContain('taken by another organisation');
  });

  it('imports people, assigns leads and lists who is without one', async () => {
    const people = z.object({
      people: z.array(z.object({ id: z.string() })),
      warnings: z.array(z.unknown()),
    });
    expect((await json(people, 'people import @people.csv --plan wexcombe-send')).people).toHaveLength(6);
    expect((await run('people import @people.csv --plan wexcombe-send')).out).toContain(
      'nothing has changed',
    );
    const assigned = z.object({
      assigned: z.array(z.object({ ref: z.string() })),
      unassigned: z.array(z.unknown()),
    });
    const report = await json(
      assigned,
      'assign --plan wexcombe-send --theme "joint commissioning" --lead "Sam Barron" --strategic "Jo Pike"',
    );
    expect(report.assigned.map(({ ref }) => ref)).toEqual(['1A i', '1A ii']);
    expect(report.unassigned).toHaveLength(2);
    const unknown = await run('assign --plan wexcombe-send --ref 2Bi --lead "Pat Nobody"');
    expect([unknown.code, unknown.err.includes('Sam Barron')]).toEqual([2, true]);
    const list = (await run('people list --plan wexcombe-send')).out;
    expect(list).toMatch(
      /Sam Barron \(sam-barron\): lead; Wexcombe Council; leads 1A i, 1A ii; Is in no team that has the bot/,
    );
    expect(list).toContain('2B ii');
  });

  it('opens cycles, names them where several are open, and freezes', async () => {
    const opened = z.object({
      cycle: z.object({ meeting: z.string(), due: z.string(), publishBy: z.string() }),
    });
    const cycle = (await json(opened, 'cycle open --plan wexcombe-send --meeting 2026-12-16')).cycle;
    expect(cycle).toEqual(expect.objectContaining({ publishBy: '2026-12-08', due: '2026-12-03' }));
    expect((await run('cycle open --plan wexcombe-send --meeting 2026-12-16')).out).toContain(
      'was open already',
    );
    await run('cycle open --plan wexcombe-send --meeting 2027-01-20');
    for (const command of ['cycle status', 'cycle remind', 'cycle freeze', 'digest']) {
      const { code, out, err } = await run(`${command} --plan wexcombe-send`);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('16 December 2026 and 20 January 2027');
    }
    const late = await run('cycle open --plan wexcombe-send --meeting 2026-12-16 --due 2026-12-17');
    expect([late.code, late.err.includes('cannot be due after')]).toEqual([2, true]);
    expect((await run('cycle freeze --plan wexcombe-send --meeting 2027-01-20')).out).toContain('is frozen');
    expect((await run('cycle freeze --plan wexcombe-send --meeting 2027-01-20')).code).toBe(0);
    expect((await run('cycle open --plan wexcombe-send --meeting 2027-01-20')).code).toBe(2);
  });

  it('ticks, tells the status and the digest', async () => {
    const due = z.object({
      plans: z.literal(1),
      openCycles: z.literal(1),
      sent: z.number(),
      failed: z.literal(0),
    });
    await json(due, 'run-due');
    const status = z.object({ answered: z.literal(0), total: z.literal(2), agencies: z.array(z.unknown()) });
    await json(status, 'cycle status --plan wexcombe-send');
    const digest = z.object({
      reds: z.array(z.object({ ref: z.string() })),
      ambers: z.array(z.unknown()),
      counts: z.array(z.unknown()),
      silent: z.array(z.unknown()),
      silentAbove: z.array(z.object({ agency: z.string(), actions: z.number() })),
    });
    const all = await json(digest, 'digest --plan wexcombe-send');
    expect(all.reds.map(({ ref }) => ref)).toEqual(['1A i']);
    expect((await json(digest, 'digest --plan wexcombe-send --level amber')).reds).toEqual([]);
    const text = (await run('digest --plan wexcombe-send')).out;
    expect(text).toContain('Red: 1');
    expect(text).toContain('No reply: 2 actions');
    expect((await run('digest --plan wexcombe-send --group nonsense')).err).toContain('Joint commissioning');
  });
});

it('prints no terminal escape that stands in a document', async () => {
  const sequence = '\u001b[2J\u001b]0;owned\u0007';
  await writeFile(path.join(folder, 'escape.csv'), `Ref,Action,RAG\n1A,${sequence}Do this,Red${sequence}\n`);
  const { out } = await run('import @escape.csv --plan escape');
  expect(out).toContain('1 action');
  expect(out).not.toContain('\u001b');
  const { out: digest } = await run('digest --plan escape');
  expect(digest).not.toContain('\u001b');
});
