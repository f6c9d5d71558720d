import fc from 'fast-check';
import { buildWord, cell, headerRow, paragraph, row, table } from './build-word.ts';
import { buildWorkbook, textFile } from './build-workbook.ts';

/** An action as its plan means it, whatever the document makes of it. */
export interface MeantAction {
  readonly title: string;
  readonly ref: string;
  /** Full names, in order. */
  readonly leads: readonly string[];
  /** `YYYY-MM-DD`, as the document's style of dates can say it; null for a blank cell. */
  readonly due: string | null;
  readonly rating: 'red' | 'amber' | 'green' | 'complete' | null;
  readonly progress: string;
}

export interface RandomDocument {
  readonly name: string;
  readonly meant: readonly MeantAction[];
  /** The headers the layout gave to each field; '' for a field it leaves out. */
  readonly headers: Readonly<Record<Field, string>>;
  /** What the reader of a failure wants to know. */
  readonly layout: Layout;
  bytes(): Promise<Uint8Array>;
}

export type Field = 'ref' | 'title' | 'leads' | 'due' | 'rating' | 'progress';

/** Public wordings of headers: from written statements of action, progress plans and committee trackers. */
const headerWordings: Readonly<Record<Field, readonly string[]>> = {
  ref: ['Ref', 'No.', 'Action ref', 'Ref no', 'Action number', '#', 'ID', 'Reference'],
  title: [
    'Action',
    'Actions',
    'Action required',
    'What will we do?',
    'What are we going to do?',
    'Key actions',
    'Agreed action',
    'Activity',
    'Task',
    'Improvement action',
    'Actions to be taken',
    'Recommendation',
  ],
  leads: [
    'Lead',
    'Lead officer',
    'Who',
    'By whom',
    'Responsible officer',
    'Owner(s)',
    'Who is responsible?',
    'Who is going to do it?',
    'Action lead',
    'Responsibility',
    'Named lead',
    'Assigned to',
    'Lead(s)',
  ],
  due: [
    'Timescale',
    'By when',
    'Due date',
    'Deadline',
    'When',
    'Target date',
    'Completion date',
    'When will it be done by?',
    'Finish',
    'Timeframe',
    'End date',
    'Complete by',
  ],
  rating: ['RAG', 'RAG rating', 'Rating', 'BRAG', 'RAG status', 'Current RAG', 'Progress RAG', 'Overall RAG'],
  progress: [
    'Progress',
    'Progress update',
    'Comments',
    'Update',
    'Latest update',
    'Narrative',
    'What has happened so far?',
    'Progress to date',
    'Commentary',
    'How are we getting on?',
  ],
};

const people = [
  ['Ana Holt', 'AH', 'Head of Inclusion'],
  ['Ben Croft', 'BC', 'Principal Educational Psychologist'],
  ['Cara Day', 'CD', 'SEN Manager'],
  ['Dele Okafor', 'DO', 'Designated Clinical Officer'],
  ["Erin O'Shea", 'EO', 'Assistant Director, Education'],
  ['Farah Siddiqui', 'FS', 'Commissioning Lead'],
] as const;

const verbs = ['Agree', 'Publish', 'Review', 'Train', 'Recruit', 'Map', 'Commission', 'Launch', 'Audit'];
const objects = [
  'the joint commissioning strategy',
  'every SENCO in the graduated response',
  'the local offer pages with parents',
  'a second specialist base in the north',
  'waiting times for therapy each term',
  'the quality of annual reviews',
  'the pathway from early years to school',
  'short breaks for families who wait',
];
const narratives = [
  'Draft shared with the three providers and with the forum.',
  'First cohort has begun; the second follows after the holidays.',
  'Waiting for the budget to be confirmed by the schools forum.',
  'Two of the four posts are filled and inductions are under way.',
  'Families were asked in May and their answers are being read.',
  '',
];

