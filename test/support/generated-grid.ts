import fc from 'fast-check';
import { mergeImport } from '../../src/domain/import/merge-import.ts';
import type { Action } from '../../src/domain/plan/action.ts';
import type { Plan } from '../../src/domain/plan/plan.ts';
import { type Cell, type Grid, type GridRow, type Merge, textCell } from '../../src/plan-files/grid/grid.ts';
import { readPlanGrid } from '../../src/plan-files/read-plan-file.ts';
import { cleanText } from '../../src/plan-files/text/clean-text.ts';
import { aPlan } from './builders.ts';

/** A plan with its actions, as importing a document into an empty register gives it. */
export interface GeneratedRegister {
  readonly plan: Plan;
  readonly actions: readonly Action[];
}

const noChoices = { columnMap: {}, readingAnswers: {}, knownRefs: [], terms: [] };

const words = fc.constantFrom(
  'Agree the therapy offer',
  'Publish; then review (2F ii)',
  '=SUM(A1:A9)',
  '+44 20 7946 0000',
  '-5% on last year',
  '@all leads',
  "'=already guarded",
  "''-twice",
  '“Ünïcödé” 你好 👩‍👩‍👧 e\u0301',
  '_x000D_ and _x005F_',
  '<b>&amp;</b> | *not* bold',
  'Key: what it is',
  '7 red and 50 amber',
  'Red: not on track',
  '1. Own number',
  'o dash – and, commas',
  'Lead: somebody',
  'Superseded by A2',
  'as above',
);
const noise = fc.string({ unit: 'binary', maxLength: 25 });
const line = fc.oneof({ weight: 5, arbitrary: words }, { weight: 2, arbitrary: noise });
const bulleted = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .chain((lines) =>
    fc
      .constantFrom('', '• ', '- ', '1. ', 'a) ')
      .map((mark) => lines.map((one) => `${mark}${one}`).join('\n')),
  );
const led = fc.tuple(line, bulleted).map(([first, rest]) => `${first}:\n${rest}`);
const long = fc.integer({ min: 1, max: 15 }).map((times) => 'A long text, with commas. '.repeat(times * 25));
const prose = fc.oneof(line, bulleted, led, { weight: 1, arbitrary: long });
const scale = fc.constantFrom(
  '31/03/2025',
  '1 April 2026',
  '1st May 2026',
  '2026-05-31',
  '31.12.26',
  'Dec 18',
  'Sept 19',
  'Spring term 2026',
  'Summer term 2025/26',
  'Q3 2019/20',
  'Ongoing',
  'Ongoing from June 2016',
  'Immediate',
  'Monthly',
  'Half yearly',
  'TBC',
  'By 31/03/2025 (phase 1)',
  '31/02/2025',
  'When the =sum is agreed',
  '- soon',
);
const scales = fc.oneof(
  { weight: 4, arbitrary: scale },
  fc.array(scale, { minLength: 2, maxLength: 4 }).map((all) => all.join('\n')),
  fc.array(scale, { minLength: 2, maxLength: 3 }).map((all) => all.join(' / ')),
  noise,
);
const name = fc.constantFrom(
  'Ada Quill',
  'SB',
  'Bo M/ Cy O',
  'Louise A, Forum team',
  'Head of Inclusion, SEND and Commissioning',
  'Workstream 1 / Responsible Lead = SB / Strategic Leads = AJ, AT, CM',
  '?',
  'TBC',
  '=Ada',
  '@Ada Quill',
  'NHS Wexcombe ICB',
);
const leads = fc.oneof(
  { weight: 3, arbitrary: name },
  fc.array(name, { minLength: 2, maxLength: 4 }).map((all) => all.join('\n')),
  noise,
);
const rating = fc.constantFrom(
  '',
  'Red',
  'amber',
  'GREEN',
  'On track',
  'Completed',
  'R',
  'Red: late again',
  'Purple',
);
const short = fc.oneof(
  fc.constantFrom('Health', 'Joint commissioning', 'Priority 2: the offer', '=1+1'),
  line,
);

