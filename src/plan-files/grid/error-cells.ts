import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { warning } from '../text/warnings.ts';
import { type Cell, columnLetters, type Grid, type GridRow, type Sheet } from './grid.ts';

/** What a workbook shows where a formula failed; what LibreOffice shows; and what a column too narrow for its date was saved as. */
const errorText =
  /^(?:#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)|Err:\d{3}|#{3,})$/i;

const isError = ({ text }: Cell) => (text.startsWith('#') || text.startsWith('E')) && errorText.test(text);

/** The grid without cells that show an error instead of a value: they are blank, and each is said with its place. */
export function leaveOutErrors(grid: Grid): Grid {
  const warnings: ImportWarning[] = [];
  const sheets = grid.sheets.map((sheet): Sheet => {
    const rows = sheet.rows.map((row) => withoutErrors(sheet.name, row, warnings));
    return rows.every((row, at) => row === sheet.rows[at])
      ? sheet
      : { ...sheet, rows: rows.filter(({ cells }) => cells.size > 0) };
  });
  return warnings.length === 0 ? grid : { ...grid, sheets, warnings: [...grid.warnings, ...warnings] };
}

function withoutErrors(sheet: string, row: GridRow, warnings: ImportWarning[]): GridRow {
  const errors = [...row.cells].filter(([, cell]) => isError(cell));
  if (errors.length === 0) {
    return row;
  }
  for (const [column, { text }] of errors) {
    const message = /^#+$/.test(text)
      ? 'This cell shows only that its column was too narrow when the file was saved; it was read as blank.'
      : 'A cell shows an error instead of a value; it was read as blank.';
    const place = { sheet, row: row.number, column: `column ${columnLetters(column)}`, value: text };
    warnings.push(warning('cell-error', message, place));
  }
  return { ...row, cells: new Map([...row.cells].filter(([, cell]) => !isError(cell))) };
}
