import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { buildWorkbook, fillTracker, textFile } from '../support/build-workbook.ts';

const readText = (text: string) => readPlanFile('plan.csv', textFile(text));
const readSheets = async (fill: Parameters<typeof buildWorkbook>[0]) =>
  readPlanFile('plan.xlsx', await buildWorkbook(fill));
const codes = (plan: Awaited<ReturnType<typeof readPlanFile>>) => plan.warnings.map(({ code }) => code);

describe('a workbook with titles, merges, dates and a key', () => {
  it('gives the plan its name, board, position date, key and row count', async () => {
    const plan = await readSheets(fillTracker);
    expect(plan).toMatchObject({
      name: 'Wexcombe accelerated progress plan',
      board: 'Wexcombe SEND Board',
      positionDate: '2026-03-04',
      source: 'plan.xlsx',
      rows: 4,
      ratingKey: [
        { label: 'Red', meaning: 'Off track', level: 'red' },
        { label: 'Amber', meaning: 'On track', level: 'amber' },
        { label: 'Green', meaning: 'Done', level: 'green' },
      ],
    });
  });

  it('reads every action through merges, without filling what is blank', async () => {
    const { actions } = await readSheets(fillTracker);
    expect(actions.map(({ ref, theme, narrative, status }) => [ref, theme, narrative, status])).toEqual([
      ['1A i', 'Joint commissioning', 'Draft agreed', 'in-progress'],
      ['1A ii', 'Joint commissioning', 'Draft agreed', 'in-progress'],
      ['1B i', null, 'Two of three done', 'in-progress'],
      ['2A i', 'Health', '', 'not-started'],
    ]);
  });

  it('takes a date shown as month and year for the month, and one shown as a day for the day', async () => {
    const { actions } = await readSheets(fillTracker);
    expect(actions.map(({ timescale }) => timescale)).toEqual([
      { text: 'Dec 25', kind: 'month', date: '2025-12-31' },
      { text: 'June 26', kind: 'month', date: '2026-06-30' },
      { text: '31/03/2026', kind: 'day', date: '2026-03-31' },
      { text: 'TBC', kind: 'unknown', date: null },
    ]);
  });

  it('keeps lead texts and ratings as the plan writes them, and says where nobody is named', async () => {
    const { actions, questions, warnings } = await readSheets(fillTracker);
    expect(questions).toMatchObject([{ id: 'hidden-rows', taken: 'read', places: [{ row: 8 }] }]);
    expect(actions.map(({ responsibleLeads }) => responsibleLeads)).toEqual([
      ['Ada Quill'],
      ['Ada Quill', 'Bo Marsh'],
      ['Cy Orr', 'Di Pell'],
      [],
    ]);
    expect(actions.map(({ rating }) => rating.label)).toEqual(['Red', 'Amber', 'Amber', '']);
    expect(warnings).toEqual([
      {
        code: 'lead-not-named',
        message: 'This cell names nobody; the action is listed as one without a lead.',
        sheet: 'Tracker',
        row: 9,
        column: 'Lead(s)',
        value: '?',
      },
    ]);
  });

  it('joins rich text and says where each action was read', async () => {
    const { actions } = await readSheets(fillTracker);
    expect(actions[3]).toMatchObject({
      title: 'SEMH: map the pathway',
      source: { sheet: 'Tracker', row: 9 },
    });
  });
});

