import { describe, expect, it } from 'vitest';
import { cell, headerRow, paragraph, row, table } from '../../support/build-word.ts';
import { asked, factsOf, readDocument, readText, readWorkbook, said } from './kind-files.ts';

const shade = (fill: string) => cell('', { fill });

describe('ratings', () => {
  it('by LibreOffice’s colours, with the key above the table', async () => {
    const plan = await readDocument([
      table([
        row([shade('00A933'), 'On target']),
        row([shade('FFBF00'), 'Slipping but recoverable']),
        row([shade('FF0000'), 'Off target']),
        row([shade('2A6099'), 'Done']),
      ]),
      paragraph(''),
      table([
        headerRow(['Task', 'Who', 'By', 'RAG']),
        row(['Hire an analyst', 'Ana Holt', '31/01/2027', shade('FF0000')]),
        row(['Draft the policy', 'Ben Croft', '28/02/2027', shade('FFBF00')]),
        row(['Close the audit', 'Cara Day', '31/10/2026', shade('2A6099')]),
      ]),
    ]);
    expect(factsOf(plan, 'title', 'due', 'rating', 'status')).toEqual([
      'Hire an analyst | 2027-01-31 | Red=red | in-progress',
      'Draft the policy | 2027-02-28 | Amber=amber | in-progress',
      'Close the audit | 2026-10-31 | Blue=complete | complete',
    ]);
    expect(plan.ratingKey[1]?.meaning).toBe('Slipping but recoverable');
  });

  it('by two greens of Word, with the key in one row', async () => {
    const plan = await readDocument([
      paragraph('Key'),
      table([
        row([
          shade('00B050'),
          'Complete',
          shade('92D050'),
          'On track',
          shade('FFC000'),
          'Some concern',
          shade('C00000'),
          'Serious concern',
        ]),
      ]),
      paragraph(''),
      table([
        headerRow(['Ref', 'Planned action', 'Responsible', 'Target date', 'Status']),
        row(['1', 'Hire an analyst', 'Ana Holt', '31/01/2027', shade('C00000')]),
        row(['2', 'Close the audit', 'Cara Day', '31/10/2026', shade('00B050')]),
        row(['3', 'Write the code', 'Cara Day', '31/10/2027', shade('92D050')]),
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'rating', 'status')).toEqual([
      '1 | Red=red | in-progress',
      '2 | Dark green=complete | complete',
      '3 | Light green=green | in-progress',
    ]);
  });

  it('with their key as paragraphs below the table', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Action', 'Owner', 'Deadline', 'RAG']),
        ['Open the hub', 'Ana Holt', 'May 2027', 'B'],
        ['Train the staff', 'Cara Day', 'May 2027', 'A'],
        ['Agree the data', 'Ben Croft', 'May 2027', 'R'],
      ]),
      paragraph('RAG key'),
      paragraph('B (Blue) – finished and evidenced'),
      paragraph('A (Amber) – some slippage, recoverable'),
      paragraph('R (Red) – will not be met'),
    ]);
    expect(factsOf(plan, 'rating')).toEqual(['B (Blue)=complete', 'A (Amber)=amber', 'R (Red)=red']);
    expect(plan.ratingKey.map(({ meaning }) => meaning)).toContain('some slippage, recoverable');
  });

  it('between two, before and now, and of words no traffic light has', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Lead', 'Due', 'Current rating'],
        ['1', 'Hire two nurses', 'Ana Holt', 'May 2027', 'A/G'],
        ['2', 'Train the staff', 'Ben Croft', 'May 2027', 'Amber (was Red)'],
        ['3', 'Map the travel', 'Cara Day', 'May 2027', 'Paused'],
        ['4', 'Sum up', 'Cara Day', 'May 2027', 'Completed'],
      ],
    });
    expect(factsOf(plan, 'ref', 'rating', 'others')).toEqual([
      '1 | Amber=amber | ',
      '2 | Amber=amber | Previous Current rating: Red',
      '3 | Paused=none | ',
      '4 | Completed=complete | ',
    ]);
    expect(asked(plan)).toEqual(['level:Paused = none', 'mixed-rating:Amber/Green = amber']);
  });

  it('as words of a status that judge', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Lead', 'Due', 'Status'],
        ['1', 'Hire two nurses', 'Ana Holt', 'May 2027', 'On track'],
        ['2', 'Train the staff', 'Ben Croft', 'May 2027', 'Off track'],
        ['3', 'Map the travel', 'Ben Croft', 'May 2027', 'Complete'],
        ['4', 'Ask the families', 'Ben Croft', 'May 2027', 'Delayed'],
      ],
    });
    expect(factsOf(plan, 'ref', 'rating', 'status')).toEqual([
      '1 | On track=green | in-progress',
      '2 | Off track=red | in-progress',
      '3 |  | complete',
      '4 | Delayed=red | in-progress',
    ]);
    expect(asked(plan)).toEqual(['level:Delayed = red']);
  });

  it('that open the comments of a plan without a column for them', async () => {
    const plan = await readDocument([
      table([
        headerRow(['Ref', 'Action', 'Responsible', 'Deadline', 'Comment']),
        ['1', 'Hire two nurses', 'Ana Holt', 'May 2027', 'AMBER: one of two posts is filled'],
        ['2', 'Train the staff', 'Ben Croft', 'May 2027', 'Green – all are booked'],
        ['3', 'Paint the hub', 'Ben Croft', 'May 2027', 'Green paint was bought'],
      ]),
    ]);
    expect(factsOf(plan, 'ref', 'rating', 'narrative')).toEqual([
      '1 | Amber=amber | AMBER: one of two posts is filled',
      '2 | Green=green | Green – all are booked',
      '3 |  | Green paint was bought',
    ]);
    expect(said(plan)).toEqual(['rating-from-progress Comment']);
  });
});

describe('ticks and yes or no under a header that asks whether it is done', () => {
  it.each([
    ['Done?', 'Y', 'N', 'Partly'],
    ['Complete?', '☒', '☐', 'in progress'],
    ['Completed (yes/no)', 'Yes', 'No', 'Started'],
  ])('%s', async (header, yes, no, partly) => {
    const rows = [yes, no, partly].map(
      (word, at) => `${at + 1},Visit school ${at},Ana Holt,May 2027,${word}`,
    );
    const plan = await readText([`Ref,Action,Lead,Due,${header}`, ...rows].join('\n'));
    expect(factsOf(plan, 'status')).toEqual(['complete', 'not-started', 'in-progress']);
    expect(said(plan)).toEqual([]);
  });
});
