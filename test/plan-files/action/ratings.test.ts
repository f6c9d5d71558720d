import { describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, cell, paragraph, row, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const quoted = (text: string) => `"${text}"`;
/** A plan of one action a rating, and a key or whatever else stands below it. */
const planOf = (
  ratings: readonly string[],
  {
    below = [],
    answers = {},
  }: { below?: readonly string[]; answers?: ReadingChoices['readingAnswers'] } = {},
) =>
  readPlanFile(
    'plan.csv',
    textFile(
      [
        'Ref,Action,Lead,RAG',
        ...ratings.map(
          (rating, at) => `${at + 1},Agree step ${at + 1} with schools,Ana Holt,${quoted(rating)}`,
        ),
        ...below,
      ].join('\n'),
    ),
    { readingAnswers: answers },
  );
type Plan = Awaited<ReturnType<typeof planOf>>;
const levels = ({ actions }: Plan) => actions.map(({ rating }) => rating.level);
const labels = ({ actions }: Plan) => actions.map(({ rating }) => rating.label);
const asked = ({ questions }: Plan) => questions.map(({ id, taken, count }) => [id, taken, count]);
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

describe('a key of letters', () => {
  const rows = 'Ref,Action,Lead,RAG\n1,Open the hub,Ana Holt,A\n2,Train the panel,Ana Holt,B\n';
  it.each([
    ['in a table', 'Rating,Meaning\nR,Off track\nA,Behind\nG,On track\nB,Complete\n'],
    ['in lines', 'R: Off track\nA: Behind\nG: On track\nB: Complete\n'],
    ['below the actions', '', 'Rating,Meaning\nR,Off track\nA,Behind\nG,On track\nB,Complete\n'],
  ])('%s stands for colours, whatever its meanings begin with', async (_where, above, below = '') => {
    const text = `Hub plan\n${above}\n${rows}\n${below}`;
    const plan = await readPlanFile('plan.csv', new TextEncoder().encode(text));
    expect(plan.ratingKey.map(({ level }) => level)).toEqual(['red', 'amber', 'green', 'complete']);
    expect(plan.ratingKey.map(({ meaning }) => meaning)).toContain('Behind');
    expect(plan.actions.map(({ rating }) => rating.level)).toEqual(['amber', 'complete']);
    expect(plan.warnings).toEqual([]);
  });
});

describe('a rating and the one before it', () => {
  it.each([
    ['Amber (was Red)', 'Amber', 'Red'],
    ['Green, previously Amber', 'Green', 'Amber'],
    ['Red -> Amber', 'Amber', 'Red'],
    ['R to A', 'Amber', 'Red'],
    ['Amber → Green', 'Green', 'Amber'],
    ['was Red, now Green', 'Green', 'Red'],
    ['G (A last month)', 'Green', 'Amber'],
    ['Amber (improved from Red)', 'Amber', 'Red'],
  ])('%s', async (text, now, before) => {
    const plan = await planOf([text, 'Green']);
    expect([labels(plan)[0], plan.actions[0]?.others]).toEqual([
      now,
      [{ header: 'Previous RAG', text: before }],
    ]);
    expect([plan.questions, plan.warnings]).toEqual([[], []]);
  });

  it('is no move where a label only goes on', async () => {
    const plan = await planOf(['On track to complete', 'On track', 'Delayed', 'Complete']);
    expect(levels(plan)[0]).toBe('green');
    expect(plan.actions[0]?.others).toEqual([]);
  });

  it('keeps the direction of an arrow', async () => {
    const plan = await planOf(['Amber ↑', 'Red ↓']);
    expect(labels(plan)).toEqual(['Amber', 'Red']);
    expect(plan.actions[0]?.others).toEqual([{ header: 'RAG', text: 'Amber ↑' }]);
  });

  it('is the last known where the present one is blank', async () => {
    const plan = await readPlanFile(
      'plan.csv',
      textFile('Ref,Action,Lead,Previous RAG,RAG\n1,Open the hub,AQ,Red,\n2,Train staff,BC,Red,Green\n'),
    );
    expect(labels(plan)).toEqual(['Red', 'Green']);
    expect(plan.warnings.map(({ code, row: at }) => [code, at])).toContainEqual(['rating-from-earlier', 2]);
  });
});

describe('two ratings in one cell', () => {
  it('are asked about once for each pair, the worse being taken', async () => {
    const plan = await planOf(['A/G', 'Amber/Red', 'Green-Amber', 'Amber & Green', 'Red']);
    expect(labels(plan)).toEqual(['Amber', 'Red', 'Amber', 'Amber', 'Red']);
    expect(asked(plan)).toEqual([
      ['mixed-rating:Amber/Green', 'amber', 3],
      ['mixed-rating:Red/Amber', 'red', 1],
    ]);
  });

  it('follow the answer', async () => {
    const plan = await planOf(['A/G', 'Red'], { answers: { 'mixed-rating:Amber/Green': 'green' } });
    expect(labels(plan)).toEqual(['Green', 'Red']);
  });

  it('are one label where the plan’s key has it', async () => {
    const plan = await planOf(['Amber/Red', 'A/R', 'Green'], {
      below: ['Key', 'Red: stuck', 'Amber/Red: late', 'Amber: slipping', 'Green: on track'],
    });
    expect(labels(plan)).toEqual(['Amber/Red', 'Amber/Red', 'Green']);
    expect(plan.questions.filter(({ id }) => id.startsWith('mixed'))).toEqual([]);
  });
});

describe('a label that is no colour', () => {
  it.each(['Paused', 'On hold', 'Not due', '✔'])(
    '%s is asked about once, with all its cells',
    async (label) => {
      const plan = await planOf(['Red', label, 'Green', label]);
      expect(asked(plan)).toEqual([[`level:${label}`, 'none', 2]]);
      expect(labels(plan)).toEqual(['Red', label, 'Green', label]);
    },
  );

  it('has the level the PM gives it', async () => {
    const plan = await planOf(['Red', 'Paused'], { answers: { 'level:Paused': 'amber' } });
    expect(levels(plan)).toEqual(['red', 'amber']);
  });

  it.each([
    [
      ['On track', 'Some slippage', 'Off track', 'Complete'],
      ['green', 'amber', 'red', 'complete'],
    ],
    [
      ['On target', 'At risk', 'Delayed', 'Completed'],
      ['green', 'amber', 'red', 'complete'],
    ],
    [
      ['🟢', '🟠', '🔴', '🔵'],
      ['green', 'amber', 'red', 'complete'],
    ],
    [
      ['G', 'A', 'R', 'B'],
      ['green', 'amber', 'red', 'complete'],
    ],
  ])('%j need no question', async (texts, expected) => {
    const plan = await planOf(texts);
    expect(levels(plan)).toEqual(expected);
    expect([plan.questions, plan.warnings]).toEqual([[], []]);
  });

  it('is part of a key of paragraphs, whose lines name no plan', async () => {
    const plan = await readPlanFile(
      'tracker.docx',
      await buildWord([
        paragraph('Scrutiny recommendations tracker'),
        table([
          row(['Ref', 'Recommendation', 'Lead', 'RAG']),
          row(['1', 'Publish waiting times each quarter', 'Ana Holt', 'Green']),
          row(['2', 'Review transport for older pupils', 'Ben Croft', 'Parked']),
        ]),
        paragraph('Green: done or on course'),
        paragraph('Amber: some way to go'),
        paragraph('Red: not begun'),
        paragraph('Parked: waits on something outside the council'),
      ]),
    );
    expect(plan.name).toBe('Scrutiny recommendations tracker');
    expect(plan.ratingKey.map(({ label, meaning }) => [label, meaning]).at(-1)).toEqual([
      'Parked',
      'waits on something outside the council',
    ]);
    expect(asked(plan)).toEqual([['level:Parked', 'none', 1]]);
    expect(labels(plan)).toEqual(['Green', 'Parked']);
  });
});

describe('a key given by colours', () => {
  const shaded = (label: string, meaning: string, colour: string) =>
    row([cell(label, { fill: colour }), cell(meaning)]);

  it.each([
    ['Word', 'FF0000', 'FFC000', '92D050', '0070C0'],
    ['LibreOffice', 'FF0000', 'FF8000', '00A933', '2A6099'],
    ['pale', 'FFC7CE', 'FFEB9C', 'C6EFCE', 'BDD7EE'],
  ])('in a table of a document, in %s colours', async (_, red, amber, green, blue) => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        table([
          row(['Colour', 'What it means']),
          shaded('', 'No progress yet', red),
          shaded('', 'Progress, but late', amber),
          shaded('', 'Going to plan', green),
          shaded('', 'Done and embedded', blue),
        ]),
        paragraph(''),
        table([
          row(['Ref', 'Action', 'Lead', 'RAG']),
          row(['1', 'Open a base', 'Ana Holt', cell('', { fill: amber })]),
          row(['2', 'Agree a route', 'Ben Croft', cell('', { fill: blue })]),
          row(['3', 'Recruit an officer', 'Cara Day', cell('', { fill: red })]),
        ]),
      ]),
    );
    expect(plan.ratingKey.map(({ level }) => level)).toEqual(['red', 'amber', 'green', 'complete']);
    expect(levels(plan)).toEqual(['amber', 'complete', 'red']);
    expect(plan.questions).toEqual([]);
  });

  it('on another sheet, with words in the coloured cells and shades that only come near', async () => {
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'Lead', 'RAG'],
        ['1', 'Open a base', 'Ana Holt', null],
        ['2', 'Agree a route', 'Ben Croft', null],
      ]);
      sheet.getCell('D2').fill = fill('FFFFBF00');
      sheet.getCell('D3').fill = fill('FF81D41A');
      const key = workbook.addWorksheet('Legend');
      key.addRows([['Off course'], ['Slipping'], ['As planned']]);
      key.getCell('A1').fill = fill('FFFF0000');
      key.getCell('A2').fill = fill('FFFFC000');
      key.getCell('A3').fill = fill('FF92D050');
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.ratingKey.map(({ label, level }) => [label, level])).toEqual([
      ['Off course', 'red'],
      ['Slipping', 'amber'],
      ['As planned', 'green'],
    ]);
    expect(labels(plan)).toEqual(['Slipping', 'As planned']);
  });

  it('at the foot of the table, without a title', async () => {
    const bytes = await buildWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Plan');
      sheet.addRows([
        ['Ref', 'Action', 'Lead', 'RAG'],
        ['1', 'Open a base', 'Ana Holt', null],
        ['2', 'Agree a route', 'Ben Croft', null],
        [],
        [null, 'Not started'],
        [null, 'Going well'],
      ]);
      sheet.getCell('D2').fill = fill('FFC00000');
      sheet.getCell('D3').fill = fill('FF00B050');
      sheet.getCell('A5').fill = fill('FFC00000');
      sheet.getCell('A6').fill = fill('FF00B050');
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.actions.map(({ title }) => title)).toEqual(['Open a base', 'Agree a route']);
    expect(levels(plan)).toEqual(['red', 'green']);
    expect(plan.ratingKey.map(({ meaning }) => meaning)).toEqual(['Not started', 'Going well']);
  });

  it('of two greens goes by what they mean, and asks about a green between them', async () => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        table([
          shaded('', 'Behind', 'FF0000'),
          shaded('', 'On track', '00FF00'),
          shaded('', 'Completed', '008000'),
        ]),
        paragraph(''),
        table([
          row(['Ref', 'Action', 'Lead', 'RAG']),
          row(['1', 'Open a base', 'Ana Holt', cell('', { fill: '008000' })]),
          row(['2', 'Agree a route', 'Ben Croft', cell('', { fill: '00C000' })]),
        ]),
      ]),
    );
    expect(levels(plan)[0]).toBe('complete');
    expect(asked(plan).map(([id]) => id)).toEqual(['colour:00c000']);
  });
});