const dateStyles = ['uk', 'us', 'words', 'month', 'iso', 'dots', 'compact', 'quarter', 'true'] as const;
const leadStyles = ['name', 'post', 'agency', 'semicolon', 'ampersand', 'post-first', 'initials'] as const;
const keyStyles = ['none', 'table', 'lines', 'below', 'sheet'] as const;

export interface Layout {
  readonly kind: 'xlsx' | 'docx' | 'csv';
  readonly order: readonly Field[];
  readonly wording: Readonly<Record<Field, number>>;
  readonly twoRows: boolean;
  readonly dates: (typeof dateStyles)[number];
  readonly leads: (typeof leadStyles)[number];
  readonly key: (typeof keyStyles)[number];
  readonly letters: boolean;
}

const allFields: readonly Field[] = ['ref', 'title', 'leads', 'due', 'rating', 'progress'];

const anyLayout: fc.Arbitrary<Layout> = fc.record({
  kind: fc.constantFrom('xlsx', 'docx', 'csv'),
  order: fc.shuffledSubarray([...allFields], { minLength: 6, maxLength: 6 }),
  wording: fc.record({
    ref: fc.nat(),
    title: fc.nat(),
    leads: fc.nat(),
    due: fc.nat(),
    rating: fc.nat(),
    progress: fc.nat(),
  }),
  twoRows: fc.boolean(),
  dates: fc.constantFrom(...dateStyles),
  leads: fc.constantFrom(...leadStyles),
  key: fc.constantFrom(...keyStyles),
  letters: fc.boolean(),
});

interface Drawn {
  readonly verb: string;
  readonly object: string;
  readonly who: readonly number[];
  readonly day: number;
  readonly blank: boolean;
  readonly rating: MeantAction['rating'];
  readonly progress: string;
}

const anyAction: fc.Arbitrary<Drawn> = fc.record({
  verb: fc.constantFrom(...verbs),
  object: fc.constantFrom(...objects),
  who: fc.uniqueArray(fc.nat({ max: people.length - 1 }), { minLength: 1, maxLength: 2 }),
  day: fc.integer({ min: 0, max: 700 }),
  blank: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  rating: fc.constantFrom('red', 'amber', 'green', 'complete', null),
  progress: fc.constantFrom(...narratives),
});

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const pad = (number: number) => String(number).padStart(2, '0');
const endOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0));
const isoOf = (day: Date) => day.toISOString().slice(0, 10);

/** The day a style of dates can say of it, and how it says it; `true` dates are written as words where the file has none. */
function writeDate(day: Date, style: Layout['dates']): { due: string; text: string; date: Date | null } {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  const own = (text: string) => ({ due: isoOf(day), text, date: null });
  switch (style) {
    case 'uk':
      return own(`${pad(date)}/${pad(month + 1)}/${year}`);
    case 'us':
      return own(`${pad(month + 1)}/${pad(date)}/${year}`);
    case 'words':
      return own(`${date} ${months[month]} ${year}`);
    case 'iso':
      return own(isoOf(day));
    case 'dots':
      return own(`${pad(date)}.${pad(month + 1)}.${String(year).slice(2)}`);
    case 'compact':
      return own(isoOf(day).replaceAll('-', ''));
    case 'month':
      return { due: isoOf(endOfMonth(year, month)), text: `${months[month]} ${year}`, date: null };
    case 'quarter': {
      const start = month < 3 ? year - 1 : year;
      const quarter = Math.floor(((month + 9) % 12) / 3) + 1;
      const last = endOfMonth(quarter === 4 ? start + 1 : start, quarter === 4 ? 2 : 3 * quarter + 2);
      return { due: isoOf(last), text: `Q${quarter} ${start}/${String(start + 1).slice(2)}`, date: null };
    }
    case 'true':
      return { ...own(`${date} ${months[month]} ${year}`), date: day };
  }
}

