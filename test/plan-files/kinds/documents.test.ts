import { describe, expect, it } from 'vitest';
import {
  bold,
  cell,
  headerRow,
  heading,
  paragraph,
  row,
  run,
  runs,
  table,
} from '../../support/build-word.ts';
import { asked, factsOf, fillCell, readDocument, readWorkbook, said } from './kind-files.ts';

const labelled = (label: string, value: string) => runs(bold(`${label}: `) + run(value));
const inBullet = (label: string, value: string) => runs(bold(`${label}: `) + run(value), { list: [1, 0] });
const struck = (text: string) => run(text, '<w:strike/>');
const hidden = (text: string) => run(text, '<w:vanish/>');

describe('documents of headings', () => {
  it('with labels in bold bullets', async () => {
    const plan = await readDocument([
      heading(1, 'Priority A – Communication'),
      heading(2, 'A1. Tell families what is on offer'),
      inBullet('Owner', 'Ana Holt, Head of Inclusion'),
      inBullet('Deadline', '30 April 2027'),
      inBullet('How we will know', 'Nine in ten say they know'),
      heading(1, 'Priority B – Workforce'),
      heading(2, 'B1. Induct all staff'),
      inBullet('Owner', 'Vacant'),
      inBullet('Deadline', 'July 2027'),
      inBullet('How we will know', 'All are inducted'),
    ]);
    expect(factsOf(plan, 'ref', 'title', 'priority', 'leads', 'due', 'measures')).toEqual([
      'A1 | Tell families what is on offer | Priority A – Communication | Ana Holt, Head of Inclusion | 2027-04-30 | Nine in ten say they know',
      'B1 | Induct all staff | Priority B – Workforce |  | 2027-07-31 | All are inducted',
    ]);
  });

  it('with labels whose values are the paragraphs below them', async () => {
    const plan = await readDocument([
      heading(1, 'Objective 1: Waits are shorter'),
      heading(2, 'Action 1.1'),
      paragraph('Recruit three educational psychologists'),
      runs(bold('Lead')),
      paragraph('Ana Holt'),
      runs(bold('Timescale')),
      paragraph('By the end of the autumn term 2026'),
      runs(bold('Progress')),
      paragraph('Two posts were filled.'),
      paragraph('The third is out to advert.'),
      heading(2, 'Action 1.2'),
      paragraph('Commission a waiting list initiative'),
      runs(bold('Lead')),
      paragraph('Ben Croft'),
      runs(bold('Timescale')),
      paragraph('31 January 2027'),
      runs(bold('Progress')),
      paragraph('The tender is closed.'),
    ]);
    expect(factsOf(plan, 'ref', 'title', 'objective', 'leads', 'due', 'narrative')).toEqual([
      '1.1 | Recruit three educational psychologists | Objective 1: Waits are shorter | Ana Holt | 2026-12-31 | Two posts were filled. / The third is out to advert.',
      '1.2 | Commission a waiting list initiative | Objective 1: Waits are shorter | Ben Croft | 2027-01-31 | The tender is closed.',
    ]);
  });

  it('with several numbered actions under one heading', async () => {
    const action = (number: number, title: string, lead: string, due: string) => [
      labelled(`Action ${number}`, title),
      labelled('Lead', lead),
      labelled('By when', due),
    ];
    const plan = await readDocument([
      heading(1, 'Theme A: Voice'),
      heading(2, 'Outcome 1: Families are heard'),
      ...action(1, 'Hold events', 'Ana Holt', 'May 2027'),
      ...action(2, 'Publish what was said', 'Ben Croft', 'June 2027'),
      heading(2, 'Outcome 2: Data is used'),
      ...action(3, 'Build a dashboard', 'Cara Day', 'July 2027'),
    ]);
    expect(factsOf(plan, 'ref', 'title', 'theme', 'priority', 'leads', 'due')).toEqual([
      '1 | Hold events | Theme A: Voice | Outcome 1: Families are heard | Ana Holt | 2027-05-31',
      '2 | Publish what was said | Theme A: Voice | Outcome 1: Families are heard | Ben Croft | 2027-06-30',
      '3 | Build a dashboard | Theme A: Voice | Outcome 2: Data is used | Cara Day | 2027-07-31',
    ]);
  });

  it('with a table that goes on from the one its cells agree with', async () => {
    const plan = await readDocument([
      heading(1, 'Priority 1: Voice'),
      table([
        headerRow(['Ref', 'Action', 'Lead', 'By when']),
        ['1.1', 'Hold events', 'Ana Holt', 'May 2027'],
      ]),
      heading(1, 'Priority 2: Data'),
      table([headerRow(['Ref', 'Action', 'By when', 'Lead']), ['2.1', 'Build it', 'July 2027', 'Cara Day']]),
      heading(1, 'Priority 3: Staff'),
      table([
        ['3.1', 'Hire two nurses', 'Ana Holt', 'May 2027'],
        ['3.2', 'Train the staff', 'Ben Croft', 'June 2027'],
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'priority', 'leads', 'due')).toEqual([
      '1.1 | Priority 1: Voice | Ana Holt | 2027-05-31',
      '2.1 | Priority 2: Data | Cara Day | 2027-07-31',
      '3.1 | Priority 3: Staff | Ana Holt | 2027-05-31',
      '3.2 | Priority 3: Staff | Ben Croft | 2027-06-30',
    ]);
  });

  it('with a row broken over the page in mid-sentence', async () => {
    const plan = await readDocument([
      table([
        headerRow(['No.', 'Action', 'By whom', 'By when', 'Progress']),
        ['1', 'Agree the commissioning statement with the', 'Ana Holt', 'March 2027', 'The draft was'],
        ['', 'board and the forum', '', '', 'seen by both.'],
        ['2', 'Publish the offer', 'Ben Croft', 'May 2027', ''],
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'title', 'narrative')).toEqual([
      '1 | Agree the commissioning statement with the board and the forum | The draft was seen by both.',
      '2 | Publish the offer | ',
    ]);
  });
});

describe('sections of a workbook', () => {
  it('of one word each, where refs stand', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Lead', 'Due', 'RAG'],
        ['Leadership'],
        ['1', 'Hire two nurses', 'Ana Holt', 'May 2027', 'Red'],
        ['Workforce'],
        ['1', 'Train the staff', 'Ben Croft', 'May 2027', 'Green'],
      ],
    });
    expect(factsOf(plan, 'ref', 'priority')).toEqual(['1.1 | Leadership', '2.1 | Workforce']);
  });
});

