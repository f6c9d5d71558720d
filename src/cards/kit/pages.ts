import { type ActionData, type Button, button } from './verbs.ts';

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

/**
 * Items in pages of at most `most`, and of at most `room` of what `sizeOf` counts but for an item that is larger by itself; in order
 * and none left out. Always at least one page.
 */
export function cutPages<T>(
  items: readonly T[],
  most: number,
  room = Number.POSITIVE_INFINITY,
  sizeOf: (item: T) => number = () => 0,
): T[][] {
  let page: T[] = [];
  let used = 0;
  const pages = [page];
  for (const item of items) {
    const size = sizeOf(item);
    if (page.length > 0 && (page.length >= most || used + size > room)) {
      page = [];
      pages.push(page);
      used = 0;
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
