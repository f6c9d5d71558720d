import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, heading, row, table } from '../../support/build-word.ts';

const read = (text: string) => readPlanFile('plan.csv', new TextEncoder().encode(text));
type Plan = Awaited<ReturnType<typeof read>>;
const fields = ({ columns }: Plan) => columns.map(({ field }) => field);
const asked = ({ questions }: Plan) => questions.map(({ id, taken }) => [id, taken]);

const work = ['Open the hub at the library', 'Train the link workers', 'Write to every school'];
/** A table of three rows under these headers, a column a list of cells. */
function tableOf(columns: Readonly<Record<string, readonly string[]>>): string {
  const rows = [
    Object.keys(columns),
    ...work.map((_, at) => Object.values(columns).map((one) => one[at] ?? '')),
  ];
  return rows.map((cells) => cells.map((text) => `"${text}"`).join(',')).join('\n');
}
const names = ['Ada Quill', 'Bo Marsh', 'Cy Ormond'];
const months = ['May 2027', 'June 2027', 'July 2027'];

describe('columns judged by header and cells', () => {
  it.each<[string, Record<string, readonly string[]>, (string | null)[]]>([
    [
      'ids are no titles',
      { Action: ['a1F9', 'b2G8', 'c3H7'], Description: work, Lead: names, Due: months },
      ['ref', 'action', 'responsible', 'timescale'],
    ],
    [
      'numbers are no titles',
      { Task: ['1.1', '1.2', '2.1'], 'Action title': work, 'Assigned to': names, Deadline: months },
      ['ref', 'action', 'responsible', 'timescale'],
    ],
    [
      'sentences are no names',
      { Ref: ['1', '2', '3'], Responsible: work, Title: work, Owner: names },
      ['ref', null, 'action', 'responsible'],
    ],
    [
      'urgency is no priority',
      { Task: work, Priority: ['Urgent', 'Important', 'Low'], Assigned: names, Finish: months },
      ['action', null, 'responsible', 'timescale'],
    ],
    [
      'high, medium and low are no priorities',
      { Action: work, Who: names, Priority: ['High', 'Medium', 'High'], When: months },
      ['action', 'responsible', null, 'timescale'],
    ],
    [
      'numbered urgency is no priority',
      { Action: work, Who: names, Priority: ['1 - High', '2 - Medium', '(3) Low'], When: months },
      ['action', 'responsible', null, 'timescale'],
    ],
    [
      'a sentence that opens with a team is no name',
      {
        No: ['1', '2', '3'],
        Action: work,
        Lead: [
          'The team will lead this with schools',
          'We will lead on it with health',
          'It is led through the forum',
        ],
        Contact: names,
      },
      ['ref', 'action', null, null],
    ],
    [
      'days by which something is to be complete are deadlines',
      { Deliverable: work, 'Delivery owner': names, 'To be done by': months },
      ['action', 'responsible', 'timescale'],
    ],
    [
      'words of a status are no narrative',
      { Task: work, Progress: ['In progress', 'Completed', 'Not started'], Lead: names },
      ['action', 'status', 'responsible'],
    ],
    [
      'a story under Status is the narrative',
      {
        Action: work,
        Lead: names,
        Status: work.map((text) => `We began to ${text.toLowerCase()} last week`),
      },
      ['action', 'responsible', 'progress'],
    ],
    [
      'colours under an unknown header are ratings, and asked about',
      { Action: work, Lead: names, Temperature: ['Red', 'Green', 'Amber'] },
      ['action', 'responsible', 'rating'],
    ],
    [
      'days on which something was raised or decided are no deadlines',
      { Action: work, 'Date raised': months, 'Committee date': months, 'Exec date': months, Due: months },
      ['action', null, null, null, 'timescale'],
    ],
    [
      'an item of words is an action',
      { Item: work, Who: names, 'By when': months },
      ['action', 'responsible', 'timescale'],
    ],
    [
      'a target without dates is a measure',
      { Action: work, Lead: names, Target: ['90 %', '12 trained', 'All'], Due: months },
      ['action', 'responsible', 'success', 'timescale'],
    ],
    [
      'of two columns for one role the filled one has it',
      { Action: work, 'Completion date': ['', 'May 2026', ''], 'Target date': months, Lead: names },
      ['action', null, 'timescale', 'responsible'],
    ],
    [
      'direction of travel is no rating',
      { Action: work, 'Direction of travel': ['↑', '→', '↓'], RAG: ['Red', 'Green', 'Amber'] },
      ['action', null, 'rating'],
    ],
  ])('%s', async (_what, columns, expected) => {
    expect(fields(await read(tableOf(columns)))).toEqual(expected);
  });

  it.each([
    ['alone', { Action: work, Lead: names, Date: months }, 'timescale'],
    ['beside a decision', { Recommendation: work, Committee: names, Date: months }, 'keep'],
    ['beside a meeting', { Action: work, 'Meeting date': months, Date: months, Lead: names }, 'keep'],
  ])('asks what a plain date is of: %s', async (_where, columns, taken) => {
    const plan = await read(tableOf(columns));
    expect(asked(plan)).toEqual([['column:Date', taken]]);
    expect(plan.questions[0]?.text).toBe('Is “Date” when each action is due?');
    expect(plan.actions.map(({ timescale }) => timescale.date !== null)).toEqual(
      work.map(() => taken === 'timescale'),
    );
  });

  it('takes a date before the plan begins for no deadline', async () => {
    const dates = ['Oct 2025', 'Nov 2025', 'Dec 2025'];
    const plan = await read(`Harbour plan 2026-27\n${tableOf({ Action: work, Lead: names, Date: dates })}`);
    expect(asked(plan)).toEqual([['column:Date', 'keep']]);
  });

  it.each([
    [['P1', 'P2', 'P1'], ['A1', 'A2', 'A3'], true],
    [['1', '3', '2'], ['A1', 'A2', 'A3'], true],
    [['1', '1', '2'], ['1.1', '1.2', '2.1'], false],
    [['Priority 1', 'Priority 1', 'Priority 2'], ['P1.1', 'P1.2', 'P2.1'], false],
  ])(
    'asks whether codes under Priority are the plan’s priorities: %j beside %j',
    async (codes, refs, asks) => {
      const plan = await read(tableOf({ Ref: refs, Priority: codes, Action: work, Lead: names }));
      expect(asked(plan)).toEqual(asks ? [['column:Priority', 'priority']] : []);
      expect(plan.actions.map(({ priority }) => priority)).toEqual(codes);
    },
  );

  it('keeps a column on the PM’s word, and asks no more', async () => {
    const columns = { Action: work, Lead: names, Date: months };
    const bytes = new TextEncoder().encode(tableOf(columns));
    const plan = await readPlanFile('plan.csv', bytes, { columnMap: { Date: 'keep' } });
    expect(fields(plan)).toEqual(['action', 'responsible', null]);
    expect(plan.questions.map(({ id, taken, answered }) => [id, taken, answered])).toEqual([
      ['column:Date', 'keep', true],
    ]);
    expect(plan.warnings).toEqual([]);
    expect(plan.actions[0]?.others).toEqual([{ header: 'Date', text: 'May 2027' }]);
  });

  it('says of columns nobody needs in one line', async () => {
    const plan = await read(
      tableOf({
        Action: work,
        Lead: names,
        Cost: ['1', '2', '3'],
        'Created by': names,
        Late: ['true', '', ''],
      }),
    );
    expect(plan.warnings.map(({ code }) => code)).toEqual(['column-not-read']);
    expect(plan.warnings[0]?.message).toMatch(/3 columns .*“Cost” .*“Created by” .*“Late” \(1 filled cell\)/);
    expect(plan.questions).toEqual([]);
  });

  it('takes the earlier rating for the last known where none is given now', async () => {
    const plan = await read(
      tableOf({
        Action: work,
        'Previous RAG': ['Red', 'Green', 'Amber'],
        'Current RAG': ['Green', '', 'Red'],
      }),
    );
    expect(plan.actions.map(({ rating }) => rating.level)).toEqual(['green', 'green', 'red']);
    expect(plan.warnings.filter(({ code }) => code === 'rating-from-earlier')).toHaveLength(1);
  });
});