describe('other shapes of workbook', () => {
  it('reads formulas by the value last computed, and hyperlinks by their text', async () => {
    const { actions } = await readSheets((workbook) => {
      workbook.addWorksheet('Plan').addRows([
        ['Ref', 'Action', 'Timescale', 'RAG'],
        [
          { formula: '"1"&"A"', result: '1A' },
          { text: 'Write the guide', hyperlink: 'https://example.org/' },
          { formula: 'DATE(2026,3,31)', result: new Date(Date.UTC(2026, 2, 31)) },
          { formula: 'IF(1,"Red","")', result: 'Red' },
        ],
      ]);
      const cell = workbook.getWorksheet('Plan')?.getCell('C2');
      if (cell) {
        cell.numFmt = 'd mmm yyyy';
      }
    });
    expect(actions[0]).toMatchObject({
      ref: '1A',
      title: 'Write the guide',
      timescale: { text: '31 Mar 2026', kind: 'day', date: '2026-03-31' },
      rating: { label: 'Red', level: 'red' },
    });
  });

  it('reports error values, columns and sheets it does not understand, and hidden sheets', async () => {
    const plan = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'Previous RAG', 'RAG', 'Cost code'],
        ['1', 'Write the guide', 'Green', { error: '#REF!' }, 4400],
      ]);
      workbook.addWorksheet('Contacts').addRow(['Ring the office']);
      workbook.addWorksheet('Lists', { state: 'hidden' }).addRow(['Red']);
    });
    expect(
      plan.warnings.map(({ code, sheet, row, column, value }) => [code, sheet, row, column, value]),
    ).toEqual([
      ['cell-error', 'Plan', 2, 'column D', '#REF!'],
      ['hidden-sheet-not-read', 'Lists', null, null, null],
      ['sheet-not-read', 'Contacts', null, null, null],
      ['column-not-read', null, null, null, null],
      ['rating-from-earlier', 'Plan', 2, 'Previous RAG', 'Green'],
    ]);
    expect(plan.warnings.at(-2)?.message).toMatch(/“Previous RAG” .* “Cost code” \(1 filled cell\)/);
    // What was said last is known, since nothing is said now.
    expect(plan.actions[0]?.rating).toEqual({ label: 'Green', level: 'green' });
  });

  it('takes rows under one merged ref for steps of one action', async () => {
    const { actions, warnings } = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'By when', 'By whom', 'Progress'],
        ['1A', 'Set up the forum', 'May 26', 'Ada Quill', 'Begun'],
        [null, 'Elect a chair', 'July 26', 'Bo Marsh', 'Not yet'],
        ['1B', 'Close the gap', 'June 26', null, null],
      ]);
      sheet.mergeCells('A2:A3');
    });
    expect(warnings).toEqual([]);
    expect(actions.map(({ ref }) => ref)).toEqual(['1A', '1B']);
    expect(actions[0]).toMatchObject({
      title: 'Set up the forum',
      steps: [{ text: 'Elect a chair', timescale: { text: 'July 26', kind: 'month', date: '2026-07-31' } }],
      timescale: { text: 'May 26; July 26', kind: 'month', date: '2026-07-31' },
      responsibleLeads: ['Ada Quill', 'Bo Marsh'],
      narrative: 'Begun\nNot yet',
    });
  });

  it('reads a table on each sheet, its tab naming the priority', async () => {
    const { actions } = await readSheets((workbook) => {
      for (const [tab, ref] of [
        ['Early years', '1'],
        ['Transitions', '2'],
      ] as const) {
        workbook.addWorksheet(tab).addRows([
          ['Ref', 'Action'],
          [ref, 'Write the guide'],
        ]);
      }
    });
    expect(actions.map(({ ref, priority }) => [ref, priority])).toEqual([
      ['1', 'Early years'],
      ['2', 'Transitions'],
    ]);
  });

  it('keeps 1.1 and 1.10 apart where numbers are shown with two decimals', async () => {
    const { actions } = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action'],
        [1.1, 'One'],
        [1.1, 'Ten'],
      ]);
      sheet.getCell('A3').numFmt = '0.00';
    });
    expect(actions.map(({ ref }) => ref)).toEqual(['1.1', '1.10']);
  });

  it('says that a rating was read from its colour, but nothing of a grey one', async () => {
    const { actions, warnings } = await readSheets((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'RAG'],
        ['1', 'One', null],
        ['2', 'Two', null],
        ['3', 'Three', 'Red'],
      ]);
      for (const [address, argb] of [
        ['C2', 'FFFF0000'],
        ['C3', 'FFD9D9D9'],
        ['C4', 'FFFF0000'],
      ] as const) {
        sheet.getCell(address).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
      }
    });
    expect(warnings.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['rating-from-colour', 2, 'RAG'],
    ]);
    expect(actions.map(({ rating }) => rating.label)).toEqual(['Red', '', 'Red']);
  });

  it('warns that none of the formulas carries a value', async () => {
    const plan = await readSheets((workbook) => {
      workbook.addWorksheet('Plan').addRows([
        ['Ref', 'Action', 'RAG'],
        ['1', 'Write the guide', { formula: 'A1' }],
      ]);
    });
    expect(codes(plan)).toContain('formulas-not-computed');
  });
});

