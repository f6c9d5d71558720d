import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { type QuietWorld, startQuietWorld } from '../support/quiet-world.ts';
import { testTenant } from '../support/test-world.ts';

let world: QuietWorld;

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(
    [...args, '--plan', 'wexcombe-send'].filter((word) => word !== ''),
    {
      open: async () => world.app,
      tenantId: testTenant,
      production: false,
      out: (text) => out.push(text),
      err: (text) => err.push(text),
    },
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

beforeAll(async () => {
  world = await startQuietWorld('2026-11-23T10:00:00Z');
  await run('cycle', 'open', '--meeting', '2026-12-16');
  await world.app.runDueOnce();
});
afterAll(() => world.close());

describe('the life of a cycle at the command line', () => {
  it('tells what happens next and by whose id a lead is reminded', async () => {
    const { out } = await run('cycle', 'status');
    expect(out).toContain('Next: reminder on 26 November 2026, 09:00');
    expect(out).toContain('Sam Barron (sam-barron): 0 of 2, outstanding');
  });

  it('reminds one lead', async () => {
    expect(await run('cycle', 'remind', '--person', 'sam-barron')).toMatchObject({
      code: 0,
      out: '1 reminder on the way.',
    });
    expect(await run('cycle', 'remind', '--person', 'nobody')).toMatchObject({ code: 2, out: '' });
  });

  it('extends an open cycle, freezes it and opens it again', async () => {
    expect((await run('cycle', 'extend', '--due', '2026-12-09')).out).toBe(
      'The cycle for the board meeting on 16 December 2026 is open. Replies by 9 December 2026, frozen on 9 December 2026.',
    );
    expect((await run('cycle', 'reopen', '--reason', 'Late figures', '--due', '2026-12-10')).code).toBe(2);
    expect((await run('cycle', 'freeze')).out).toContain('is frozen.');
    const extended = await run('cycle', 'extend', '--due', '2026-12-10', '--json');
    expect([extended.code, JSON.parse(extended.out).error.code]).toEqual([2, 'cycle-frozen']);
    const reopened = await run(
      'cycle',
      'reopen',
      '--reason',
      'Late figures',
      '--due',
      '2026-12-10',
      '--json',
    );
    expect(JSON.parse(reopened.out)).toMatchObject({ state: 'open', due: '2026-12-10', snapshot: null });
    expect((await run('cycle', 'status')).out).toContain(
      'Reopened on 23 November 2026 by Command line: Late figures',
    );
  });

  it.each([
    [['cycle', 'extend']],
    [['cycle', 'extend', '--due', 'soon']],
    [['cycle', 'reopen', '--due', '2026-12-10']],
    [['cycle', 'reopen', '--reason', ' ', '--due', '2026-12-10']],
  ])('refuses %j', async (words) => {
    expect(await run(...words)).toMatchObject({ code: 2, out: '' });
  });

  it('says what a tick did', async () => {
    world.goTo('2026-12-11T09:00:00Z');
    const out: string[] = [];
    await runCli(['run-due'], {
      open: async () => world.app,
      tenantId: testTenant,
      production: false,
      out: (text) => out.push(text),
      err: (text) => out.push(text),
    });
    const text = out.join('\n');
    expect(text).toContain('wexcombe-send, board meeting 16 December 2026: frozen');
    expect(text).toContain('left out a step. Its time came only after replies had closed.');
  });
});
