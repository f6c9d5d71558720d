import {
  colourOfLetter,
  defaultRatingKey,
  levelOfLabel,
  matchRating,
  type RatingKey,
  ratingLevels,
} from '../../domain/shared/rating.ts';
import { headerWords } from '../grid/columns.ts';
import type { GridRow } from '../grid/grid.ts';
import { signalOf } from '../office/signal-colour.ts';
import { oneLine } from '../text/clean-text.ts';
import { colourEntries, type FoundEntry, nameEntries } from './key-colours.ts';
import { findKeyLines, longestLabel, opensKey } from './key-lines.ts';

const labelHeader =
  /^((b?ragb?|rating|colour|status)( (rating|status|colour|key|code))?|key|label|code|symbol|shading)$/;
const meaningHeader =
  /^(meaning|description|definition|explanation|criteria|what (it|this) means|means|stands for|interpretation)$/;
const mostLabels = 12;
const mostColumns = 4;

/** The key a document states, with what the fills of its cells stand for: a label by `RRGGBB`. */
export interface StatedKey {
  readonly key: RatingKey;
  readonly fills: ReadonlyMap<string, string>;
}

/** The rows that are part of a key rather than titles or text. */
export function keyRowsAmong(rows: readonly GridRow[]): ReadonlySet<GridRow> {
  return new Set([...rows.filter((row) => opensKey(row) || isKeyHeader(row)), ...findKeyLines(rows).keys()]);
}

/** Where a key begins below a plan's rows: at its title or header, or at the foot without one; -1 where there is none. */
export function findKeyStart(rows: readonly GridRow[]): number {
  const titled = rows.findIndex((row) => opensKey(row) || isKeyHeader(row));
  if (titled >= 0) {
    return titled;
  }
  // A key without a title is the last thing on its sheet.
  let from = rows.length;
  while (from > 0 && rows.length - from < mostLabels && isFootRow(rows[from - 1])) {
    from -= 1;
  }
  return rows.length - from >= 2 && readRatingKey(rows.slice(from)) !== null ? from : -1;
}

/** `Rating | Meaning`: every cell heads a column of a key. */
function isKeyHeader({ cells }: GridRow): boolean {
  if (cells.size > mostColumns) {
    return false;
  }
  const headers = [...cells.values()].map(({ text }) => headerWords(text));
  const isLabel = (text: string) => labelHeader.test(text);
  const isMeaning = (text: string) => meaningHeader.test(text);
  return (
    headers.some(isLabel) &&
    headers.some(isMeaning) &&
    headers.every((text) => isLabel(text) || isMeaning(text))
  );
}

function isFootRow(row: GridRow | undefined): boolean {
  return (
    row !== undefined &&
    row.cells.size <= 2 &&
    (colourEntries(row).length === 1 || (findKeyLines([row]).get(row)?.length ?? 0) > 0)
  );
}

/**
 * A rating key among rows that are not actions: a small table of labels or colours and meanings, coloured cells beside their
 * meanings, or lines like `Red: not on track`. In the document's order; null when there are not at least two entries.
 */
export function readRatingKey(rows: readonly GridRow[]): StatedKey | null {
  const found = readTable(rows) ?? readColours(rows) ?? readLines(rows);
  if (found.length > mostLabels) {
    return null;
  }
  const named = nameEntries(found);
  const firstOf = (label: string) =>
    named.findIndex((other) => headerWords(other.label) === headerWords(label));
  const key = named.filter(({ label }, at) => label !== '' && firstOf(label) === at);
  if (key.length < 2) {
    return null;
  }
  const labels = new Map<string, Set<string>>();
  for (const [at, { fill }] of found.entries()) {
    const label = named[firstOf(named[at]?.label ?? '')]?.label;
    if (fill !== null && label !== undefined) {
      labels.set(fill, (labels.get(fill) ?? new Set()).add(label));
    }
  }
  // A colour that two labels share stands for neither.
  const fills = [...labels].flatMap(([fill, said]) =>
    said.size === 1 ? [[fill, [...said].join('')] as const] : [],
  );
  return { key, fills: new Map(fills) };
}

