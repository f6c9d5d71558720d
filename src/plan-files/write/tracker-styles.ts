import type ExcelJS from 'exceljs';
import type { RatingLevel } from '../../domain/shared/rating.ts';
import { ratingColours } from '../../domain/shared/rating-colours.ts';

const line = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
export const border = { top: line, left: line, bottom: line, right: line };
export const wrapped = { vertical: 'top', wrapText: true } as const;
export const font = { name: 'Arial', size: 10 } as const;
export const solid = (rgb: string) =>
  ({ type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${rgb}` } }) as const satisfies ExcelJS.Fill;

/** Points of a line of text, and of the tallest row there can be. */
const lineHeight = 13;
const tallestRow = 409;

/** Characters of a line in a unit of width, which is a digit of the larger standard font; a capital takes more. */
const lettersPerUnit = 1.25;
const capital = 1.35;

/** The height a row needs, in points, since not every program works it out when it opens a file. */
export function heightFor(texts: readonly string[], columnWidths: readonly number[]): number {
  const counts = texts.map((text, at) => {
    const fits = Math.max(1, (columnWidths[at] ?? 10) * lettersPerUnit);
    const linesOf = (one: string) => {
      const capitals = one.match(/\p{Lu}/gu)?.length ?? 0;
      return Math.max(1, Math.ceil((one.length + capitals * (capital - 1)) / fits));
    };
    return text.split('\n').reduce((sum, one) => sum + linesOf(one), 0);
  });
  return Math.min(tallestRow, Math.max(1, ...counts) * lineHeight + 4);
}

/** A rating in words on the colour of its level. */
export function ratingStyle(level: RatingLevel): Partial<ExcelJS.Style> {
  const { fill, text } = ratingColours[level];
  return {
    font: { ...font, bold: true, color: { argb: `FF${text}` } },
    fill: solid(fill),
    border,
    alignment: wrapped,
  };
}
