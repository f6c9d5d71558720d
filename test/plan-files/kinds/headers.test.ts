import { describe, expect, it } from 'vitest';
import { cell, headerRow, paragraph, row, table } from '../../support/build-word.ts';
import { asked, day, factsOf, fillCell, readDocument, readText, readWorkbook, said } from './kind-files.ts';

describe('headers in groups', () => {
  it('merged over their columns in a document, with `Now` under what it is of', async () => {
    const plan = await readDocument([
      table([
        row([
          cell('No', { merge: 'restart' }),
          cell('What needs doing', { merge: 'restart' }),
          cell('Delivery', { span: 3 }),
          cell('Position', { span: 2 }),
        ]),
        row([
          cell('', { merge: 'continue' }),
          cell('', { merge: 'continue' }),
          'Who',
          'From',
          'To',
          'Last time',
          'Now',
        ]),
        row(['1', 'Recruit two therapists', 'Ana Holt', 'Sept 2026', 'March 2027', 'Red', 'Amber']),
        row(['2', 'Publish waits', 'Ben Croft', 'Jan 2027', 'June 2027', 'Green', '']),
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'leads', 'start', 'due', 'rating', 'narrative')).toEqual([
      '1 | Ana Holt | 2026-09-30 | 2027-03-31 | Amber=amber | ',
      '2 | Ben Croft | 2027-01-31 | 2027-06-30 | Green=green | ',
    ]);
    expect(said(plan)).toContain('rating-from-earlier Position Last time');
  });

  it('in two lines of a cell, with aims named once', async () => {
    const plan = await readWorkbook({
      'Delivery plan': [
        ['Area of\nfocus', 'Ref', 'Key\nactivity', 'Exec\nlead', 'Lead\nofficer(s)', 'Start', 'End'],
        ['Early years', 'EY1', 'Train nurseries', 'Dr Di Pell', 'Ana Holt, Ben Croft', 'Sept 26', 'July 27'],
        [null, 'EY2', 'Write the list', 'Dr Di Pell', 'Ana Holt', 'Oct 26', 'Dec 26'],
        ['Transition', 'T1', 'Plan in year 9', 'Dr Di Pell', 'Cara Day', 'Oct 26', 'May 27'],
      ],
    });
    expect(factsOf(plan, 'ref', 'priority', 'strategic', 'leads', 'start', 'due')).toEqual([
      'EY1 | Early years | Dr Di Pell | Ana Holt / Ben Croft | 2026-09-30 | 2027-07-31',
      'EY2 | Early years | Dr Di Pell | Ana Holt | 2026-10-31 | 2026-12-31',
      'T1 | Transition | Dr Di Pell | Cara Day | 2026-10-31 | 2027-05-31',
    ]);
    expect(asked(plan)).toEqual(['blank-groups:Area of focus = above']);
  });

  it('with two facts behind a slash, in a document', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Ref', 'Recommendation / Action', 'Lead officer / Deadline', 'Update / RAG']),
        ['R1', 'Review the panel', 'Ana Holt\n31 March 2027', 'Panel met in May\nAmber'],
        ['R2', 'Write the guide', 'Ben Croft, June 2027', 'Draft with forum\nGreen'],
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'title', 'leads', 'due', 'rating')).toEqual([
      'R1 | Review the panel | Ana Holt | 2027-03-31 | Amber=amber',
      'R2 | Write the guide | Ben Croft | 2027-06-30 | Green=green',
    ]);
  });

  it('asked as questions, one of them of whom else', async () => {
    const plan = await readText(
      [
        'What do we want,What,Who with,Who leads,When by,RAG now,RAG before',
        'Better data,Build a dashboard,ICB,Ana Holt,end of March 2027,A,R',
        ',Publish it monthly,,Ben Croft,July 2027,G,G',
        'Happy families,Ask the families,Forum,Cara Day,May 2027,,A',
      ].join('\n'),
    );
    expect(factsOf(plan, 'objective', 'leads', 'helpers', 'due', 'rating')).toEqual([
      'Better data | Ana Holt | ICB | 2027-03-31 | Amber=amber',
      'Better data | Ben Croft |  | 2027-07-31 | Green=green',
      'Happy families | Cara Day | Forum | 2027-05-31 | Amber=amber',
    ]);
  });
});

