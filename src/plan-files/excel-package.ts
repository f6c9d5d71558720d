import JSZip from 'jszip';
import { fileLimits, unreadable } from './file-limits.ts';
import type { Merge } from './grid.ts';
import { openArchive } from './open-archive.ts';

/** A workbook cut down to what a plan is read from. */
export interface ExcelPackage {
  /** An uncompressed package holding only parts that were checked. */
  readonly bytes: ArrayBuffer;
  /** Merged rectangles by sheet id. */
  readonly merges: ReadonlyMap<string, readonly Merge[]>;
  /** Whether cells carry notes or threaded comments, which are not read. */
  readonly hasNotes: boolean;
}

const sheetPart = /^xl\/worksheets\/sheet\d+\.xml$/;
const plainParts = new Set([
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/sharedStrings.xml',
  'xl/styles.xml',
]);

/**
 * Unpacks a workbook within bounds and packs anew what a plan needs. The workbook reader unpacks by itself
 * and without bounds, so it is only ever given this package; pictures, drawings, notes, tables and print
 * settings, on which it also fails for some sound files, never reach it. Throws Refusal('file-unreadable').
 */
export async function openExcelPackage(file: string, bytes: Uint8Array): Promise<ExcelPackage> {
  const archive = await openArchive(file, bytes, (name) => plainParts.has(name) || sheetPart.test(name));
  const sheets = [...archive.parts.keys()].filter((name) => sheetPart.test(name));
  if (sheets.length > fileLimits.sheets) {
    throw unreadable(file, `has more than ${fileLimits.sheets} sheets: send only those of the plan.`);
  }

  const zip = new JSZip();
  let cells = 0;
  const texts = new Map<string, string>();
  for (const [name, content] of archive.parts) {
    const text = withoutPrefix(new TextDecoder(encodingOf(content)).decode(content));
    // A print area that points nowhere (#REF!) makes the reader fail, and names are of no use here.
    const needed = name === 'xl/workbook.xml' ? withoutNames(text) : text;
    texts.set(name, needed);
    if (sheetPart.test(name)) {
      checkRows(file, needed);
      cells += countCells(needed);
    }
    if (cells > fileLimits.cells) {
      throw unreadable(
        file,
        'has far more cells than a plan: copy the plan into a new workbook and send that.',
      );
    }
    zip.file(name, needed);
  }
  return {
    bytes: await zip.generateAsync({ type: 'arraybuffer', compression: 'STORE' }),
    merges: readMerges(file, texts),
    hasNotes: archive.names.some((name) => /^xl\/(comments\d*|threadedComments\/.+)\.xml$/.test(name)),
  };
}

function encodingOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Some programs write every element as `<x:row>`, which is sound XML that the workbook reader takes for nothing. */
function withoutPrefix(xml: string): string {
  const prefix = xml.slice(0, 2_000).match(/<([A-Za-z]\w*):(worksheet|workbook|sst|styleSheet)\b/)?.[1];
  return prefix === undefined ? xml : xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
}

function withoutNames(xml: string): string {
  const start = xml.indexOf('<definedNames');
  const end = xml.indexOf('</definedNames>', start);
  return start < 0 || end < 0 ? xml : xml.slice(0, start) + xml.slice(end + '</definedNames>'.length);
}

/** The reader makes room for every row up to the last number it meets, so that number must be one a sheet can have. */
function checkRows(file: string, xml: string): void {
  for (const match of xml.matchAll(/<row\b[^<>]*?\sr="(\d+)"/g)) {
    if (Number(match[1]) > 1_048_576) {
      throw unreadable(file, 'is damaged: open it in Excel, save it again and send that.');
    }
  }
}

function countCells(xml: string): number {
  let count = 0;
  for (const _cell of xml.matchAll(/<c[\s/>]/g)) {
    count += 1;
  }
  return count;
}

function readMerges(file: string, texts: ReadonlyMap<string, string>): Map<string, Merge[]> {
  const targets = new Map<string, string>();
  for (const tag of (texts.get('xl/_rels/workbook.xml.rels') ?? '').match(/<Relationship\b[^<>]*>/g) ?? []) {
    targets.set(attribute(tag, 'Id'), attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'));
  }
  const merges = new Map<string, Merge[]>();
  for (const tag of (texts.get('xl/workbook.xml') ?? '').match(/<sheet\b[^<>]*>/g) ?? []) {
    const xml = texts.get(targets.get(attribute(tag, 'r:id')) ?? '') ?? '';
    const found = (xml.match(/<mergeCell\b[^<>]*>/g) ?? []).flatMap(
      (cell) => parseRange(attribute(cell, 'ref')) ?? [],
    );
    if (found.length > fileLimits.merges) {
      throw unreadable(
        file,
        'has far more merged cells than a plan: copy the plan into a new workbook and send that.',
      );
    }
    merges.set(attribute(tag, 'sheetId'), found);
  }
  return merges;
}

function attribute(tag: string, name: string): string {
  const match = tag.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`));
  return match?.[1] ?? match?.[2] ?? '';
}

/** `B5:B9`; null for a single cell or a range no sheet can have. */
function parseRange(range: string): Merge | null {
  const match = range.match(/^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/);
  const [, firstColumn, firstRow, lastColumn, lastRow] = match ?? [];
  if (firstColumn === undefined || lastColumn === undefined) {
    return null;
  }
  const ends = { top: Number(firstRow), bottom: Number(lastRow) };
  const sides = { left: columnNumber(firstColumn), right: columnNumber(lastColumn) };
  return ends.bottom >= ends.top && sides.right >= sides.left ? { ...ends, ...sides } : null;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
