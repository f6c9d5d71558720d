import type { Link } from '../../domain/plan/document-facts.ts';

/** A document's text as its reader sees it: paragraphs and tables in order. */
export type WordBlock = WordParagraph | WordTable;

export interface WordParagraph {
  readonly kind: 'paragraph';
  /** As written, without its list mark; may hold line breaks and tabs. '' for an empty one. */
  readonly text: string;
  /** Its words that are struck through, which `text` leaves out; in a heading all of which is struck through both have them. */
  readonly struck: string;
  /** `•`, `a)`, `1.2`; '' when it is no list item. */
  readonly mark: string;
  /** The bold text it starts with: all of `text` when all of it is bold. */
  readonly boldStart: string;
  /** 1 to 9; null when it is no heading. */
  readonly headingLevel: number | null;
  /** It says what the document is called. */
  readonly isTitle: boolean;
  readonly isContents: boolean;
  readonly links: readonly Link[];
}

export interface WordTable {
  readonly kind: 'table';
  /** Of its grid columns, in twentieths of a point. */
  readonly widths: readonly number[];
  readonly rows: readonly WordRow[];
}

export interface WordRow {
  /** Marked to be printed again at the top of each page. */
  readonly isHeader: boolean;
  /** Grid columns left out before its first cell. */
  readonly before: number;
  readonly cells: readonly WordCell[];
}

export interface WordCell {
  /** Grid columns it covers. */
  readonly span: number;
  /** Whether it starts, or goes on with, a cell merged downwards. */
  readonly merge: 'none' | 'start' | 'continue';
  readonly fill: string | null;
  readonly blocks: readonly WordBlock[];
}

export function plainParagraph(text: string): WordParagraph {
  return {
    kind: 'paragraph',
    text,
    struck: '',
    mark: '',
    boldStart: '',
    headingLevel: null,
    isTitle: false,
    isContents: false,
    links: [],
  };
}

/** A paragraph with its list mark before it, as one or more lines. */
export function shownText({ mark, text }: WordParagraph): string {
  return mark === '' || text.trim() === '' ? text : `${mark} ${text}`;
}

/** Whether all its text is bold. */
export function isAllBold({ text, boldStart }: WordParagraph): boolean {
  return text.trim() !== '' && boldStart.trim() === text.trim();
}

/** A cell's text, one paragraph a line; the rows of a table inside it are lines of their own. */
export function blocksText(
  blocks: readonly WordBlock[],
  atMost: number,
): { text: string; links: Link[]; struck: string } {
  const struckLines: string[] = [];
  const lines: string[] = [];
  const links: Link[] = [];
  let length = 0;
  const add = (line: string, own: readonly Link[]) => {
    if (length <= atMost && line.trim() !== '') {
      lines.push(line);
      length += line.length + 1;
      links.push(...own);
    }
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      add(
        shownText(block)
          .slice(0, atMost + 1)
          .replaceAll('\t', ' '),
        block.links,
      );
      struckLines.push(block.struck.slice(0, atMost));
    } else {
      for (const { cells } of block.rows) {
        const read = cells.map((cell) => blocksText(cell.blocks, atMost));
        const texts = read.map(({ text }) => text).filter((text) => text !== '');
        add(
          texts.join(' | '),
          read.flatMap((cell) => cell.links),
        );
        struckLines.push(...read.map(({ struck }) => struck));
      }
    }
  }
  const struck = struckLines.filter((line) => line.trim() !== '').join('\n');
  if (lines.length === 0) {
    // A column numbered by Word itself has nothing but its numbers: `1.` alone is the ref 1.
    const numbered = blocks.find(
      (block): block is WordParagraph =>
        block.kind === 'paragraph' && block.struck === '' && /[\p{L}\p{N}]/u.test(block.mark),
    );
    return { text: numbered?.mark.replace(/[.):\s]+$/, '') ?? '', links, struck };
  }
  return { text: lines.join('\n'), links, struck };
}
