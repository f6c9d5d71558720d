import { describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { buildWord, heading, row, table } from '../support/build-word.ts';
import { buildWorkbook, textFile } from '../support/build-workbook.ts';

const readText = (text: string, choices: Partial<ReadingChoices> = {}) =>
  readPlanFile('plan.csv', textFile(text), choices);
const readSheets = async (fill: Parameters<typeof buildWorkbook>[0]) =>
  readPlanFile('plan.xlsx', await buildWorkbook(fill));
type Plan = Awaited<ReturnType<typeof readPlanFile>>;
const codes = ({ warnings }: Plan) => warnings.map(({ code }) => code);
/** Columns that the PM is asked about. */
const asked = ({ questions }: Plan) =>
  questions.filter(({ id, answered }) => id.startsWith('column:') && !answered);
const fields = ({ columns }: Plan) => columns.map(({ header, field }) => [header, field]);

describe('columns by meaning', () => {
  it('says of every column what it was taken for, how surely and why', async () => {
    const { columns } = await readText('Ref,Action,Lead or leads of it,Timesc,Cost\n1,One,AQ,May 26,9\n');
    expect(columns).toEqual([
      { sheet: 'plan', header: 'Ref', field: 'ref', score: 1, why: 'its header says so' },
      { sheet: 'plan', header: 'Action', field: 'action', score: 1, why: 'its header says so' },
      {
        sheet: 'plan',
        header: 'Lead or leads of it',
        field: 'responsible',
        score: 0.7,
        why: 'its header mentions it',
      },
      {
        sheet: 'plan',
        header: 'Timesc',
        field: 'timescale',
        score: 0.6,
        why: 'its header begins like that, cut short',
      },
      { sheet: 'plan', header: 'Cost', field: null, score: 0, why: 'not understood' },
    ]);
  });

  it('reads a header of two rows, the lower of which divides the upper', async () => {
    const plan = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Our plan'],
        ['Ref', 'Action', 'Leads', null, 'Timescale', null],
        [null, null, 'Responsible', 'Strategic', 'Original', 'Revised'],
        ['1', 'Open the hub', 'AQ', 'BM', 'May 26', 'June 26'],
      ]);
      for (const range of ['A2:A3', 'B2:B3', 'C2:D2', 'E2:F2']) sheet.mergeCells(range);
    });
    expect(fields(plan).map(([, field]) => field)).toEqual([
      'ref',
      'action',
      'responsible',
      'strategic',
      'timescale',
      'revised',
    ]);
    expect(plan.name).toBe('Our plan');
    expect(plan.actions).toMatchObject([
      {
        responsibleLeads: ['AQ'],
        strategicLeads: ['BM'],
        timescale: { date: '2026-05-31' },
        revisedTimescale: { date: '2026-06-30' },
      },
    ]);
  });

  it('tells columns without a header by what they hold, and says that it guessed', async () => {
    const plan = await readText(
      'Ref,Action,,,\n1,One,May 26,Ada Quill,Red\n2,Two,June 26,Bo Marsh,Green\n3,Three,Ongoing,CO,Amber\n',
    );
    expect(fields(plan).slice(2)).toEqual([
      ['column C', 'timescale'],
      ['column D', 'responsible'],
      ['column E', 'rating'],
    ]);
    expect(asked(plan)).toHaveLength(3);
  });

  it.each([
    ['by date', 'RAG Nov 26,RAG Sep 26,RAG Oct 26', 'Green,Red,Amber', 'RAG Nov 26', 'green'],
    ['over a new year', 'RAG Dec 26,RAG Jan 27,RAG Feb 27', 'Red,Green,', 'RAG Jan 27', 'green'],
    ['by place without years', 'RAG Nov,RAG Dec,RAG Jan', 'Red,Amber,Green', 'RAG Jan', 'green'],
    ['before months to come', 'RAG Sep 26,RAG Oct 26,RAG Nov 26', 'Red,Amber,', 'RAG Oct 26', 'amber'],
  ])(
    'rates by the latest filled of several dated columns: %s',
    async (_how, headers, cells, taken, level) => {
      const plan = await readText(`Ref,Action,${headers}\n1,One,${cells}\n`);
      expect(fields(plan).filter(([, field]) => field === 'rating')).toEqual([[taken, 'rating']]);
      expect(plan.actions[0]?.rating.level).toBe(level);
      const kept = plan.actions[0]?.others.map(({ text }) => text) ?? [];
      expect(kept).toHaveLength(cells.split(',').filter((cell) => cell !== '').length - 1);
    },
  );

  it('leaves a rating alone beside one that is of something else', async () => {
    const plan = await readText('Ref,Action,RAG Sep 26,Risk rating\n1,One,Red,Green\n');
    expect(plan.actions[0]?.rating.level).toBe('red');
  });

  it.each([
    ['Total,4 actions,,,', [[4, 1]]],
    ['Grand total,,,,3 red', [[3, 0]]],
    [',Number of actions: 4,,,', [[4, 1]]],
    [',Total actions 7,,,', []],
  ])('makes no action of the total in %j', async (row, counts) => {
    const plan = await readText(`Ref,Action,By whom,By when,Comments\nA1,One,AQ,May 26,ok\n${row}\n`);
    expect(plan.actions.map(({ ref }) => ref)).toEqual(['A1']);
    expect(codes(plan)).toContain('row-not-understood');
    expect(plan.statedCounts.map(({ stated, found }) => [stated, found])).toEqual(counts);
  });

  it('keeps an action that only speaks of totals', async () => {
    const plan = await readText(
      'Ref,Action,By whom,By when\nA1,Total actions 7,AQ,May 26\n,Total,AQ,May 26\n',
    );
    expect(plan.actions).toHaveLength(2);
  });

  it('takes the longest texts for the action where its header is missing', async () => {
    const plan = await readText(
      'Objective,,By whom,By when\nBetter,Open the family hub in the old library,AQ,May 26\n',
    );
    expect(plan.actions[0]?.title).toBe('Open the family hub in the old library');
    expect(asked(plan)).toHaveLength(1);
  });

  it('tracks objectives where there is no column for actions', async () => {
    const plan = await readText('Objective,By whom,By when\nBetter support,AQ,May 26\n');
    expect(plan.actions[0]?.title).toBe('Better support');
  });

  it('takes a plain date beside an original one for the revised one', async () => {
    const { actions } = await readText('Ref,Action,Original timescale,Timescale\n1,One,May 26,July 26\n');
    expect(actions[0]).toMatchObject({
      timescale: { date: '2026-05-31' },
      revisedTimescale: { date: '2026-07-31' },
    });
  });

  it('parts a column of start, revised and end dates', async () => {
    const { actions } = await readText('Ref,Action,Start/Rev/End\n1,One,"May 25\nJuly 26\nMay 26"\n');
    expect(actions[0]).toMatchObject({
      start: { date: '2025-05-31' },
      revisedTimescale: { date: '2026-07-31' },
      timescale: { date: '2026-05-31' },
    });
  });

  it('keeps what it does not understand beside its action', async () => {
    const plan = await readText('Ref,Action,Cost code\n1,One,X 99\n2,Two,\n');
    expect(plan.actions.map(({ others }) => others)).toEqual([[{ header: 'Cost code', text: 'X 99' }], []]);
    expect(plan.warnings).toMatchObject([{ code: 'column-not-read', column: 'Cost code', row: 2 }]);
  });

  it('follows the PM’s word on a column, whatever its header says', async () => {
    const text = 'Ref,Action,Lead,Steer,Spend\n1,One,AQ,BM,9\n';
    const columnMap = { steer: 'strategic', Lead: 'contributors', Spend: 'ignore' } as const;
    const plan = await readText(text, { columnMap });
    expect(plan.actions[0]).toMatchObject({
      responsibleLeads: [],
      contributors: ['AQ'],
      strategicLeads: ['BM'],
      others: [],
    });
    expect(plan.columns.slice(2).map(({ field, why }) => [field, why])).toEqual([
      ['contributors', 'you said so'],
      ['strategic', 'you said so'],
      ['ignore', 'you said to leave it out'],
    ]);
    expect(codes(plan)).toEqual(['column-left-out']);
  });

  it('finds a header by what the PM has said of it, and tells of a column that is not there', async () => {
    const plan = await readText('Deed,Doer\nOpen the hub,AQ\n', {
      columnMap: { Deed: 'action', Doer: 'responsible', Done: 'status' },
    });
    expect(plan.actions[0]).toMatchObject({ title: 'Open the hub', responsibleLeads: ['AQ'] });
    expect(plan.warnings).toMatchObject([{ code: 'column-not-found', column: 'Done' }]);
  });
});