describe('what is struck through or hidden', () => {
  it('in a document, in part and as a row', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Ref', 'Action', 'Lead', 'Timescale', 'Progress']),
        row([
          '1',
          'Open the hub',
          cell(runs(run('Ben Croft', '<w:dstrike/>') + run(' Cara Day'))),
          cell(runs(struck('March 2027') + run(' June 2027'))),
          cell(runs(run('Draft done. ') + hidden('Families were not told.'))),
        ]),
        row(
          ['2', 'Train the panel', 'Ana Holt', 'May 2027', 'Not needed'].map((text) =>
            cell(runs(struck(text))),
          ),
        ),
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'leads', 'due', 'narrative', 'status')).toEqual([
      '1 | Cara Day | 2027-06-30 | Draft done. | in-progress',
      '2 | Ana Holt | 2027-05-31 | Not needed | withdrawn',
    ]);
    expect(asked(plan)).toEqual(['hidden-text = leave-out', 'struck-rows = withdrawn']);
    expect(said(plan)).toEqual(['struck-through Lead', 'struck-through Timescale']);
  });

  it('in a workbook, with a filtered row, a hidden column and a rating that looks like HTML', async () => {
    const plan = await readWorkbook(
      {
        Plan: [
          ['Ref', 'Action', 'Lead', 'Timescale', 'RAG', 'Notes'],
          ['1', 'Hire two nurses', 'Ana Holt', 'July 2027', '<b>Amber</b>', 'secret'],
          ['2', 'Map the travel', 'Cara Day', 'May 2027', 'Green', 'secret too'],
        ],
      },
      (sheet) => {
        sheet.getRow(3).hidden = true;
        sheet.getColumn(6).hidden = true;
      },
    );
    expect(factsOf(plan, 'ref', 'rating', 'narrative')).toEqual(['1 | Amber=amber | ', '2 | Green=green | ']);
    expect(asked(plan)).toEqual(['hidden-columns = leave-out', 'hidden-rows = read']);
    expect(said(plan)).toEqual(['markup-is-text RAG']);
  });
});

describe('colours on other cells', () => {
  it('of a document’s progress are asked to be its ratings', async () => {
    const blocks = [
      table([
        headerRow(['Ref', 'Action', 'Lead', 'By when', 'Progress']),
        row(['1', 'Hire two nurses', 'Ana Holt', 'May 2027', cell('Advert out', { fill: 'FFC000' })]),
        row(['2', 'Train the staff', 'Ben Croft', 'May 2027', cell('All are booked', { fill: '00B050' })]),
      ]),
      paragraph('Key: green = on track; amber = at risk; red = off track'),
    ];
    const plan = await readDocument(blocks);
    expect(factsOf(plan, 'ref', 'rating', 'narrative')).toEqual([
      '1 | amber=amber | Advert out',
      '2 | green=green | All are booked',
    ]);
    expect(asked(plan)).toEqual(['column:Colour of Progress = rating']);
    const kept = await readDocument(blocks, { columnMap: { 'Colour of Progress': 'keep' } });
    expect(factsOf(kept, 'ref', 'rating', 'narrative')).toEqual([
      '1 |  | Advert out',
      '2 |  | All are booked',
    ]);
    expect(said(kept)).not.toContain('column-not-found Colour of Progress');
  });

  it('of a workbook’s whole rows are so too; one colour decorates', async () => {
    const rows = [
      ['Ref', 'Action', 'Lead', 'By when'],
      ['1', 'Hire two nurses', 'Ana Holt', 'May 2027'],
      ['2', 'Train the staff', 'Ben Croft', 'May 2027'],
    ];
    const coloured = (second: string) =>
      readWorkbook({ Plan: rows }, (sheet) => {
        for (const column of 'ABCD') {
          fillCell(sheet, `${column}2`, 'FF0000');
          fillCell(sheet, `${column}3`, second);
        }
      });
    expect(factsOf(await coloured('00B050'), 'ref', 'rating')).toEqual(['1 | Red=red', '2 | Green=green']);
    expect(factsOf(await coloured('FF0000'), 'ref', 'rating')).toEqual(['1 | ', '2 | ']);
  });
});
