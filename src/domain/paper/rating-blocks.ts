import type { Digest } from '../digest/digest.ts';
import { pictureTable } from '../digest/picture-table.ts';
import { pictureWords } from '../digest/picture-words.ts';
import { type Picture, type PictureKind, pictureOf, pictureTitles } from '../digest/pictures.ts';
import type { PaperBlock, PaperTable } from './paper.ts';
import { plainCell, ratingCell } from './paper-columns.ts';

const cell = (value: string | number) => plainCell(String(value), 'None');

/** The share of a column by the longest of what it says, in characters: numbers need little, titles wrap. */
function weightOf(said: readonly (string | number)[]): number {
  return Math.min(40, Math.max(10, ...said.map((one) => String(one).length)));
}

/** A picture with the table of its numbers below. */
function pictured(picture: Picture): PaperBlock[] {
  const { columns, rows } = pictureTable(picture);
  const caption = pictureTitles[picture.kind];
  const table: PaperTable = {
    kind: 'table',
    caption: `${caption}: the numbers`,
    columns: columns.map((header, at) => ({ header, weight: weightOf(rows.map((row) => row[at] ?? '')) })),
    rows: rows.map((row) => row.map(cell)),
    isWide: columns.length > 7,
  };
  return [{ kind: 'picture', caption, picture, words: pictureWords(picture) }, table];
}

/** Pictures that have something to show: one theme, or one board, is told by the table of ratings alone. */
function worthShowing({ themes, boards, slipped, burnUp }: Digest): PictureKind[] {
  return [
    ...(themes.length > 1 ? (['ratings-by-theme'] as const) : []),
    ...(boards.length > 1 ? (['ratings-by-board'] as const) : []),
    ...(burnUp.months.length > 1 ? (['burn-up'] as const) : []),
    ...(slipped.length > 0 ? (['slippage'] as const) : []),
  ];
}

/** Ratings now and before, by theme and at each board, completion and slippage: pictures with their tables. */
export function ratingBlocks(digest: Digest): PaperBlock[] {
  const hasBoard = digest.lastBoard !== null;
  const isImported = digest.state === 'as-imported';
  const now: PaperTable = {
    kind: 'table',
    caption: 'Ratings in this report',
    columns: [
      { header: 'Rating', weight: 24 },
      // Before anybody is asked there are neither replies nor silences.
      ...(isImported
        ? []
        : [
            { header: 'Replied for this board', weight: 16 },
            { header: 'Last known, no reply', weight: 16 },
          ]),
      { header: isImported ? 'Actions' : 'In all', weight: 12 },
      ...(hasBoard ? [{ header: 'At the last board', weight: 16 }] : []),
    ],
    rows: digest.counts
      // A zero is news, but for the ratings that nobody has given.
      .filter(
        ({ level, now, lastKnown, lastBoard }) => level !== 'none' || now + lastKnown + (lastBoard ?? 0) > 0,
      )
      .map((count) => [
        [ratingCell(count)],
        ...(isImported ? [] : [cell(count.now), cell(count.lastKnown)]),
        cell(count.now + count.lastKnown),
        ...(hasBoard ? [cell(count.lastBoard ?? 0)] : []),
      ]),
    isWide: false,
  };
  return [now, ...worthShowing(digest).flatMap((kind) => pictured(pictureOf(kind, digest)))];
}

/** How many moved from one rating to another, as a picture with its table; [] where none did. */
export function movementPicture(digest: Digest): PaperBlock[] {
  return digest.movements.length === 0 ? [] : pictured(pictureOf('movements', digest));
}
