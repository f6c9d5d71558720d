import { describe, expect, it } from 'vitest';
import { readGrid } from '../../../src/plan-files/read-grid.ts';
import { needsRealPlans, readRealPlan } from '../../support/real-plans.ts';

const name = 'hartlepool-action-plan-2016.docx';

describe('a real plan in Word', needsRealPlans(name), () => {
  it('is five tables under five headings, with 44 rows, and nothing is warned of', async () => {
    const grid = await readGrid(name, readRealPlan(name), () => 1);
    const tables = grid.sheets.filter(({ kind }) => kind === 'table');
    expect(tables.map(({ rows }) => rows.length - 1)).toEqual([13, 10, 6, 6, 9]);
    expect(new Set(tables.map(({ headings }) => headings.at(-1))).size).toBe(5);
    expect(tables.every(({ rows }) => rows[0]?.cells.size === 5)).toBe(true);
    expect(grid.warnings).toEqual([]);
  });

  it('has 23 objectives, most merged over several rows, and 25 different lead cells', async () => {
    const grid = await readGrid(name, readRealPlan(name), () => 1);
    const cells = (column: number) =>
      grid.sheets
        .filter(({ kind }) => kind === 'table')
        .flatMap(({ rows }) => rows.slice(1).flatMap(({ cells: own }) => own.get(column)?.text ?? []));
    expect(cells(1)).toHaveLength(23);
    expect(new Set(cells(3)).size).toBe(25);
  });
});
