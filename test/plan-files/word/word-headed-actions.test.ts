import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../../src/plan-files/grid/grid.ts';
import { readGrid } from '../../../src/plan-files/read-grid.ts';
import { bold, buildWord, heading, paragraph, row, run, runs, table } from '../../support/build-word.ts';
import {
  formPerAction,
  headingPerAction,
  mergedPriorities,
  organisationsAsLeads,
  ratingPerWorkstream,
} from './word-samples.ts';

const sheetsOf = async (bytes: Promise<Uint8Array>): Promise<readonly Sheet[]> =>
  (await readGrid('plan.docx', await bytes, () => 1)).sheets;

/** Each row below the header by the header's texts. */
function records({ rows }: Sheet): Record<string, string>[] {
  const [header, ...rest] = rows;
  return rest.map(({ cells }) =>
    Object.fromEntries([...cells].map(([column, { text }]) => [header?.cells.get(column)?.text ?? '', text])),
  );
}

describe('a heading per action', () => {
  it('with labelled lines makes a sheet a section and a row an action', async () => {
    const sheets = await sheetsOf(headingPerAction());
    expect(sheets.map(({ kind, headings, rows }) => [kind, headings, rows.length])).toEqual([
      ['table', ['Priority 1: Timely plans'], 3],
      ['table', ['Priority 2: Joint commissioning'], 4],
      ['text', [], 5],
    ]);
    expect(sheets.flatMap(records)[0]).toEqual({
      Ref: '1.1',
      Action: 'Clear the backlog of assessments',
      'Due date': '31 March 2026',
      'Responsible officer': 'Ada Quill',
      'Success criteria': '• No plan is late\n• Families say so',
      RAG: 'Red',
      Progress: 'Work has begun.\nThe second meeting is planned.',
    });
  });

  it('with a table of labels each', async () => {
    const sheets = await sheetsOf(formPerAction());
    expect(
      sheets.filter(({ kind }) => kind === 'table').map((sheet) => [sheet.headings, records(sheet)]),
    ).toEqual([
      [
        ['Waiting times'],
        [
          {
            Ref: '1',
            Action: 'Count every wait',
            'Lead officer': 'Moll Carey',
            'Target date': '30 June 2026',
            'Intended outcome': 'Families wait less',
            Status: 'In progress',
          },
          {
            Ref: '2',
            Action: 'Cut the longest waits',
            'Lead officer': 'Ned Ashby',
            'Target date': '31 December 2026',
            'Intended outcome': 'Families wait less',
            Status: 'Not started',
          },
        ],
      ],
      [
        ['Communication'],
        [
          {
            Ref: '3',
            Action: 'Write to every family',
            'Lead officer': 'Moll Carey',
            'Target date': 'Monthly',
            'Intended outcome': 'Families wait less',
            Status: 'In progress',
          },
        ],
      ],
    ]);
  });

  it.each([
    ['Action 3: Write to families', '3', 'Write to families'],
    ['Action 4', '4', undefined],
    ['1.2 Agree a timetable', '1.2', 'Agree a timetable'],
    ['1B ii Publish the offer', '1B ii', 'Publish the offer'],
    ['A3 – Map provision', 'A3', 'Map provision'],
    ['2. Train the panel', '2', 'Train the panel'],
    ['3 new schools open', undefined, '3 new schools open'],
    ['Train the panel', undefined, 'Train the panel'],
  ])('%s', async (title, ref, action) => {
    const labels = [paragraph('Lead: Ada'), paragraph('Due date: May 26')];
    const sheets = await sheetsOf(
      buildWord([heading(1, title), ...labels, heading(1, 'Z9 Other'), ...labels]),
    );
    const [first] = sheets.flatMap(records);
    expect([first?.['Ref'], first?.['Action']]).toEqual([ref, action]);
  });

  it('takes numbers that Word gives, a bare number explained below, and labels of the document itself', async () => {
    const sheets = await sheetsOf(
      buildWord([
        paragraph('Open the hub', { style: 'NumberedHeading' }),
        paragraph('Lead: Ada\tDue date: May 26'),
        paragraph('Link worker area: North'),
        paragraph('Recruit', { style: 'NumberedHeading' }),
        paragraph('Two posts are to be filled.'),
        paragraph('Lead: Bo\tDue date: June 26'),
        paragraph('Link worker area: South'),
      ]),
    );
    expect(sheets.flatMap(records)).toEqual([
      { Ref: '1.1', Action: 'Open the hub', Lead: 'Ada', 'Due date': 'May 26', 'Link worker area': 'North' },
      {
        Ref: '1.2',
        Action: 'Recruit',
        Lead: 'Bo',
        'Due date': 'June 26',
        'Link worker area': 'South',
        Description: 'Two posts are to be filled.',
      },
    ]);
  });

  it('may be a bold line where there are no headings', async () => {
    const action = (title: string) => [
      runs(bold(title)),
      runs(bold('Lead: ') + run('Ada')),
      runs(bold('By when: ') + run('May 26')),
    ];
    const sheets = await sheetsOf(buildWord([...action('Open the hub'), ...action('Recruit workers')]));
    expect(sheets.flatMap(records)).toEqual([
      { Action: 'Open the hub', Lead: 'Ada', 'By when': 'May 26' },
      { Action: 'Recruit workers', Lead: 'Ada', 'By when': 'May 26' },
    ]);
  });

  it('is the objective where a line says what the action is', async () => {
    const action = (title: string, what: string) => [
      heading(1, title),
      table([row(['Action', what]), row(['Lead', 'Ada'])]),
    ];
    const sheets = await sheetsOf(
      buildWord([...action('1. Early help', 'Open the hub'), ...action('2. Workforce', 'Recruit')]),
    );
    expect(sheets.flatMap(records)).toEqual([
      { Ref: '1', Objective: 'Early help', Action: 'Open the hub', Lead: 'Ada' },
      { Ref: '2', Objective: 'Workforce', Action: 'Recruit', Lead: 'Ada' },
    ]);
  });

  it('keeps each number and title where only some have lines that say the action or the ref', async () => {
    const bytes = buildWord([
      heading(1, 'Priority 1: Early help'),
      heading(2, '1.1 Families get help early'),
      paragraph('Actions: Open the hub'),
      paragraph('Lead: Ada Quill'),
      heading(2, '1.2 Cut the waits'),
      paragraph('Lead: Bo Marsh'),
      paragraph('Due: 30 June 2027'),
      heading(2, '1.3 Publish the offer'),
      paragraph('Ref: P9'),
      paragraph('Actions: Write the pages'),
      paragraph('Lead: Bo Marsh'),
    ]);
    expect((await sheetsOf(bytes)).filter(({ kind }) => kind === 'table').flatMap(records)).toEqual([
      { Ref: '1.1', Objective: 'Families get help early', Actions: 'Open the hub', Lead: 'Ada Quill' },
      { Ref: '1.2', Actions: 'Cut the waits', Lead: 'Bo Marsh', Due: '30 June 2027' },
      { Ref: 'P9', Objective: '1.3 Publish the offer', Actions: 'Write the pages', Lead: 'Bo Marsh' },
    ]);
  });

  it('takes plain numbers that count the headings for refs, and no other', async () => {
    const under = (title: string) => [
      heading(2, title),
      paragraph('Lead: Bo Marsh'),
      paragraph('Due: May 2027'),
    ];
    const read = async (titles: readonly string[]) =>
      (await sheetsOf(buildWord(titles.flatMap(under))))
        .flatMap(records)
        .map(({ Ref, Action }) => [Ref, Action]);
    expect(await read(['3 Cut the waits', '4 Publish the offer'])).toEqual([
      ['3', 'Cut the waits'],
      ['4', 'Publish the offer'],
    ]);
    expect(await read(['3 new schools are built', '2 hubs are opened'])).toEqual([
      [undefined, '3 new schools are built'],
      [undefined, '2 hubs are opened'],
    ]);
  });

  it('leaves alone what has a tracker under it', async () => {
    const sheets = await sheetsOf(ratingPerWorkstream());
    expect(sheets.map(({ name, intro }) => [name, intro])).toEqual([
      ['Table 1', undefined],
      ['Table 3', ['Senior responsible officer: Gil Thorne', 'Overall RAG: Amber']],
      ['Table 5', ['Senior responsible officer: Jo Vane', 'Overall RAG: Red']],
      ['Text', undefined],
    ]);
  });
});

describe('trackers of other shapes', () => {
  it('a table under each heading', async () => {
    const sheets = await sheetsOf(organisationsAsLeads());
    expect(sheets.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['table', 4],
      ['table', 3],
      ['table', 3],
      ['text', 4],
    ]);
  });

  it('front matter and one tracker over two pages', async () => {
    const sheets = await sheetsOf(mergedPriorities());
    expect(sheets.map(({ name, headings, rows }) => [name, headings, rows.length])).toEqual([
      ['Table 1', ['Board membership'], 3],
      ['Table 2', ['Key to leads'], 4],
      ['Table 3', ['Glossary'], 3],
      ['Table 4', ['Section A: Identify needs early'], 6],
      ['Table 6', ['Section B: Prepare for adulthood'], 2],
      ['Text', [], 6],
    ]);
  });
});
