import { describe, expect, it } from 'vitest';
import { codes, day, readRows, summary } from './tool-reading.ts';

describe('an export of Monday.com', () => {
  it('is read by its groups, items and subitems', async () => {
    const header = [
      'Name',
      'Subitems',
      'Person',
      'Status',
      'Date',
      'Timeline - Start',
      'Timeline - End',
      'Item ID (auto generated)',
    ];
    const plan = await readRows([
      ['Wexcombe inclusion board'],
      ['Early help'],
      header,
      [
        'Agree the offer',
        'Draft, Consult',
        'Ada Quill, Bo Marsh',
        'Working on it',
        day('2026-12-18'),
        day('2026-09-01'),
        day('2026-12-18'),
        '1000000001',
      ],
      ['Subitems', 'Name', 'Owner', 'Status', 'Date', 'Item ID (auto generated)'],
      [null, 'Draft', 'Ada Quill', 'Done', '2026-10-02', '1000000002'],
      [null, 'Consult', null, 'Stuck', null, '1000000003'],
      ['Publish the offer', null, 'Cy Orr', 'Done', day('2026-10-30'), null, null, '1000000004'],
      ['Workforce'],
      header,
      ['Recruit', null, null, null, null, null, null, '1000000005'],
      [null, null, null, null, null, null, day('2026-12-18'), null],
    ]);
    expect(plan.name).toBe('Wexcombe inclusion board');
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill / Bo Marsh',
        due: '2026-12-18',
        status: 'in-progress',
      },
      {
        title: 'Publish the offer',
        priority: 'Early help',
        leads: 'Cy Orr',
        due: '2026-10-30',
        status: 'complete',
      },
      { title: 'Recruit', priority: 'Workforce', leads: '', due: null, status: 'not-started' },
    ]);
    const [first] = plan.actions;
    expect(first?.steps.map(({ text, timescale, leads }) => [text, timescale?.date ?? null, leads])).toEqual([
      ['Draft', '2026-10-02', ['Ada Quill']],
      ['Consult', null, []],
    ]);
    expect(first?.start?.date).toBe('2026-09-01');
    expect(first?.others).toContainEqual({
      header: 'Subitem facts',
      text: 'Draft – Status: Done\nConsult – Status: Stuck',
    });
    expect(codes(plan)).toEqual(['tool-export', 'row-not-understood']);
  });

  it('is read from a board of its own columns and one group', async () => {
    const plan = await readRows([
      ['Transitions'],
      ['Actions'],
      ['Name', 'Owner', 'Due date', 'Status', 'Priority', 'Notes', 'Last Updated'],
      ['Map provision', 'Di Pell', '2026-11-20', 'Stuck', 'High', 'Two schools left', 'Pat Lee Oct 2, 2026'],
    ]);
    expect(summary(plan)).toEqual([
      {
        title: 'Map provision',
        priority: 'Actions',
        leads: 'Di Pell',
        due: '2026-11-20',
        status: 'in-progress',
      },
    ]);
    expect(plan.name).toBe('Transitions');
    expect(plan.actions[0]?.narrative).toBe('Two schools left');
  });

  it('is read with a timeline in one cell and without a line for the board', async () => {
    const header = ['Name', 'Subitems', 'People', 'Status', 'Timeline', 'Item ID'];
    const plan = await readRows([
      ['Early help'],
      header,
      ['Agree the offer', 'Draft, Consult', 'Ada Quill', 'Done', '2026-09-01 - 2026-12-18', '1000000001'],
      ['Workforce'],
      header,
      ['Recruit', null, 'Di Pell', 'Not Started', null, '1000000002'],
    ]);
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill',
        due: '2026-12-18',
        status: 'complete',
      },
      { title: 'Recruit', priority: 'Workforce', leads: 'Di Pell', due: null, status: 'not-started' },
    ]);
    expect(plan.actions[0]?.start?.date).toBe('2026-09-01');
    expect(plan.actions[0]?.steps.map(({ text }) => text)).toEqual(['Draft', 'Consult']);
  });
});
