import { describe, expect, it } from 'vitest';
import { codes, day, readRows, summary } from './tool-reading.ts';

const headers = [
  'Task ID',
  'Task Name',
  'Bucket Name',
  'Progress',
  'Priority',
  'Assigned To',
  'Created By',
  'Created Date',
  'Start date',
  'Due date',
  'Is Recurring',
  'Late',
  'Completed Date',
  'Completed By',
  'Completed Checklist Items',
  'Checklist Items',
  'Labels',
  'Description',
];
const facts = [
  ['Plan name', 'Wexcombe inclusion plan'],
  ['Plan ID', 'k9PzQ0aRtL'],
  ['Date of export', '10/14/2026'],
];

describe('an export of Microsoft Planner', () => {
  it('is read by its column set, with its plan, date, people, buckets, checklists and status', async () => {
    const plan = await readRows([
      ...facts,
      [],
      headers,
      [
        'a1F9',
        'Agree the offer',
        'Priority 1: Commissioning',
        'In progress',
        'Urgent',
        'Ada Quill;Bo Marsh',
        'Pat Lee',
        day('2026-07-28'),
        null,
        day('2027-03-31'),
        'false',
        'false',
        null,
        null,
        '0/2',
        'Draft;Consult',
        'Health',
        null,
      ],
      [
        'b2G8',
        'Publish the pages',
        'Priority 1: Commissioning',
        'Completed',
        'Medium',
        'Cy Orr',
        'Pat Lee',
        day('2026-08-03'),
        null,
        day('2026-09-30'),
        'false',
        'false',
        day('2026-09-29'),
        'Cy Orr',
        null,
        null,
        null,
        null,
      ],
      [
        'c3H7',
        'Recruit psychologists',
        'Priority 2: Workforce',
        'Not started',
        'Important',
        'MARSH, Bo (Wexcombe ICB)',
        'Pat Lee',
        day('2026-07-29'),
        null,
        day('2026-12-04'),
        'false',
        'true',
        null,
        null,
        null,
        null,
        null,
        null,
      ],
    ]);

    expect(plan.name).toBe('Wexcombe inclusion plan');
    expect(plan.positionDate).toBe('2026-10-14');
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Priority 1: Commissioning',
        leads: 'Ada Quill / Bo Marsh',
        due: '2027-03-31',
        status: 'in-progress',
      },
      {
        title: 'Publish the pages',
        priority: 'Priority 1: Commissioning',
        leads: 'Cy Orr',
        due: '2026-09-30',
        status: 'complete',
      },
      {
        title: 'Recruit psychologists',
        priority: 'Priority 2: Workforce',
        leads: 'Bo MARSH (Wexcombe ICB)',
        due: '2026-12-04',
        status: 'not-started',
      },
    ]);
    const [first, second] = plan.actions;
    expect(first?.steps.map(({ text }) => text)).toEqual(['Draft', 'Consult']);
    expect(first?.narrative).toBe('');
    expect(first?.ref).toBe('1.1');
    expect(first?.others).toContainEqual({ header: 'Priority', text: 'Urgent' });
    expect(first?.others).toContainEqual({ header: 'Completed Checklist Items', text: '0/2' });
    expect(second?.others).toContainEqual({ header: 'Completed Date', text: '29/09/2026' });
    expect(codes(plan)).toEqual(['tool-export']);
    expect(plan.warnings[0]?.message).toContain('Microsoft Planner');
  });

  it('is read in the older order, with its facts on a sheet of their own and buckets that are stages', async () => {
    const plan = await readRows(
      [
        [
          'Task ID',
          'Task Name',
          'Bucket Name',
          'Progress',
          'Priority',
          'Assigned To',
          'Created By',
          'Created Date',
          'Due date',
          'Late',
          'Completed Date',
          'Checklist Items',
          'Labels',
          'Description',
        ],
        [
          'QLgcTO7TbkCIrJ',
          'Map provision',
          'Doing',
          'In progress',
          'Low',
          'Di Pell',
          'Pat Lee',
          day('2026-06-01'),
          day('2026-11-20'),
          'false',
          null,
          null,
          'Health;Care',
          null,
        ],
        [
          'oxyj9xZd068uum',
          'Train the panel',
          'To do',
          'Not started',
          'Low',
          '',
          'Pat Lee',
          day('2026-06-01'),
          null,
          'false',
          null,
          'Book a room',
          null,
          null,
        ],
      ],
      {
        more: {
          'Plan name': [
            ['Plan name', 'Transitions plan'],
            ['Plan ID', 'zz'],
            ['Date of export', '09/02/2026'],
          ],
        },
      },
    );

    expect(plan.name).toBe('Transitions plan');
    expect(summary(plan)).toEqual([
      { title: 'Map provision', priority: null, leads: 'Di Pell', due: '2026-11-20', status: 'in-progress' },
      { title: 'Train the panel', priority: null, leads: '', due: null, status: 'not-started' },
    ]);
    expect(plan.actions[1]?.steps.map(({ text }) => text)).toEqual(['Book a room']);
    expect(plan.actions[0]?.others).toContainEqual({ header: 'Bucket Name', text: 'Doing' });
  });

  it('is read with columns renamed, removed, moved and added', async () => {
    const plan = await readRows([
      ...facts,
      [],
      ['Due date', 'Lead', 'Task Name', 'RAG', 'Progress', 'Bucket Name', 'Late', 'Success measure'],
      [
        day('2026-11-20'),
        'Ada Quill; Cy Orr',
        'Agree the offer',
        'Amber',
        'In progress',
        'Early help',
        'false',
        'All families told',
      ],
    ]);

    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: 'Early help',
        leads: 'Ada Quill / Cy Orr',
        due: '2026-11-20',
        status: 'in-progress',
      },
    ]);
    expect(plan.actions[0]?.rating.label).toBe('Amber');
    expect(plan.actions[0]?.successMeasures).toEqual(['All families told']);
  });

  it('asks once what the description says, and goes by the answer', async () => {
    const rows = [
      ...facts,
      [],
      headers,
      ...['Draft out for comment', 'Two of three agreed'].map((text, at) => [
        `x${at}Y`,
        `Task ${at}`,
        'Early help',
        'In progress',
        'Low',
        'Ada Quill',
        'Pat Lee',
        null,
        null,
        null,
        'false',
        'false',
        null,
        null,
        null,
        null,
        null,
        text,
      ]),
    ];
    const plan = await readRows(rows);
    expect(plan.questions).toMatchObject([{ id: 'description:Description', taken: 'beside', count: 2 }]);
    expect(plan.actions[0]).toMatchObject({
      narrative: '',
      successMeasures: [],
      others: expect.arrayContaining([{ header: 'Description', text: 'Draft out for comment' }]),
    });

    const answered = await readRows(rows, {
      choices: { readingAnswers: { 'description:Description': 'progress' } },
    });
    expect(answered.actions[0]?.narrative).toBe('Draft out for comment');
  });

  it('goes by what the PM has said of a column', async () => {
    const rows = [
      ...facts,
      [],
      headers,
      [
        'x1Y',
        'Map provision',
        'Early help',
        'In progress',
        'Low',
        'Ada Quill',
        ...Array<null>(10).fill(null),
        'Health',
        null,
      ],
    ];
    const plan = await readRows(rows, {
      choices: { columnMap: { Labels: 'theme', 'Bucket Name': 'ignore' } },
    });
    expect(plan.actions[0]).toMatchObject({ theme: 'Health', priority: null });
  });
});

