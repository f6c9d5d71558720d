import { ratingInWords } from '../shared/rating-in-words.ts';
import { monthWords, type Picture, type PictureSeries } from './pictures.ts';

/** The same numbers as a picture, whole: a cell is a number or a text that is never empty. */
export interface PictureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The table that stands beside a picture, for who does not see it and for what it leaves out. */
export function pictureTable(picture: Picture): PictureTable {
  switch (picture.kind) {
    case 'ratings-by-board':
      return ratingsTable('Board', picture.boards, picture.series);
    case 'ratings-by-theme':
      return ratingsTable('Theme', picture.themes, picture.series);
    case 'burn-up':
      return {
        columns: ['By the end of', 'Planned', 'Completed'],
        rows: picture.months.map((month, index) => [
          monthWords(month),
          picture.planned[index] ?? 0,
          picture.completed[index] ?? 'still to come',
        ]),
      };
    case 'movements':
      return {
        columns: ['From', 'To', 'Actions'],
        rows: picture.moves.map(({ from, to, actions }) => [ratingInWords(from), ratingInWords(to), actions]),
      };
    case 'slippage':
      return {
        columns: ['Ref', 'Action', 'Original timescale', 'Revised timescale', 'Slippage'],
        rows: picture.actions.map(({ ref, title, original, revised, slippage }) => [
          ref || 'none',
          title || 'not given',
          original || 'not given',
          revised || 'not given',
          slippage,
        ]),
      };
  }
}

function ratingsTable(
  first: string,
  names: readonly string[],
  series: readonly PictureSeries[],
): PictureTable {
  return {
    columns: [first, ...series.map(ratingInWords), 'All'],
    rows: names.map((name, at) => {
      const counts = series.map(({ counts }) => counts[at] ?? 0);
      return [name, ...counts, sum(counts)];
    }),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