function writeLeads(who: readonly number[], style: Layout['leads']): string {
  const found = who.flatMap((at) => people[at] ?? []).length;
  const of = who.map((at) => people[at % people.length] ?? people[0]);
  if (found === 0) return '';
  switch (style) {
    case 'name':
      return of.map(([name]) => name).join('\n');
    case 'post':
      return of.map(([name, , post]) => `${name}, ${post}`).join('; ');
    case 'agency':
      return of.map(([name], at) => `${name} (${at === 0 ? 'ICB' : 'Council'})`).join(' / ');
    case 'semicolon':
      return of.map(([name]) => name).join('; ');
    case 'ampersand':
      return of.map(([name]) => name).join(' & ');
    case 'post-first':
      return of.map(([name, , post]) => `${post} - ${name}`).join('; ');
    case 'initials':
      return of.map(([, initials]) => initials).join(', ');
  }
}

const meanings = {
  red: 'Not on track',
  amber: 'Behind, can be recovered',
  green: 'On track',
  complete: 'Complete',
};
const labelOf = (rating: NonNullable<MeantAction['rating']>, letters: boolean) => {
  const label = rating === 'complete' ? 'Blue' : `${rating[0]?.toUpperCase()}${rating.slice(1)}`;
  return letters ? (label[0] ?? '') : label;
};

/** Titles are told apart by their number, which is part of their words. */
function meantOf(
  drawn: readonly Drawn[],
  layout: Layout,
): { meant: MeantAction; row: Record<Field, string>; date: Date | null }[] {
  return drawn.map((action, at) => {
    const day = new Date(Date.UTC(2026, 3, 1) + action.day * 86_400_000);
    const written = writeDate(day, layout.dates);
    const title = `${action.verb} ${action.object}, part ${'abcdefghij'[at] ?? at}`;
    const ref = `${1 + Math.floor(at / 3)}.${1 + (at % 3)}`;
    const meant: MeantAction = {
      title,
      ref,
      leads: action.who.map(
        (one) => people[one % people.length]?.[layout.leads === 'initials' ? 1 : 0] ?? '',
      ),
      due: action.blank ? null : written.due,
      rating: action.rating,
      progress: action.progress,
    };
    return {
      meant,
      date: action.blank ? null : written.date,
      row: {
        ref,
        title,
        leads: writeLeads(action.who, layout.leads),
        due: action.blank ? '' : written.text,
        rating: action.rating === null ? '' : labelOf(action.rating, layout.letters),
        progress: action.progress,
      },
    };
  });
}

const headersOf = ({ wording }: Layout): Record<Field, string> => {
  const pick = (field: Field) =>
    headerWordings[field][wording[field] % headerWordings[field].length] ?? field;
  return {
    ref: pick('ref'),
    title: pick('title'),
    leads: pick('leads'),
    due: pick('due'),
    rating: pick('rating'),
    progress: pick('progress'),
  };
};

const keyPairs = (letters: boolean) =>
  (['red', 'amber', 'green', 'complete'] as const).map(
    (level) => [labelOf(level, letters), meanings[level]] as const,
  );

/** Lines above the table, rows of the table, lines below it. */
interface Page {
  readonly above: readonly (readonly string[])[];
  readonly top: readonly string[] | null;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly dates: readonly (Date | null)[];
  readonly dueColumn: number;
  readonly below: readonly (readonly string[])[];
  readonly sheet: readonly (readonly string[])[];
}

