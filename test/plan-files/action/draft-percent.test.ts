import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../../src/domain/import/merge-import.ts';
import { readPlanFile, readPlanGrid } from '../../../src/plan-files/read-plan-file.ts';
import { trackerSheet } from '../../../src/plan-files/write/tracker-cells.ts';
import { trackerGrid } from '../../../src/plan-files/write/tracker-grid.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';
import { aPlan } from '../../support/builders.ts';

/** A plan of one action a cell of the column under `header`. */
const planOf = (header: string, cells: readonly string[], more: readonly string[] = []) =>
  readPlanFile(
    'log.csv',
    textFile(
      [
        `Ref,Action,Owner,${header}`,
        ...cells.map((cell, at) => `${at + 1},Agree step ${at + 1} with schools,Ana Holt,${cell}`),
        ...more,
      ].join('\n'),
    ),
  );
const percentsOf = async (header: string, cells: readonly string[]) =>
  (await planOf(header, cells)).actions.map(({ percentComplete, status }) => [percentComplete, status]);

describe('a column of percentages', () => {
  it.each([
    ['% complete', ['100%', '40%', '0%']],
    ['Percent complete', ['100', '40', '0']],
    ['Completion (%)', ['100 %', '40 per cent', '0 %']],
    ['Progress %', ['1', '0.4', '0']],
    ['Percentage of work completed', ['100% complete', '40% complete', '0%']],
    ['% Done', ['1.0', '0.4', '0.0']],
  ])('under %s is kept, and says how far an action has come', async (header, cells) => {
    expect(await percentsOf(header, cells)).toEqual([
      [100, 'complete'],
      [40, 'in-progress'],
      [0, 'not-started'],
    ]);
  });

  it('of a workbook is what its cells show', async () => {
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Action log');
      sheet.addRow(['No.', 'Action', 'Owner', '% complete', 'RAG']);
      sheet.addRow([1, 'Agree terms of reference', 'Ana Holt', 1, 'Green']);
      sheet.addRow([2, 'Map therapy provision', 'Ben Croft', 0.4, 'Amber']);
      sheet.addRow([3, 'Consult schools', 'Cara Day', 0, 'Green']);
      sheet.getColumn(4).numFmt = '0%';
    });
    const { actions, warnings } = await readPlanFile('log.xlsx', bytes);
    expect(
      actions.map(({ percentComplete, status, rating }) => [percentComplete, status, rating.level]),
    ).toEqual([
      [100, 'complete', 'green'],
      [40, 'in-progress', 'amber'],
      [0, 'not-started', 'green'],
    ]);
    expect(warnings).toEqual([]);
  });

  it('of nothing but 0 and 1 is asked about once', async () => {
    const { actions, questions } = await planOf('% complete', ['1', '0', '1']);
    expect(questions.map(({ id, taken }) => [id, taken])).toEqual([['percent-of:% complete', 'whole']]);
    expect(actions.map(({ percentComplete }) => percentComplete)).toEqual([100, 0, 100]);
  });

  it.each(['2/5', '140', '-5', 'Half', '0.4 of it'])(
    'keeps %s as it stands, with a warning',
    async (cell) => {
      const { actions, warnings } = await planOf('% complete', ['50', cell, '100']);
      expect(actions[1]).toMatchObject({
        percentComplete: null,
        others: [{ header: '% complete', text: cell }],
      });
      expect(warnings.map(({ code, value }) => [code, value])).toEqual([['unknown-percent', cell]]);
    },
  );

  it('gives way to a status column, and says where they differ', async () => {
    const { actions, warnings } = await planOf('% complete,Status', [
      '100%,In progress',
      '40%,Completed',
      '40%,In progress',
      '0%,In progress',
    ]);
    expect(actions.map(({ status }) => status)).toEqual([
      'in-progress',
      'complete',
      'in-progress',
      'in-progress',
    ]);
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([
      ['percent-differs', 2],
      ['percent-differs', 3],
    ]);
  });

  it('may be what a status column holds', async () => {
    const { actions, warnings } = await planOf('Status', ['100%', '40%', 'Not started']);
    expect(
      actions.map(({ percentComplete, status, narrative }) => [percentComplete, status, narrative]),
    ).toEqual([
      [100, 'complete', ''],
      [40, 'in-progress', ''],
      [null, 'not-started', ''],
    ]);
    expect(warnings).toEqual([]);
  });

  it('is exported and read back', async () => {
    const read = await planOf('Percent complete', ['100', '33.33', '0']);
    const plan = aPlan({ columns: read.columns });
    const { added } = mergeImport(plan, [], read);
    const sheet = trackerSheet(plan, added, { positionDate: '2026-11-21', nameOf: (id) => id });
    const choices = { columnMap: {}, readingAnswers: {}, knownRefs: added.map(({ ref }) => ref), terms: [] };
    const back = readPlanGrid('export', trackerGrid(sheet), choices);
    expect(mergeImport(plan, added, back).changes).toEqual([]);
    expect(back.actions.map(({ percentComplete }) => percentComplete)).toEqual([100, 33.33, 0]);
  });
});
