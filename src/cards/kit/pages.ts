import { type ActionData, type Button, button } from './buttons.ts';

/** Where a page stands among the others. */
export interface PageNumber {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** One page of what goes on over several. */
export interface Page<T> extends PageNumber {
  readonly items: readonly T[];
  /** `Page 2 of 5`; '' where there is no other. */
  readonly words: string;
}

/** How items are cut into pages. */
export interface PageRules<T> {
  /** Whether a page that holds something takes no such item more, however small. */
  readonly isFull?: (page: readonly T[], next: T) => boolean;
  /** As much as a page holds of what `sizeOf` counts, but for an item that is larger by itself. */
  readonly room?: number;
  readonly sizeOf?: (item: T) => number;
  /** What must still fit where an item is to start: itself, and what it had better stand together with. */
  readonly sizeFrom?: (item: T, index: number) => number;
  /** What a page repeats that starts with `next`, the item at `index`: the headings it goes on under. */
  readonly repeated?: (index: number, next: T) => readonly T[];
}

/** A page is full with so many items. */
export const atMost =
  (most: number) =>
  (page: readonly unknown[]): boolean =>
    page.length >= most;

/** Items in pages by their rules, in order and none left out. Always at least one page. */
export function cutPages<T>(items: readonly T[], rules: PageRules<T>): T[][] {
  const { isFull = () => false, room = Number.POSITIVE_INFINITY, sizeOf = () => 0 } = rules;
  let page: T[] = [];
  let used = 0;
  const pages = [page];
  for (const [index, item] of items.entries()) {
    const size = sizeOf(item);
    const needed = rules.sizeFrom?.(item, index) ?? size;
    if (page.length > 0 && (isFull(page, item) || used + needed > room)) {
      page = [...(rules.repeated?.(index, item) ?? [])];
      pages.push(page);
      used = page.reduce((sum, heading) => sum + sizeOf(heading), 0);
    }
    page.push(item);
    used += size;
  }
  return pages;
}

/** The wanted page, counted from 1; the nearest where that one is not there. */
export function openPage<T>(pages: readonly (readonly T[])[], wanted: number): Page<T> {
  const number = Math.min(Math.max(1, wanted), pages.length);
  return { number, of: pages.length, items: pages[number - 1] ?? [], words: pageWords(number, pages.length) };
}

export function pageWords(number: number, of: number): string {
  return of > 1 ? `Page ${number} of ${of}` : '';
}

/** The buttons to the pages before and after this one, where there are any; `data` is what they send beside the page. */
export function pageButtons(
  { number, of }: PageNumber,
  data: ActionData,
  [before, after]: readonly [string, string] = ['Previous page', 'Next page'],
): Button[] {
  const to = (title: string, page: number) => button(title, { ...data, page });
  return [...(number > 1 ? [to(before, number - 1)] : []), ...(number < of ? [to(after, number + 1)] : [])];
}

/** The titles where other buttons leave less room. */
export const shortTitles = ['Previous', 'Next'] as const;