describe('groups named once', () => {
  const csv =
    'Priority,Action,Lead\nEarly help,Open the hub,Ana Holt\n,Train the staff,Ben Croft\nWaits,Count them,Cara Day\n';

  it('are left out where the PM says so', async () => {
    const plan = await readText(csv, { readingAnswers: { 'blank-groups:Priority': 'none' } });
    expect(factsOf(plan, 'priority')).toEqual(['Early help', '', 'Waits']);
  });

  it('are not carried down where groups are named in each row', async () => {
    const plan = await readText(csv.replace('Waits,', 'Early help,'));
    expect(factsOf(plan, 'priority')).toEqual(['Early help', '', 'Early help']);
    expect(asked(plan)).toEqual([]);
  });

  it('do not go on past a new group above them', async () => {
    const plan = await readText(
      'Priority,Objective,Action,Lead\nEarly help,Hubs,Open the hub,Ana Holt\n,,Train the staff,Ben Croft\nWaits,,Count them,Cara Day\n',
    );
    expect(factsOf(plan, 'priority', 'objective')).toEqual([
      'Early help | Hubs',
      'Early help | Hubs',
      'Waits | ',
    ]);
  });
});

describe('a column judged by its cells', () => {
  it('of milestones that are days is when actions are due, in a document', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Action', 'Owner(s)', 'Milestone', 'RAG']),
        ['Open the hub', 'Ana Holt; Ben Croft', 'Spring 2027', 'Green'],
        ['Train the staff', 'Cara Day', 'w/c 12 April 2027', 'Amber'],
      ]),
    ]);
    expect(factsOf(plan, 'leads', 'due')).toEqual([
      'Ana Holt / Ben Croft | 2027-03-31',
      'Cara Day | 2027-04-16',
    ]);
    expect(said(plan)).toEqual(['column-by-content Milestone']);
  });

  it('of nothing but colours is the rating, with a key of colours at its side', async () => {
    const plan = await readWorkbook(
      {
        Plan: [
          [
            'Item',
            'Title',
            'Who',
            'Finish',
            'Last quarter',
            'This quarter',
            'How is it going?',
            null,
            'Key',
            null,
          ],
          [
            1,
            'Train all SENCOs',
            'Ana Holt',
            day('2027-03-31'),
            'R',
            null,
            'Half are booked',
            null,
            null,
            'Late',
          ],
          [2, 'Publish the offer', 'Ben Croft', day('2026-11-30'), 'G', null, 'Live', null, null, 'Fine'],
          [3, 'Map travel', 'AH/BC', day('2027-05-01'), null, null, '', null, null, 'Finished'],
        ],
      },
      (sheet) => {
        fillCell(sheet, 'F2', 'FF0000');
        fillCell(sheet, 'F3', '00B050');
        fillCell(sheet, 'F4', '0070C0');
        fillCell(sheet, 'I2', 'FF0000');
        fillCell(sheet, 'I3', '00B050');
        fillCell(sheet, 'I4', '0070C0');
      },
    );
    expect(plan.ratingKey.map(({ label, meaning, level }) => [label, meaning, level])).toEqual([
      ['Red', 'Late', 'red'],
      ['Green', 'Fine', 'green'],
      ['Blue', 'Finished', 'complete'],
    ]);
    expect(factsOf(plan, 'ref', 'leads', 'due', 'rating')).toEqual([
      '1 | Ana Holt | 2027-03-31 | Red=red',
      '2 | Ben Croft | 2026-11-30 | Green=green',
      '3 | AH / BC | 2027-05-01 | Blue=complete',
    ]);
    expect(asked(plan)).toEqual(['column:This quarter = rating']);
  });

  it('of colours that are no rating is said', async () => {
    const plan = await readWorkbook(
      {
        Plan: [
          ['Ref', 'Action', 'Lead', 'Due', 'RAG', 'Board'],
          ['1', 'Open the hub', 'Ana Holt', 'May 2027', 'Red', null],
          ['2', 'Train the staff', 'Ben Croft', 'May 2027', 'Green', null],
        ],
      },
      (sheet) => fillCell(sheet, 'F2', 'FF0000'),
    );
    expect(plan.warnings).toMatchObject([{ code: 'column-not-read', column: 'Board', row: 2 }]);
    expect(plan.warnings[0]?.message).toContain('colours without words');
  });

  it('that is called Action and loses to one that only mentions it is asked about', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Milestones', 'Owner', 'Completion'],
        ['1', 'Hire', 'Advert by the new year', 'Ana Holt', '31/03/2027'],
        ['2', 'Train', 'Book the rooms', 'Ben Croft', '30/06/2027'],
      ],
    });
    expect(asked(plan)).toEqual(['column:Action = keep']);
  });
});

