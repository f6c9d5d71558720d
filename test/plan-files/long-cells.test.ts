import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { textFile } from '../support/build-workbook.ts';

const header = ['Ref', 'Theme', 'Action', 'By when', 'By whom', 'Progress', 'RAG'];
const plain = [
  '1A',
  'One',
  'Agree the offer with schools',
  '31 March 2027',
  'Ana Holt',
  'The group met',
  'Red',
];

/** What a pattern may look at again from each of its places. */
const fillings = {
  letters: 'a',
  capitals: 'A',
  blanks: ' ',
  'empty lines': '\n',
  words: 'the cat ',
  names: 'Ana Holt & ',
  slashes: 'a/',
  dates: '1 May 2026 ',
  bullets: '• a\n',
  brackets: '(',
  dashes: 'a - ',
  labels: 'Lead: ',
  refs: '1A i-',
  numbers: '1.',
} as const;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A small plan, one cell of which goes on for so many characters. */
function planWith(filling: string, column: number, characters: number) {
  const long = `Ana ${filling.repeat(Math.ceil(characters / filling.length)).slice(0, characters)} Holt!`;
  const rows = [header, plain.map((text, at) => (at === column ? long : text)), ['1B', ...plain.slice(1)]];
  return textFile(rows.map((cells) => cells.map(quoted).join(',')).join('\n'));
}

/** Processor time, so that a busy machine changes little; the better of two. */
async function timeToRead(bytes: Uint8Array): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < 2; time += 1) {
    const from = process.cpuUsage();
    await readPlanFile('plan.csv', bytes);
    const { user, system } = process.cpuUsage(from);
    taken.push((user + system) / 1_000);
  }
  return Math.min(...taken);
}

/** Nothing to worry about, whatever it is a multiple of. */
const soon = 500;
/** Four times the text takes four times as long where each place is looked at once, sixteen times where it is not. */
const atMost = 9;

describe.for(Object.entries(fillings))('a cell of 32,000 characters: %s', ([, filling]) => {
  it.for(header.map((name, column) => [name, column] as const))(
    'takes no more than its length to read as %s',
    { timeout: 120_000 },
    async ([, column]) => {
      const long = await timeToRead(planWith(filling, column, 32_000));
      if (long <= soon) return;
      const short = await timeToRead(planWith(filling, column, 8_000));
      expect(long / short).toBeLessThan(atMost);
    },
  );
});
