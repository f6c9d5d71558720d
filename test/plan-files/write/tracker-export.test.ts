import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../../src/domain/import/merge-import.ts';
import type { Action } from '../../../src/domain/plan/action.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { trackerSheet } from '../../../src/plan-files/write/tracker-cells.ts';
import { writeTrackerCsv } from '../../../src/plan-files/write/tracker-export-csv.ts';
import { writeTrackerWorkbook } from '../../../src/plan-files/write/tracker-export-xlsx.ts';
import type { HistoryLine } from '../../../src/plan-files/write/tracker-history.ts';
import { amber, anAction, anUpdate, aPlan, bragKey, red } from '../../support/builders.ts';
import { generatedRegister } from '../../support/generated-grid.ts';
import { needsRealPlans, readRealPlan, realPlans } from '../../support/real-plans.ts';

const kinds = ['xlsx', 'csv'] as const;

async function write(
  kind: (typeof kinds)[number],
  plan: Plan,
  actions: readonly Action[],
  cycles: readonly (readonly HistoryLine[])[] = [],
): Promise<Buffer> {
  const sheet = trackerSheet(plan, actions, { positionDate: '2026-11-21', nameOf: (id) => id });
  const out = new PassThrough();
  const written = buffer(out);
  async function* history() {
    yield* cycles;
  }
  await (kind === 'csv'
    ? writeTrackerCsv(sheet, out)
    : writeTrackerWorkbook(
        sheet,
        {
          planName: plan.name,
          timeZone: plan.timeZone,
          madeAt: new Date('2026-11-21T09:00:00Z'),
          history: history(),
        },
        out,
      ));
  return written;
}

/** What importing the export into the register it came from would change. */
async function changesOf(kind: (typeof kinds)[number], plan: Plan, actions: readonly Action[]) {
  const knownRefs = actions.map(({ ref }) => ref);
  const read = await readPlanFile(`export.${kind}`, await write(kind, plan, actions), { knownRefs });
  return { changes: mergeImport(plan, actions, read).changes, ratingKey: read.ratingKey };
}

