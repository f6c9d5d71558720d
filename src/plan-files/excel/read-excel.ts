import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { Link } from '../../domain/plan/document-facts.ts';
import { type OfficePackage, type Relationship, readRelationships } from '../../office/office-package.ts';
import { unreadable } from '../../office/unreadable.ts';
import type { Cell, Grid, GridRow, Sheet } from '../grid/grid.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import { signalOf } from '../office/signal-colour.ts';
import { readThemeColours } from '../office/theme-colours.ts';
import { childElement, childElements, readXmlTree } from '../office/xml-tree.ts';
import { cleanText } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { parseLinkUrl } from '../text/parse-link.ts';
import { warning } from '../text/warnings.ts';
import { createCellReader } from './excel-cells.ts';
import { type CellStyle, readExcelStyles } from './excel-styles.ts';
import { readSharedTexts } from './excel-text.ts';
import { type RawCell, type RawLink, readSheetXml } from './read-sheet-xml.ts';

/**
 * Reads a workbook: shown values of all sheets, formulas by the value last computed, macros never. What is hidden is
 * read too and marked. Throws Refusal('file-unreadable').
 */
export async function readExcel(file: string, { archive, mainPart }: OfficePackage): Promise<Grid> {
  const targets = await readRelationships(file, archive, mainPart);
  const partOf = async (type: string) => {
    const part = targets.find((target) => target.type === type && !target.external);
    return part === undefined ? null : archive.read(part.target);
  };
  const book = readBook(file, (await archive.read(mainPart)) ?? new Uint8Array(), targets);
  const theme = await partOf('theme');
  const styles = await partOf('styles');
  const texts = await partOf('sharedStrings');
  const warnings: ImportWarning[] = packageWarnings(archive.names);
  const reader = createCellReader({
    file,
    styles:
      styles === null
        ? []
        : readExcelStyles(file, styles, theme === null ? new Map() : readThemeColours(file, theme)),
    texts: texts === null ? [] : readSharedTexts(file, texts),
    startsIn1904: book.startsIn1904,
    warnings,
  });

  const budget = { cells: fileLimits.cells };
  const sheets: Sheet[] = [];
  for (const { name, hidden, part } of book.sheets) {
    const content = await archive.read(part);
    if (content === null) {
      throw unreadable(file, 'is damaged: open it in Excel, save it again and send that.');
    }
    const rows = createRows(file);
    const extras = unlessLeftOut(() =>
      readSheetXml(file, content, budget, (raw) => {
        const cell = reader.read(raw, name);
        if (rows.isEmpty() && cell !== null && readHeaderMark(cell.text)?.kept === false) {
          throw leftOut;
        }
        rows.take(raw, cell, reader.styleOf(raw));
      }),
    );
    if (extras === null) {
      continue;
    }
    const { merges, links } = extras;
    const read = rows.finish(extras.hiddenRows);
    const columns = extras.hiddenColumns.filter((column) => column <= fileLimits.columns);
    const hiddenColumns = columns.length === 0 ? {} : { hiddenColumns: columns };
    const urls = links.length === 0 ? [] : await readRelationships(file, archive, part);
    const linked = withLinks(read, links, urls);
    sheets.push({ name, kind: 'sheet', headings: [], hidden, ...hiddenColumns, rows: linked, merges });
  }
  return { sheets, warnings: [...warnings, ...reader.finish()] };
}

const leftOut = new Error('The sheet is for its readers only.');

/** null for a sheet whose first text says that it is not to be imported; the rest of it is not even looked at. */
function unlessLeftOut<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error === leftOut) return null;
    throw error;
  }
}

interface Book {
  readonly startsIn1904: boolean;
  readonly sheets: ReadonlyArray<{ name: string; hidden: boolean; part: string }>;
}