function pageOf(layout: Layout, written: ReturnType<typeof meantOf>): Page {
  const headers = headersOf(layout);
  const head = layout.order.map((field) => headers[field]);
  // A second row above, that groups neighbours: `Delivery` over lead and date where they stand together.
  const [lead, due] = [layout.order.indexOf('leads'), layout.order.indexOf('due')];
  const isGrouped = layout.twoRows && Math.abs(lead - due) === 1 && layout.kind !== 'csv';
  const top = isGrouped ? layout.order.map((_, at) => (at === Math.min(lead, due) ? 'Delivery' : '')) : null;
  const pairs = keyPairs(layout.letters);
  const initials = people.map(([name, short, post]) => [short, `${name}, ${post}`]);
  const keyTable = [['Rating', 'Meaning'], ...pairs];
  const keyLines = pairs.map(([label, meaning]) => [`${label}: ${meaning}`]);
  return {
    above: [
      ['Ashcombe improvement plan'],
      ...(layout.key === 'lines' ? keyLines : layout.key === 'table' ? keyTable : []),
    ],
    top,
    head,
    rows: written.map(({ row: texts }) => layout.order.map((field) => texts[field])),
    dates: written.map(({ date }) => date),
    dueColumn: due,
    below: layout.key === 'below' ? [['Key'], ...pairs] : [],
    sheet: [
      ...(layout.key === 'sheet' ? keyTable : []),
      ...(layout.leads === 'initials' ? [['Initials', 'Name'], ...initials] : []),
    ],
  };
}

async function toWorkbook({
  above,
  top,
  head,
  rows,
  dates,
  dueColumn,
  below,
  sheet,
}: Page): Promise<Uint8Array> {
  return buildWorkbook((book) => {
    const plan = book.addWorksheet('Plan');
    plan.addRows([...above, []].map((line) => [...line]));
    if (top !== null) {
      const added = plan.addRow([...top]);
      const from = top.indexOf('Delivery') + 1;
      plan.mergeCells(added.number, from, added.number, from + 1);
    }
    plan.addRow([...head]);
    rows.forEach((texts, at) => {
      const added = plan.addRow(texts.map((text) => (text === '' ? null : text)));
      const date = dates[at] ?? null;
      if (date !== null) {
        added.getCell(dueColumn + 1).value = date;
        added.getCell(dueColumn + 1).numFmt = 'dd/mm/yyyy';
      }
    });
    plan.addRows([[], ...below].map((line) => [...line]));
    if (sheet.length > 0) book.addWorksheet('Key').addRows(sheet.map((line) => [...line]));
  });
}

function toWord({ above, top, head, rows, below, sheet }: Page): Promise<Uint8Array> {
  const asTable = (lines: readonly (readonly string[])[]) => table(lines.map((line) => row(line)));
  const isTable = (lines: readonly (readonly string[])[]) => lines.some(({ length }) => length > 1);
  const [title, ...key] = above;
  const grouped =
    top === null
      ? []
      : [
          headerRow(
            top.flatMap((text, at) =>
              top[at - 1] === 'Delivery' ? [] : [text === 'Delivery' ? cell(text, { span: 2 }) : cell(text)],
            ),
          ),
        ];
  return buildWord([
    paragraph(title?.[0] ?? '', { style: 'Title' }),
    ...(isTable(key) ? [asTable(key)] : key.map(([text]) => paragraph(text ?? ''))),
    table([...grouped, headerRow(head), ...rows.map((texts) => row(texts))]),
    paragraph(''),
    ...below.map((line) => paragraph(line.join(': '))),
    ...(sheet.length > 0 ? [asTable(sheet)] : []),
  ]);
}

function toCsv({ above, head, rows, below, sheet }: Page): Uint8Array {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [...above, [], head, ...rows, [], ...below, ...sheet];
  return textFile(lines.map((line) => line.map(quote).join(',')).join('\r\n'));
}

/** Random plans in the layouts that councils, trusts and schools give theirs. */
export const randomDocument: fc.Arbitrary<RandomDocument> = fc
  .tuple(anyLayout, fc.array(anyAction, { minLength: 3, maxLength: 8 }))
  .map(([layout, drawn]): RandomDocument => {
    const written = meantOf(drawn, layout);
    const page = pageOf(layout, written);
    return {
      name: `plan.${layout.kind}`,
      meant: written.map(({ meant }) => meant),
      headers: headersOf(layout),
      layout,
      bytes: async () =>
        layout.kind === 'xlsx' ? toWorkbook(page) : layout.kind === 'docx' ? toWord(page) : toCsv(page),
    };
  });
