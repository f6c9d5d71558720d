import {
  noTimescale,
  type ParsedTimescale,
  parseTimescale,
  type Timescale,
} from '../../domain/shared/timescale.ts';
import { britishRules, type TimescaleRules } from '../../domain/shared/timescale-rules.ts';
import { headerWords } from '../grid/columns.ts';
import type { Field } from '../table/row-reader.ts';
import { oneLine } from '../text/clean-text.ts';

/** What a cell of dates says, before it is held against the steps it may date. */
export interface TimescaleCell extends ParsedTimescale {
  /** The timescales of a cell that lists several, each understood by itself or on a line of its own; else []. */
  readonly parts: readonly Timescale[];
  /** From a column that asks for several dates in one cell (`Start/Rev/End`); null in any other. */
  readonly start: Timescale | null;
  readonly revised: Timescale | null;
}

const bullet = /^\s*[•▪◦●–—*-]\s*/u;

/** Reads a cell under a header of timescales. A true date counts as the day its format shows. */
export function readTimescaleCell(
  { cell, text, header }: Pick<Field, 'cell' | 'text' | 'header'>,
  rules: TimescaleRules = britishRules,
): TimescaleCell {
  const date = cell?.date ?? null;
  if (date !== null && date.precision === 'day') {
    return {
      timescale: { text, kind: 'day', date: date.day },
      problem: null,
      doubts: [],
      parts: [],
      start: null,
      revised: null,
    };
  }
  const parts = partsOf(text, rules);
  const several = datesInOrder(header, parts);
  if (several !== null) {
    return { ...several, parts: [] };
  }
  return { ...readText(text, parts, rules), parts, start: null, revised: null };
}

/** Several timescales as one: what a single cell with all their words would say. */
export function joinTimescales(
  timescales: readonly Timescale[],
  rules: TimescaleRules = britishRules,
): Timescale {
  const [first = noTimescale] = timescales;
  const texts = [...new Set(timescales.map(({ text }) => text))];
  const joined = texts.join('; ');
  return texts.length < 2 ? first : readText(joined, partsOf(joined, rules), rules).timescale;
}

/** `Ongoing` beside dated steps goes on, but what is dated is due: words alone would take the date it began for one. */
function readText(text: string, parts: readonly Timescale[], rules: TimescaleRules): ParsedTimescale {
  const { timescale, problem, doubts } = parseTimescale(text, rules);
  const dates = parts.flatMap(({ date }) => date ?? []).sort();
  const last = problem === 'impossible-date' ? null : (dates.at(-1) ?? null);
  return { timescale: last === null ? timescale : { ...timescale, date: last }, problem, doubts };
}

function partsOf(text: string, rules: TimescaleRules): Timescale[] {
  const lines = text
    .split('\n')
    .map((line) => oneLine(line.replace(bullet, '')))
    .filter((line) => line !== '');
  if (lines.length > 1) {
    return lines.map((line) => parseTimescale(line, rules).timescale);
  }
  const texts = text
    .split(/;|\s\/\s|,\s|\s(?:and|&)\s/)
    .map(oneLine)
    .filter((part) => part !== '');
  if (texts.length < 2) {
    return [];
  }
  const parts = texts.map((part) => parseTimescale(part, rules));
  const known = parts.every(({ timescale, problem }) => problem === null && timescale.kind !== 'unknown');
  return known ? parts.map(({ timescale }) => timescale) : [];
}

/** A header that names the dates of its cells in order (`Start/Rev/End`), where the cell has as many. */
function datesInOrder(header: string, parts: readonly Timescale[]): Omit<TimescaleCell, 'parts'> | null {
  const named = headerWords(header).split(' ').map(dateNamed);
  if (named.length < 2 || named.length !== parts.length || named.some((one) => one === null)) {
    return null;
  }
  const of = (kind: 'start' | 'revised' | 'end') => parts[named.indexOf(kind)] ?? null;
  return {
    timescale: of('end') ?? noTimescale,
    problem: null,
    doubts: [],
    start: of('start'),
    revised: of('revised'),
  };
}

function dateNamed(word: string): 'start' | 'revised' | 'end' | null {
  if (/^(start|from)$/.test(word)) {
    return 'start';
  }
  if (/^rev(ised)?$/.test(word)) {
    return 'revised';
  }
  return /^(end|finish|original|target)$/.test(word) ? 'end' : null;
}
