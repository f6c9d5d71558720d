import type { ButtonRow } from './buttons.ts';
import { atMost, cutPages } from './pages.ts';
import type { Mark } from './words.ts';

/** One action in a list, with what can be done about it. Texts are escaped. */
export interface ListItem {
  readonly ref: string;
  readonly title: string;
  readonly mark: Mark;
  /** Follows the mark in its line, with its own dot; '' for nothing. */
  readonly note: string;
  readonly headline: string;
  readonly facts: string;
  readonly text: string;
  readonly rows: readonly ButtonRow[];
}

/** As many as one cares to scroll through before pressing Next: about three screens of a phone. */
const mostOnPage = 8;
/** Characters of JSON for them: with the frame some 50 KB as Teams counts, two bytes a character. */
const pageCharacters = 22_000;
/** What the template adds around an item, and around a button and its fallback beside their data. */
const itemOverhead = 700;
const buttonOverhead = 260;

/** What an item weighs in a card; a button's data is sent twice. */
function sizeOf(item: ListItem): number {
  const { rows, ...words } = item;
  const buttons = rows.flatMap((row) => row.buttons);
  const drawn = buttons.map((one) => buttonOverhead + 2 * JSON.stringify(one.data).length);
  return itemOverhead + JSON.stringify(words).length + drawn.reduce((sum, size) => sum + size, 0);
}

/** Items in pages that fit a message, in order and none left out; always at least one page. */
export function listPages(items: readonly ListItem[]): ListItem[][] {
  return cutPages(items, { isFull: atMost(mostOnPage), room: pageCharacters, sizeOf });
}