/** Headers a document may have, with what stands below them; the action is always there. */
const columnsOf: Record<string, fc.Arbitrary<string>> = {
  Ref: fc.oneof(
    fc.stringMatching(/^[1-4][A-C]? ?(i|ii|iii|iv)?$/),
    fc.constantFrom('', '3B i-vi', '=1', '-2', '@3'),
  ),
  Section: short,
  Objective: short,
  Theme: short,
  'By whom': leads,
  SRO: leads,
  'Supported by': leads,
  Start: scale,
  'By when': scales,
  'Original timescale': scales,
  Timescale: scale,
  'Revised date': scale,
  'Intended outcome': prose,
  'Success criteria': prose,
  'Evidence of impact': prose,
  Comments: prose,
  'Progress - November 20': prose,
  RAG: rating,
  Status: fc.oneof(
    rating,
    fc.constantFrom('Not started', 'Complete', 'Withdrawn', 'Superseded', 'Closed - not met'),
  ),
  'Cost (£)': line,
  Workstream: short,
  '': line,
  'Last month RAG': rating,
  Links: fc.constantFrom('https://example.org/paper', 'Paper <https://example.org/a?b=1>', 'ask Ada'),
  'Superseded by': fc.constantFrom('', 'A2', '2F ii'),
};

const anyHeaders = fc.subarray(Object.keys(columnsOf), { minLength: 2 }).chain((chosen) =>
  fc
    .tuple(fc.shuffledSubarray(chosen, { minLength: chosen.length, maxLength: chosen.length }), fc.nat())
    .map(([all, at]) => {
      const headers = [...all];
      headers.splice(at % (headers.length + 1), 0, 'Action required');
      return headers;
    }),
);

const anyGrid: fc.Arbitrary<Grid> = anyHeaders.chain((headers) =>
  fc
    .record({
      rows: fc.array(fc.tuple(...headers.map((header) => columnsOf[header] ?? prose)), {
        minLength: 1,
        maxLength: 7,
      }),
      links: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 3 }),
      /** Cells merged with the one below, as whole rows of an action split into steps are. */
      merges: fc.array(fc.tuple(fc.nat(6), fc.nat(30)), { maxLength: 3 }),
      key: fc.boolean(),
    })
    .map(({ rows, links, merges, key }) => {
      const top = 3;
      const lines = [['Wexcombe plan'], [], headers, ...rows];
      const covered = new Set<string>();
      const merged = merges.flatMap(([row, column]): Merge[] => {
        const at = { row: top + 1 + (row % rows.length), column: 1 + (column % headers.length) };
        if (row % rows.length === rows.length - 1 || covered.has(`${at.column}`)) return [];
        covered.add(`${at.column}`).add(`${at.row + 1} ${at.column}`);
        return [{ top: at.row, bottom: at.row + 1, left: at.column, right: at.column }];
      });
      const gridRows = lines.flatMap((texts, at): GridRow[] => {
        const cells = new Map<number, Cell>();
        texts.forEach((raw, column) => {
          const text = cleanText(raw);
          const isLinked = links.some(([row, of]) => row + top === at && of === column);
          const urls = isLinked ? [{ text, url: 'https://example.org/terms' }] : [];
          if (text !== '' && !covered.has(`${at + 1} ${column + 1}`))
            cells.set(column + 1, textCell(text, urls));
        });
        return cells.size === 0 ? [] : [{ number: at + 1, cells, coloured: new Map() }];
      });
      const keyRows = [
        ['Rating', 'Meaning'],
        ['Red', 'No progress'],
        ['On track', 'Progress on target'],
        ['Completed', 'Done'],
      ].map(
        (texts, at): GridRow => ({
          number: at + 1,
          cells: new Map(texts.map((text, column) => [column + 1, textCell(text)])),
          coloured: new Map(),
        }),
      );
      const sheet = { kind: 'sheet' as const, headings: [], hidden: false };
      return {
        sheets: [
          { ...sheet, name: 'Plan', rows: gridRows, merges: merged },
          ...(key ? [{ ...sheet, name: 'Key', rows: keyRows, merges: [] }] : []),
        ],
        warnings: [],
      };
    }),
);

/** The register a document makes; null where it is no plan at all. */
function registerOf(source: string, grid: Grid): GeneratedRegister | null {
  try {
    const imported = readPlanGrid(source, grid, noChoices);
    const plan = aPlan({
      ratingKey: imported.ratingKey,
      columns: imported.columns.map(({ sheet, header, field }) => ({ sheet, header, field })),
    });
    return { plan, actions: mergeImport(plan, [], imported).added };
  } catch {
    return null;
  }
}

/** Registers made from documents of every shape, hostile texts among them. */
export const generatedRegister: fc.Arbitrary<GeneratedRegister> = anyGrid
  .map((grid) => registerOf('tracker.xlsx', grid))
  .filter((register) => register !== null);
