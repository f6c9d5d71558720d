import { oneLine } from '../text/clean-text.ts';

export interface SplitAction {
  /** On one line. */
  readonly title: string;
  readonly steps: readonly string[];
}

// Lists within lists come out of some programs with a mark for each level.
const bullet = /^\s*(?:(?:[•▪▫◦●○■□‣⁃➢➔✓\uf0b7\uf0a7]|[-–—*](?=\s|$)|o(?=\s))\s*)+/u;
const numbered = /^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+/i;

/**
 * Parts an action's text into what stands before its bullets and the bullets, which are its steps; paragraphs of a cell
 * without bullets are steps too. Steps without anything before them make the title as well, so that no action is
 * without one. Nothing is left out.
 */
export function splitAction(text: string): SplitAction {
  const { leadIn, items } = takeApart(text);
  if (leadIn !== '') {
    return { title: leadIn, steps: items };
  }
  const title = joinSteps(items);
  // A cell of nothing but bullets is an action all the same, and no action is without a title.
  return { title: title === '' ? '(no words)' : title, steps: items.length > 1 ? items : [] };
}

/** Steps as the title of an action that has nothing before them. */
export function joinSteps(items: readonly string[]): string {
  const last = items.length - 1;
  return items.map((item, at) => (at === last ? item : item.replace(/[.;,]$/, ''))).join('; ');
}

/** Whether a cell has several bullets, rather than paragraphs or none. */
export function isBulleted(text: string): boolean {
  const lines = linesOf(text);
  return lines.filter(bulletTest(lines)).length > 1;
}

/** The items of a cell that lists several things: its bullets, and what stands before them as an item of its own. */
export function splitItems(text: string): string[] {
  const { leadIn, items } = takeApart(text);
  return leadIn === '' ? [...items] : [leadIn, ...items];
}

function linesOf(text: string): string[] {
  return text
    .replace(/(?<=\S)\s*•/g, '\n•')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function takeApart(text: string): { leadIn: string; items: readonly string[] } {
  const lines = linesOf(text);
  const isBullet = bulletTest(lines);
  const leadIn: string[] = [];
  const items: string[][] = [];
  if (!lines.some(isBullet) && areParagraphs(lines)) {
    const [first = ''] = lines;
    const opens = /:\s*$/.test(first);
    leadIn.push(...(opens ? [first] : []));
    items.push(...lines.slice(opens ? 1 : 0).map((line) => [line]));
  } else {
    for (const line of lines) {
      if (isBullet(line)) {
        items.push([withoutMarks(line)]);
      } else {
        // A line that goes on without a bullet of its own belongs to the bullet above it.
        (items.at(-1) ?? leadIn).push(line);
      }
    }
  }
  const kept = items.map((item) => oneLine(item.join(' '))).filter((step) => step !== '');
  const opening = oneLine(leadIn.join(' '));
  return { leadIn: kept.length > 0 ? opening.replace(/\s*:$/, '') : opening, items: kept };
}

/** The words of a list item. Behind its number there may be a mark once more: `1. o Agree`. */
function withoutMarks(line: string): string {
  return line.replace(bullet, '').replace(numbered, '').replace(bullet, '');
}

/** Numbers and letters count as bullets only where there are several: one may be the action's own number. */
function bulletTest(lines: readonly string[]): (line: string) => boolean {
  const several = lines.filter((line) => numbered.test(line)).length > 1;
  return (line) => bullet.test(line) || (several && numbered.test(line));
}

/** Several lines that each begin a sentence, none of which the next one goes on with. */
function areParagraphs(lines: readonly string[]): boolean {
  return (
    lines.length > 1 &&
    lines.every((line) => /^\s*["'‘“(]?[\p{Lu}\p{N}]/u.test(line)) &&
    lines
      .slice(0, -1)
      .every((line) => !/(,|[-–&/]|\b(and|or|with|of|the|to|for|in|by|a|an|on|from|at|as))\s*$/i.test(line))
  );
}
