import { describe, expect, it } from 'vitest';
import { codes, day, readRows, readText, summary } from './tool-reading.ts';

describe('an export of Microsoft Project', () => {
  it('is read from CSV by its levels; rows that others lie under head them', async () => {
    const plan = await readText(
      [
        'ID,Task_Mode,Name,Duration,Start,Finish,Predecessors,Outline_Level,Resource_Names,%_Complete',
        '1,Auto Scheduled,Early help,60 days,2026-09-01,2026-12-18,,1,,50%',
        '2,Auto Scheduled,Therapy,60 days,2026-09-01,2026-12-18,,2,,50%',
        '3,Auto Scheduled,Agree the offer,30 days,2026-09-01,2026-10-30,,3,"Ada Quill[50%],Bo Marsh",100%',
        '4,Auto Scheduled,Publish the offer,30 days,NA,2026-12-18,3,3,Cy Orr,0%',
        '5,Manually Scheduled,Workforce,1 day?,2026-09-01,2027-03-31,,1,,40%',
        '6,Manually Scheduled,Recruit,1 day?,2026-09-01,2027-03-31,,2,Di Pell,40%',
      ].join('\n'),
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
    expect(plan.actions.map(({ ref, objective }) => [ref, objective])).toEqual([
      ['3', 'Therapy'],
      ['4', 'Therapy'],
      ['6', null],
    ]);
    expect(plan.actions[0]?.others).toContainEqual({
      header: 'Shares of work',
      text: 'Ada Quill[50%],Bo Marsh',
    });
    expect(codes(plan)).toEqual(['tool-export', 'summary-row', 'summary-row', 'summary-row']);
  });

  it('is read from Excel by its numbers, with the plan above all of it', async () => {
    const plan = await readRows([
      [
        'WBS',
        'Task Name',
        'Duration',
        'Start',
        'Finish',
        'Resource Names',
        '% Complete',
        'Notes',
        'Actual Finish',
      ],
      ['0', 'Wexcombe recovery', '90 days', day('2026-09-01'), day('2027-03-31'), '', 0.3, '', 'NA'],
      ['1', 'Early help', '60 days', day('2026-09-01'), day('2026-12-18'), '', 0.5, '', 'NA'],
      [
        '1.1',
        'Agree the offer',
        '30 days',
        day('2026-09-01'),
        day('2026-10-30'),
        'Ada Quill',
        1,
        'Agreed in July',
        day('2026-10-28'),
      ],
      ['2', 'Workforce', '60 days', day('2026-09-01'), day('2027-03-31'), '', 0, '', 'NA'],
      ['2.1', 'Recruit', '60 days', day('2026-09-01'), day('2027-03-31'), 'Di Pell[200%]', 0, '', 'NA'],
    ]);
    expect(plan.name).toBe('Wexcombe recovery');
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill',
        due: '2026-10-30',
        status: 'complete',
      },
      { title: 'Recruit', priority: 'Workforce', leads: 'Di Pell', due: '2027-03-31', status: 'not-started' },
    ]);
    expect(plan.actions[0]?.narrative).toBe('Agreed in July');
  });

  it('is read by its summary marks, and without an outline as it stands', async () => {
    const headers = [
      'ID',
      'Name',
      'Duration',
      'Start_Date',
      'Finish_Date',
      'Predecessors',
      'Summary',
      'Resource_Names',
    ];
    const marked = await readRows([
      headers,
      [1, 'Early help', '60 days', day('2026-09-01'), day('2026-12-18'), null, 'Yes', null],
      [
        2,
        'Agree the offer',
        '30 days',
        day('2026-09-01'),
        day('2026-10-30'),
        null,
        'No',
        'Ada Quill;Bo Marsh',
      ],
    ]);
    expect(summary(marked)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill / Bo Marsh',
        due: '2026-10-30',
        status: 'not-started',
      },
    ]);
    const flat = await readRows([
      headers,
      [1, 'Map provision', '1 day', day('2026-09-01'), day('2026-09-01'), null, 'No', 'Cy Orr'],
      [2, 'Consult', '0 days', day('2026-10-01'), day('2026-10-01'), 1, 'No', 'Cy Orr'],
    ]);
    expect(summary(flat).map(({ title, priority }) => [title, priority])).toEqual([
      ['Map provision', null],
      ['Consult', null],
    ]);
  });

  it.each([
    ['Finish', 'Baseline Finish', ['2027-03-31', '2027-01-29']],
    ['Baseline Finish', 'Actual Start', ['2027-03-31', 'NA']],
    ['Deadline', 'Baseline Finish', ['2027-03-31', '2027-01-29']],
  ])('takes %s for what is due, beside %s', async (due, other, [of, beside]) => {
    const plan = await readText(
      `ID,Task Name,Duration,${other},${due},% Complete,Resource Names\n1,Agree the offer,80 days,${beside},${of},40%,Ada Quill\n`,
    );
    expect(summary(plan)).toMatchObject([{ due: '2027-03-31', leads: 'Ada Quill', status: 'in-progress' }]);
  });

  it('reads dates of text by the one order that all of them can have', async () => {
    const plan = await readText(
      [
        'ID,Name,Duration,Start,Finish,Baseline Finish,% Complete,Resource Names',
        '1,Agree the offer,80 days,Mon 9/7/26,Thu 3/4/27,Fri 1/29/27,40%,Ada Quill',
        '2,Publish the offer,20 days,Mon 10/5/26,Fri 12/18/26,Fri 12/18/26,100%,"Bo Marsh,Cy Orr[50%]"',
      ].join('\n'),
    );
    expect(summary(plan)).toMatchObject([
      { due: '2027-03-04', status: 'in-progress' },
      { due: '2026-12-18', leads: 'Bo Marsh / Cy Orr', status: 'complete' },
    ]);
    expect(plan.actions[0]?.start?.date).toBe('2026-09-07');
    expect(plan.questions).toEqual([]);
  });
});
