import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportedAction } from '../../src/domain/imported-plan.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';

// A real tracker that lies beside the repository on some machines and is no part of it.
const folder = new URL('../../../shared/plans/', import.meta.url);

describe.skipIf(!existsSync(folder))('a real tracker as a workbook and as CSV', () => {
  const read = (ending: string) => {
    const name = `newcastle-tracker-2019-10.${ending}`;
    return readPlanFile(name, readFileSync(new URL(name, folder)));
  };
  const withoutNarrative = ({ narrative: _narrative, source: _source, ...action }: ImportedAction) => action;

  it('gives the same 51 actions, 7 red and 44 amber, without a warning', async () => {
    const [workbook, csv] = [await read('xlsx'), await read('csv')];
    expect(workbook.actions.map(withoutNarrative)).toEqual(csv.actions.map(withoutNarrative));
    expect([...workbook.warnings, ...csv.warnings]).toEqual([]);
    const count = (level: string) => workbook.actions.filter(({ rating }) => rating.level === level).length;
    expect([workbook.rows, workbook.actions.length, count('red'), count('amber')]).toEqual([51, 51, 7, 44]);
  });

  it('links merged comments in the workbook, which the CSV has lost', async () => {
    const [workbook, csv] = [await read('xlsx'), await read('csv')];
    const silent = ({ actions }: typeof csv) =>
      actions.filter(({ narrative }) => narrative === '').map(({ ref }) => ref);
    expect(silent(workbook)).toEqual(['3C i', '3C ii']);
    expect(silent(csv)).toHaveLength(12);
    csv.actions.forEach((action, at) => {
      expect(['', workbook.actions[at]?.narrative]).toContain(action.narrative);
    });
  });

  it('leaves the two reds without a theme as they are', async () => {
    const { actions } = await read('xlsx');
    expect(actions.filter(({ theme }) => theme === null).map(({ ref }) => ref)).toEqual(['3D i', '3D iii']);
  });

  it('reads titles, position date and key', async () => {
    const plan = await read('xlsx');
    expect(plan.name).not.toBe('');
    expect(plan.board).not.toBe('');
    expect(plan.positionDate).toBe('2019-10-16');
    expect(plan.ratingKey.map(({ label, level }) => [label, level])).toEqual([
      ['Red', 'red'],
      ['Amber', 'amber'],
      ['Green', 'green'],
    ]);
  });

  it('takes a month shown as a date for the month', async () => {
    const { actions } = await read('xlsx');
    expect(actions.find(({ ref }) => ref === '1B ii')?.timescale).toEqual({
      text: 'Dec 18',
      kind: 'month',
      date: '2018-12-31',
    });
  });
});
