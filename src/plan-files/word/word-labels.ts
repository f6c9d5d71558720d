import type { ColumnRole, Link } from '../../domain/plan/document-facts.ts';
import { headerWords, matchHeader, planHeaders } from '../grid/columns.ts';
import { oneLine } from '../text/clean-text.ts';
import {
  blocksText,
  isAllBold,
  shownText,
  type WordBlock,
  type WordParagraph,
  type WordTable,
} from './word-blocks.ts';

/** `Due date: 31 March 2026` in a document that has no table. */
export interface Labelled {
  readonly label: string;
  /** One or more lines; '' when nothing follows the label. */
  readonly lines: string[];
  readonly links: Link[];
  /** Words struck through, which the lines leave out. */
  readonly struck: string[];
}

/** What stands under one heading, by its labels. */
export interface LabelledText {
  /** Lines before the first label. */
  readonly free: Labelled;
  readonly entries: readonly Labelled[];
}

const longestLabel = 40;
/** Bold tells a label apart, however long: `September progress update from action lead`. */
const longestBoldLabel = 80;
const mostBoldWords = 9;
const colonLine = /^\s*(?:[•▪◦-]\s*)?(\p{Lu}[^:\n\t]{1,39}?)\s*:(?!\/\/)\s*(.*)$/su;
/** Values in a table of labels are text; this much of one is enough to tell a label. */
const enough = 200;
const longestTitle = 2_000;

/** A label without the colon at its end. */
const bareLabel = (label: string) => oneLine(label.replace(/\s*[:–—-]?\s*$/, ''));
/** What a label explains of itself: `Responsible officer (action lead)`. */
const explained = /\s*\([^()]*\)/g;

/** The number of a label that counts actions: `Action 2`, `Step 1.3`; null for any other. */
export function numberedAction(label: string): string | null {
  return (
    /^(?:action|step|task)\s+(?:no\.?\s*)?([A-Z]?\d{1,3}(?:\.\d{1,3})*[a-z]?)$/i.exec(
      bareLabel(label),
    )?.[1] ?? null
  );
}

/** The role of a label that is a header of trackers in full; null for any other. */
export function roleOfLabel(label: string): ColumnRole | null {
  if (numberedAction(label) !== null) {
    return 'action';
  }
  const named = [bareLabel(label), bareLabel(label.replace(explained, ''))]
    .map((one) => matchHeader(one, planHeaders))
    .find((match) => match?.strength === 'named');
  return named?.role ?? null;
}

/** A bold line may only mention what it is a label of; what an action is called may mention anything. */
const mentionable: ReadonlySet<ColumnRole> = new Set([
  'responsible',
  'strategic',
  'contributors',
  'timescale',
  'revised',
  'success',
  'outcome',
  'evidence',
  'progress',
  'rating',
  'status',
]);
const sentence = /\b(is|are|was|were|has|have|had|will|must|should|can)\b|[.;!?]$/i;

function mentionsRole(bold: string): boolean {
  const role = matchHeader(splitLabelDate(bold.replace(explained, '')).label, planHeaders)?.role;
  return role !== undefined && mentionable.has(role) && !sentence.test(bold.replace(/\s*:\s*$/, ''));
}

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const dated = new RegExp(`(?:\\b\\d{1,2}\\s+)?\\b${month}\\b\\.?(?:\\s+(?:20)?\\d{2}\\b)?`, 'i');

/** Who tells of the progress is no lead of the action. */
const teller = /\s+(?:from|by)\s.+$/i;