describe('a CSV', () => {
  const bytesOf: readonly [string, (text: string) => Uint8Array][] = [
    ['UTF-8', textFile],
    ['UTF-8 with a byte-order mark', (text) => textFile(`\ufeff${text}`)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a byte-order mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 big-endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', (text) => Buffer.from(text, 'latin1')],
  ];

  it.each(bytesOf)('is read in %s', async (encoding, bytes) => {
    const plan = await readPlanFile(
      'plan.csv',
      bytes('Ref,Action,By when\n1,Siân’s guide for £5,May 26\n'.replace('’', "'")),
    );
    expect(plan.actions).toMatchObject([
      { ref: '1', title: "Siân's guide for £5", source: { sheet: 'plan', row: 2 } },
    ]);
    expect(codes(plan)).toEqual(encoding === 'Windows-1252' ? ['encoding-assumed'] : []);
  });

  it.each([',', ';', '\t'])(
    'is read with %j between cells, inside which others may stand',
    async (delimiter) => {
      const rows = [
        ['Title; of, the plan', '', ''],
        ['Ref', 'Action', 'Comments'],
        ['1', '"Draft, agree; and\tpublish"', '"one\ntwo"'],
      ];
      const { actions } = await readText(
        rows
          .map((row) => row.map((cell) => (/^"/.test(cell) ? cell : `"${cell}"`)).join(delimiter))
          .join('\r\n'),
      );
      expect(actions).toMatchObject([{ ref: '1', narrative: 'one\ntwo' }]);
      expect(actions[0]?.title).toBe('Draft, agree; and publish');
    },
  );

  it('is read with tabs between cells though its texts are full of commas and quotation marks', async () => {
    const { actions } = await readText(
      `Ref\tAction\tComments\n1\tOne\t${'so, '.repeat(300)}\n2\tTwo\tan 18" door\n`,
    );
    expect(actions.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(actions[1]?.narrative).toBe('an 18" door');
  });

  it('honours the line by which Excel names the delimiter, and counts it as a row', async () => {
    const { actions } = await readText('sep=;\nRef;Action\n1;Write, then print\n');
    expect(actions).toMatchObject([{ ref: '1', title: 'Write, then print', source: { row: 3 } }]);
  });

  it('counts rows as Excel does, blank ones included, and leaves a repeated header out', async () => {
    const plan = await readText('Ref,Action\n1,One\n\nRef,Action\n2,"Two\nlines"\n3,Three\n');
    expect(plan.rows).toBe(3);
    expect(plan.actions.map(({ ref, source }) => [ref, source.row])).toEqual([
      ['1', 2],
      ['2', 5],
      ['3', 6],
    ]);
    expect(plan.warnings).toEqual([]);
  });

  it('takes lone texts as headings of the rows below, and makes refs up by section', async () => {
    const plan = await readText(
      'Priority,Action,Timescale\n'.replace('Priority', 'Number') +
        'Priority 1: Early help,,\n,Open the hub,May 26\n,Staff the hub,June 26\nPriority 2: Transitions,,\n,Write the guide,TBC\n',
    );
    expect(plan.actions.map(({ ref, priority }) => [ref, priority])).toEqual([
      ['1.1', 'Priority 1: Early help'],
      ['1.2', 'Priority 1: Early help'],
      ['2.1', 'Priority 2: Transitions'],
    ]);
  });

  it('makes up a ref for one action that lacks it, and reports the row', async () => {
    const plan = await readText('Ref,Action\n1A,One\n,Two\n');
    expect(plan.actions.map(({ ref }) => ref)).toEqual(['1A', 'Row 3']);
    expect(plan.warnings).toMatchObject([{ code: 'row-without-ref', sheet: 'plan', row: 3, column: 'Ref' }]);
  });

  it('reports a row without an action, an unknown rating, status or timescale, and an impossible date', async () => {
    const plan = await readText(
      'Ref,Action,Due,RAG,Status\n1,One,31/02/2026,Purple,Simmering\n2,,May 26,Red,\n3,Three,when ready,Amber/Red,Superseded by 4\n4,Four,"May 26, July 26",Red,Complete\n',
    );
    expect(plan.warnings.map(({ code, row, column, value }) => [code, row, column, value])).toEqual([
      ['row-not-understood', 3, null, '2 | May 26 | Red'],
      ['impossible-date', 2, 'Due', '31/02/2026'],
      ['unknown-status', 2, 'Status', 'Simmering'],
      ['timescale-not-understood', 4, 'Due', 'when ready'],
      ['several-dates', 5, 'Due', 'May 26, July 26'],
    ]);
    expect(plan.questions.map(({ id, taken }) => [id, taken])).toEqual([
      ['level:Purple', 'none'],
      ['mixed-rating:Red/Amber', 'red'],
    ]);
    expect(plan.actions.map(({ status }) => status)).toEqual(['not-started', 'superseded', 'complete']);
  });

  it('reads a Status column of colours as the rating', async () => {
    const { actions } = await readText('Ref,Action,Status\n1,One,Red\n2,Two,Green\n3,Three,\n');
    expect(actions.map(({ rating }) => rating.level)).toEqual(['red', 'green', 'none']);
  });

  it('adds "complete" to the standard key only where the plan uses it', async () => {
    const used = await readText('Ref,Action,BRAG\n1,One,Blue\n2,Two,Red\n');
    expect(used.ratingKey.map(({ label, level }) => [label, level])).toEqual([
      ['Red', 'red'],
      ['Amber', 'amber'],
      ['Green', 'green'],
      ['Blue', 'complete'],
    ]);
    expect(used.actions[0]?.status).toBe('complete');
    expect((await readText('Ref,Action,RAG\n1,One,Red\n')).ratingKey).toHaveLength(3);
  });

  it('takes a plan’s own words for its key where none of its ratings is a colour', async () => {
    const { ratingKey, actions } = await readText(
      'Ref,Action,Rating\n1,One,On track\n2,Two,Off track\n3,Three,on track\n',
    );
    expect(ratingKey.map(({ label, level }) => [label, level])).toEqual([
      ['Off track', 'red'],
      ['On track', 'green'],
    ]);
    expect(actions[2]?.rating).toEqual({ label: 'On track', level: 'green' });
  });

  it('reads a key from lines above the table or below it', async () => {
    const key = [
      { label: 'Red', meaning: 'stalled', level: 'red' },
      { label: 'Amber', meaning: 'on track', level: 'amber' },
    ];
    const above = await readText('My plan,\n"Key: Red = stalled; Amber = on track",\nRef,Action\n1,One\n');
    expect(above).toMatchObject({ name: 'My plan', ratingKey: key, warnings: [] });
    const below = await readText('Ref,Action\n1,One\n\nRAG key,\nRed,stalled\nAmber,on track\n');
    expect(below).toMatchObject({ ratingKey: key, rows: 1, warnings: [] });
  });

  it('makes steps of bullets, each with its own date where there is one a bullet', async () => {
    const { actions } = await readText(
      'Ref,Action,By when\n1,"Improve the hub:\n• open it\n• staff it,\nfully","May 26\nJune 26"\n2,"• a\n• b",May 26\n',
    );
    expect(actions[0]).toMatchObject({
      title: 'Improve the hub',
      steps: [
        { text: 'open it', timescale: { date: '2026-05-31' } },
        { text: 'staff it, fully', timescale: { date: '2026-06-30' } },
      ],
    });
    expect(actions[1]).toMatchObject({
      title: 'a; b',
      steps: [{ text: 'a', timescale: null }, { text: 'b' }],
    });
  });

  it('keeps outcomes, measures, evidence and strategic leads, and labels several progress columns', async () => {
    const { actions } = await readText(
      'Ref,Objective,Action,Responsible lead,SRO,Outcome,Success measures,Evidence,Progress update,Comments\n1,Better,One,"HB, JK.",Head of Inclusion and SEND,Happier,"• 90%\n• 95%",Minutes,Slow,Chased\n',
    );
    expect(actions[0]).toMatchObject({
      objective: 'Better',
      responsibleLeads: ['HB', 'JK'],
      strategicLeads: ['Head of Inclusion and SEND'],
      outcomes: ['Happier'],
      successMeasures: ['90%', '95%'],
      evidence: ['Minutes'],
      narrative: 'Progress update: Slow\nComments: Chased',
    });
  });

  it('takes out what storage and XML cannot carry, and nothing else', async () => {
    const { actions } = await readText(
      'Ref,Action,Comments\n1,One,"a\u0001b\u000bc\u202ed 👩‍🏫 =SUM(1) <b>*x*</b>\ttab"\n',
    );
    expect(actions[0]?.narrative).toBe('ab\ncd 👩‍🏫 =SUM(1) <b>*x*</b>\ttab');
  });

  it('keeps 100,000 characters of a cell and reports the rest', async () => {
    const whole = await readText(`Ref,Action,Comments\n1,One,${'x'.repeat(100_000)}\n`);
    expect([whole.actions[0]?.narrative.length, codes(whole)]).toEqual([100_000, []]);
    const cut = await readText(`Ref,Action,Comments\n1,One,${'x'.repeat(100_001)}\n`);
    expect([cut.actions[0]?.narrative.length, codes(cut)]).toEqual([100_000, ['text-cut']]);
    expect(cut.warnings[0]?.value?.length).toBeLessThan(300);
  });
});
