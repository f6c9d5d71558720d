import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { fillForm } from '../support/answer-all.ts';
import { promptOf, type SmallWorld, smallPlanId, startSmallWorld } from '../support/small-world.ts';
import { testTenant } from '../support/test-world.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
  const { sam, lee } = world.people;
  const red = { rating: 'Red', narrative: 'Slow.', reason: 'No nurse.', recoveryStep: 'Recruit.' };
  await fillForm(sam, promptOf(sam), '1A i', { ...red, revisedDate: '2027-03-31' });
  await fillForm(sam, promptOf(sam), '1A ii', { ...red, revisedDate: '2027-06-30' });
  const finished = { rating: 'Green', narrative: 'Done.', evidence: 'Minutes.', ...{ finished: 'true' } };
  await fillForm(lee, promptOf(lee), '2B i', finished);
});
afterAll(() => world.close());

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli([...args, '--plan', smallPlanId], {
    open: async () => world.app,
    tenantId: testTenant,
    production: false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await run(...args);
  expect([code, err]).toEqual([0, '']);
  return out;
}

describe('decide', () => {
  it('lists, approves and declines by ref, then all', async () => {
    const listed = await done('decide', 'list');
    expect(listed).toContain('3 decisions to make:');
    expect(listed).toContain('new date 31 March 2027 (6 months later)');
    expect(listed).toContain('Evidence: Minutes.');
    expect(await done('decide', 'approve', '--ref', '1ai')).toContain(
      '1A i new date 31 March 2027: approved.',
    );
    const declined = await done('decide', 'decline', '--ref', '1A ii', '--reason', 'Too late.');
    expect(declined).toContain('1A ii new date 30 June 2027: declined.');
    expect(await done('decide', 'approve', '--all')).toBe(
      '2B i complete: approved.\nNothing else waits to be decided.',
    );
    expect(JSON.parse(await done('decide', 'list', '--json'))).toMatchObject({ proposals: [] });
  });

  it.each([
    [['--ref', '9Z'], 'Nothing waits to be decided for 9Z.'],
    [[], 'Give exactly one of --ref REF and --all.'],
    [['--ref', '1A i', '--all'], 'Give exactly one of --ref REF and --all.'],
    [['--all', '--what', 'dates'], 'Say --what revised-date or --what completion.'],
  ])('refuses %j and writes nothing', async (args, words) => {
    expect(await run('decide', 'approve', ...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining(words),
    });
  });
});

describe('action reopen', () => {
  it('opens a completed action again, with a reason', async () => {
    expect(await done('action', 'reopen', '--ref', '2B i', '--reason', 'Back again.')).toBe(
      '2B i is in progress again.',
    );
    expect((await run('action', 'reopen', '--ref', '2B i', '--reason', 'Twice.')).code).toBe(2);
  });
});

describe('wording, sign-off and late changes', () => {
  it('refuses to sign off an open cycle', async () => {
    expect(await run('cycle', 'sign-off')).toMatchObject({
      code: 2,
      err: expect.stringContaining('still open'),
    });
  });

  it('words the frozen paper, signs it off and tells what came later', async () => {
    await done('cycle', 'freeze');
    expect(await done('wording', 'set', '--ref', '1A i', '--text', 'For the public.')).toContain(
      'For the public.',
    );
    expect(await done('wording', 'set', '--ref', '1A i', '--text', 'Better.')).toContain('Better.');
    const listed = await done('wording', 'list');
    expect(listed).toContain('edited by Command line');
    expect(listed).toContain('lead’s words');
    expect(await done('cycle', 'late')).toContain('0 late changes');
    const { jo } = world.people;
    await jo.forges('reply.save', { ...world.idsOf('0001'), seen: 1, rating: 'Green', narrative: 'Later.' });
    const late = await done('cycle', 'late');
    expect(late).toContain('1 late change ');
    expect(late).toContain('rating: Red -> Green');
    expect(late).toContain('narrative: Slow. -> Later.');
    expect(await done('cycle', 'sign-off')).toContain('is signed off by Command line.');
    expect((await run('wording', 'set', '--ref', '1A i', '--text', 'No.')).err).toContain(
      'was signed off by',
    );
  });
});

describe('log', () => {
  it('tells it all, newest first, as text and as JSON', async () => {
    const text = await done('log');
    expect(text.split('\n')[0]).toMatch(/^2 November 2026 at 09:00: Command line signed off the cycle/);
    expect(text).toContain('declined the new date of 1A ii');
    expect(text).toContain('confirmed the completion of 2B i');
    const json = JSON.parse(await done('log', '--limit', '2', '--json')) as { entries: { what: string }[] };
    expect(json.entries.map(({ what }) => what)).toEqual(['cycle-signed-off', 'reply-saved']);
    expect((await run('log', '--limit', 'many')).code).toBe(2);
  });
});
