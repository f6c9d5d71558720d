import { describe, expect, it } from 'vitest';
import { headerRow, heading, paragraph, table } from '../../support/build-word.ts';
import { asked, day, factsOf, readDocument, readWorkbook, said } from './kind-files.ts';

describe('Planner', () => {
  it('with its facts on a sheet of their own, people surname first and dates of America', async () => {
    const plan = await readWorkbook({
      Tasks: [
        [
          'Task ID',
          'Task Name',
          'Bucket Name',
          'Progress',
          'Priority',
          'Assigned To',
          'Created Date',
          'Start Date',
          'Due Date',
          'Late',
          'Completed Date',
          'Checklist Items',
        ],
        [
          'xK3f9QmZa0yT',
          'Write to all families about the offer',
          'Communication',
          'In progress',
          'Urgent',
          'Holt, Ana;Croft, Ben',
          '01/15/2027',
          '02/01/2027',
          '03/31/2027',
          false,
          null,
          'Draft letter;Agree with forum',
        ],
        [
          'pQ81LmN_4-Rt',
          'Recruit two link workers',
          'Workforce',
          'Not started',
          'Medium',
          'Day, Cara',
          '01/15/2027',
          null,
          '06/12/2027',
          false,
          null,
          null,
        ],
      ],
      'Plan details': [
        ['Plan name', 'Wexcombe inclusion tasks'],
        ['Plan ID', 'abcDEF123'],
        ['Date of export', '11/28/2026'],
      ],
    });
    expect([plan.name, plan.positionDate]).toEqual(['Wexcombe inclusion tasks', '2026-11-28']);
    expect(factsOf(plan, 'title', 'priority', 'leads', 'start', 'due', 'status', 'steps')).toEqual([
      'Write to all families about the offer | Communication | Ana Holt / Ben Croft | 2027-02-01 | 2027-03-31 | in-progress | Draft letter / Agree with forum',
      'Recruit two link workers | Workforce | Cara Day |  | 2027-06-12 | not-started | ',
    ]);
    expect(said(plan)).toEqual(['tool-export']);
  });

  it('with its progress and priority as numbers', async () => {
    const header = ['Task ID', 'Task Name', 'Bucket Name', 'Progress', 'Priority', 'Assigned To', 'Due date'];
    const plan = await readWorkbook({
      Tasks: [
        ['Plan name', 'Wexcombe inclusion tasks'],
        header,
        ['a', 'Write to all families', 'Communication', 50, 5, 'Ana Holt', day('2027-03-31')],
        ['b', 'Recruit two link workers', 'Workforce', 0, 1, 'Ben Croft;Cara Day', day('2027-06-12')],
        ['c', 'Audit existing plans', 'Quality', 100, 9, null, day('2027-02-26')],
      ],
    });
    expect(factsOf(plan, 'priority', 'leads', 'due', 'status', 'percent')).toEqual([
      'Communication | Ana Holt | 2027-03-31 | in-progress | 50%',
      'Workforce | Ben Croft / Cara Day | 2027-06-12 | not-started | 0%',
      'Quality |  | 2027-02-26 | complete | 100%',
    ]);
  });

  it('pasted into a document', async () => {
    const plan = await readDocument([
      heading(1, 'Tasks of the programme'),
      table([
        headerRow([
          'Task Name',
          'Bucket Name',
          'Progress',
          'Priority',
          'Assigned To',
          'Due date',
          'Late',
          'Checklist Items',
        ]),
        [
          'Write to families',
          'Communication',
          'In progress',
          'Urgent',
          'Ana Holt;Ben Croft',
          '03/31/2027',
          'false',
          'Draft;Send',
        ],
        ['Recruit workers', 'Workforce', 'Not started', 'Medium', 'Cara Day', '12/18/2026', 'true', ''],
      ]),
    ]);
    expect(factsOf(plan, 'title', 'priority', 'leads', 'due', 'status', 'steps')).toEqual([
      'Write to families | Communication | Ana Holt / Ben Croft | 2027-03-31 | in-progress | Draft / Send',
      'Recruit workers | Workforce | Cara Day | 2026-12-18 | not-started | ',
    ]);
  });
});

