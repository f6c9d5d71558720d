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
  blanks: ' ',
  'empty lines': '\n',
  names: 'Ana Holt & ',
  slashes: 'a/',
  dates: '1 May 2026 ',
  bullets: '• a\n',
  brackets: '(',
  dashes: 'a - ',
  labels: 'Lead: ',
  numbers: '1.',
} as const;

type Surroundings = readonly [string, string];

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Alone, where a pattern finds no end that fits; between words, where blanks are not trimmed. */
const surroundings = [
  ['', '!'],
  ['Ana ', ' Holt!'],
] as const;

/** A small plan, one cell of which goes on for so many characters. */
function planWith(filling: string, column: number, characters: number, [before, after]: Surroundings) {
  const filled = filling.repeat(Math.ceil(characters / filling.length)).slice(0, characters);
  const long = `${before}${filled}${after}`;
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
      for (const around of surroundings) {
        const long = await timeToRead(planWith(filling, column, 32_000, around));
        if (long <= soon) continue;
        const short = await timeToRead(planWith(filling, column, 8_000, around));
        expect(long / short, `between “${around.join('” and “')}”`).toBeLessThan(atMost);
      }
    },
  );
});
