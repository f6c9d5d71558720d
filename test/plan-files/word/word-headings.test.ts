import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { bold, buildWord, bullet, heading, paragraph, run, runs, table } from '../../support/build-word.ts';

const labelled = (label: string, value: string) => runs(bold(label) + run(value), { list: [1, 0] });
const label = (text: string) => runs(bold(text), { list: [1, 0] });

/** Two actions with a heading each, however headings are told. */
const actions = (headingOf: (level: number, text: string) => string) => [
  headingOf(1, '1. Needs are found too late'),
  headingOf(2, 'Action 1.1: Open one front door'),
  labelled('Due date: ', 'May 27'),
  labelled('Responsible officer (action lead): ', 'Ada Quill'),
  label('Success criteria'),
  bullet('Families tell their story once.'),
  bullet('Nine in ten are read within five days.'),
  label('September progress update from action lead'),
  paragraph('The model was agreed on 4 June 2026.'),
  paragraph('Build has begun.'),
  headingOf(2, 'Action 1.2: Train every school'),
  labelled('Due date: ', 'March 2028'),
  labelled('Responsible officer (action lead): ', 'Bo Marsh'),
  label('Success criteria'),
  bullet('Plans can be checked.'),
  label('September progress update from action lead'),
  paragraph('64 of 120 are trained.'),
];

