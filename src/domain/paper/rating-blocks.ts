import type { Digest } from '../digest/digest.ts';
import { formatDate } from '../shared/dates.ts';
import { ratingInWords } from '../shared/rating-in-words.ts';
import type { PaperBlock, PaperTable } from './paper.ts';
import { ratingCell } from './paper-columns.ts';

const cell = (value: string | number) => [{ text: String(value) }];

/** The board a column of ratings was shown to, in words. */
function boardWords(boardDate: string | null, isNow: boolean): string {
  if (isNow) return boardDate === null ? 'Now' : `${formatDate(boardDate)} (now)`;
  return boardDate === null ? 'As imported' : formatDate(boardDate);
}

/** Ratings now and before, by theme, and at each board: as tables, with the pictures of the same numbers. */
export function ratingBlocks(digest: Digest): PaperBlock[] {
  // What nobody holds, now or at any board told of, is no news.
  const held = digest.counts
    .map((count, index) => ({ ...count, index, name: ratingInWords(count) }))
    .filter(({ now, lastKnown, lastBoard, index, level }) => {
      const before = digest.boards.some(({ counts }) => (counts[index] ?? 0) > 0);
      return level !== 'none' || before || now + lastKnown + (lastBoard ?? 0) > 0;
    });
  const boards = digest.boards.map(({ boardDate, counts }, index, all) => ({
    name: boardWords(boardDate, index === all.length - 1),
    counts,
  }));
  const asSeries = (rows: readonly { readonly counts: readonly number[] }[]) =>
    held.map(({ label, level, index }) => ({
      label,
      level,
      counts: rows.map(({ counts }) => counts[index] ?? 0),
    }));
  const now: PaperTable = {
    kind: 'table',
    caption: 'Ratings in this report',
    columns: [
      { header: 'Rating', weight: 24 },
      { header: 'Replied for this board', weight: 16 },
      { header: 'Last known, no reply', weight: 16 },
      { header: 'In all', weight: 12 },
      ...(digest.lastBoard === null ? [] : [{ header: 'At the last board', weight: 16 }]),
    ],
    rows: held.map((count) => [
      [ratingCell(count)],
      cell(count.now),
      cell(count.lastKnown),
      cell(count.now + count.lastKnown),
      ...(digest.lastBoard === null ? [] : [cell(count.lastBoard ?? 0)]),
    ]),
    isWide: false,
  };
  const byTheme: PaperTable = {
    kind: 'table',
    caption: 'Ratings by theme or priority',
    columns: [
      { header: 'Theme or priority', weight: 34 },
      ...held.map(({ name }) => ({ header: name, weight: 12 })),
      { header: 'In all', weight: 10 },
    ],
    rows: digest.themes.map(({ theme, counts, total }) => [
      cell(theme ?? 'No theme or priority'),
      ...held.map(({ index }) => cell(counts[index] ?? 0)),
      cell(total),
    ]),
    isWide: held.length > 4,
  };
  const byBoard: PaperTable = {
    kind: 'table',
    caption: 'Ratings at each board',
    columns: [{ header: 'Board', weight: 34 }, ...held.map(({ name }) => ({ header: name, weight: 12 }))],
    rows: boards.map(({ name, counts }) => [
      cell(name),
      ...held.map(({ index }) => cell(counts[index] ?? 0)),
    ]),
    isWide: held.length > 4,
  };
  const themes = digest.themes.map(({ theme }) => theme ?? 'No theme or priority');
  return [
    now,
    ...(digest.themes.length < 2
      ? []
      : [
          {
            kind: 'picture',
            caption: 'Ratings by theme or priority',
            picture: { kind: 'ratings-by-theme', themes, series: asSeries(digest.themes) },
            words: `Bars of the number of actions with each rating, for ${themes.length} themes or priorities. The table below has the numbers.`,
          } as const,
          byTheme,
        ]),
    ...(boards.length < 2
      ? []
      : [
          {
            kind: 'picture',
            caption: 'Ratings at each board',
            picture: {
              kind: 'ratings-by-board',
              boards: boards.map(({ name }) => name),
              series: asSeries(boards),
            },
            words: `Bars of the number of actions with each rating at ${boards.length} boards. The table below has the numbers.`,
          } as const,
          byBoard,
        ]),
  ];
}