describe('Project', () => {
  const tasks = [
    ['ID', 'Active', 'Task Mode', 'Name', 'Duration', 'Start', 'Finish', 'Outline Level', 'Notes'],
    [1, 'Yes', 'Auto Scheduled', 'Leadership', '100 days', day('2026-09-01'), day('2027-01-29'), 1, null],
    [
      2,
      'Yes',
      'Auto Scheduled',
      'Set up the board',
      '20 days',
      day('2026-09-01'),
      day('2026-09-28'),
      2,
      'Met',
    ],
    [3, 'No', 'Auto Scheduled', 'Agree a data set', '80 days', day('2026-10-01'), day('2027-01-29'), 2, null],
  ];

  it('with its assignments on a sheet of their own: no task is read twice, and each has its people', async () => {
    const plan = await readWorkbook({
      Task_Table1: tasks,
      Assignment_Table1: [
        ['Task Name', 'Resource Name', '% Work Complete', 'Work', 'Units'],
        ['Set up the board', 'Ana Holt', '1', '160h', '1'],
        ['Set up the board', 'Cara Day', '0', '16h', '1'],
        ['Agree a data set', 'Ben Croft', '0.4', '640h', '1'],
        ['A task of another plan', 'Di Pell', '0.4', '640h', '1'],
      ],
    });
    expect(factsOf(plan, 'ref', 'title', 'priority', 'leads', 'due', 'status')).toEqual([
      '2 | Set up the board | Leadership | Ana Holt / Cara Day | 2026-09-28 | in-progress',
      '3 | Agree a data set | Leadership | Ben Croft | 2027-01-29 | withdrawn',
    ]);
    expect(asked(plan)).toEqual(['inactive-tasks = withdrawn']);
    const joined = plan.warnings.find(({ code }) => code === 'assignments-joined');
    expect(joined?.message).toMatch(/2 tasks take their leads from it\. One of them is of no task/);
    expect(joined?.value).toBe('A task of another plan: Di Pell');
  });

  it('keeps an inactive task open where the PM says so', async () => {
    const plan = await readWorkbook({ Tasks: tasks }, undefined, {
      readingAnswers: { 'inactive-tasks': 'keep' },
    });
    expect(factsOf(plan, 'title', 'status')).toEqual([
      'Set up the board | in-progress',
      'Agree a data set | not-started',
    ]);
  });

  it('pasted into a document, its days with their weekday', async () => {
    const plan = await readDocument([
      paragraph('Programme plan'),
      table([
        headerRow(['ID', 'Task Name', 'Duration', 'Start', 'Finish', 'Resource Names', '% Complete']),
        [
          '1',
          'Set up the board',
          '20 days',
          'Tue 01/09/26',
          'Mon 28/09/26',
          'Ana Holt,Ben Croft[50%]',
          '100%',
        ],
        ['2', 'Agree a data set', '80 days', 'Thu 01/10/26', 'Fri 29/01/27', 'Ben Croft', '30%'],
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'leads', 'start', 'due', 'status')).toEqual([
      '1 | Ana Holt / Ben Croft | 2026-09-01 | 2026-09-28 | complete',
      '2 | Ben Croft | 2026-10-01 | 2027-01-29 | in-progress',
    ]);
  });
});

describe('Lists', () => {
  it('as a table in Excel, with a status under a header of the list’s own', async () => {
    const plan = await readWorkbook({
      query: [
        ['Title', 'Area', 'Where we are', 'Due', 'Responsible', 'Update', 'Item Type', 'Path'],
        [
          'Appoint an officer',
          'Health',
          'Under way',
          day('2027-02-26'),
          'Ana Holt;#12;#Ben Croft;#31',
          'Advert out',
          'Item',
          'sites/send',
        ],
        ['Map provision', 'Education', 'Not begun', day('2027-05-28'), 'Cara Day', '', 'Item', 'sites/send'],
        ['Publish data', 'Data', 'Complete', day('2026-10-30'), 'Ben Croft', 'Live', 'Item', 'sites/send'],
      ],
    });
    expect(factsOf(plan, 'title', 'leads', 'due', 'narrative')).toEqual([
      'Appoint an officer | Ana Holt / Ben Croft | 2027-02-26 | Advert out',
      'Map provision | Cara Day | 2027-05-28 | ',
      'Publish data | Ben Croft | 2026-10-30 | Live',
    ]);
    expect(asked(plan)).toEqual(['column:Where we are = keep']);
  });

  it('of work progress, in a document', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Title', 'Category', 'Progress', 'Priority', 'Due date', 'Assigned to', 'Notes']),
        ['Appoint an officer', 'Health', 'Behind', 'High', '2/26/2027', 'Ana Holt', 'Advert out'],
        ['Map provision', 'Education', 'Not started', 'Low', '5/28/2027', 'Ben Croft; Cara Day', ''],
      ]),
    ]);
    expect(factsOf(plan, 'theme', 'leads', 'due', 'status', 'priority')).toEqual([
      'Health | Ana Holt | 2027-02-26 | in-progress | ',
      'Education | Ben Croft / Cara Day | 2027-05-28 | not-started | ',
    ]);
  });
});

