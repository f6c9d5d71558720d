import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestCard, digestPages } from '../../src/cards/digest/digest-card.ts';
import { digestInsert } from '../../src/cards/digest/insert-cards.ts';
import { printDigest } from '../../src/cli/print-digest.ts';
import type { Digest } from '../../src/domain/digest/digest.ts';
import { pictureOf } from '../../src/domain/digest/pictures.ts';
import { isOpen } from '../../src/domain/plan/action-rules.ts';
import { ratingInWords } from '../../src/domain/shared/rating-in-words.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { trackerSheet } from '../../src/plan-files/write/tracker-cells.ts';
import { writeTrackerWorkbook } from '../../src/plan-files/write/tracker-export-xlsx.ts';
import { digestFor } from '../domain/digest/digest-of.ts';
import { paperOf, rowsOf } from '../domain/paper/paper-of.ts';
import { aPlan } from '../support/builders.ts';
import { type GeneratedPlan, generatedPlan } from '../support/generated-plan.ts';
import { cardTexts } from '../support/read-card.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What every output says of one digest; `null` where an output has no such number. */
interface Numbers {
  /** How many hold each rating, by its words, those that nobody holds left out. */
  readonly held: Readonly<Record<string, number>>;
  readonly movements: number | null;
  readonly silent: number | null;
  readonly reds: number | null;
  readonly ambers: number | null;
}

const heldOf = (entries: readonly (readonly [string, number])[]) =>
  Object.fromEntries(entries.filter(([, number]) => number > 0));

/** Told anew from the register and its replies, by none of the rules that make a digest. */
function fromRegister({ actions, cycles, updates }: GeneratedPlan): Numbers {
  const counted = actions.filter((action) => isOpen(action) || action.status === 'complete');
  const replies = updates.get(cycles.at(-1)?.cycleId ?? '') ?? new Map();
  const held = new Map<string, number>();
  let movements = 0;
  for (const { id, rating, ratingHistory } of counted) {
    const words = ratingInWords(rating);
    held.set(words, (held.get(words) ?? 0) + 1);
    if (!replies.has(id)) continue;
    const before = ratingHistory.at(-2)?.rating;
    if (before !== undefined && before.label !== '' && before.label !== rating.label) movements += 1;
  }
  const of = (level: string) => counted.filter(({ rating }) => rating.level === level).length;
  return {
    held: heldOf([...held]),
    movements,
    silent: counted.filter((one) => isOpen(one) && one.responsible.length > 0 && !replies.has(one.id)).length,
    reds: of('red'),
    ambers: of('amber'),
  };
}

const firstNumber = (lines: readonly string[], pattern: RegExp) => {
  const match = lines.map((line) => pattern.exec(line)).find((found) => found !== null);
  return match?.[1] === undefined ? null : Number(match[1]);
};

/** `Red: 5 now, 2 last known` */
function heldIn(lines: readonly string[]) {
  return heldOf(
    lines.flatMap((line) => {
      const match = /^\S (.+): (\d+) now(?:, (\d+) last known)?/u.exec(line);
      return match === null ? [] : [[match[1] ?? '', Number(match[2]) + Number(match[3] ?? 0)] as const];
    }),
  );
}

function fromCard(digest: Digest): Numbers {
  const pages = digestPages(digest).map(({ number }) => cardTexts(digestCard(digest, number)));
  const lines = pages.flat();
  return {
    held: heldIn(pages[0] ?? []),
    movements: firstNumber(lines, /^Moved since .+ \((\d+)\)$/u) ?? 0,
    silent: firstNumber(lines, /(\d+) without a reply/u) ?? 0,
    reds: firstNumber(lines, /^Red \((\d+)\)$/u),
    ambers: firstNumber(lines, /^Amber \((\d+)\)$/u),
  };
}

function fromCommandLine(digest: Digest): Numbers {
  const lines = printDigest(digest).split('\n');
  const held = digest.counts.map((count) => {
    const label = count.label === '' ? 'not rated' : count.label;
    const line = lines.find((one) => new RegExp(`^${label}: \\d+`, 'u').test(one)) ?? '';
    const [, now = '0', known = '0'] = /: (\d+)(?:, and (\d+) last known)?/u.exec(line) ?? [];
    return [ratingInWords(count), Number(now) + Number(known)] as const;
  });
  const ambers = lines.flatMap((line) => /^Amber, .+: (\d+)$/u.exec(line)?.[1] ?? []);
  const moved = lines.indexOf('Moved since the last board:');
  const after = moved < 0 ? [] : lines.slice(moved + 1);
  const end = after.findIndex((line) => !line.startsWith('  '));
  return {
    held: heldOf(held),
    movements: end < 0 ? after.length : end,
    silent: firstNumber(lines, /^No reply: (\d+) action/u) ?? 0,
    reds: firstNumber(
      lines.slice(lines.lastIndexOf(lines.findLast((line) => /^Red: \d+$/u.test(line)) ?? '')),
      /^Red: (\d+)$/u,
    ),
    ambers: sum(ambers.map(Number)),
  };
}

