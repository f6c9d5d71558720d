import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../../src/plan-files/document/front-matter.ts';
import type { Sheet } from '../../../src/plan-files/grid/grid.ts';
import { textCell } from '../../../src/plan-files/grid/grid.ts';
import { anImportedAction } from '../../support/builders.ts';

const actions = [anImportedAction('1A', { responsibleLeads: ['AQ', 'BM'], strategicLeads: ['CO'] })];

function sheetOf(rows: readonly (readonly string[])[], over: Partial<Sheet> = {}): Sheet {
  return {
    name: 'Table 1',
    kind: 'table',
    headings: [],
    hidden: false,
    merges: [],
    rows: rows.map((texts, at) => ({
      number: at + 1,
      coloured: new Map(),
      cells: new Map(texts.map((text, column) => [column + 1, textCell(text)])),
    })),
    ...over,
  };
}

describe('readFrontMatter', () => {
  it('reads a table of initials, names, roles and organisations', () => {
    const { leadKey, warnings } = readFrontMatter(
      [
        sheetOf([
          ['Initials', 'Name', 'Job title', 'Organisation'],
          ['A.Q.', 'Ada Quill', 'Head of SEND', 'Wexcombe Council'],
          ['BM', 'Bo Marsh', '', 'Wexcombe ICB'],
        ]),
      ],
      actions,
    );
    expect(leadKey).toEqual([
      { initials: 'AQ', name: 'Ada Quill', role: 'Head of SEND', organisation: 'Wexcombe Council' },
      { initials: 'BM', name: 'Bo Marsh', role: '', organisation: 'Wexcombe ICB' },
    ]);
    expect(warnings).toMatchObject([
      { code: 'table-not-tracker', sheet: 'Table 1' },
      { code: 'initials-not-in-key', value: 'CO' },
    ]);
  });

  it('keeps both of two people who share initials', () => {
    const { leadKey } = readFrontMatter(
      [
        sheetOf([
          ['Initials', 'Name'],
          ['AQ', 'Ada Quill'],
          ['AQ', 'Abe Quist'],
        ]),
      ],
      actions,
    );
    expect(leadKey.map(({ name }) => name)).toEqual(['Ada Quill', 'Abe Quist']);
  });

  it.each([
    [
      'lines of text',
      [['AQ = Ada Quill, Wexcombe Council'], ['BM – Bo Marsh'], ['CO: Cy Orr (Wexcombe ICB)']],
    ],
    ['one cell', [['AQ = Ada Quill, Wexcombe Council; BM = Bo Marsh; CO = Cy Orr, Wexcombe ICB']]],
    [
      'columns without a header',
      [
        ['AQ', 'Ada Quill', 'Wexcombe Council'],
        ['BM', 'Bo Marsh'],
        ['CO', 'Cy Orr', 'Wexcombe ICB'],
      ],
    ],
    [
      'names before initials',
      [
        ['Ada Quill', 'AQ', 'Wexcombe Council'],
        ['Bo Marsh', 'BM'],
        ['Cy Orr', 'CO', 'Wexcombe ICB'],
      ],
    ],
  ])('reads a key in %s', (_what, rows) => {
    const { leadKey } = readFrontMatter([sheetOf(rows, { kind: 'text' })], actions);
    expect(leadKey.map(({ initials, name, organisation }) => [initials, name, organisation])).toEqual([
      ['AQ', 'Ada Quill', 'Wexcombe Council'],
      ['BM', 'Bo Marsh', ''],
      ['CO', 'Cy Orr', 'Wexcombe ICB'],
    ]);
  });

  it('takes abbreviations that no action uses for a glossary, not for people', () => {
    const rows = [
      ['EP', 'Educational Psychologist'],
      ['LA', 'Local Authority'],
    ];
    expect(readFrontMatter([sheetOf(rows, { headings: ['Glossary'] })], actions)).toMatchObject({
      leadKey: [],
      warnings: [{ code: 'table-not-tracker', message: expect.stringContaining('glossary') }],
    });
  });

  it.each([
    [
      'a list of members',
      [
        ['Name', 'Role'],
        ['Ada Quill', 'Chair'],
      ],
      'table-not-tracker',
    ],
    [
      'something else',
      [
        ['Cost', 'Budget'],
        ['10', '20'],
      ],
      'table-not-read',
    ],
  ])('tells that %s was left out', (_what, rows, code) => {
    expect(readFrontMatter([sheetOf(rows)], actions)).toMatchObject({ leadKey: [], warnings: [{ code }] });
  });

  it('says nothing of a rating key, which is read elsewhere', () => {
    const rows = [
      ['Red', 'Off track'],
      ['Green', 'On track'],
    ];
    expect(readFrontMatter([sheetOf(rows)], actions)).toEqual({ leadKey: [], warnings: [] });
  });
});