function readTable(rows: readonly GridRow[]): FoundEntry[] | null {
  for (const [at, row] of rows.entries()) {
    if (row.cells.size > mostColumns) continue;
    const cells = [...row.cells];
    const label = cells.find(([, { text }]) => labelHeader.test(headerWords(text)));
    const meaning = cells.find(([, { text }]) => meaningHeader.test(headerWords(text)));
    if (label !== undefined && meaning !== undefined) {
      const entries = rows.slice(at + 1).flatMap((own): FoundEntry[] => {
        const name = oneLine(own.cells.get(label[0])?.text ?? '');
        const fills = [...[...own.cells.values()].map(({ fill }) => fill), ...own.coloured.values()];
        const fill = fills.find((one) => one !== null && signalOf(one) !== null) ?? null;
        const means = oneLine(own.cells.get(meaning[0])?.text ?? '');
        const isEntry = (name !== '' || fill !== null) && name.length <= longestLabel;
        return isEntry ? [{ label: name, meaning: means, fill }] : [];
      });
      return entries.length >= 2 ? entries : null;
    }
  }
  return null;
}

/** Coloured cells beside their meanings, of at least two signals, no colour twice. */
function readColours(rows: readonly GridRow[]): FoundEntry[] | null {
  const entries = rows.flatMap(colourEntries);
  const fills = entries.flatMap(({ fill }) => fill ?? []);
  const areApart = new Set(fills).size === fills.length;
  const areSignals = new Set(fills.map(signalOf)).size >= 2;
  return areApart && areSignals ? entries : null;
}

function readLines(rows: readonly GridRow[]): FoundEntry[] {
  const lines = [...findKeyLines(rows)].flatMap(([row, own]) => {
    const fills = [...[...row.cells.values()].map(({ fill }) => fill), ...row.coloured.values()];
    const fill = own.length === 1 ? (fills.find((one) => one !== null) ?? null) : null;
    return own.map((line): FoundEntry => ({ ...line, fill }));
  });
  // Any list has this shape; a key says of most of its labels how far something has come.
  const labels = lines.map(({ label }) => label);
  const said = lines.filter(
    ({ label, meaning }) => levelOfLabel(colourOfLetter(label, labels) ?? label, meaning) !== 'none',
  ).length;
  return said * 2 >= lines.length ? lines : [];
}

/** So many labels beside red, amber and green are a plan's own words; more are remarks. */
const mostOwnLabels = 8;
const longestOwnLabel = 30;

/** Whether a text can be a label: a word or a few, and no remark. */
export function canBeLabel(text: string): boolean {
  return text.length <= longestOwnLabel && text.split(' ').length <= 4 && !/[.;:?!]|\d{2}/.test(text);
}

/**
 * The key of a plan that brings none, from the ratings it uses: red, amber and green, and after them whatever else its cells say
 * in a word or a few; or the plan's own words alone where none of its ratings is a colour.
 */
export function keyFromUse(texts: readonly string[]): RatingKey {
  const used = [...new Set(texts.map(oneLine))].filter(canBeLabel).map(spellOut);
  const other = distinct(
    used.filter((text) => text !== '' && matchRating(defaultRatingKey, text) === null),
  ).slice(0, 50);
  const entries = other.map((label) => ({ label, meaning: '', level: levelOfLabel(label, '') }));
  const matched = used.some((text) => (matchRating(defaultRatingKey, text)?.level ?? 'none') !== 'none');
  const told = entries.filter(({ level }) => level !== 'none').length;
  if (!matched && entries.length <= mostOwnLabels && told >= 2 && told * 2 >= entries.length) {
    return entries.sort((a, b) => ratingLevels.indexOf(a.level) - ratingLevels.indexOf(b.level));
  }
  return [
    ...defaultRatingKey,
    ...(entries.length <= mostOwnLabels
      ? entries
      : entries.filter(({ level }) => level === 'complete').slice(0, 1)),
  ];
}

/** `B` of a BRAG rating. */
const spellOut = (text: string) => (/^b$/i.test(text) ? 'Blue' : text);

function distinct(labels: readonly string[]): string[] {
  return labels.filter(
    (label, at) => labels.findIndex((other) => headerWords(other) === headerWords(label)) === at,
  );
}