describe('cells that hold several things', () => {
  const steps = '"Improve the hub:\n• open it\n• staff it\n• tell families"';

  it('pairs dates and lead groups with steps where there are as many', async () => {
    const plan = await readText(
      `Ref,Action,By whom,By when\n1,${steps},"AQ\nBM, CO\nDi Pell","May 26\nOngoing\nJuly 26"\n`,
    );
    expect(plan.actions[0]?.steps).toEqual([
      { text: 'open it', timescale: { text: 'May 26', kind: 'month', date: '2026-05-31' }, leads: ['AQ'] },
      { text: 'staff it', timescale: { text: 'Ongoing', kind: 'ongoing', date: null }, leads: ['BM', 'CO'] },
      {
        text: 'tell families',
        timescale: { text: 'July 26', kind: 'month', date: '2026-07-31' },
        leads: ['Di Pell'],
      },
    ]);
    expect(plan.actions[0]?.responsibleLeads).toEqual(['AQ', 'BM', 'CO', 'Di Pell']);
    expect(plan.actions[0]?.timescale).toMatchObject({ kind: 'ongoing', date: '2026-07-31' });
    expect(codes(plan)).toEqual([]);
  });

  it('asks where counts differ, naming both', async () => {
    const plan = await readText(
      `Ref,Action,By whom,By when\n1,${steps},"Ada Quill/ Bo Marsh\nCO","May 26\nJuly 26"\n`,
    );
    expect(codes(plan)).toEqual(['dates-do-not-match-steps', 'leads-do-not-match-steps']);
    expect(plan.warnings[0]?.message).toMatch(/2 timescales.*3 steps/);
    expect(plan.actions[0]).toMatchObject({
      timescale: { date: '2026-07-31' },
      responsibleLeads: ['Ada Quill', 'Bo Marsh', 'CO'],
    });
    expect(
      plan.actions[0]?.steps.every(({ timescale, leads }) => timescale === null && leads.length === 0),
    ).toBe(true);
  });

  it('asks nothing of a list of names below one another', async () => {
    expect(codes(await readText(`Ref,Action,By whom\n1,${steps},"Ada Quill\nBo Marsh"\n`))).toEqual([]);
  });

  it('takes workstream, responsible and strategic leads from one cell', async () => {
    const { actions } = await readText(
      'Ref,Action,By whom\n1,One,Workstream 4 / Responsible Lead = AQ / Strategic Leads = BM. CO\n2,Two,Workstream 4 / Responsible Lead = ?\n',
    );
    expect(actions[0]).toMatchObject({ theme: 'Workstream 4', responsibleLeads: ['AQ'] });
    expect(actions[1]).toMatchObject({ theme: 'Workstream 4', responsibleLeads: [] });
  });

  it.each([
    ['Achieved. All of it.', ['progress-says-achieved']],
    ['Partially achieved: two of three', ['progress-says-achieved']],
    ['Not yet achieved.', []],
    ['Met in May.', []],
    ['A plan was delivered', []],
  ])('does not close an action for progress that begins %j', async (progress, said) => {
    const plan = await readText(`Ref,Action,Progress\n1,One,"${progress}"\n`);
    expect([plan.actions[0]?.status, codes(plan)]).toEqual(['in-progress', said]);
  });

  it('keeps the words of a rating or status that says more than its label', async () => {
    const { actions } = await readText(
      'Ref,Action,RAG,Status\n1,One,"Amber: two of three done, one waits",Superseded by 4\n4,Four,Red,Open\n',
    );
    expect(actions[0]).toMatchObject({
      rating: { label: 'Amber' },
      status: 'superseded',
      narrative: 'RAG: Amber: two of three done, one waits\nStatus: Superseded by 4',
    });
    expect(actions[1]?.narrative).toBe('');
  });

  it('joins a row without ref and action to the one above, and says so', async () => {
    const plan = await readText('Ref,Action,By whom,Comments\n1,One,AQ,Begun\n,,BM,Slow\n2,Two,CO,\n');
    expect(plan.actions[0]).toMatchObject({ responsibleLeads: ['AQ', 'BM'], narrative: 'Begun\nSlow' });
    expect(plan.warnings).toMatchObject([{ code: 'row-joined', row: 3 }]);
  });

  it('joins no such row over a heading, to none, nor one that has a ref', async () => {
    const plan = await readText(
      'Ref,Action,By whom,Comments\n,,AQ,Early\n1,One,BM,Begun\nNext section,,,\n,,CO,Slow\n2,Two,DP,\n3,,EQ,Lost\n,,FR,Late\n',
    );
    expect(plan.actions.map(({ responsibleLeads }) => responsibleLeads)).toEqual([['BM'], ['DP', 'FR']]);
    expect(plan.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['row-not-understood', 2],
      ['row-not-understood', 5],
      ['row-not-understood', 7],
      ['row-joined', 8],
    ]);
  });
});

