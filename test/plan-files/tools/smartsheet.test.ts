import { describe, expect, it } from 'vitest';
import { day, readRows, summary } from './tool-reading.ts';

const headers = ['Task Name', 'Start Date', 'End Date', 'Assigned To', '% Complete', 'Status', 'Comments'];

describe('an export of Smartsheet', () => {
  it('is read by the groups of rows that its indented rows become', async () => {
    const plan = await readRows(
      [
        headers,
        ['Early help', day('2026-09-01'), day('2026-12-18'), '', 0.5, '', ''],
        [
          'Agree the offer',
          day('2026-09-01'),
          day('2026-10-30'),
          'Ada Quill, Bo Marsh',
          1,
          'Complete',
          'Agreed',
        ],
        ['Publish the offer', day('2026-11-01'), day('2026-12-18'), 'Cy Orr', 0, 'Not Started', ''],
        ['Workforce', day('2026-09-01'), day('2027-03-31'), '', 0.4, '', ''],
        ['Recruit', day('2026-09-01'), day('2027-03-31'), 'Di Pell', 0.4, '', ''],
      ],
      { name: 'Wexcombe plan', levels: [0, 0, 1, 1, 0, 1] },
    );
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill / Bo Marsh',
        due: '2026-10-30',
        status: 'complete',
      },
      {
        title: 'Publish the offer',
        priority: 'Early help',
        leads: 'Cy Orr',
        due: '2026-12-18',
        status: 'not-started',
      },
      { title: 'Recruit', priority: 'Workforce', leads: 'Di Pell', due: '2027-03-31', status: 'in-progress' },
    ]);
    expect(plan.actions[0]?.narrative).toBe('Agreed');
  });

  it('is read by rows that are nothing but a title, and by no others', async () => {
    const plan = await readRows([
      ['Status', 'Task Name', 'Assigned To', 'Finish', 'Duration', 'Predecessors', '% Complete'],
      [null, 'Early help', null, null, null, null, null],
      ['In Progress', 'Agree the offer', 'Ada Quill', day('2026-10-30'), '30d', null, '50%'],
      [null, 'Publish the offer', null, null, null, null, null],
      [null, 'Workforce', null, null, null, null, null],
      ['Not Started', 'Recruit', 'Di Pell', day('2027-03-31'), '30d', 2, '0%'],
    ]);
    expect(summary(plan).map(({ title, priority }) => [title, priority])).toEqual([
      ['Agree the offer', 'Early help'],
      ['Publish the offer', 'Early help'],
      ['Recruit', 'Workforce'],
    ]);
  });

  it('keeps its colours as ratings', async () => {
    const plan = await readRows([
      ['Task Name', 'Health', 'Assigned To', 'Due Date', '% Complete', 'Latest Comment', 'Modified By'],
      ['Agree the offer', 'Red', 'Ada Quill', day('2026-10-30'), '40', 'Late', 'Pat Lee'],
      ['Recruit', 'Green', 'Di Pell', day('2027-03-31'), '100', '', 'Pat Lee'],
    ]);
    expect(plan.actions.map(({ rating, status }) => [rating.level, status])).toEqual([
      ['red', 'in-progress'],
      ['green', 'complete'],
    ]);
    expect(plan.actions[0]?.narrative).toBe('Late');
  });
});
