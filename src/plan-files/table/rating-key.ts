import {
  defaultRatingKey,
  levelOfLabel,
  matchRating,
  type RatingKey,
  type RatingKeyEntry,
  ratingLevels,
} from '../../domain/shared/rating.ts';
import { headerWords } from '../grid/columns.ts';
import type { GridRow } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

const labelHeader = /^((b?ragb?|rating|colour|status)( (rating|status|colour|key))?|key|label|code)$/;
const meaningHeader = /^(meaning|description|definition|explanation|criteria|what (it|this) means)$/;
const keyTitle = /^((b?ragb?|rating|colour|status|progress)( (rating|status))? )?(key|legend)$/;
const longestLabel = 40;
const mostLabels = 12;

/** Whether a row opens a rating key below a plan's table: `Key`, `RAG key:`, `Key: Red = not on track`. */
export function opensKey(row: GridRow): boolean {
  const texts = [...row.cells.values()].map(({ text }) => text);
  return texts.length <= 3 && texts.some((text) => keyTitle.test(headerWords(text.split(/[:=]/)[0] ?? '')));
}

/** Whether a row above a plan's table is part of its key rather than a title. */
export function isKeyRow(row: GridRow): boolean {
  return opensKey(row) || readLines(row).length > 0;
}

/**
 * A rating key among rows that are not actions: a small table of labels and meanings, or lines like
 * `Red: not on track`. In the document's order; null when there are not at least two entries.
 */
export function readRatingKey(rows: readonly GridRow[]): RatingKey | null {
  const entries = readTable(rows) ?? rows.flatMap(readLines);
  if (entries.length > mostLabels) {
    return null;
  }
  const unique = entries.filter(
    ({ label }, at) => entries.findIndex((other) => headerWords(other.label) === headerWords(label)) === at,
  );
  return unique.length >= 2 ? unique : null;
}

function readTable(rows: readonly GridRow[]): RatingKeyEntry[] | null {
  for (const [at, row] of rows.entries()) {
    const cells = [...row.cells];
    const label = cells.find(([, { text }]) => labelHeader.test(headerWords(text)));
    const meaning = cells.find(([, { text }]) => meaningHeader.test(headerWords(text)));
    if (cells.length <= 4 && label !== undefined && meaning !== undefined) {
      const entries = rows
        .slice(at + 1)
        .map(({ cells: own }) => entryOf(own.get(label[0])?.text ?? '', own.get(meaning[0])?.text ?? ''))
        .filter((entry) => entry !== null);
      return entries.length >= 2 ? entries : null;
    }
  }
  return null;
}

function readLines(row: GridRow): RatingKeyEntry[] {
  const texts = [...row.cells.values()].map(({ text }) => text);
  const [first = '', second = '', ...more] = texts.filter((text) => !keyTitle.test(headerWords(text)));
  if (more.length === 0 && second !== '' && isRatingLabel(first)) {
    return [entryOf(first, second)].filter((entry) => entry !== null);
  }
  return texts.flatMap((text) =>
    text
      .replace(/^[^:=]*\b(key|legend)\b\s*[:=]?/i, '')
      .split(/[;\n|]/)
      .filter((line) => line.length <= 300)
      .flatMap((line) => {
        const [, label = '', meaning = ''] = line.match(/^\s*([^:=–-]+?)\s*(?:[:=–]|\s-\s)\s*(.+)$/) ?? [];
        return isRatingLabel(label) ? [entryOf(label, meaning)].filter((entry) => entry !== null) : [];
      }),
  );
}

/**
 * What the fills of a key's cells stand for, by `RRGGBB`: the label each row is about. A colour two labels share
 * stands for neither.
 */
export function readKeyFills(rows: readonly GridRow[], key: RatingKey): Map<string, string> {
  const labels = new Map<string, Set<string>>();
  for (const row of rows) {
    const texts = [...row.cells.values()].map(({ text }) => headerWords(text));
    const entry = key.find(({ label }) => texts.includes(headerWords(label)));
    const fills = [...[...row.cells.values()].map(({ fill }) => fill), ...row.coloured.values()];
    for (const fill of entry === undefined ? [] : fills.filter((one) => one !== null)) {
      labels.set(fill, (labels.get(fill) ?? new Set()).add(entry?.label ?? ''));
    }
  }
  return new Map(
    [...labels].flatMap(([fill, said]) => (said.size === 1 ? [[fill, [...said].join('')] as const] : [])),
  );
}

/** Outside a table only a colour is sure to be a label: `Priority: SEND` has the same shape. */
function isRatingLabel(text: string): boolean {
  return (
    /^\W*(red|amber|orange|yellow|green|blue|white|gr[ae]y)\b/i.test(text) && text.length <= longestLabel
  );
}

function entryOf(label: string, meaning: string): RatingKeyEntry | null {
  const name = oneLine(label);
  return name === '' || name.length > longestLabel
    ? null
    : { label: name, meaning: oneLine(meaning), level: levelOfLabel(name, meaning) };
}

/**
 * The key of a plan that brings none, from the ratings it uses: red, amber and green, with a label for
 * "complete" where one is used; or the plan's own words where none of its ratings is a colour.
 */
export function keyFromUse(texts: readonly string[]): RatingKey {
  const used = [...new Set(texts.map(oneLine))].filter((text) => text !== '' && text.length <= longestLabel);
  const other = used.filter((text) => matchRating(defaultRatingKey, text) === null);
  const entries = distinct(other.slice(0, 50)).map((label) => ({
    label,
    meaning: '',
    level: levelOfLabel(label, ''),
  }));
  const matched = used.some((text) => (matchRating(defaultRatingKey, text)?.level ?? 'none') !== 'none');
  if (
    !matched &&
    entries.length > 0 &&
    entries.length <= 6 &&
    entries.every(({ level }) => level !== 'none')
  ) {
    return entries.sort((a, b) => ratingLevels.indexOf(a.level) - ratingLevels.indexOf(b.level));
  }
  return [...defaultRatingKey, ...entries.filter(({ level }) => level === 'complete').slice(0, 1)];
}

function distinct(labels: readonly string[]): string[] {
  return labels.filter(
    (label, at) => labels.findIndex((other) => headerWords(other) === headerWords(label)) === at,
  );
}
