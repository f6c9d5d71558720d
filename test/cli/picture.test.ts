import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../src/cli/program.ts';
import { pictureKinds } from '../../src/domain/digest/pictures.ts';
import { documents } from '../../src/domain/export/document.ts';
import { makeDocument } from '../../src/use-cases/export/make-document.ts';
import { smallTracker } from '../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../support/test-world.ts';

let world: TestWorld;
let folder: string;

beforeAll(async () => {
  world = await startWorld({ serving: false });
  folder = await mkdtemp(path.join(tmpdir(), 'board-actions-picture-'));
  await writeFile(at('tracker.csv'), smallTracker);
  expect(await run(['import', at('tracker.csv'), '--plan', 'small'])).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);

async function run(args: readonly string[]) {
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

describe('picture', () => {
  it('writes each kind as SVG and PNG and gives its numbers beside it; in chat it is the same file', async () => {
    for (const kind of pictureKinds) {
      const said = await run([
        'picture',
        '--plan',
        'small',
        '--kind',
        kind,
        '--out',
        at(`${kind}.svg`),
        '--json',
      ]);
      expect(said).toMatchObject({ code: 0, err: '' });
      const told = z
        .object({ words: z.string().min(1), table: z.object({ columns: z.array(z.string()) }) })
        .parse(JSON.parse(said.out));
      const svg = await readFile(at(`${kind}.svg`), 'utf8');
      expect(svg).toContain(`<title>${told.words.replaceAll('&', '&amp;')}</title>`);
      const document = await makeDocument(
        world.app.services,
        { via: 'cli' },
        { planId: 'small', name: `picture-${kind}-svg` },
      );
      expect(Buffer.from(document.bytes).toString('utf8')).toBe(svg);
      expect(document.fileName).toMatch(new RegExp(`^small-${kind}-\\d{4}-\\d\\d-\\d\\d\\.svg$`));
    }
    const printed = await run(['picture', '--plan', 'small', '--out', at('ratings.png')]);
    expect(printed.out).toContain('Ratings by board of Wexcombe SEND improvement plan written to');
    expect(printed.out).toMatch(/Board \| .*\| All\n {2}As imported \| .*\| 4/);
    expect((await readFile(at('ratings.png'))).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('refuses another ending and a file that is there', async () => {
    expect(await run(['picture', '--plan', 'small', '--out', at('ratings.jpg')])).toMatchObject({ code: 2 });
    await writeFile(at('there.svg'), '');
    const there = await run(['picture', '--plan', 'small', '--out', at('there.svg')]);
    expect(there).toMatchObject({ code: 2 });
    expect(there.err).toContain('is there already');
  });

  it('is for everybody who may read the digest, as every picture in the list of documents says', () => {
    const pictures = Object.entries(documents).filter(([name]) => name.startsWith('picture-'));
    expect(pictures).toHaveLength(pictureKinds.length * 2);
    for (const [, { permission }] of pictures) expect(permission).toBe('read-digest');
  });
});
