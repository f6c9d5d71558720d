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

  it.each([
    ['Open the hub', 'Closed: merged with action 2', 'merged'],
    ['Open the hub', 'CLOSED - superseded by action 2', 'superseded'],
    ['Open the hub', 'Merged into the workforce plan', 'merged'],
    ['Open the hub', 'This action has now been incorporated into the workforce plan.', 'merged'],
    ['Open the hub', 'June 2026: Begun\nSept 2026: Closed, combined with action 2', 'merged'],
    ['Open the hub', '12/09/26 – Withdrawn by the board', 'withdrawn'],
    ['Open the hub (merged with action 2)', '', 'merged'],
    ['Open the hub (now part of 2)', '', 'merged'],
    ['Superseded by 2 - Open the hub', '', 'superseded'],
  ])('says how it ended: %s %s', async (action, progress, status) => {
    const plan = await read([
      [action, progress],
      ['Train the panel', ''],
    ]);
    expect(plan.actions.map((one) => one.status)).toEqual([status, 'not-started']);
    expect(plan.questions).toMatchObject([{ id: 'withdrawn-words', taken: 'withdrawn', count: 1 }]);
  });
});

it('that another has taken the place of an action is offered with its ref', async () => {
  const plan = await read([
    ['Open the hub', 'Superseded by action 2'],
    ['Train the panel', 'The first two sessions were held in June.'],
  ]);
  expect(plan.questions).toEqual([]);
  expect(plan.references).toMatchObject([{ ref: '1', kind: 'superseded-by', to: '2' }]);
});

describe('an action closed in words', () => {
  it.each<Row>([
    ['Open the hub', 'CLOSED'],
    ['Open the hub', 'Closed. All staff are trained.'],
    ['Open the hub', 'Action closed May 2026'],
    ['Open the hub', 'Begun in June\nThis action is now closed.'],
    ['CLOSED - Open the hub', ''],
    ['Open the hub (closed June 2026)', ''],
  ])('is asked whether it is done: %s %s', async (action, progress) => {
    const rows: Row[] = [
      [action, progress],
      ['Train the panel', 'The first two sessions were held in June.'],
    ];
    const plan = await read(rows);
    expect(plan.questions).toMatchObject([{ id: 'closed-words', taken: 'keep', count: 1 }]);
    const statusAs = async (answer: string) =>
      (await read(rows, { 'closed-words': answer })).actions[0]?.status;
    expect(await statusAs('complete')).toBe('complete');
    expect(await statusAs('withdrawn')).toBe('withdrawn');
  });

  it.each<Row>([
    ['Open the hub', 'Closed the gap in cover.'],
    ['Open the hub', 'Replaced the old forms in May'],
    ['Review closed cases', ''],
    ['Agree a combined offer', 'The combined team has met.'],
  ])('is none: %s %s', async (action, progress) => {
    const plan = await read([[action, progress]]);
    expect(plan.questions).toEqual([]);
  });
});
