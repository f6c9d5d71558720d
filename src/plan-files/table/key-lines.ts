import { colourOfLetter } from '../../domain/shared/rating.ts';
import { headerWords } from '../grid/columns.ts';
import type { GridRow } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

/** A line of a key: `Red: not on track`. */
export interface KeyLine {
  readonly label: string;
  readonly meaning: string;
}

const keyTitle =
  /^((the )?((b?ragb?|rating|colour|status|progress)( (rating|status|code|coding))?s? )?(key|legend)|(key|legend) to (b?ragb?|ratings?|colours?|status|progress)( (ratings?|status))?)$/;
export const longestLabel = 40;
const longestLine = 300;
/** What stands before a colon on a front page, and is no rating. */
const notLabels =
  /^(board|committee|plan|title|name|date|version|author|owner|lead|updated|last updated|position|priority|objective|section|theme|workstream|area|aim|note|notes|nb|source|page|total|contact|status|actions?|prepared by|approved by|annex|appendix|table|figure|schedule|step|phase|stage)\b/;
/** What a key's first label may be beside colours, told from the line above the key. */
const firstLabels =
  /^(paused|on hold|hold|deferred|suspended|parked|not |no |complete|closed|ongoing|on track|off track|delayed|at risk|overdue|achieved|started|in progress)/;

/** Whether a row opens a rating key below a plan's table: `Key`, `RAG key:`, `Key: Red = not on track`. */
export function opensKey(row: GridRow): boolean {
  if (row.cells.size > 3) {
    return false;
  }
  const texts = [...row.cells.values()].map(({ text }) => text);
  return texts.some((text) => keyTitle.test(headerWords(text.split(/[:=\n]/)[0] ?? '')));
}

/** Outside a table only a colour is sure to be a label: `Priority: SEND` has the same shape. */
function isColourLabel(text: string): boolean {
  return (
    /^\W*(red|amber|orange|yellow|green|blue|white|gr[ae]y)\b/i.test(text) && text.length <= longestLabel
  );
}

interface ReadLine {
  readonly row: GridRow;
  readonly line: KeyLine | null;
  readonly sure: boolean;
}

/**
 * The lines of a key among rows: those labelled by a colour, those that follow a key's title, and those right before or after
 * such lines that have the same shape, since a plan's key may hold a label that is no colour.
 */
export function findKeyLines(rows: readonly GridRow[]): Map<GridRow, KeyLine[]> {
  const lines = rows.flatMap(linesOf);
  const labels = lines.flatMap(({ line }) => line?.label ?? []);
  const taken = lines.map(
    ({ line, sure }) => sure || (line !== null && colourOfLetter(line.label, labels) !== null),
  );
  const grow = (at: number, beside: number) => {
    const line = lines[at]?.line ?? null;
    if (taken[beside] === true && line !== null && !notLabels.test(headerWords(line.label))) {
      taken[at] = true;
    }
  };
  for (let at = 1; at < lines.length; at += 1) grow(at, at - 1);
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const label = headerWords(lines[at]?.line?.label ?? '');
    if (lines[at + 1]?.line && firstLabels.test(label)) grow(at, at + 1);
  }
  const found = new Map<GridRow, KeyLine[]>();
  for (const [at, { row, line }] of lines.entries()) {
    if (taken[at] === true) {
      found.set(row, [...(found.get(row) ?? []), ...(line === null ? [] : [line])]);
    }
  }
  return found;
}

function linesOf(row: GridRow): ReadLine[] {
  const texts = [...row.cells.values()].map(({ text }) => text);
  const opens = opensKey(row);
  const [first = '', second = '', ...more] = texts.filter((text) => !keyTitle.test(headerWords(text)));
  if (more.length === 0 && second !== '') {
    const line = lineOf(first, second);
    return [{ row, line, sure: line !== null && isColourLabel(first) }];
  }
  if (first === '') {
    return [{ row, line: null, sure: opens }];
  }
  return texts.flatMap((text) =>
    text
      .replace(/^[^:=\n]{0,40}\b(key|legend)\b\s*[:=]?/i, '')
      .split(/[;\n|]|,(?=\s*[\w ]{1,20}\s*[=:])/)
      .filter((part) => part.trim() !== '')
      .map((part): ReadLine => {
        const [, label = '', meaning = ''] =
          part.length > longestLine ? [] : (part.match(/^\s*([^:=–-]+?)\s*(?:[:=–]|\s-\s)\s*(.+)$/) ?? []);
        const line = lineOf(label, meaning);
        return { row, line, sure: line !== null && (isColourLabel(label) || opens) };
      }),
  );
}

/** A label is a word or a few, whatever its meaning says. */
function lineOf(label: string, meaning: string): KeyLine | null {
  const name = oneLine(label);
  const isLabel = name !== '' && name.length <= longestLabel && name.split(' ').length <= 4;
  // `Red | 4` counts, and explains nothing.
  return isLabel && /\p{L}/u.test(meaning) ? { label: name, meaning: oneLine(meaning) } : null;
}