const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const stylesPart = (styles: string) => ({
  'word/styles.xml': `<w:styles ${wordNamespace}>${styles}</w:styles>`,
});
const style = (id: string, name: string, base = '', properties = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${base === '' ? '' : `<w:basedOn w:val="${base}"/>`}<w:pPr>${properties}</w:pPr></w:style>`;

describe('headings of a document with a heading an action', () => {
  it.each<[string, (level: number, text: string) => string, Record<string, string>]>([
    [
      'a style’s name alone',
      heading,
      stylesPart(style('Heading1', 'heading 1') + style('Heading2', 'Heading 2')),
    ],
    ['a style’s id, its definition lost', heading, stylesPart('')],
    [
      'styles based on headings',
      (level, text) => paragraph(text, { style: `Own${level}` }),
      stylesPart(
        style('Heading1', 'heading 1') +
          style('Heading2', 'heading 2') +
          style('Own1', 'Council priority', 'Heading1') +
          style('Own2', 'Council action', 'Heading2'),
      ),
    ],
    [
      'the outline level of a style',
      (level, text) => paragraph(text, { style: `Own${level}` }),
      stylesPart(
        style('Own1', 'Big', '', '<w:outlineLvl w:val="0"/>') +
          style('Own2', 'Small', '', '<w:outlineLvl w:val="1"/>'),
      ),
    ],
    [
      'the outline level of a paragraph',
      (level, text) => `<w:p><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr>${run(text)}</w:p>`,
      stylesPart(''),
    ],
  ])('are told by %s', async (_case, headingOf, parts) => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([paragraph('Accelerated progress plan', { style: 'Title' }), ...actions(headingOf)], {
        parts,
      }),
    );
    expect(plan.name).toBe('Accelerated progress plan');
    expect(
      plan.actions.map(
        ({ ref, title, priority, responsibleLeads, successMeasures, timescale, narrative }) => [
          ref,
          title,
          priority,
          responsibleLeads,
          successMeasures,
          timescale.date,
          narrative,
        ],
      ),
    ).toEqual([
      [
        '1.1',
        'Open one front door',
        '1. Needs are found too late',
        ['Ada Quill'],
        ['Families tell their story once.', 'Nine in ten are read within five days.'],
        '2027-05-31',
        'September:\nThe model was agreed on 4 June 2026.\nBuild has begun.',
      ],
      [
        '1.2',
        'Train every school',
        '1. Needs are found too late',
        ['Bo Marsh'],
        ['Plans can be checked.'],
        '2028-03-31',
        'September:\n64 of 120 are trained.',
      ],
    ]);
  });

  it('keeps the priority over groups that stand under objectives', async () => {
    const action = (text: string) => [
      heading(3, text),
      paragraph('Lead: Ada Quill'),
      paragraph('Due date: May 2027'),
    ];
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord([
        heading(1, '2. Waits are too long'),
        heading(2, 'Therapies'),
        ...action('2.1 Count waits'),
        ...action('2.2 Add a clinic'),
        heading(2, 'Assessments'),
        ...action('2.3 Clear the backlog'),
      ]),
    );
    expect(plan.actions.map(({ ref, priority, objective }) => [ref, priority, objective])).toEqual([
      ['2.1', '2. Waits are too long', 'Therapies'],
      ['2.2', '2. Waits are too long', 'Therapies'],
      ['2.3', '2. Waits are too long', 'Assessments'],
    ]);
  });

  it('reads updates of several months in their order, each dated', async () => {
    const plan = await readPlanFile(
      'plan.docx',
      await buildWord(
        ['Open the hub', 'Train the panel'].flatMap((title) => [
          heading(2, title),
          paragraph('Lead: Ada Quill'),
          paragraph('Due: May 2027'),
          runs(bold('Update October 2026')),
          paragraph('Begun.'),
          runs(bold('Update – November 2026:') + run(' Half done.')),
        ]),
      ),
    );
    expect(plan.actions.map(({ narrative }) => narrative)).toEqual([
      'October 2026:\nBegun.\nNovember 2026: Half done.',
      'October 2026:\nBegun.\nNovember 2026: Half done.',
    ]);
  });
});

describe('headings that are bold and nothing else', () => {
  const boldLine = (text: string) => runs(bold(text));
  const form = (title: string) => [
    boldLine(title),
    runs(bold('Lead: ') + run('Ada Quill')),
    runs(bold('By when: ') + run('May 2027')),
  ];
  const grid = (...rows: readonly string[]) =>
    table([
      ['Ref', 'Action', 'Lead', 'Due'],
      ...rows.map((text, at) => [`${at + 1}`, text, 'AQ', 'May 2027']),
    ]);
  type Headed = readonly [
    title: string,
    priority: string | null,
    objective: string | null,
    theme: string | null,
  ];

  it.each<[string, readonly string[], readonly Headed[]]>([
    [
      'priorities over actions with labels',
      [
        boldLine('Oakvale plan'),
        boldLine('Priority A: Early need'),
        ...form('A1. Open the hub'),
        ...form('A2. Train the panel'),
        boldLine('Priority B: Adulthood'),
        ...form('B1. Count waits'),
      ],
      [
        ['Open the hub', 'Priority A: Early need', null, null],
        ['Train the panel', 'Priority A: Early need', null, null],
        ['Count waits', 'Priority B: Adulthood', null, null],
      ],
    ],
    [
      'groups without a word for it, told by the numbers below them',
      [
        boldLine('Early need'),
        paragraph('We find needs late.'),
        ...form('1.1 Open the hub'),
        boldLine('Adulthood'),
        paragraph('We plan late.'),
        ...form('2.1 Count waits'),
      ],
      [
        ['Open the hub', 'Early need', null, null],
        ['Count waits', 'Adulthood', null, null],
      ],
    ],
    [
      'groups without a word for it, told by the headings right below them',
      [
        boldLine('1. Early need'),
        ...form('Open the hub'),
        ...form('Train the panel'),
        boldLine('2. Adulthood'),
        ...form('Count waits'),
      ],
      [
        ['Open the hub', '1. Early need', null, null],
        ['Train the panel', '1. Early need', null, null],
        ['Count waits', '2. Adulthood', null, null],
      ],
    ],
    [
      'a theme and its objectives over tables',
      [
        boldLine('Theme: Early years'),
        boldLine('Objective 1.1 Every need is met'),
        grid('Open the hub'),
        boldLine('Objective 1.2 Every parent is heard'),
        grid('Hold an evening'),
        boldLine('Theme: Adulthood'),
        boldLine('Objective 2.1 Every leaver has a place'),
        grid('Count waits'),
      ],
      [
        ['Open the hub', null, 'Objective 1.1 Every need is met', 'Theme: Early years'],
        ['Hold an evening', null, 'Objective 1.2 Every parent is heard', 'Theme: Early years'],
        ['Count waits', null, 'Objective 2.1 Every leaver has a place', 'Theme: Adulthood'],
      ],
    ],
    [
      'a title, and priorities in capitals with a line of text below each',
      [
        boldLine('OAKVALE ACTION PLAN'),
        boldLine('PRIORITY ONE – COMMUNICATION'),
        paragraph('Families are not told.'),
        grid('Open the hub'),
        boldLine('PRIORITY TWO – TRANSPORT'),
        paragraph('Journeys are long.'),
        grid('Count waits'),
      ],
      [
        ['Open the hub', 'PRIORITY ONE – COMMUNICATION', null, null],
        ['Count waits', 'PRIORITY TWO – TRANSPORT', null, null],
      ],
    ],
  ])('are kept: %s', async (_case, blocks, expected) => {
    const plan = await readPlanFile('plan.docx', await buildWord(blocks));
    expect(
      plan.actions.map(({ title, priority, objective, theme }) => [title, priority, objective, theme]),
    ).toEqual(expected);
  });
});
