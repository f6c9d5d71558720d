import { unreadable } from '../../office/unreadable.ts';
import { parseColour } from '../office/theme-colours.ts';
import {
  childElement,
  childElements,
  childValue,
  isOn,
  shownAlternative,
  type XmlElement,
} from '../office/xml-tree.ts';
import { fileLimits } from '../text/file-limits.ts';
import { readWordParagraph } from './read-word-paragraph.ts';
import type { WordBlock, WordCell, WordRow, WordTable } from './word-blocks.ts';
import type { WordReading } from './word-reading.ts';

/** The paragraphs and tables of a document's body, a cell or a text box, in order. Throws Refusal('file-unreadable'). */
export function readWordBlocks(file: string, body: XmlElement, reading: WordReading): WordBlock[] {
  const blocks: WordBlock[] = [];
  const walk = (container: XmlElement): void => {
    for (const element of childElements(container)) {
      switch (element.name) {
        case 'p': {
          const { paragraph, boxes } = readWordParagraph(element, reading);
          blocks.push(paragraph);
          boxes.forEach(walk);
          break;
        }
        case 'tbl':
          blocks.push(readTable(file, element, reading));
          break;
        case 'AlternateContent':
          walk(shownAlternative(element));
          break;
        case 'sdt':
          if (!isContentsControl(element)) {
            walk(element);
          }
          break;
        case 'altChunk':
          reading.unread.add('embedded');
          break;
        case 'del':
        case 'moveFrom':
          reading.unread.add('tracked');
          break;
        case 'tcPr':
        case 'sdtPr':
        case 'sdtEndPr':
          break;
        default:
          walk(element);
      }
    }
  };
  walk(body);
  return blocks;
}

/** The frame that Word puts around a table of contents it makes itself. */
function isContentsControl(control: XmlElement): boolean {
  const part = childElement(childElement(control, 'sdtPr'), 'docPartObj');
  return /table of contents/i.test(childValue(part, 'docPartGallery') ?? '');
}

function readTable(file: string, table: XmlElement, reading: WordReading): WordTable {
  const widths = childElements(childElement(table, 'tblGrid'), 'gridCol').map(({ attributes }) =>
    Number(attributes['w'] ?? Number.NaN),
  );
  const rows: WordRow[] = [];
  for (const row of throughWrappers(table, 'tr', reading)) {
    const properties = childElement(row, 'trPr');
    if (childElement(properties, 'del') !== null) {
      reading.unread.add('tracked');
      continue;
    }
    const cells = readRow(file, row, reading);
    if (cells === null) {
      continue;
    }
    rows.push({
      isHeader: isOn(properties, 'tblHeader'),
      before: spanOf(childValue(properties, 'gridBefore'), 0),
      cells,
    });
    if (rows.length > fileLimits.rows) {
      throw unreadable(file, `has more than ${fileLimits.rows} rows in one table: send the plan in parts.`);
    }
  }
  return { kind: 'table', widths, rows };
}

/** A row's cells, what is hidden in it counted as one text; null for a row that is hidden as a whole and not read. */
function readRow(file: string, row: XmlElement, reading: WordReading): WordCell[] | null {
  const before = reading.hiddenTexts.length;
  const isMarked = isOn(childElement(row, 'trPr'), 'hidden');
  const cells = readCells(file, row, isMarked ? { ...reading, isRowHidden: true } : reading);
  const hidden = reading.hiddenTexts.splice(before);
  if (hidden.length > 0) {
    reading.hiddenTexts.push(hidden.join(' | '));
  }
  const isAllHidden = isMarked || (hidden.length > 0 && cells.every(({ blocks }) => isBlank(blocks)));
  return isAllHidden && !reading.readsHidden ? null : cells;
}

/** A list's own numbers stand also where nothing is shown beside them. */
const isBlank = (blocks: readonly WordBlock[]) =>
  blocks.every((block) => block.kind === 'paragraph' && `${block.text}${block.struck}`.trim() === '');

function readCells(file: string, row: XmlElement, reading: WordReading): WordCell[] {
  const cells: WordCell[] = [];
  for (const cell of throughWrappers(row, 'tc', reading)) {
    const properties = childElement(cell, 'tcPr');
    const span = spanOf(childValue(properties, 'gridSpan'), 1);
    const last = cells.at(-1);
    const sideways = childElement(properties, 'hMerge');
    if (sideways !== null && sideways.attributes['val'] !== 'restart' && last !== undefined) {
      // The way of old programs to say that the cell before is wider.
      cells[cells.length - 1] = { ...last, span: last.span + span };
      continue;
    }
    const down = childElement(properties, 'vMerge');
    const isDeleted = childElement(properties, 'cellDel') !== null;
    cells.push({
      span,
      merge: down === null ? 'none' : down.attributes['val'] === 'restart' ? 'start' : 'continue',
      fill: shadeOf(childElement(properties, 'shd')),
      blocks: isDeleted ? [] : readWordBlocks(file, cell, reading),
    });
  }
  return cells;
}

/** Rows or cells, also those inside content controls, custom markup and tracked insertions. */
function throughWrappers(parent: XmlElement, name: string, reading: WordReading): XmlElement[] {
  return childElements(parent).flatMap((child) => {
    if (child.name === name) {
      return [child];
    }
    const isWrapper = ['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'smartTag'].includes(child.name);
    return isWrapper ? throughWrappers(child, name, reading) : [];
  });
}

/** No table has more grid columns than this; a larger number is damage. */
const widestSpan = 1_000;

function spanOf(text: string | null, fallback: number): number {
  const span = Number(text ?? fallback);
  return Number.isInteger(span) && span >= fallback ? Math.min(span, widestSpan) : fallback;
}

function shadeOf(shade: XmlElement | null): string | null {
  const { val = 'clear', fill = '', color = '' } = shade?.attributes ?? {};
  return val === 'nil' ? null : parseColour(val === 'solid' ? color : fill);
}
