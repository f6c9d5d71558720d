import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { Failure } from '../../src/domain/shared/errors.ts';
import type { PlanStore } from '../../src/ports.ts';
import { anUpdate } from '../support/builders.ts';
import { smallTracker } from '../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

let world: TestWorld;
let folder: string;
const meeting = '2026-12-16';

beforeAll(async () => {
  world = await startWorld({ serving: false });
  const source = await mkdtemp(path.join(tmpdir(), 'board-actions-export-'));
  await writeFile(path.join(source, 'tracker.csv'), smallTracker);
  expect(await run(['import', path.join(source, 'tracker.csv'), '--plan', 'small'])).toMatchObject({
    code: 0,
  });
  expect(await run(['cycle', 'open', '--plan', 'small', '--meeting', meeting])).toMatchObject({ code: 0 });
  const update = anUpdate(meeting, '0002', { narrative: 'Three of four publish.' });
  await world.app.services.store.commit('small', [{ op: 'insert', row: { kind: 'update', value: update } }]);
  await rm(source, { recursive: true });
});
afterAll(() => world.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-export-'));
  return () => rm(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], store: Partial<PlanStore> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const services = { ...world.app.services, store: { ...world.app.services.store, ...store } };
  const code = await runCli(args, {
    open: async () => ({ ...world.app, services }),
    tenantId: testTenant,
    production: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const at = (name: string) => path.join(folder, name);
const exportTo = (name: string, ...more: string[]) =>
  run(['export', '--plan', 'small', '--out', at(name), ...more]);

const report = z.object({
  plan: z.literal('small'),
  kind: z.string(),
  actions: z.literal(4),
  replies: z.number(),
  columns: z.array(z.string()),
  differences: z.array(z.never()),
  out: z.string(),
});
const dryRun = z.object({ changes: z.array(z.never()), written: z.literal(false) });

describe('export', () => {
  it.each([
    ['xlsx', 1],
    ['csv', 0],
  ])('writes %s that imports again without a change', async (ending, replies) => {
    const { code, out } = await exportTo(`register.${ending}`, '--json');
    expect(code).toBe(0);
    expect(report.parse(JSON.parse(out))).toMatchObject({
      kind: ending,
      replies,
      out: at(`register.${ending}`),
    });
    expect(await readdir(folder)).toEqual([`register.${ending}`]);
    const again = await run(['import', at(`register.${ending}`), '--plan', 'small', '--dry-run', '--json']);
    expect(dryRun.safeParse(JSON.parse(again.out)).error).toBeUndefined();
    const { out: said } = await run(['import', at(`register.${ending}`), '--plan', 'small']);
    expect(said).toContain('Nothing has changed.');
  });

  it('has the plan’s own columns in order, and the replies of every cycle', async () => {
    await exportTo('register.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(at('register.xlsx'));
    const headers = book.getWorksheet('Actions')?.getRow(5).values;
    expect(headers).toEqual([
      undefined,
      'Ref',
      'Theme',
      'Action',
      'Responsible lead',
      'Timescale',
      'Revised timescale',
      'Progress',
      'RAG',
      'Status',
    ]);
    expect(book.getWorksheet('Replies')?.getRow(4).getCell(6).value).toBe('Three of four publish.');
  });

  it('says in words what it has written', async () => {
    expect((await exportTo('register.xlsx')).out).toBe(
      `Wexcombe SEND improvement plan written to ${at('register.xlsx')}: 4 actions, 1 reply.`,
    );
  });

  it('replaces a file only when told to', async () => {
    await writeFile(at('mine.csv'), 'precious');
    const refused = await exportTo('mine.csv');
    expect([refused.code, refused.err]).toEqual([
      2,
      `${at('mine.csv')} is there already. Add --force to replace it, or name another file.`,
    ]);
    expect(await readFile(at('mine.csv'), 'utf8')).toBe('precious');
    expect((await exportTo('mine.csv', '--force')).code).toBe(0);
    expect(await readFile(at('mine.csv'), 'utf8')).toContain('1A i');
    expect(await readdir(folder)).toEqual(['mine.csv']);
  });

  it.each(['register.docx', 'register', 'no/such/register.csv', 'folder.csv'])('refuses %s', async (name) => {
    await mkdir(at('folder.csv'));
    const { code, err } = await exportTo(name, '--force');
    expect([code, err.length > 20]).toEqual([2, true]);
    expect(await readdir(folder)).toEqual(['folder.csv']);
  });

  it('refuses a plan that is not there, and leaves nothing behind', async () => {
    const { code, err } = await run(['export', '--plan', 'nowhere', '--out', at('register.xlsx')]);
    expect([code, err]).toEqual([
      2,
      'There is no plan nowhere. Import one first: import FILE --plan nowhere.',
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the old file as it was when the storage fails half-way', async () => {
    await writeFile(at('register.xlsx'), 'precious');
    const listUpdates = () => Promise.reject(new Failure('storage-unavailable', 'The storage is away.'));
    const failed = await run(['export', '--plan', 'small', '--out', at('register.xlsx'), '--force'], {
      listUpdates,
    });
    expect([failed.code, failed.err]).toEqual([1, 'The storage is away.']);
    expect(await readdir(folder)).toEqual(['register.xlsx']);
    expect(await readFile(at('register.xlsx'), 'utf8')).toBe('precious');
  });
});