describe('ratings of several times', () => {
  const before = ['Red', 'Green', 'Amber'];
  const now = ['Amber', '', 'Red'];
  const later = ['', '', ''];
  it.each<[string, Record<string, readonly string[]>]>([
    ['a quarter before the word', { 'Q1 RAG': before, 'Q2 RAG': now, 'Q3 RAG': later }],
    ['a quarter behind it', { 'RAG Q4 2025/26': before, 'RAG Q1 2026/27': now }],
    ['a month before the word', { 'Sept 2026 rating': before, 'October 2026 rating': now }],
    ['a term, the latest first', { 'Summer term 2026 RAG': now, 'Spring term 2026 RAG': before }],
    ['a board meeting', { 'Board 1 RAG': before, 'Board 2 RAG': now }],
    ['a word each', { Prev: before, Now: now, DoT: ['↑', '→', '↓'] }],
    ['in brackets', { 'RAG (last month)': before, 'RAG (this month)': now }],
  ])('are the latest filled, told by %s', async (_how, ratings) => {
    const plan = await read(tableOf({ Action: work, Lead: names, ...ratings }));
    expect(plan.actions.map(({ rating }) => rating.level)).toEqual(['amber', 'green', 'red']);
  });
});

describe('a column of leads and dates', () => {
  it.each([
    [
      'Officer responsible & target date',
      'Ada Quill, March 2027',
      'Bo Marsh (30/06/2027)',
      'Cy Ormond by end of Q3 2026/27',
    ],
    ['Who / when', 'Ada Quill – March 2027', '30 June 2027: Bo Marsh', 'Cy Ormond\nDecember 2026'],
    ['Delivery: lead, date', 'Ada Quill March 2027', 'Bo Marsh; 30.06.2027', 'Cy Ormond / Autumn term 2026'],
    ['Lead and deadline', 'Ada Quill, Mar-27', 'Bo Marsh 2027-06-30', 'Cy Ormond, 31st December 2026'],
    ['lead & date', 'Ada Quill – March 2027', 'Bo Marsh 30.6.27', 'Cy Ormond (Dec 2026)'],
    ['By whom and by when', 'Ada Quill by end of March 2027', 'Bo Marsh by 30/06/27', 'Cy Ormond by Dec 26'],
    ['Named person | deadline', 'Ada Quill | 31/03/2027', 'Bo Marsh | June 2027', 'Cy Ormond | Dec 2026'],
    ['Lead (date)', 'Ada Quill (31/03/2027)', 'Bo Marsh (Jun 27)', 'Cy Ormond (Dec 26)'],
    ['Lead', 'Ada Quill, March 2027', 'Bo Marsh, 30/06/2027', 'Cy Ormond, Dec 2026'],
    ['By when', 'March 2027 (Ada Quill)', '30/06/2027 - Bo Marsh', 'Dec 2026: Cy Ormond'],
  ])('is split: %s', async (header, ...cells) => {
    const plan = await read(tableOf({ Action: work, [header]: cells }));
    expect(plan.actions.map(({ responsibleLeads, timescale }) => [responsibleLeads, timescale.date])).toEqual(
      [
        [['Ada Quill'], '2027-03-31'],
        [['Bo Marsh'], '2027-06-30'],
        [['Cy Ormond'], '2026-12-31'],
      ],
    );
  });
});