describe('tables that are no plan', () => {
  it('a register of risks beside the actions, and what is complete by its day', async () => {
    const plan = await readDocument([
      paragraph('Actions agreed'),
      table([headerRow(['Action', 'Owner', 'Due']), ['Hire two nurses', 'Ana Holt', 'May 2027']]),
      paragraph('Risks'),
      table([
        headerRow(['Risk', 'Mitigating action', 'Owner', 'Review date']),
        ['No staff', 'Use an agency', 'Cara Day', 'Jan 2027'],
      ]),
      paragraph('Done since'),
      table([headerRow(['Action', 'Owner', 'Completed']), ['Write the terms', 'Ana Holt', 'May 2026']]),
    ]);
    expect(factsOf(plan, 'title', 'due', 'status')).toEqual([
      'Hire two nurses | 2027-05-31 | not-started',
      'Write the terms |  | complete',
    ]);
    expect(asked(plan)).toEqual(['ended:Completed = complete']);
    expect(said(plan)).toContain('risks-not-read');
  });

  it('the same plan on a tab of an earlier month', async () => {
    const tab = (rag: string) => [
      ['Ref', 'Action', 'Lead', 'Due', 'RAG'],
      ['1', 'Hire two nurses', 'Ana Holt', 'May 2027', rag],
      ['2', 'Train the staff', 'Ben Croft', 'June 2027', 'Green'],
    ];
    const sheets = { 'November 2026': tab('Amber'), 'October 2026': tab('Red') };
    const plan = await readWorkbook(sheets);
    expect(factsOf(plan, 'ref', 'rating')).toEqual(['1 | Amber=amber', '2 | Green=green']);
    const id = 'editions:november-2026:october-2026';
    expect(asked(plan)).toEqual([`${id} = november-2026`]);
    const other = await readWorkbook(sheets, undefined, { readingAnswers: { [id]: 'october-2026' } });
    expect(factsOf(other, 'rating')).toEqual(['Red=red', 'Green=green']);
    const all = await readWorkbook(sheets, undefined, { readingAnswers: { [id]: 'all' } });
    expect(all.actions).toHaveLength(4);
  });

  it('lines that count ratings are no key', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Priority', 'Ref', 'Action', 'Lead', 'RAG'],
        ['Early help', '1', 'Hire two nurses', 'Ana Holt', 'Red'],
        ['Early help', '2', 'Train the staff', 'Ben Croft', 'Green'],
        ['Red', '1'],
        ['Green', '1'],
      ],
    });
    expect(plan.ratingKey.every(({ meaning }) => meaning === '')).toBe(true);
    expect(said(plan)).toEqual(['row-not-understood']);
  });
});
