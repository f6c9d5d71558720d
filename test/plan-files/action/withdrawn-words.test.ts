import { describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { textFile } from '../../support/build-workbook.ts';

/** An action's words, and its progress or ''. */
type Row = readonly [action: string, progress: string];

const read = (rows: readonly Row[], readingAnswers: ReadingChoices['readingAnswers'] = {}) =>
  readPlanFile(
    'plan.csv',
    textFile(
      [
        'Ref,Action,Lead,Progress',
        ...rows.map(([action, progress], at) => `${at + 1},"${action}",Ada Quill,"${progress}"`),
      ].join('\n'),
    ),
    { readingAnswers },
  );

describe('an action withdrawn in words', () => {
  it.each<Row>([
    ['WITHDRAWN - Open the hub', ''],
    ['[Deleted] Open the hub', ''],
    ['Withdrawn: open the hub', ''],
    ['Open the hub (no longer required)', ''],
    ['Open the hub (withdrawn by the board, May 2026)', ''],
    ['Open the hub – REMOVED', ''],
    ['ACTION WITHDRAWN\nOpen the hub', ''],
    ['Open the hub', 'Withdrawn by the board in May.'],
    ['Open the hub', 'This action is no longer required as the building was sold.'],
    ['Open the hub', 'Action removed from the plan, March 2026'],
    ['Open the hub', 'Withdrawn – see the minutes'],
  ])('is asked about: %s %s', async (action, progress) => {
    const rows: Row[] = [
      [action, progress],
      ['Train the panel', ''],
    ];
    const plan = await read(rows);
    expect(plan.actions.map(({ status }) => status)).toEqual(['withdrawn', 'not-started']);
    expect(plan.actions[0]?.closedReason).toMatch(/^The document says: /);
    expect(plan.questions).toMatchObject([{ id: 'withdrawn-words', taken: 'withdrawn', count: 1 }]);
    const kept = await read(rows, { 'withdrawn-words': 'keep' });
    expect(kept.actions[0]?.status).not.toBe('withdrawn');
    expect(kept.actions[0]?.closedReason).toBeNull();
  });

  it.each<Row>([
    ['Removed barriers to school are counted', ''],
    ['Withdraw the old form', ''],
    ['Review pupils withdrawn from school', ''],
    ['Count children who are no longer on roll (removed from roll)', ''],
    ['Open the hub', 'Cancelled the June meeting; July is set.'],
    ['Open the hub', 'Removed the old web page.'],
    ['Open the hub', 'The paper form is no longer required.'],
  ])('is none: %s %s', async (action, progress) => {
    const plan = await read([[action, progress]]);
    expect(plan.questions).toEqual([]);
    expect(plan.actions[0]?.status).not.toBe('withdrawn');
  });
});
