import type { BarSeriesOption } from 'echarts/charts';
import type { RatingLevel } from '../../domain/shared/rating.ts';

type ItemStyle = NonNullable<BarSeriesOption['itemStyle']>;
type Pattern = Exclude<NonNullable<ItemStyle['decal']>, 'none'>;

/** Packed with the program, so that every machine draws alike; Arial, about as wide, where an SVG is shown without it. */
export const fontFamily = 'DejaVu Sans Condensed';
export const fontFamilies = `${fontFamily}, Arial, sans-serif`;

/** On white: text 4.5:1 and more, lines that carry meaning 3:1; the grid behind them only helps the eye. */
export const ink = { text: '#1f1f1f', line: '#767676', grid: '#e3e3e3' } as const;
export const background = '#ffffff';

/** 3:1 and more against white; the second of two is for a second rating of a level, since a plan's key may have several. */
export const fills: Readonly<Record<RatingLevel, readonly [string, string]>> = {
  red: ['#a4161a', '#d1495b'],
  amber: ['#c46a00', '#8a4b00'],
  green: ['#2f7d3b', '#1f5a2a'],
  complete: ['#1d4f91', '#4a7bbd'],
  none: ['#767676', '#5c5c5c'],
};

/** Of bars that stand for no rating. */
export const plainFill = '#3d5a80';

const veil = 'rgba(255,255,255,0.5)';
const lines = (rotation: number): Pattern => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [4, 7],
  rotation,
  color: veil,
});

/** So that a picture printed in grey still tells the levels apart: red alone is solid. */
const patterns: Readonly<Record<RatingLevel, Pattern | null>> = {
  red: null,
  amber: lines(Math.PI / 4),
  green: {
    symbol: 'circle',
    symbolSize: 0.6,
    dashArrayX: [
      [8, 8],
      [0, 8, 8, 0],
    ],
    dashArrayY: [8, 0],
    color: veil,
  },
  complete: lines(0),
  none: lines(-Math.PI / 4),
};

/** How a rating is filled; `nth` counts the ratings of its level before it. */
export function fillOf(level: RatingLevel, nth = 0): ItemStyle {
  const isFirst = nth % 2 === 0;
  const decal = isFirst ? patterns[level] : lines(Math.PI / 2);
  return {
    color: fills[level][isFirst ? 0 : 1],
    borderColor: background,
    borderWidth: 1,
    ...(decal === null ? {} : { decal }),
  };
}
