import { describe, expect, it } from 'vitest';
import { headerRow, paragraph, table } from '../../support/build-word.ts';
import { asked, day, factsOf, readDocument, readText, readWorkbook, said } from './kind-files.ts';

describe('dates', () => {
  it('of a workbook’s column that nothing decides, beside a day that something was raised', async () => {
    const plan = await readWorkbook({
      Actions: [
        ['ID', 'Priority', 'Action', 'Responsible', 'Raised on', 'Deadline', 'State'],
        ['A-1', 'High', 'Hire an analyst', 'Ana Holt', '04/02/2026', '03/04/2027', 'Open'],
        ['A-2', 'Low', 'Draft the policy', 'Ben Croft', '05/03/2026', '05/06/2027', 'Closed'],
      ],
    });
    expect(factsOf(plan, 'ref', 'priority', 'due', 'status')).toEqual([
      'A-1 |  | 2027-04-03 | in-progress',
      'A-2 |  | 2027-06-05 | complete',
    ]);
    expect(asked(plan)).toEqual(['date-order:Deadline = day-first']);
  });

  it('of one that a single cell decides for all', async () => {
    const plan = await readText(
      'Title,Assigned To,Status,Due\nHire,Ana Holt,Not Started,3/31/2027\nTrain,Ben Croft,Deferred,12/1/2026\n',
    );
    expect(factsOf(plan, 'due')).toEqual(['2027-03-31', '2026-12-01']);
    expect(asked(plan)).toEqual([]);
  });

  it('of a document, in every style: a day, a question or a warning, and no other day', async () => {
    const timescales = [
      'Within 6 weeks',
      '2026/27',
      'FY 2026/27 Q3',
      '20270331',
      'Autumn 2',
      'w/c 3 May 2027',
      'Jan 2027 onwards',
      '31 June 2027',
      'by the end of next term',
    ];
    const plan = await readDocument([
      table([
        headerRow(['Ref', 'Action', 'Who', 'When will it be done?']),
        ...timescales.map((timescale, at) => [`${at + 1}`, `Visit school ${at}`, 'Ana Holt', timescale]),
      ]),
    ]);
    expect(plan.actions.map(({ timescale }) => timescale.date)).toEqual([
      null,
      '2027-03-31',
      '2026-12-31',
      '2027-03-31',
      null,
      '2027-05-07',
      null,
      null,
      null,
    ]);
    expect(plan.questions.map(({ id }) => id.split(':')[0]).sort()).toEqual([
      'counted-from',
      'year-means',
      'year-of-periods',
    ]);
    expect(plan.warnings.map(({ code, row }) => [code, row])).toEqual(
      expect.arrayContaining([
        ['timescale-without-date', 8],
        ['impossible-date', 9],
        ['timescale-not-understood', 10],
      ]),
    );
  });

  it('that were moved, under a header of their own', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Lead', 'By when', 'Revised to'],
        ['1', 'Hire two nurses', 'Ana Holt', day('2027-03-31'), '30.6.27'],
        ['2', 'Train the staff', 'Ben Croft', day('2027-05-31'), 'n/a'],
      ],
    });
    expect(factsOf(plan, 'due', 'revised')).toEqual(['2027-03-31 | 2027-06-30', '2027-05-31 | ']);
  });
});

describe('people', () => {
  it('of a document’s cells, with posts, bodies and those to come', async () => {
    const leads = [
      'Ana Holt & Dr Ben Croft (ICB)',
      'Ana Holt (supported by Cara Day)',
      'Director of Education - Ana Holt',
      'Ana Holt, Head of Inclusion; Cara Day, SEN Manager, ICB',
      'Ana Holt until Dec 2026, then Cara Day',
      'All schools',
      'Pat Lee, Director of Children’s Services',
    ];
    const plan = await readDocument([
      table([
        headerRow(['Ref', 'Action', 'Who is going to do it?', 'By when']),
        ...leads.map((lead, at) => [`${at + 1}`, `Visit school ${at}`, lead, 'May 2027']),
      ]),
    ]);
    expect(factsOf(plan, 'leads', 'helpers')).toEqual([
      'Ana Holt / Dr Ben Croft (ICB) | ',
      'Ana Holt | Cara Day',
      'Director of Education - Ana Holt | ',
      'Ana Holt, Head of Inclusion / Cara Day, SEN Manager, ICB | ',
      'Ana Holt | Cara Day',
      'All schools | ',
      'Pat Lee, Director of Children’s Services | ',
    ]);
    expect(said(plan)).toEqual(['lead-changes Who is going to do it?']);
  });

  it('of a workbook’s cells in lines, with labels and a post below', async () => {
    const plan = await readWorkbook({
      Plan: [
        ['Ref', 'Action', 'Lead(s)', 'Due'],
        ['1', 'Hire two nurses', 'Ana Holt\nHead of Inclusion', 'May 2027'],
        ['2', 'Train the staff', 'Ben Croft - ICB\nCara Day - Council', 'May 2027'],
        ['3', 'Map the travel', 'Lead: Ana Holt\nSupport: Ben Croft', 'May 2027'],
        ['4', 'Sum up', 'TBC', 'May 2027'],
      ],
    });
    expect(factsOf(plan, 'leads', 'helpers')).toEqual([
      'Ana Holt, Head of Inclusion | ',
      'Ben Croft - ICB / Cara Day - Council | ',
      'Ana Holt | Ben Croft',
      ' | ',
    ]);
    expect(asked(plan)).toEqual(['lead-post:Lead(s) = one']);
  });

  it('by initials, with their key in a line of the document', async () => {
    const plan = await readDocument([
      paragraph('Leads: AH = Ana Holt; BC = Ben Croft; CD = Cara Day'),
      table([
        headerRow(['Ref', 'Action', 'Lead', 'By when']),
        ['1', 'Hire two nurses', 'AH', 'May 2027'],
        ['2', 'Train the staff', 'BC/CD', 'May 2027'],
        ['3', 'Map the travel', 'ZZ', 'May 2027'],
      ]),
    ]);
    expect(factsOf(plan, 'leads')).toEqual(['AH', 'BC / CD', 'ZZ']);
    expect(plan.leadKey.map(({ name }) => name)).toEqual(['Ana Holt', 'Ben Croft', 'Cara Day']);
    expect(said(plan)).toContain('initials-not-in-key');
  });
});