describe('colours, links and headings', () => {
  const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

  it('takes a fill for a rating where the cell is blank, by the colours of the key or the name of its own', async () => {
    const { actions, warnings } = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'RAG'],
        ['1', 'One', null],
        ['2', 'Two', null],
        ['3', 'Three', 'Green'],
      ]);
      sheet.getCell('C2').fill = fill('FFCC0000');
      sheet.getCell('C3').fill = fill('FFFF9900');
      sheet.getCell('C4').fill = fill('FFCC0000');
      const key = workbook.addWorksheet('Key');
      key.addRows([
        ['RAG', 'Meaning'],
        ['Red', 'Off track'],
        ['Green', 'On track'],
      ]);
      key.getCell('A2').fill = fill('FFCC0000');
    });
    expect(actions.map(({ rating }) => rating.label)).toEqual(['Red', 'Amber', 'Green']);
    expect(warnings.map(({ code, row: at }) => [code, at])).toEqual([
      ['rating-from-colour', 2],
      ['rating-from-colour', 3],
    ]);
  });

  it('keeps hyperlinks with their action', async () => {
    const { actions } = await readSheets((workbook) => {
      workbook.addWorksheet('Plan').addRows([
        ['Ref', 'Action', 'Evidence'],
        ['1', 'One', { text: 'Minutes', hyperlink: 'https://example.org/minutes' }],
      ]);
    });
    expect(actions[0]?.links).toEqual([{ text: 'Minutes', url: 'https://example.org/minutes' }]);
  });

  it('takes priority and objective from the headings above a table without such columns', async () => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        heading(1, 'Our action plan'),
        heading(2, 'Priority 1: Health'),
        heading(3, 'Shorter waits'),
        table([row(['Action', 'By when']), row(['Count every wait', 'May 26'])]),
        heading(2, 'Priority 2: Schools'),
        heading(3, 'Fewer exclusions'),
        table([row(['Action', 'By when']), row(['Audit exclusions', 'June 26'])]),
      ]),
    );
    expect(plan.actions.map(({ ref, priority, objective }) => [ref, priority, objective])).toEqual([
      ['1.1', 'Priority 1: Health', 'Shorter waits'],
      ['2.1', 'Priority 2: Schools', 'Fewer exclusions'],
    ]);
  });

  it('reads a table that goes on without a header by the one before it', async () => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        heading(1, 'Health'),
        table([
          row(['Action', 'By whom', 'By when', 'RAG']),
          row(['Count every wait', 'AQ', 'May 26', 'Red']),
        ]),
        heading(1, 'Schools'),
        table([
          row(['Audit exclusions', 'BM', 'June 26', 'Green']),
          row(['Train staff', 'CO', 'July 26', 'Red']),
        ]),
      ]),
    );
    expect(plan.actions.map(({ title, priority }) => [title, priority])).toEqual([
      ['Count every wait', 'Health'],
      ['Audit exclusions', 'Schools'],
      ['Train staff', 'Schools'],
    ]);
    expect(codes(plan)).toContain('header-from-above');
  });

  it.each<[string, number, string[][], string[]]>([
    ['two columns fewer', 5, [['Two', 'BM', 'May 26']], ['One', 'Two']],
    [
      'half its rows without an action',
      5,
      [
        ['Two', 'BM', 'May 26'],
        ['', 'CO', ''],
      ],
      ['One', 'Two'],
    ],
    ['three columns fewer', 6, [['Two', 'BM', 'May 26']], ['One']],
    ['two columns of four', 4, [['Two', 'BM']], ['One']],
    ['a column more', 4, [['Two', 'BM', 'May 26', 'Red', 'New']], ['One']],
    [
      'most rows without an action',
      5,
      [
        ['Two', 'BM', 'May 26'],
        ['', 'CO', ''],
        ['', 'DP', ''],
      ],
      ['One'],
    ],
  ])(
    'takes a table without a header, with %s, for the one before it or not',
    async (_how, width, rows, titles) => {
      const cells = (...texts: string[]) => row(texts.slice(0, width));
      const plan = await readPlanFile(
        'plan.docx',
        await buildWord([
          table([
            cells('Action', 'By whom', 'By when', 'RAG', 'Comments', 'Evidence'),
            cells('One', 'AQ', 'May 26', 'Red', 'Begun', 'Minutes'),
          ]),
          heading(1, 'Schools'),
          table(rows.map((texts) => row(texts))),
        ]),
      );
      expect(plan.actions.map(({ title }) => title)).toEqual(titles);
      expect(codes(plan).includes('header-from-above')).toBe(titles.length > 1);
    },
  );
});
