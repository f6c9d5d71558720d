import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, paragraph, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const head = ['Ref', 'Action', 'Lead', 'By when'];
const rows = [
  ['1', 'Agree the offer', 'AH', 'July 2027'],
  ['2', 'Train the panel', 'BC, AH', 'July 2027'],
  ['3', 'Watch the pathway', 'ZZ', 'May 2027'],
];
const people = [
  ['AH', 'Ana Holt', 'Head of Inclusion'],
  ['BC', 'Dr Ben Croft', 'Principal Educational Psychologist'],
];
const found = [
  { initials: 'AH', name: 'Ana Holt', role: 'Head of Inclusion' },
  { initials: 'BC', name: 'Dr Ben Croft', role: 'Principal Educational Psychologist' },
];
const workbook = (before: string[][], after: string[][]) =>
  buildWorkbook((book) => {
    book.addWorksheet('Plan').addRows([...before, head, ...rows, ...after]);
  });
const word = (before: string[], after: string[]) => buildWord([...before, table([head, ...rows]), ...after]);
const lines = people.map(([initials, ...rest]) => [`${initials} = ${rest.join(', ')}`]);

describe('a key to leads', () => {
  it.each([
    [
      'below an Excel table, two columns',
      () => workbook([], [[], ...people.map(([a = '', ...rest]) => [a, rest.join(', ')])]),
    ],
    [
      'below an Excel table, three columns under a heading',
      () => workbook([], [[], ['Key to leads'], ...people]),
    ],
    ['below an Excel table, lines', () => workbook([], [...lines])],
    ['above an Excel table, headed', () => workbook([['Initials', 'Name', 'Post'], ...people, []], [])],
    [
      'in a table of two columns without a header',
      () => word([table(people.map(([a = '', ...rest]) => [a, rest.join(', ')]))], []),
    ],
    [
      'as paragraphs',
      () =>
        word(
          lines.map(([line = '']) => paragraph(line)),
          [],
        ),
    ],
    [
      'as paragraphs below',
      () =>
        word(
          [],
          lines.map(([line = '']) => paragraph(line.replace(' = ', ' – '))),
        ),
    ],
    ['in one paragraph', () => word([paragraph(`Key to leads: ${lines.flat().join('; ')}`)], [])],
    [
      'by names with initials in brackets',
      () =>
        word(
          people.map(([a, name, post]) => paragraph(`${name} (${a}), ${post}`)),
          [],
        ),
    ],
  ])('is read %s', async (_where, build) => {
    const plan = await readPlanFile('plan', await build());
    expect(plan.leadKey).toMatchObject(found);
    expect(plan.actions.map(({ title, responsibleLeads }) => [title, responsibleLeads])).toEqual([
      ['Agree the offer', ['AH']],
      ['Train the panel', ['BC', 'AH']],
      ['Watch the pathway', ['ZZ']],
    ]);
  });

  it('is read below a table of text', async () => {
    const csv = [
      head,
      ...rows.map(([a, b, c = '', d]) => [a, b, `"${c}"`, d]),
      ...lines.map(([line]) => [`"${line}"`]),
    ];
    const plan = await readPlanFile('plan.csv', textFile(csv.map((row) => row.join(',')).join('\n')));
    expect(plan.leadKey).toMatchObject(found);
    expect(plan.actions).toHaveLength(3);
  });

  it('says once which initials it does not explain', async () => {
    const plan = await readPlanFile('plan.xlsx', await workbook([], [[], ...people, ['DD', 'Di Dow']]));
    expect(plan.warnings.filter(({ code }) => code === 'initials-not-in-key')).toMatchObject([
      { value: 'ZZ' },
    ]);
  });

  it('is no glossary', async () => {
    const glossary = [
      ['EP', 'Educational Psychologist'],
      ['LA', 'Local Authority'],
      ['CPD', 'Continuing development'],
    ];
    const plan = await readPlanFile('plan.docx', await word([table(glossary)], []));
    expect(plan.leadKey).toEqual([]);
  });
});
