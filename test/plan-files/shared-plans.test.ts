import { describe, expect, it } from 'vitest';
import type { ImportedAction } from '../../src/domain/import/imported-plan.ts';
import { mergeImport } from '../../src/domain/import/merge-import.ts';
import type { ReadingChoices } from '../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { aPlan } from '../support/builders.ts';
import { needsRealPlans, type RealPlan, readRealPlan } from '../support/real-plans.ts';

const tracker = { xlsx: 'newcastle-tracker-2019-10.xlsx', csv: 'newcastle-tracker-2019-10.csv' } as const;
const trackers = needsRealPlans(tracker.xlsx, tracker.csv);
const wordPlan = 'hartlepool-action-plan-2016.docx';

const readReal = (name: RealPlan, choices: Partial<ReadingChoices> = {}) =>
  readPlanFile(name, readRealPlan(name), choices);

describe('a real tracker as a workbook and as CSV', trackers, () => {
  const read = (ending: keyof typeof tracker) => readReal(tracker[ending]);
  const withoutNarrative = ({ narrative: _narrative, source: _source, ...action }: ImportedAction) => action;

  it('gives the same 51 actions, 7 red and 44 amber, and asks about the range among their refs', async () => {
    const [workbook, csv] = [await read('xlsx'), await read('csv')];
    expect(workbook.actions.map(withoutNarrative)).toEqual(csv.actions.map(withoutNarrative));
    for (const { warnings, questions } of [workbook, csv]) {
      expect(warnings).toEqual([]);
      expect(questions.map(({ id, taken }) => [id, taken])).toEqual([['range:3bi-vi', 'one']]);
    }
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

describe('the same tracker with its range of refs taken apart', trackers, () => {
  it('has the 49 ambers its paper counts', async () => {
    const { actions } = await readReal(tracker.csv, { readingAnswers: { 'range:3bi-vi': 'apart' } });
    expect(actions).toHaveLength(56);
    expect(actions.filter(({ rating }) => rating.level === 'amber')).toHaveLength(49);
  });

  it('offers what its comments say of other actions', async () => {
    const { references } = await readReal(tracker.xlsx);
    expect(references.map(({ ref, kind, to }) => [ref, kind, to])).toEqual([
      ['3E i', 'same-comment', '3D ii'],
      ['3A v', 'same-comment', '3A ii'],
      ['3A v', 'same-comment', '3F i'],
      ['2F iii', 'superseded-by', '2F ii'],
    ]);
  });
});

describe('a real plan in Word', needsRealPlans(wordPlan), () => {
  const read = () => readReal(wordPlan);

  it('gives every priority, objective, row, leaf step and lead cell', async () => {
    const { actions, rows, name } = await read();
    const distinct = (of: (action: ImportedAction) => unknown) => new Set(actions.map(of)).size;
    expect(name).not.toBe('');
    expect([rows, actions.length]).toEqual([44, 44]);
    expect(distinct(({ priority }) => priority)).toBe(5);
    expect(distinct(({ priority, objective }) => `${priority}\n${objective}`)).toBe(23);
    expect(actions.reduce((sum, { steps }) => sum + Math.max(1, steps.length), 0)).toBe(64);
    expect(distinct(({ responsibleLeads }) => responsibleLeads.join('\n'))).toBe(25);
    expect(actions.every(({ refMadeUp, narrative }) => refMadeUp && narrative === '')).toBe(true);
  });

  it('reads every timescale, pairs dates with steps, and asks where they do not fit', async () => {
    const { actions, warnings } = await read();
    const kinds = (kind: string) => actions.filter(({ timescale }) => timescale.kind === kind).length;
    expect([kinds('month'), kinds('ongoing'), kinds('immediate'), kinds('unknown')]).toEqual([35, 8, 1, 0]);
    const paired = actions.filter(({ steps }) => steps.some(({ timescale }) => timescale !== null));
    expect(paired.map(({ ref, steps }) => [ref, steps.length])).toEqual([
      ['3.4', 3],
      ['5.2', 3],
    ]);
    expect(warnings.map(({ code, sheet, row }) => [code, sheet, row])).toEqual([
      ['text-not-kept', 'Text', null],
      ['leads-do-not-match-steps', 'Table 3', 5],
      ['dates-do-not-match-steps', 'Table 5', 2],
    ]);
  });

  it('changes nothing when it is imported again', async () => {
    const imported = await read();
    const plan = aPlan();
    const first = mergeImport(plan, [], imported);
    const again = mergeImport({ ...plan, nextActionNumber: first.nextActionNumber }, first.added, imported);
    expect([again.changes, again.warnings]).toEqual([[], []]);
  });
});