/** `September progress update from action lead` is the label `Progress update` of every month, and what it says is of September. */
function splitLabelDate(written: string): { label: string; date: string } {
  const [date = ''] = written.match(dated) ?? [];
  const bare = oneLine(written.replace(dated, ' ').replace(/^[\s:–—-]+|[\s:–—-]+$/g, ''));
  const label = bare.replace(teller, '');
  const isUpdate = matchHeader(label, planHeaders)?.role === 'progress' && (date !== '' || label !== bare);
  return isUpdate
    ? { label: upperFirst(label), date: oneLine(date) }
    : { label: bareLabel(written), date: '' };
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The label a line or a bold start looks like, whatever it means; null when it looks like none. */
function labelOf(line: string): { label: string; rest: string } | null {
  const [, label = '', rest = ''] = line.match(colonLine) ?? [];
  return label === '' || label.split(/\s+/).length > 6 ? null : { label: oneLine(label), rest };
}

/** `headerWords` of every label-like start of a line in the blocks, for finding those that come again and again. */
export function labelsIn(blocks: readonly WordBlock[]): Set<string> {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  const lines = paragraphs.flatMap((block) => linesOf(shownText(block)));
  const labels = [
    ...lines.flatMap((line) => labelOf(line)?.label ?? []),
    ...paragraphs.filter(isAllBold).flatMap((block) => boldLabel(block) ?? []),
  ];
  return new Set(labels.map((label) => headerWords(splitLabelDate(label).label)));
}

/** The bold text a paragraph starts with, where it is short enough for a label. */
function boldLabel(block: WordParagraph): string | null {
  const bold = oneLine(block.boldStart);
  const isShort = bold.length <= longestBoldLabel && bold.split(' ').length <= mostBoldWords;
  return bold !== '' && isShort && !/[.;!?]$/.test(bold) ? bold : null;
}

/** Takes the blocks under a heading apart; `recurring` are labels of the document's own. */
export function readLabels(blocks: readonly WordBlock[], recurring: ReadonlySet<string>): LabelledText {
  const isLabel = (text: string) =>
    roleOfLabel(text) !== null || recurring.has(headerWords(splitLabelDate(text).label));
  const isBoldLabel = (text: string) => isLabel(text) || mentionsRole(text);
  const free: Labelled = { label: '', lines: [], links: [], struck: [] };
  const entries: Labelled[] = [];
  const open = (written: string, value: string) => {
    const { label, date } = splitLabelDate(written);
    const first = [date === '' ? '' : `${date}:`, value].filter((part) => part !== '').join(' ');
    entries.push({ label, lines: first === '' ? [] : [first], links: [], struck: [] });
  };
  for (const block of blocks) {
    if (block.kind === 'table') {
      const form = readForm(block);
      if (form !== null && form.title !== '') {
        free.lines.push(form.title);
      }
      for (const { label, blocks: value } of form?.pairs ?? []) {
        const read = blocksText(value, Number.POSITIVE_INFINITY);
        open(label, read.text);
        entries.at(-1)?.links.push(...read.links);
        entries.at(-1)?.struck.push(...[read.struck].filter((words) => words !== ''));
      }
      continue;
    }
    const text = shownText(block);
    const bold = boldLabel(block);
    if (bold !== null && isAllBold(block) && isBoldLabel(bold)) {
      open(bold, '');
    } else if (bold !== null && !isAllBold(block) && isBoldLabel(bold)) {
      open(bold, block.text.slice(block.boldStart.length).replace(/^\s*[:–—-]?\s*/, ''));
    } else {
      for (const line of linesOf(text)) {
        const found = labelOf(line);
        if (found !== null && isLabel(found.label)) {
          open(found.label, found.rest);
        } else {
          (entries.at(-1) ?? free).lines.push(line);
        }
      }
    }
    const last = entries.at(-1) ?? free;
    last.links.push(...block.links);
    last.struck.push(...[block.struck.trim()].filter((words) => words !== ''));
  }
  return { free, entries };
}

/** Lines, and also what follows a tab where it starts a label of its own: `Lead: A<tab>Due: B`. */
function linesOf(text: string): string[] {
  return text
    .split(/\n|\t(?=[ \t]{0,20}\p{Lu}[^:\n\t]{1,39}:)/u)
    .map((line) => line.replaceAll('\t', ' '))
    .filter((line) => line.trim() !== '');
}

/** A table that is a form: labels left of their values, in one pair of columns or two. */
export interface WordForm {
  /** Text of a band across the whole width; '' when there is none. */
  readonly title: string;
  readonly pairs: ReadonlyArray<{ readonly label: string; readonly blocks: readonly WordBlock[] }>;
}

/** null for a table that is no form, such as one with its labels in a row on top. */
export function readForm(table: WordTable): WordForm | null {
  const pairs: { label: string; blocks: readonly WordBlock[] }[] = [];
  const titles: string[] = [];
  let known = 0;
  for (const { cells } of table.rows) {
    if (cells.length > 4) {
      return null;
    }
    const [only] = cells;
    if (only !== undefined && cells.length === 1) {
      titles.push(blocksText(only.blocks, longestTitle).text);
    }
    for (let at = 0; at + 1 < cells.length; at += 2) {
      const label = oneLine(blocksText(cells[at]?.blocks ?? [], enough).text);
      const value = cells[at + 1]?.blocks ?? [];
      const shown = oneLine(blocksText(value, enough).text);
      if (label === '' && shown === '') {
        continue;
      }
      if (label === '' || label.length > 2 * longestLabel || roleOfLabel(shown) !== null) {
        return null;
      }
      known += roleOfLabel(label) === null ? 0 : 1;
      pairs.push({ label, blocks: value });
    }
  }
  const title = titles.filter((text) => text !== '').join('\n');
  return known >= 2 && known * 2 >= pairs.length ? { title, pairs } : null;
}
