import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMost, cutPages, openPage, pageButtons } from '../../../src/cards/kit/pages.ts';

describe('items in pages', () => {
  it('are all there in order, never too many nor too large together, and always on one page at least', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 5 }), (items, most) => {
        const pages = cutPages(items, { isFull: atMost(most), room: 50, sizeOf: (size) => size });
        expect(pages.flat()).toEqual(items);
        expect(pages.length).toBeGreaterThan(0);
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(most);
          const together = page.reduce((sum, size) => sum + size, 0);
          expect(page.length <= 1 || together <= 50).toBe(true);
        }
        // No page ends before it has to.
        for (const [at, page] of pages.entries()) {
          const next = pages[at + 1]?.[0];
          const room = 50 - page.reduce((sum, size) => sum + size, 0);
          expect(next === undefined || page.length === most || next > room).toBe(true);
        }
      }),
    );
  });
});

describe('an open page', () => {
  const pages = [['a'], ['b'], ['c']];

  it('is the wanted one, or the nearest', () => {
    expect([-1, 0, 1, 2, 3, 4].map((wanted) => openPage(pages, wanted).items[0])).toEqual([
      ...['a', 'a', 'a', 'b', 'c', 'c'],
    ]);
    expect(openPage(pages, 9)).toEqual({ number: 3, of: 3, items: ['c'], words: 'Page 3 of 3' });
    expect(openPage([[]], 1)).toEqual({ number: 1, of: 1, items: [], words: '' });
  });

  it('has buttons to its neighbours, which send what they are given and the page', () => {
    const data = { verb: 'log.page', planId: 'plan' } as const;
    const turns = (number: number, of: number) =>
      pageButtons({ number, of }, data).map((one) => [one.title, one.data]);
    expect(turns(1, 1)).toEqual([]);
    expect(turns(1, 3)).toEqual([['Next page', { ...data, page: 2 }]]);
    expect(turns(2, 3)).toEqual([
      ['Previous page', { ...data, page: 1 }],
      ['Next page', { ...data, page: 3 }],
    ]);
    expect(turns(3, 3)).toEqual([['Previous page', { ...data, page: 2 }]]);
    expect(pageButtons({ number: 2, of: 3 }, data, ['Newer', 'Older']).map(({ title }) => title)).toEqual([
      ...['Newer', 'Older'],
    ]);
  });
});