describe('Smartsheet', () => {
  it('with its hierarchy, health and sheet of comments', async () => {
    const plan = await readWorkbook(
      {
        'SEND Delivery Plan': [
          [
            'Task Name',
            'Assigned To',
            'Start Date',
            'End Date',
            'Duration',
            '% Complete',
            'Status',
            'Health',
          ],
          [
            'Find needs early',
            null,
            day('2026-09-01'),
            day('2027-03-31'),
            '152d',
            0.4,
            'In Progress',
            'Yellow',
          ],
          ['Train visitors', 'Ana Holt', day('2026-09-01'), day('2026-12-18'), '79d', 1, 'Complete', 'Green'],
          [
            'Publish the list',
            'Ben Croft',
            day('2027-01-05'),
            day('2027-03-31'),
            '62d',
            0.1,
            'On Hold',
            'Red',
          ],
        ],
        Comments: [['Row 3', 'Ana Holt', 'Training went well', '11/20/26 3:15 PM']],
      },
      (sheet) => {
        for (const row of sheet.name === 'Comments' ? [] : [3, 4]) sheet.getRow(row).outlineLevel = 1;
      },
    );
    expect(factsOf(plan, 'title', 'priority', 'leads', 'due', 'status', 'rating', 'percent')).toEqual([
      'Train visitors | Find needs early | Ana Holt | 2026-12-18 | complete | Green=green | 100%',
      'Publish the list | Find needs early | Ben Croft | 2027-03-31 | in-progress | Red=red | 10%',
    ]);
    expect(said(plan)).toEqual(['tool-export', 'summary-row', 'sheet-not-read']);
  });
});

describe('Monday', () => {
  it('with groups, subitems by true days and a sheet of updates', async () => {
    const header = ['Name', 'Subitems', 'Owner', 'Status', 'Due date', 'Item ID (auto generated)'];
    const plan = await readWorkbook({
      board: [
        ['Brackwell SEND board'],
        ['Early help'],
        header,
        [
          'Open the hub',
          'Find a building, Staff it',
          'Ana Holt',
          'Working on it',
          day('2027-03-31'),
          '1234567890',
        ],
        ['Subitems', 'Name', 'Owner', 'Status', 'Date', 'Item ID (auto generated)'],
        [null, 'Find a building', 'Ana Holt', 'Done', day('2026-12-01'), '1234567891'],
        [null, 'Staff it', 'Ben Croft', 'Stuck', day('2027-03-01'), '1234567892'],
        ['Transition'],
        header,
        ['Review travel', null, 'Cara Day', 'Stuck', null, '1234567895'],
      ],
      updates: [
        ['Item ID', 'Item Name', 'Content Type', 'User', 'Created At', 'Update Content'],
        ['1234567890', 'Open the hub', 'Update', 'Ana Holt', '20/November/2026 09:41', 'Lease agreed'],
      ],
    });
    expect(factsOf(plan, 'title', 'priority', 'leads', 'due', 'status', 'steps')).toEqual([
      'Open the hub | Early help | Ana Holt | 2027-03-31 | in-progress | Find a building / Staff it',
      'Review travel | Transition | Cara Day |  | in-progress | ',
    ]);
    expect(plan.actions[0]?.steps.map(({ timescale }) => timescale?.date)).toEqual([
      '2026-12-01',
      '2027-03-01',
    ]);
    expect(asked(plan)).toEqual([]);
    expect(said(plan)).toEqual(['updates-not-read', 'tool-export']);
  });
});
