import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TitleComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { background, fontFamilies, ink } from './look.ts';
import { breakLines, clean } from './text.ts';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TitleComponentOption
>;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly option: ChartOption;
}

export interface DrawnPicture {
  readonly svg: string;
  /** Of the SVG's own units, a pixel of a common screen each. */
  readonly width: number;
  readonly height: number;
}

/** How wide a picture is drawn, and what stands above it; '' for nothing. */
export interface Frame {
  readonly width: number;
  readonly heading: string;
}

const fontSize = 13;
const lineHeight = 17;
/** A little more than most texts take of it, so that labels do not run into one another. */
const characterWidth = 7.4;
const margin = 10;

/** How many characters fit on a line of so many pixels. */
export const charactersIn = (pixels: number) => Math.max(1, Math.floor(pixels / characterWidth));
export const widthOf = (text: string) => [...text].length * characterWidth;
export const heightOf = (text: string) => text.split('\n').length * lineHeight;

export const textStyle = { color: ink.text, fontFamily: fontFamilies, fontSize, lineHeight } as const;

/** A number on its bar: on white, whatever the bar's colour and pattern. */
export const chip = {
  ...textStyle,
  lineHeight: 14,
  backgroundColor: background,
  borderRadius: 2,
  padding: [1, 3],
  textBorderWidth: 0,
};

export interface LegendEntry {
  /** Of the series. */
  readonly id: string;
  readonly text: string;
}

const iconWidth = 22;
const entryWidth = ({ text }: LegendEntry) => iconWidth + 24 + widthOf(text);

/** Entries in rows that each fit: how many a client would fit is not left to it. */
function legendRows(entries: readonly LegendEntry[], width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let left = 0;
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row === undefined || entryWidth(entry) > left) {
      rows.push([entry]);
      left = width - 2 * margin - entryWidth(entry);
    } else {
      row.push(entry);
      left -= entryWidth(entry);
    }
  }
  return rows;
}

interface Parts {
  /** Between heading and plot; '' for nothing. */
  readonly subtitle?: string;
  readonly legend?: readonly LegendEntry[];
  /** Below all; '' for nothing. */
  readonly footnote?: string;
  /** What the axes need around the plot itself. */
  readonly around: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly plotHeight: number;
}

/** The parts of a picture one below the other; everything has its place before anything is drawn. */
export function lay({ width, heading }: Frame, parts: Parts): Drawing {
  const { subtitle = '', legend = [], footnote = '', around, plotHeight } = parts;
  const whole = charactersIn(width - 2 * margin);
  // Bold letters are wider.
  const title = breakLines(clean(heading), Math.floor(whole * 0.92), 3);
  const below = breakLines(clean(subtitle), whole, 2);
  const note = breakLines(clean(footnote), whole, 2);
  const rows = legendRows(legend, width);
  const texts = new Map(legend.map(({ id, text }) => [id, text]));
  const belowTop = margin + (title === '' ? 0 : heightOf(title) + 8);
  const legendTop = belowTop + (below === '' ? 0 : heightOf(below) + 6);
  const rowHeight = 22;
  const top = legendTop + rows.length * rowHeight + (rows.length > 0 ? 6 : 0) + around.top;
  const noteTop = top + plotHeight + around.bottom + 4;
  const height = noteTop + (note === '' ? 0 : heightOf(note)) + margin - 4;
  const at = (text: string, y: number, isStrong: boolean): TitleComponentOption => ({
    text,
    left: margin,
    top: y,
    padding: 0,
    textStyle: { ...textStyle, fontWeight: isStrong ? 'bold' : 'normal' },
  });
  return {
    width,
    height: Math.ceil(height),
    option: {
      animation: false,
      backgroundColor: background,
      textStyle,
      title: [
        ...(title === '' ? [] : [at(title, margin, true)]),
        ...(below === '' ? [] : [at(below, belowTop, false)]),
        ...(note === '' ? [] : [at(note, noteTop, false)]),
      ],
      legend: rows.map((row, index) => ({
        data: row.map(({ id }) => id),
        formatter: (id: string) => texts.get(id) ?? id,
        left: margin,
        top: legendTop + index * rowHeight,
        padding: 0,
        itemGap: 14,
        itemWidth: iconWidth,
        itemHeight: 14,
        textStyle,
        selectedMode: false,
      })),
      grid: { left: around.left, right: around.right, top, height: plotHeight },
    },
  };
}

/** Instead of an empty plot. */
export function layNothing(frame: Frame, words: string): Drawing {
  return lay(frame, {
    footnote: words,
    around: { left: 0, right: 0, top: 0, bottom: 0 },
    plotHeight: 0,
  });
}

/** The end of an axis of counts and the step of its marks: whole numbers of one digit and zeros, at most six. */
export function scaleOf(most: number): { max: number; interval: number } {
  const rough = Math.max(1, most) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = Math.max(1, [1, 2, 5, 10].map((step) => step * power).find((step) => step >= rough) ?? 1);
  return { max: Math.ceil(Math.max(1, most) / interval) * interval, interval };
}

/** An axis of counts; '' for no name. */
export function countAxis(most: number, name: string) {
  return {
    type: 'value' as const,
    min: 0,
    ...scaleOf(most),
    ...(name === '' ? {} : { name, nameTextStyle: textStyle }),
    axisLabel: textStyle,
    splitLine: { lineStyle: { color: ink.grid } },
  };
}

/** An axis of names, each in lines of its own. */
export function nameAxis(names: readonly string[], label: { readonly rotate?: number } = {}) {
  return {
    type: 'category' as const,
    data: [...names],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: { ...textStyle, ...label, interval: 0 },
  };
}