function readBook(file: string, content: Uint8Array, targets: readonly Relationship[]): Book {
  const ignored = new Set(['definedNames', 'externalReferences', 'extLst']);
  const workbook = childElement(readXmlTree(file, content, ignored), 'workbook');
  const sheets = childElements(childElement(workbook, 'sheets'), 'sheet').flatMap(({ attributes }) => {
    const target = targets.find(({ id }) => id === attributes['id']);
    // A sheet that is one chart, or a dialogue of the nineties, holds no cells.
    return target === undefined || target.type !== 'worksheet'
      ? []
      : [
          {
            name: cleanText(attributes['name'] ?? '').slice(0, 100),
            hidden: (attributes['state'] ?? 'visible') !== 'visible',
            part: target.target,
          },
        ];
  });
  if (sheets.length > fileLimits.sheets) {
    throw unreadable(file, `has more than ${fileLimits.sheets} sheets: send only those of the plan.`);
  }
  if (sheets.length === 0) {
    throw unreadable(file, 'is damaged: open it in Excel, save it again and send that.');
  }
  const properties = childElement(workbook, 'workbookPr');
  return { startsIn1904: /^(1|true|on)$/.test(properties?.attributes['date1904'] ?? ''), sheets };
}

function packageWarnings(names: readonly string[]): ImportWarning[] {
  const notes = names.some((name) => /^xl\/(comments\d*|threadedComments\/.+)\.xml$/i.test(name));
  const macros = names.some((name) => /vbaproject\.bin$/i.test(name));
  return [
    ...(notes
      ? [warning('notes-not-read', 'Notes attached to cells are not read: put what matters into a column.')]
      : []),
    ...(macros ? [warning('macros-not-run', 'The file contains macros, which were not run.')] : []),
  ];
}

/** Gathers cells into rows, which a damaged sheet may bring in any order. */
function createRows(file: string): {
  isEmpty(): boolean;
  take(raw: RawCell, cell: Cell | null, style: CellStyle): void;
  /** `hidden` are the numbers of the rows that are. */
  finish(hidden: ReadonlySet<number>): GridRow[];
} {
  interface OpenRow extends GridRow {
    readonly cells: Map<number, Cell>;
    readonly coloured: Map<number, string>;
  }
  const rows = new Map<number, OpenRow>();
  let last: OpenRow | null = null;
  const rowOf = (number: number, level: number): OpenRow => {
    if (last?.number !== number) {
      last = rows.get(number) ?? {
        number,
        cells: new Map(),
        coloured: new Map(),
        ...(level === 0 ? {} : { level }),
      };
      rows.set(number, last);
    }
    return last;
  };
  return {
    isEmpty: () => last === null,
    take({ row, column, level }, cell, { fill }) {
      if (cell === null) {
        if (fill !== null && column <= fileLimits.columns && signalOf(fill) !== null) {
          rowOf(row, level).coloured.set(column, fill);
        }
        return;
      }
      if (column > fileLimits.columns) {
        throw unreadable(
          file,
          `has content beyond column ${fileLimits.columns}: clear it, or copy the plan into a new workbook.`,
        );
      }
      rowOf(row, level).cells.set(column, cell);
    },
    finish(hidden) {
      const filled = [...rows.values()].filter(({ cells }) => cells.size > 0);
      if (filled.length > fileLimits.rows) {
        throw unreadable(file, `has more than ${fileLimits.rows} rows on one sheet: send the plan in parts.`);
      }
      return filled
        .sort((a, b) => a.number - b.number)
        .map((row): GridRow => (hidden.has(row.number) ? { ...row, isHidden: true } : row));
    },
  };
}

/** Adds hyperlinks to the first cell of their ranges, which is the one that shows them. */
function withLinks(
  rows: readonly GridRow[],
  links: readonly RawLink[],
  urls: readonly Relationship[],
): readonly GridRow[] {
  const addresses = new Map(urls.flatMap(({ id, target, external }) => (external ? [[id, target]] : [])));
  const byRow = new Map<number, { column: number; url: string }[]>();
  for (const { range, id } of links) {
    const url = parseLinkUrl(addresses.get(id) ?? '');
    if (url !== null) {
      byRow.set(range.top, [...(byRow.get(range.top) ?? []), { column: range.left, url }]);
    }
  }
  return byRow.size === 0
    ? rows
    : rows.map((row) => {
        const ofRow = byRow.get(row.number);
        if (ofRow === undefined) {
          return row;
        }
        const cells = new Map(row.cells);
        for (const { column, url } of ofRow) {
          const cell = cells.get(column);
          if (cell !== undefined) {
            const link: Link = { text: cell.text, url };
            cells.set(column, { ...cell, links: [...cell.links, link] });
          }
        }
        return { ...row, cells };
      });
}
