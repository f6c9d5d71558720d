import { oneLine } from './clean-text.ts';

export interface SplitAction {
  /** On one line. */
  readonly title: string;
  readonly steps: readonly string[];
}

const bullet = /^\s*(?:[•▪▫◦●○■□‣⁃➢➔✓\uf0b7\uf0a7]|[-–—*o](?=\s))\s*/u;
const numbered = /^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+/i;

/**
 * Parts an action's text into what stands before its bullets and the bullets, which are its steps. Bullets
 * without anything before them make the title too, so that no action is without one. Nothing is left out.
 */
export function splitAction(text: string): SplitAction {
  const lines = text
    .replace(/(?<=\S)\s*•/g, '\n•')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const isBullet = bulletTest(lines);
  const leadIn: string[] = [];
  const items: string[][] = [];
  for (const line of lines) {
    if (isBullet(line)) {
      items.push([line.replace(bullet, '').replace(numbered, '')]);
    } else {
      // A line that goes on without a bullet of its own belongs to the bullet above it.
      (items.at(-1) ?? leadIn).push(line);
    }
  }
  const kept = items.map((item) => oneLine(item.join(' '))).filter((step) => step !== '');
  const title = oneLine(leadIn.join(' '));
  if (title !== '') {
    return { title: kept.length > 0 ? title.replace(/\s*:$/, '') : title, steps: kept };
  }
  return { title: kept.join('; '), steps: kept.length > 1 ? kept : [] };
}

/** The items of a cell that lists several things: its bullets, and what stands before them as an item of its own. */
export function splitItems(text: string): string[] {
  const { title, steps } = splitAction(text);
  if (steps.length === 0) {
    return title === '' ? [] : [title];
  }
  return title === steps.join('; ') ? [...steps] : [title, ...steps];
}

/** Numbers and letters count as bullets only where there are several: one may be the action's own number. */
function bulletTest(lines: readonly string[]): (line: string) => boolean {
  const several = lines.filter((line) => numbered.test(line)).length > 1;
  return (line) => bullet.test(line) || (several && numbered.test(line));
}
