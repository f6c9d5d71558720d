import type { BarSeriesOption } from 'echarts/charts';
import type { Picture, PictureSeries } from '../../domain/digest/pictures.ts';
import { monthNames } from '../../domain/shared/dates.ts';
import { ratingSymbols } from '../../domain/shared/rating.ts';
import { ratingInWords } from '../../domain/shared/rating-in-words.ts';
import {
  charactersIn,
  chip,
  countAxis,
  type Drawing,
  type Frame,
  heightOf,
  type LegendEntry,
  lay,
  layNothing,
  nameAxis,
  scaleOf,
  widthOf,
} from './layout.ts';
import { fillOf } from './look.ts';
import { breakLines, clean, shorten } from './text.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const highest = (length: number, series: readonly PictureSeries[]) =>
  Math.max(0, ...Array.from({ length }, (_, at) => sum(series.map(({ counts }) => counts[at] ?? 0))));

/** The plan's own labels, as long as a line allows. */
function legendOf(series: readonly PictureSeries[], { width }: Frame): LegendEntry[] {
  return series.map((one, index) => ({
    id: String(index),
    text: shorten(`${ratingSymbols[one.level]} ${clean(ratingInWords(one))}`, charactersIn(width - 80)),
  }));
}

/** The bars of each rating, with a shape and number on every piece that has room for them. */
function stacked(
  series: readonly PictureSeries[],
  bar: Pick<BarSeriesOption, 'barWidth' | 'barMaxWidth'>,
  chipOn: (count: number, symbol: string) => string,
): BarSeriesOption[] {
  return series.map(({ level, counts }, index) => {
    const nth = series.slice(0, index).filter((other) => other.level === level).length;
    return {
      type: 'bar',
      stack: 'all',
      name: String(index),
      ...bar,
      silent: true,
      itemStyle: fillOf(level, nth),
      data: counts.map((count) => {
        const text = chipOn(count, ratingSymbols[level]);
        return { value: count, label: { ...chip, show: text !== '', formatter: text } };
      }),
    };
  });
}

const dayAndMonth = new RegExp(`\\b(\\d{1,2}) (${monthNames.join('|')})\\b`, 'g');

/** `16 September 2026` -> `16 Sep 2026`, with day and month on one line. */
const shortMonths = (text: string) =>
  text.replace(dayAndMonth, (_, day: string, month: string) => `${day}\u00a0${month.slice(0, 3)}`);

/** Columns, one a board, the oldest first. */
export function layBoards(picture: Extract<Picture, { kind: 'ratings-by-board' }>, frame: Frame): Drawing {
  const { boards, series } = picture;
  const most = highest(boards.length, series);
  if (most === 0) return layNothing(frame, 'There are no actions to show.');
  const plotHeight = 220;
  const left = 42;
  const columnWidth = (frame.width - left - 10) / boards.length;
  const perLine = charactersIn(columnWidth);
  const isUpright = perLine < 7;
  const names = boards.map((board) => {
    // A day in brackets stays on a line of its own where it fits.
    const text = shortMonths(clean(board)).replace(/\([^)]*\)/, (day) =>
      day.length <= perLine ? day.replaceAll(' ', '\u00a0') : day,
    );
    return isUpright ? shorten(text, 20) : breakLines(text, Math.max(perLine, 8), 3);
  });
  const bottom = isUpright ? Math.max(...names.map(widthOf)) + 12 : Math.max(...names.map(heightOf)) + 12;
  const barWidth = Math.min(90, columnWidth * 0.72);
  const pixels = plotHeight / scaleOf(most).max;
  const { option, ...size } = lay(frame, {
    legend: legendOf(series, frame),
    around: { left, right: 10, top: 22, bottom },
    plotHeight,
  });
  return {
    ...size,
    option: {
      ...option,
      xAxis: nameAxis(names, isUpright ? { rotate: 90 } : {}),
      yAxis: { ...countAxis(most, 'Actions'), nameGap: 8 },
      series: stacked(series, { barWidth }, (count, symbol) => {
        if (count * pixels < 17) return '';
        return [`${symbol} ${count}`, `${count}`].find((text) => widthOf(text) + 6 <= barWidth * 0.8) ?? '';
      }),
    },
  };
}

const mostThemes = 20;

/** Which themes are drawn where not all can be: those with most reds, then ambers; in the plan's order. */
function worstThemes(themes: readonly string[], series: readonly PictureSeries[]): number[] {
  const all = themes.map((_, at) => at);
  const ofLevel = (level: string, at: number) =>
    sum(series.filter((one) => one.level === level).map(({ counts }) => counts[at] ?? 0));
  return all
    .toSorted(
      (a, b) => ofLevel('red', b) - ofLevel('red', a) || ofLevel('amber', b) - ofLevel('amber', a) || a - b,
    )
    .slice(0, mostThemes)
    .toSorted((a, b) => a - b);
}

/** Bars, one a theme, in the plan's order. */
export function layThemes(picture: Extract<Picture, { kind: 'ratings-by-theme' }>, frame: Frame): Drawing {
  const shown = worstThemes(picture.themes, picture.series);
  const themes = shown.map((at) => picture.themes[at] ?? '');
  const series = picture.series.map((one) => ({ ...one, counts: shown.map((at) => one.counts[at] ?? 0) }));
  const most = highest(themes.length, series);
  if (most === 0) return layNothing(frame, 'There are no actions to show.');
  const left = Math.round(frame.width * 0.36);
  const right = 16;
  const pixels = (frame.width - left - right) / scaleOf(most).max;
  const more = picture.themes.length - themes.length;
  const { option, ...size } = lay(frame, {
    legend: legendOf(series, frame),
    footnote:
      more === 0 ? '' : `The ${mostThemes} themes with most reds and ambers; ${more} more are in the table.`,
    around: { left, right, top: 4, bottom: 46 },
    plotHeight: 40 * themes.length,
  });
  return {
    ...size,
    option: {
      ...option,
      yAxis: {
        ...nameAxis(themes.map((theme) => breakLines(clean(theme), charactersIn(left - 16), 2))),
        inverse: true,
      },
      xAxis: { ...countAxis(most, 'Actions'), nameLocation: 'middle', nameGap: 24 },
      series: stacked(series, { barWidth: 22 }, (count, symbol) =>
        count === 0
          ? ''
          : ([`${symbol} ${count}`, `${count}`].find((text) => widthOf(text) + 8 <= count * pixels) ?? ''),
      ),
    },
  };
}