function fromPicture(digest: Digest): Numbers {
  const boards = pictureOf('ratings-by-board', digest);
  const themes = pictureOf('ratings-by-theme', digest);
  const { moves } = pictureOf('movements', digest);
  const now = heldOf(boards.series.map((one) => [ratingInWords(one), one.counts.at(-1) ?? 0] as const));
  expect(heldOf(themes.series.map((one) => [ratingInWords(one), sum(one.counts)] as const))).toEqual(now);
  return {
    held: now,
    movements: sum(moves.map(({ actions }) => actions)),
    silent: null,
    reds: null,
    ambers: null,
  };
}

function fromPaper(told: GeneratedPlan): Numbers {
  const cycle = told.cycles.at(-1) ?? null;
  const paper = paperOf({
    ...{ actions: told.actions, people: told.people, cycles: told.cycles, cycle },
    updates: (cycle && told.updates.get(cycle.cycleId)) ?? new Map(),
  });
  const tables = paper.body.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const rows = (caption: string) => tables.filter((one) => one.caption.startsWith(caption)).flatMap(rowsOf);
  const ratings = rows('Ratings in this report').map(([words = '', now = '', known = '', all = '']) => {
    expect(Number(all)).toBe(Number(now) + Number(known));
    return [words, Number(all)] as const;
  });
  return {
    held: heldOf(ratings),
    movements: rows('Ratings that changed since').length,
    silent: rows('Actions without a reply for this board').length,
    reds: null,
    ambers: null,
  };
}

/** The workbook as it is sent, read again. */
async function fromWorkbook({ actions }: GeneratedPlan): Promise<Pick<Numbers, 'held'>> {
  const plan = aPlan();
  const sheet = trackerSheet(plan, actions, { positionDate: '2026-12-09', nameOf: (id) => id });
  const out = new PassThrough();
  const written = buffer(out);
  async function* history() {}
  const facts = { planName: plan.name, timeZone: plan.timeZone, madeAt: new Date(0), history: history() };
  await writeTrackerWorkbook(sheet, facts, out);
  const read = await readPlanFile('export.xlsx', await written, { knownRefs: actions.map(({ ref }) => ref) });
  const counted = read.actions.filter(({ status }) =>
    ['not-started', 'in-progress', 'complete'].includes(status),
  );
  const held = new Map<string, number>();
  for (const { rating } of counted) {
    const words = ratingInWords(rating);
    held.set(words, (held.get(words) ?? 0) + 1);
  }
  return { held: heldOf([...held]) };
}

/** Of what is expected, the numbers that an output has. */
const asIn = (output: Numbers, expected: Numbers) =>
  Object.fromEntries(
    Object.entries(expected).map(([name, number]) => [
      name,
      output[name as keyof Numbers] === null ? null : number,
    ]),
  );

describe('over random registers and reply histories', () => {
  it.each([1, 2, 3])(
    'card, command line, picture and paper say what the register holds, after %i cycles',
    (cycles) => {
      fc.assert(
        fc.property(generatedPlan(cycles), (told) => {
          const expected = fromRegister(told);
          const digest = digestFor(told, cycles - 1);
          expect(sum(Object.values(expected.held))).toBe(digest.total);
          for (const output of [
            fromCard(digest),
            fromCommandLine(digest),
            fromPicture(digest),
            fromPaper(told),
          ]) {
            expect(output).toEqual(asIn(output, expected));
          }
          const put = cardTexts(digestInsert(digest, { room: 24_000, ask: 'digest' }));
          expect(heldIn(put)).toEqual(expected.held);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('the exported workbook holds the same ratings', async () => {
    await fc.assert(
      fc.asyncProperty(
        generatedPlan(3).filter(({ actions }) => actions.length > 0),
        async (told) => {
          expect((await fromWorkbook(told)).held).toEqual(fromRegister(told).held);
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);
});