describe('progress that begins with a status', () => {
  const plan = (progress: readonly string[], header = 'Ref,Action,Lead,Progress') =>
    readPlanFile(
      'plan.csv',
      textFile(
        [header, ...progress.map((text, at) => `${at + 1},Agree step ${at + 1},AQ,${quoted(text)}`)].join(
          '\n',
        ),
      ),
    );

  it.each([
    [['Achieved. Agreed in May.', 'Partially achieved. Draft only.', 'Not achieved. No venue.']],
    [['Completed - minutes are filed', 'Ongoing: two of five', 'Delayed – no venue found']],
    [['COMPLETE\nAll done', 'In progress\nHalf of it', 'In progress']],
    [['Delivered; see report', 'Under way, with health', 'Mostly complete. One school left.']],
  ])('%j is the plan’s status, said once', async (progress) => {
    const read = await plan(progress);
    expect(read.actions.map(({ status }) => status)).toEqual(['complete', 'in-progress', 'in-progress']);
    expect(read.actions.map(({ narrative }) => narrative)).toEqual(progress);
    expect(read.warnings.map(({ code }) => code)).toEqual(['status-from-progress']);
  });

  it('is only pointed out where most rows begin otherwise', async () => {
    const read = await plan(['Achieved. Agreed in May.', 'Venue booked', 'Two of five trained', 'No news']);
    expect(read.actions.map(({ status }) => status)).toEqual(Array(4).fill('in-progress'));
    expect(read.warnings.map(({ code }) => code)).toEqual(['progress-says-achieved']);
  });

  it('gives way to a status column', async () => {
    const read = await plan(
      ['Achieved. One,In progress', 'Achieved. Two,Complete', 'Achieved. Three,Complete'].map((text) =>
        text.replace(',', '","'),
      ),
      'Ref,Action,Lead,Progress,Status',
    );
    expect(read.actions.map(({ status }) => status)).toEqual(['in-progress', 'complete', 'complete']);
  });
});
