import { matchHeader, planHeaders } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import { headingLevelIn } from '../text/heading-words.ts';
import { isAllBold, type WordBlock, type WordParagraph } from './word-blocks.ts';

/** A heading with what stands under it until the next heading; the first may have none. */
export interface WordSection {
  /** null before the first heading. */
  readonly heading: WordParagraph | null;
  /** Texts of the headings it stands under, outermost first, without its own. */
  readonly above: readonly string[];
  readonly blocks: readonly WordBlock[];
}

/**
 * Bold lines that head what follows have no level of their own: they stand below all headings that have, and among themselves by
 * what they say, else by what follows them.
 */
const boldLevels = { theme: 10, priority: 11, objective: 12, outer: 13, inner: 14 } as const;
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
  const levels = headingLevels(blocks, boldLines);
  for (const block of blocks) {
    const level = levels.get(block) ?? null;
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

/** The level of each block that is a heading. */
function headingLevels(blocks: readonly WordBlock[], boldLines: boolean): ReadonlyMap<WordBlock, number> {
  const levels = new Map<WordBlock, number>();
  const written = blocks.filter((block) => block.kind === 'table' || oneLine(block.text) !== '');
  const isBold = (block: WordBlock | undefined) =>
    boldLines && block?.kind === 'paragraph' && isBoldHeading(block);
  const isDeep = (block: WordBlock) => block.kind === 'paragraph' && deepNumber.test(headingText(block));
  const hasDeep = written.filter((block) => isBold(block) && isDeep(block)).length >= leastDeep;
  for (const [at, block] of written.entries()) {
    if (block.kind === 'paragraph' && block.headingLevel !== null) {
      levels.set(block, block.headingLevel);
    } else if (block.kind === 'paragraph' && isBold(block)) {
      const said = headingLevelIn(headingText(block));
      const next = written[at + 1];
      const isOuter = !isDeep(block) && (hasDeep || isBold(next));
      levels.set(block, boldLevels[said ?? (isOuter ? 'outer' : 'inner')]);
    }
  }
  return levels;
}

/** `1.2 Count every wait`, `A3. Train`, `Action 4`: a heading below others, where a plan's bold lines are numbered like that. */
const deepNumber =
  /^(?:(?:action|step|task|recommendation|milestone)\b|(?:[A-Z]{1,2}[.-]?\d|\d{1,2}\.\d|\d{1,2}[A-Za-z]\b))/i;
const leastDeep = 2;

/** `Theme: Early years` heads what follows; `Theme` alone is a label. */
const saysGroup =
  /^(?:(?:theme|work ?stream|strand|priority|area|section)(?: [\p{L}\d.]{1,6})?\s*[:–—-]|(?:theme|work ?stream|strand|priority|objective|area|section) \d[\d.]*)\s*\S/iu;

function isBoldHeading(paragraph: WordParagraph): boolean {
  const text = oneLine(paragraph.text);
  return (
    isAllBold(paragraph) &&
    paragraph.mark !== '•' &&
    text.length <= longestBoldHeading &&
    !/[.;,]$/.test(text) &&
    (saysGroup.test(text) || matchHeader(text.replace(/:$/, ''), planHeaders)?.strength !== 'named')
  );
}

/** As the document shows it, with its number, on one line. */
export function headingText({ mark, text }: WordParagraph): string {
  return oneLine(mark === '•' ? text : `${mark} ${text}`);
}