describe('a column of leads alone', () => {
  it.each([
    ['how long each is there', ['Ada Quill until Dec 2026, then Bo Marsh', 'Cy Ormond', 'Di Pell']],
    ['posts with a year in them', ['Ada Quill', 'Strategy 2030 Board', 'Cy Ormond']],
  ])('is not split: %s', async (_what, leads) => {
    const plan = await read(tableOf({ Action: work, Lead: leads }));
    expect(fields(plan)).toEqual(['action', 'responsible']);
  });
});

describe('headers in several rows or tables', () => {
  it.each([
    ['Action,Delivery,,RAG,', ',Lead,Date,Previous,Current'],
    ['What will we do?,Who and when,,Rating,', ',Who?,By when?,Last time,Now'],
  ])('reads groups above their columns: %s', async (upper, lower) => {
    const plan = await read(
      `${upper}\n${lower}\nOpen the hub,Ada Quill,May 2027,Red,Green\nClose it,Bo Marsh,June 2027,Amber,\n`,
    );
    expect(plan.actions).toMatchObject([
      {
        title: 'Open the hub',
        responsibleLeads: ['Ada Quill'],
        timescale: { date: '2027-05-31' },
        rating: { level: 'green' },
      },
      { title: 'Close it', responsibleLeads: ['Bo Marsh'], rating: { level: 'amber' } },
    ]);
    expect(plan.warnings.map(({ code }) => code)).toContain('rating-from-earlier');
  });

  it('reads a missing header as the neighbouring table has it, and one that groups as the first does', async () => {
    const headers = ['Priority', 'Action', 'By whom', 'By when'];
    const cells = (title: string) => row(['1. Early help', title, 'AQ', 'May 2027']);
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        heading(1, 'Part one'),
        table([row(headers), cells('Open the hub')]),
        heading(1, 'Part two'),
        table([row(['Priority', 'Action', '', 'By when']), cells('Train the workers')]),
        heading(1, 'Part three'),
        table([row(['Objective', ...headers.slice(1)]), cells('Write to schools')]),
      ]),
    );
    expect(plan.actions.map(({ priority, responsibleLeads }) => [priority, responsibleLeads])).toEqual([
      ['1. Early help', ['AQ']],
      ['1. Early help', ['AQ']],
      ['1. Early help', ['AQ']],
    ]);
    expect(plan.warnings.filter(({ code }) => code === 'header-from-neighbour')).toHaveLength(1);
  });
});
