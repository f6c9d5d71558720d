import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../../src/domain/digest/pictures.ts';
import type { Paper, PaperBlock, PaperText } from '../../src/domain/paper/paper.ts';
import type { RatingLevel } from '../../src/domain/shared/rating.ts';

const text = (words: string): PaperText => ({ text: words });
const rating = (label: string, level: RatingLevel): PaperText => ({ text: label, level });

/** Draws nothing but a field of one colour, as large as is asked. */
export async function drawPlain(
  _picture: Picture,
  { width }: { readonly width: number },
  times: number,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const [wide, high] = [width * times, Math.round((width * times) / 3)];
  return { bytes: plainPng(wide, high), width: wide, height: high };
}

function plainPng(width: number, height: number, [red, green, blue] = [91, 155, 213]): Uint8Array {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

export const ratingsTable: PaperBlock = {
  kind: 'table',
  caption: 'Actions by theme and rating',
  columns: [
    { header: 'Theme', weight: 3 },
    { header: 'Rating', weight: 1 },
    { header: 'Actions', weight: 1 },
  ],
  rows: [
    [[text('Joint commissioning')], [rating('Red', 'red')], [text('2')]],
    [[text('Joint commissioning')], [rating('Amber', 'amber')], [text('7')]],
    [[text('Early years')], [rating('Green', 'green')], [text('11')]],
    [[text('Preparing for adulthood')], [rating('Complete', 'complete')], [text('3')]],
    [[text('Preparing for adulthood')], [rating('Not rated yet', 'none')], [text('1')]],
  ],
  isWide: false,
};

/** Every kind of block, upright and on its side, on several pages. */
export const fullPaper: Paper = {
  title: 'Written statement of action: red and amber report',
  planName: 'Wexcombe SEND action plan',
  board: 'Wexcombe SEND Improvement Board',
  boardDate: '2026-12-16',
  subject: 'Red and amber actions for the board of 16 December 2026',
  language: 'en-GB',
  frontSheet: [
    {
      kind: 'facts',
      caption: 'Front sheet',
      rows: [
        { label: 'Report to', value: [text('Wexcombe SEND Improvement Board')], isBlank: false },
        { label: 'Date', value: [text('16 December 2026')], isBlank: false },
        { label: 'Executive member', value: [text('Not given')], isBlank: true },
        {
          label: 'Reporting officers',
          value: [text('Ana Holt, SEND programme\nIvor Penn, performance')],
          isBlank: false,
        },
        { label: 'Purpose', value: [text('For decision')], isBlank: false },
        { label: 'Financial implications', value: [text('Not given')], isBlank: true },
      ],
    },
  ],
  body: [
    { kind: 'heading', level: 1, text: 'Introduction' },
    {
      kind: 'paragraph',
      runs: [
        text('This paper tells the board which of the 51 actions of the plan are red or amber. '),
        { text: 'Seven are red', strong: true },
        text(', three of which moved since 16 October 2026. Nine leads have not replied.'),
      ],
    },
    {
      kind: 'list',
      items: [
        [
          text('Ratings are the leads’ own, under the plan’s key: '),
          rating('Red', 'red'),
          text(' and '),
          rating('Amber', 'amber'),
        ],
        [text('Dates are the plan’s own words.')],
      ],
    },
    { kind: 'heading', level: 1, text: 'Ratings now' },
    {
      kind: 'picture',
      caption: 'Ratings by theme',
      picture: {
        kind: 'ratings-by-theme',
        themes: ['Early years'],
        series: [{ label: 'Red', level: 'red', counts: [2] }],
      },
      words: 'A stacked bar for each theme: joint commissioning has two red actions, the other themes none.',
    },
    ratingsTable,
    { kind: 'heading', level: 1, text: 'Red actions' },
    { kind: 'heading', level: 2, text: 'Joint commissioning' },
    { kind: 'heading', level: 3, text: '3B ii: agree a joint budget' },
    {
      kind: 'paragraph',
      runs: [text('The budget has not been agreed.\nA revised offer is with the board of the trust.')],
    },
    {
      kind: 'facts',
      caption: 'Action 3B ii',
      rows: [
        { label: 'Rating', value: [rating('Red', 'red')], isBlank: false },
        { label: 'Original timescale', value: [text('April 2026')], isBlank: false },
        { label: 'Recovery step', value: [text('None given')], isBlank: true },
      ],
    },
    { kind: 'heading', level: 1, text: 'Amber actions' },
    { kind: 'paragraph', runs: [text('Grouped by theme.')] },
    {
      kind: 'table',
      caption: 'Amber actions of joint commissioning',
      columns: [
        { header: 'Ref', weight: 0.6 },
        { header: 'Action', weight: 3 },
        { header: 'Original timescale', weight: 1.2 },
        { header: 'Revised', weight: 1.2 },
        { header: 'Comments', weight: 4 },
      ],
      rows: Array.from({ length: 40 }, (_, at) => [
        [text(`3B ${at + 1}`)],
        [
          text(
            'Publish the joint commissioning strategy and tell every school and family what it changes for them',
          ),
        ],
        [text('September 2026')],
        [text(at % 3 === 0 ? 'none' : 'January 2027')],
        [
          rating(at % 2 === 0 ? 'Amber' : 'Amber: recovering', 'amber'),
          text(
            ` The draft is with partners. ${'It is read again in the week before the board. '.repeat(1 + (at % 4))}`,
          ),
        ],
      ]),
      isWide: true,
    },
    { kind: 'heading', level: 1, text: 'Glossary' },
    {
      kind: 'table',
      caption: 'Abbreviations in this paper',
      columns: [
        { header: 'Abbreviation', weight: 1 },
        { header: 'Meaning', weight: 4 },
      ],
      rows: [
        [[text('SEND')], [text('Special educational needs and disabilities')]],
        [[text('ICB')], [text('Integrated care board')]],
      ],
      isWide: false,
    },
  ],
};

/** A plan before its first cycle: no front sheet, nothing red, nothing to show. */
export const barePaper: Paper = {
  title: 'Board paper',
  planName: 'Aldermoor plan',
  board: 'Aldermoor Board',
  boardDate: null,
  subject: 'Board paper',
  language: 'en-GB',
  frontSheet: [],
  body: [{ kind: 'paragraph', runs: [text('No action is red or amber.')] }],
};

/** Words that would break a document, or a reader, if they were taken for more than words. */
export const hostileTexts: readonly string[] = [
  'Control \u0000\u0007\u000b\u001b\ufffe characters',
  'Half a pair \ud83d and a whole one 😀',
  'English, then שלום עולם, then مرحبا بالعالم 123, then English',
  'שלום עולם',
  '\u202eturned round\u202c',
  '=HYPERLINK("https://example.org","x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '{{paper}} and {{ name }} and {#each}',
  '<w:p>&amp; "quoted" \'single\' ]]>',
  'One\nTwo\r\nThree\n\nFive',
  'w:anchor="_Toc99" PAGEREF _Toc99',
  `Long ${'word '.repeat(6_000)}`,
  'x'.repeat(30_000),
];