describe.each(kinds)('a register exported as %s', (kind) => {
  it('imports again without a change, with its rating key', async () => {
    await fc.assert(
      fc.asyncProperty(generatedRegister, async ({ plan, actions }) => {
        const nothing = { changes: [], ratingKey: plan.ratingKey };
        expect(await changesOf(kind, plan, actions)).toEqual(nothing);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it.each(realPlans)(
    'and made from %s imports again without a change',
    needsRealPlans(...realPlans),
    async (name) => {
      const imported = await readPlanFile(name, readRealPlan(name));
      const plan = aPlan({
        name: imported.name,
        ratingKey: imported.ratingKey,
        columns: imported.columns.map(({ sheet, header, field }) => ({ sheet, header, field })),
      });
      const { added } = mergeImport(plan, [], imported);
      expect(await changesOf(kind, plan, added)).toEqual({ changes: [], ratingKey: plan.ratingKey });
    },
  );
});

const plan = aPlan({ name: 'Wexcombe & Ashby plan' });
const formula = '=HYPERLINK("https://example.org","Click")';
const actions = [
  anAction('0001', {
    ref: '1A',
    title: formula,
    rating: red,
    originalTimescale: parseTimescale('31 March 2026').timescale,
    narrative: 'One, "two"\n=three _x0041_',
  }),
  anAction('0002', { ref: '-1B', rating: amber, originalTimescale: parseTimescale('Dec 18').timescale }),
];

describe('the CSV', () => {
  it('is UTF-8 with a byte-order mark, quoted, its formulas guarded, and ends with the key', async () => {
    const text = (await write('csv', plan, actions)).toString('utf8');
    expect(text.startsWith('\ufeffWexcombe & Ashby plan\r\n')).toBe(true);
    const cells = [
      '1A,"\'=HYPERLINK(""https://example.org"",""Click"")",',
      '"One, ""two""\n=three _x0041_"',
      "\r\n'-1B,",
      'Rating key,Meaning\r\nRed,Not on track\r\n',
    ];
    for (const cell of cells) expect(text).toContain(cell);
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@\t]/);
  });
});

describe('the workbook', () => {
  const update = anUpdate('2026-11-11', '0001', {
    at: '2026-07-03T09:42:00Z',
    narrative: '@everyone',
    revised: parseTimescale('2026-12-31').timescale,
  });
  const load = async () => {
    const book = new ExcelJS.Workbook();
    const bytes = await write('xlsx', plan, actions, [[{ ref: '1A', update }], []]);
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    return book;
  };
  const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
    const sheet = book.getWorksheet(name);
    if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
    return sheet;
  };
  const under = (sheet: ExcelJS.Worksheet, header: string, row: number) => {
    const headers = sheet.getRow(row < 6 ? 3 : 5).values;
    return sheet.getRow(row).getCell(Array.isArray(headers) ? headers.indexOf(header) : 0);
  };

  it('freezes, repeats and filters its header row, fits A3 across, and merges nothing', async () => {
    const sheet = sheetOf(await load(), 'Actions');
    expect(sheet.getRow(5).getCell(1).value).toBe('Ref');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 5 });
    expect(sheet.pageSetup).toMatchObject({
      printTitlesRow: '5:5',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet.autoFilter).toBe('A5:I7');
    expect(sheet.model.merges).toEqual([]);
    expect(sheet.getRow(6).height).toBeGreaterThan(20);
  });

  it('has ratings in words and colour, days as dates and other timescales in words', async () => {
    const sheet = sheetOf(await load(), 'Actions');
    expect(under(sheet, 'RAG', 6)).toMatchObject({ value: 'Red', fill: { fgColor: { argb: 'FFC00000' } } });
    const day = under(sheet, 'Original timescale', 6);
    expect([day.value, day.numFmt]).toEqual([new Date('2026-03-31T00:00:00Z'), 'd mmmm yyyy']);
    expect(under(sheet, 'Original timescale', 7).value).toBe('Dec 18');
  });

  it('holds what looks like a formula as text, also when somebody edits it', async () => {
    const sheet = sheetOf(await load(), 'Actions');
    expect(under(sheet, 'Action', 6)).toMatchObject({
      value: formula,
      type: ExcelJS.ValueType.String,
      numFmt: '@',
    });
    expect(under(sheet, 'Ref', 7)).toMatchObject({ value: '-1B', numFmt: '@' });
    expect(under(sheet, 'Ref', 6).numFmt).toBeUndefined();
  });

  it('has the key with each label’s colour', async () => {
    const key = sheetOf(await load(), 'Key');
    const labels = bragKey.map((_entry, at) => key.getRow(at + 2).getCell(1));
    expect(labels.map(({ value }) => value)).toEqual(bragKey.map(({ label }) => label));
    expect(new Set(labels.map(({ fill }) => JSON.stringify(fill))).size).toBe(bragKey.length);
    expect(key.getRow(2).getCell(2).value).toBe('Not on track');
  });

  it('tells replies on a sheet of their own, in the plan’s time, which no import reads', async () => {
    const history = sheetOf(await load(), 'Replies');
    expect(history.getRow(4).getCell(1).value).toBe('1A');
    expect(under(history, 'When', 4).value).toEqual(new Date('2026-07-03T10:42:00Z'));
    expect(under(history, 'Revised timescale', 4).value).toEqual(new Date('2026-12-31T00:00:00Z'));
    expect(under(history, 'Narrative', 4)).toMatchObject({ value: '@everyone', numFmt: '@' });
    const bytes = await write('xlsx', plan, actions, [[{ ref: '1A', update }]]);
    const read = await readPlanFile('export.xlsx', bytes);
    expect([read.actions.length, read.warnings]).toEqual([2, []]);
  });

  it('refuses a text that no cell of Excel holds, and says what to do; the CSV has it', async () => {
    const long = [anAction('0001', { ref: '9', narrative: `${'Long '.repeat(7_000)}.` })];
    await expect(write('xlsx', plan, long)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^Progress of 9 is longer .* export to CSV instead\.$/),
    });
    expect((await changesOf('csv', plan, long)).changes).toEqual([]);
  });
});
