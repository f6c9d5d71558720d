import { describe, expect, it } from 'vitest';
import { importCard, importListCard } from '../../../src/cards/import/import-card.ts';
import type { ImportView } from '../../../src/cards/import/import-view.ts';
import { printImport } from '../../../src/cli/print-import.ts';
import { groupWarnings } from '../../../src/domain/import/group-warnings.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { textFile } from '../../support/build-workbook.ts';
import { cardButtons, cardText, cardTexts } from '../../support/read-card.ts';
import { importNew } from '../samples/import-samples.ts';

const rows = 91;

/** A plan with a timescale of one kind of doubt in each row, and one row of another kind. */
async function planOfOneDoubt() {
  const lines = Array.from(
    { length: rows },
    (_, at) => `${at + 1},Visit school ${at + 1},Ada Quill,by agreement ${at + 1},Red`,
  );
  const csv = [
    'Ref,Action,Lead,Timescale,RAG',
    ...lines,
    '92,Visit the college,Bo Marsh,31 February 2027,Red',
  ];
  return readPlanFile('visits.csv', textFile(csv.join('\n')));
}

describe('ninety-one rows of one kind', () => {
  it('are one line with their number and first places on the card, and all of them a tap away', async () => {
    const imported = await planOfOneDoubt();
    const groups = groupWarnings(imported.warnings);
    expect(groups.map(({ code, column, warnings }) => [code, column, warnings.length])).toEqual([
      ['impossible-date', 'Timescale', 1],
      ['timescale-not-understood', 'Timescale', rows],
    ]);
    const view: ImportView = { ...importNew, imported, warnings: imported.warnings, changes: [] };
    const texts = cardTexts(importCard(view));
    const line = texts.indexOf(`${rows} × Timescale not understood · Timescale`);
    expect(line).toBeGreaterThan(-1);
    expect(texts.filter((text) => text.includes('Timescale not understood'))).toHaveLength(1);
    const places = texts[line + 2] ?? '';
    expect(places.split('\n\n')).toEqual([
      '• visits, row 2, Timescale: “by agreement 1”',
      '• visits, row 3, Timescale: “by agreement 2”',
      '• visits, row 4, Timescale: “by agreement 3”',
      `and ${rows - 3} more`,
    ]);
    expect(cardButtons(importCard(view)).map(({ title }) => title)).toContain(`All warnings (${rows + 1})`);
    const pages = Array.from({ length: 10 }, (_, at) => cardText(importListCard(view, 'warnings', at + 1)));
    const all = pages.join('\n');
    for (let at = 1; at <= rows; at += 1) {
      expect(all).toContain(`“by agreement ${at}”`);
    }
  });

  it('are one line with three places at the command line, and all of them with --all', async () => {
    const imported = await planOfOneDoubt();
    const result = {
      ...imported,
      plan: 'visits',
      name: 'Visits',
      created: true,
      written: false,
      needsConfirmation: false,
      planChanges: [],
      changes: [],
    };
    const of = (out: string) => out.split('\n').filter((line) => line.includes('by agreement'));
    const [few, all] = [printImport(result), printImport(result, true)];
    expect(few).toContain(` warning: timescale-not-understood, Timescale (${rows})`);
    expect(of(few)).toHaveLength(3);
    expect(few).toContain(`and ${rows - 3} more (--all shows all)`);
    expect(of(all)).toHaveLength(rows);
  });
});
