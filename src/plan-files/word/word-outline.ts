import { matchHeader, planHeaders } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import { isAllBold, type WordBlock, type WordParagraph } from './word-blocks.ts';

/** A heading with what stands under it until the next heading; the first may have none. */
export interface WordSection {
  /** null before the first heading. */
  readonly heading: WordParagraph | null;
  /** Texts of the headings it stands under, outermost first, without its own. */
  readonly above: readonly string[];
  readonly blocks: readonly WordBlock[];
}

/** A bold line that heads what follows has no level of its own: it stands below all headings that have. */
const boldLineLevel = 10;
const longestBoldHeading = 150;

/** `Page 3 of 10`, or a page number alone, which programs that convert from PDF leave between paragraphs. */
const pageFurniture = /^(page\s*)?\d{1,4}(\s*(of|\/)\s*\d{1,4})?$/i;
const contentsTitle = /^(table of )?contents$/i;
const continued = /\s*[[(]?\s*\bcont(inued|['’]?d)?\b\.?\s*[)\]]?$/i;

/**
 * The document's blocks without contents lists and page furniture. A table that is one cell only frames what is
 * in it, so its content takes its place.
 */
export function bodyBlocks(blocks: readonly WordBlock[]): WordBlock[] {
  return blocks.flatMap((block): WordBlock[] => {
    if (block.kind === 'paragraph') {
      const text = oneLine(block.text);
      return block.isContents || pageFurniture.test(text) || contentsTitle.test(text) ? [] : [block];
    }
    const [row, ...rows] = block.rows;
    const [cell, ...cells] = row?.cells ?? [];
    if (rows.length > 0 || cells.length > 0 || cell === undefined) {
      return [block];
    }
    const inside = bodyBlocks(cell.blocks);
    const written = inside.filter((one) => one.kind === 'table' || one.text.trim() !== '');
    // A band across the page with one line in it heads what follows, bold or not.
    return written.length === 1 ? written.map(asBold) : written;
  });
}

function asBold(block: WordBlock): WordBlock {
  return block.kind === 'table' ? block : { ...block, boldStart: block.text };
}

/** Parts the document at its headings; with `boldLines`, also at short bold lines that head what follows. */
export function readOutline(blocks: readonly WordBlock[], boldLines: boolean): WordSection[] {
  const sections: WordSection[] = [];
  let stack: { level: number; text: string }[] = [];
  let open: { heading: WordParagraph | null; above: string[]; blocks: WordBlock[] } = {
    heading: null,
    above: [],
    blocks: [],
  };
  for (const block of blocks) {
    const level = block.kind === 'paragraph' ? levelOf(block, boldLines) : null;
    if (block.kind === 'table' || level === null) {
      open.blocks.push(block);
      continue;
    }
    const text = headingText(block);
    if (continued.test(text) && stack.some((one) => one.text === text.replace(continued, ''))) {
      // Printed again at the top of a page.
      continue;
    }
    sections.push(open);
    stack = stack.filter((one) => one.level < level);
    open = { heading: block, above: stack.map((one) => one.text), blocks: [] };
    stack.push({ level, text });
  }
  return [...sections, open].filter(({ heading, blocks: own }) => heading !== null || own.length > 0);
}

function levelOf(paragraph: WordParagraph, boldLines: boolean): number | null {
  const text = oneLine(paragraph.text);
  if (text === '') {
    return null;
  }
  if (paragraph.headingLevel !== null) {
    return paragraph.headingLevel;
  }
  const isHeading =
    boldLines &&
    isAllBold(paragraph) &&
    paragraph.mark !== '•' &&
    text.length <= longestBoldHeading &&
    !/[.;,]$/.test(text) &&
    matchHeader(text.replace(/:$/, ''), planHeaders)?.strength !== 'named';
  return isHeading ? boldLineLevel : null;
}

/** As the document shows it, with its number, on one line. */
export function headingText({ mark, text }: WordParagraph): string {
  return oneLine(mark === '•' ? text : `${mark} ${text}`);
}