describe('an export of a premium plan of Microsoft Planner', () => {
  const premium = [
    'Task Number',
    'Outline Number',
    'Name',
    'Assigned to',
    'Bucket',
    'Start',
    'Finish',
    'Duration',
    '% Complete',
    'Priority',
    'Depends on',
    'Effort',
    'Notes',
    'Checklist Items',
  ];

  it('is read with its outline: rows that others lie under head them', async () => {
    const plan = await readRows([
      ['Project Name', 'Wexcombe recovery plan'],
      ['Plan Owner', 'Pat Lee'],
      ['Project Start', day('2026-09-01')],
      ['Exported on', day('2026-10-14')],
      [],
      premium,
      [
        1,
        '1',
        'Early help',
        '',
        'Bucket 1',
        day('2026-09-01'),
        day('2027-03-31'),
        '150 days',
        0.25,
        'Medium',
        '',
        '',
        '',
        '',
      ],
      [
        2,
        '1.1',
        'Agree the offer',
        'Ada Quill, Bo Marsh',
        'Bucket 1',
        day('2026-09-01'),
        day('2026-12-18'),
        '60 days',
        0.5,
        'Important',
        '',
        '',
        '',
        'Draft;Consult',
      ],
      [
        3,
        '1.2',
        'Publish the offer',
        'Cy Orr',
        'Bucket 1',
        day('2026-09-01'),
        day('2026-10-02'),
        '20 days',
        1,
        'Medium',
        2,
        '',
        '',
        '',
      ],
      [
        4,
        '2',
        'Workforce',
        '',
        'Bucket 2',
        day('2026-09-01'),
        day('2027-03-31'),
        '150 days',
        0,
        'Medium',
        '',
        '',
        '',
        '',
      ],
      [
        5,
        '2.1',
        'Recruit',
        'Di Pell',
        'Bucket 2',
        day('2026-09-01'),
        day('2027-03-31'),
        '150 days',
        0,
        'Medium',
        '',
        '',
        '',
        '',
      ],
    ]);

    expect(plan.name).toBe('Wexcombe recovery plan');
    expect(plan.positionDate).toBe('2026-10-14');
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
        due: '2026-10-02',
        status: 'complete',
      },
      { title: 'Recruit', priority: 'Workforce', leads: 'Di Pell', due: '2027-03-31', status: 'not-started' },
    ]);
    expect(plan.actions.map(({ ref }) => ref)).toEqual(['1.1', '1.2', '2.1']);
    expect(plan.actions[0]?.steps).toHaveLength(2);
    expect(codes(plan)).toEqual(['tool-export', 'summary-row', 'summary-row']);
  });
});
