import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../src/domain/import/imported-plan.ts';
import { type Grid, type GridRow, type Merge, textCell } from '../../src/plan-files/grid/grid.ts';
import { readGrid } from '../../src/plan-files/read-grid.ts';
import { readPlanGrid } from '../../src/plan-files/read-plan-file.ts';
import { needsRealPlans, planCases, readRealPlan, realPlans } from '../support/real-plans.ts';
import { mergedPriorities, organisationsAsLeads, ratingPerWorkstream } from './word/word-samples.ts';

const choices = { columnMap: {}, readingAnswers: {}, knownRefs: [], terms: [] };

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

/** Labels inside a cell, and what says that there is nothing: structure, not facts. */
const structure = new Set([
  'meaning',
  'rag',
  'responsible',
  'lead',
  'leads',
  'strategic',
  'and',
  'n',
  'a',
  'na',
  'none',
  'r',
  'g',
]);

/** Cells below a header whose words are neither in the register nor in a warning that names their place. */
function unaccounted(grid: Grid, plan: ImportedPlan): string[] {
  const percents = plan.actions.map(({ percentComplete }) => String(percentComplete ?? ''));
  const { name, board, positionDate, actions, ratingKey, leadKey } = plan;
  const told = new Set(
    textsIn([name, board, positionDate, actions, ratingKey, leadKey, percents]).flatMap(wordsOf),
  );
  for (const { message, value } of plan.warnings) {
    for (const word of [...wordsOf(message), ...wordsOf(value ?? '')]) told.add(word);
  }
  const places = new Set(plan.warnings.map(({ sheet, row }) => `${sheet}\n${row}`));
  const sheets = new Set(plan.warnings.filter(({ row }) => row === null).map(({ sheet }) => sheet));
  const headers = new Set(plan.columns.flatMap(({ header }) => wordsOf(header)));
  return grid.sheets
    .filter(({ kind, name }) => kind !== 'text' && !sheets.has(name))
    .flatMap(({ name, rows }) =>
      rows.flatMap((row) =>
        [...row.cells.values()].flatMap(({ text }) =>
          wordsOf(text)
            .filter((word) => !told.has(word) && !headers.has(word) && !structure.has(word))
            .filter(() => !places.has(`${name}\n${row.number}`))
            .map((word) => `${name} ${row.number}: ${word} in ${text}`),
        ),
      ),
    );
}

const headers = [
  'Ref',
  'Priority',
  'Objective',
  'Theme',
  'Action required',
  'By whom',
  'Strategic lead',
  'By when',
  'Revised timescale',
  'Start date',
  'Intended outcome',
  'Success measures',
  'Evidence',
  'Comments',
  'Progress - November 20',
  'RAG',
  'Status',
  'Cost code',
  '',
] as const;

const word = fc.stringMatching(/^[a-z]{6,9}$/);
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const anyText = fc.oneof(
  { weight: 4, arbitrary: line },
  fc.array(line, { minLength: 2, maxLength: 4 }).map((lines) => `Do this:\n• ${lines.join('\n• ')}`),
  fc.tuple(line, line).map(([one, other]) => `Responsible Lead = ${one} / Strategic Leads = ${other}`),
  fc.tuple(line, line).map(([one, other]) => `${one}; ${other}, TBC`),
  fc.constantFrom('Dec 26', 'May 26\nJune 26', 'Ongoing from June 2026', '31/02/2026', 'Spring term', 'Red'),
  fc.constantFrom('On track: two of three are done now', 'Superseded by 4', 'Complete', '1B ii', '3B i-vi'),
);
const anyRow = fc.record({
  cells: fc.array(fc.option(anyText), { minLength: headers.length, maxLength: headers.length }),
});

const anyGrid: fc.Arbitrary<Grid> = fc
  .record({
    columns: fc.shuffledSubarray([...headers], { minLength: 3 }),
    rows: fc.array(anyRow, { minLength: 1, maxLength: 8 }),
    merged: fc.array(
      fc.record({ column: fc.nat(12), top: fc.nat(7), height: fc.integer({ min: 1, max: 3 }) }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ columns, rows, merged }) => {
    const used = columns.includes('Action required') ? columns : [...columns, 'Action required'];
    const gridRow = (number: number, texts: readonly (string | null)[]): GridRow => ({
      number,
      coloured: new Map(),
      cells: new Map(
        texts.flatMap((text, at) =>
          text === null || text === '' ? [] : [[at + 1, textCell(text)] as const],
        ),
      ),
    });
    const merges = merged
      .filter(({ column }) => column < used.length)
      .map(({ column, top, height }): Merge => {
        const [left, first] = [column + 1, top + 2];
        return { top: first, bottom: first + height, left, right: left };
      })
      .filter((one, at, all) => all.findIndex(({ left }) => left === one.left) === at);
    const covered = (row: number, column: number) =>
      merges.some((one) => one.left === column && row > one.top && row <= one.bottom);
    const body = rows.map(({ cells }, at) =>
      gridRow(
        at + 2,
        used.map((_header, column) => (covered(at + 2, column + 1) ? null : (cells[column] ?? null))),
      ),
    );
    const sheet = { name: 'Plan', kind: 'sheet' as const, headings: [], hidden: false, merges };
    return { sheets: [{ ...sheet, rows: [gridRow(1, used), ...body] }], warnings: [] };
  });

describe('every cell of a plan is accounted for', () => {
  it('in the register or in a warning that names its place', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        let plan: ImportedPlan;
        try {
          plan = readPlanGrid('plan.xlsx', grid, choices);
        } catch {
          return;
        }
        expect(unaccounted(grid, plan)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['merged priorities', mergedPriorities],
    ['organisations as leads', organisationsAsLeads],
    ['a rating per workstream', ratingPerWorkstream],
  ])('in a Word document with %s', async (_name, build) => {
    const grid = await readGrid('plan.docx', await build(), () => 1);
    expect(unaccounted(grid, readPlanGrid('plan.docx', grid, choices))).toEqual([]);
  });
});

describe('every cell of a real plan', needsRealPlans(...realPlans, ...planCases), () => {
  it.each([...realPlans, ...planCases])('%s', async (name) => {
    const grid = await readGrid(name, readRealPlan(name), () => 1);
    expect(unaccounted(grid, readPlanGrid(name, grid, choices))).toEqual([]);
  });
});
