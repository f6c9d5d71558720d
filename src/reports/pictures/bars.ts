import type { BarSeriesOption } from 'echarts/charts';
import type { Picture } from '../../domain/digest/pictures.ts';
import { type Rating, ratingSymbols } from '../../domain/shared/rating.ts';
import { ratingInWords } from '../../domain/shared/rating-in-words.ts';
import {
  charactersIn,
  countAxis,
  type Drawing,
  type Frame,
  lay,
  layNothing,
  nameAxis,
  textStyle,
  widthOf,
} from './layout.ts';
import { fillOf, plainFill } from './look.ts';
import { breakLines, clean, shorten } from './text.ts';

interface Bar {
  /** In at most two lines of so many characters. */
  readonly name: (perLine: number) => string;
  readonly value: number;
  /** What it says at its end. */
  readonly text: string;
  readonly itemStyle: NonNullable<BarSeriesOption['itemStyle']>;
}

interface Bars {
  readonly bars: readonly Bar[];
  /** What is counted. */
  readonly subtitle: string;
  readonly footnote: string;
  /** Of one mark of the axis; the values are divided by it. */
  readonly unit: number;
}

const mostBars = 20;

/** Bars with a name before and words behind each. */
function layBars(frame: Frame, { bars, subtitle, footnote, unit }: Bars): Drawing {
  const left = Math.round(frame.width * 0.42);
  const right = Math.ceil(Math.max(...bars.map(({ text }) => widthOf(text)))) + 14;
  const { option, ...size } = lay(frame, {
    subtitle,
    footnote,
    around: { left, right, top: 4, bottom: 28 },
    plotHeight: 40 * bars.length,
  });
  return {
    ...size,
    option: {
      ...option,
      yAxis: { ...nameAxis(bars.map(({ name }) => name(charactersIn(left - 16)))), inverse: true },
      xAxis: countAxis(Math.max(...bars.map(({ value }) => value / unit)), ''),
      series: [
        {
          type: 'bar',
          silent: true,
          barWidth: 20,
          data: bars.map(({ value, text, itemStyle }) => ({
            value: value / unit,
            itemStyle,
            label: { ...textStyle, show: true, position: 'right', distance: 6, formatter: () => text },
          })),
        },
      ],
    },
  };
}

/** `▲ Amber → ◆ Red`, on two lines where it is longer than one. */
function moveName(from: Rating, to: Rating, perLine: number): string {
  const marked = (rating: Rating) => `${ratingSymbols[rating.level]} ${clean(ratingInWords(rating))}`;
  const [before, after] = [marked(from), `→ ${marked(to)}`];
  const line = `${before} ${after}`;
  return line.length <= perLine ? line : `${shorten(before, perLine)}\n${shorten(after, perLine)}`;
}

/** A bar for each way that ratings moved, filled as what they moved to. */
export function layMovements(
  { moves, since }: Extract<Picture, { kind: 'movements' }>,
  frame: Frame,
): Drawing {
  const after = since === null ? 'since the plan was imported' : `since the board of ${since}`;
  if (moves.length === 0) return layNothing(frame, `No rating has changed ${after}.`);
  const more = Math.max(0, moves.length - mostBars);
  return layBars(frame, {
    bars: moves
      .toSorted((a, b) => (more === 0 ? 0 : b.actions - a.actions))
      .slice(0, mostBars)
      .map(({ from, to, actions }) => ({
        name: (perLine) => moveName(from, to, perLine),
        value: actions,
        text: String(actions),
        itemStyle: fillOf(to.level),
      })),
    footnote: more === 0 ? '' : `The most common; ${more} more ways are in the table.`,
    subtitle: `Actions that moved ${after}`,
    unit: 1,
  });
}

/** The mean month of the calendar. */
const daysAMonth = 365.2425 / 12;

/** A bar for each action that slipped, the longest first. */
export function laySlippage({ actions }: Extract<Picture, { kind: 'slippage' }>, frame: Frame): Drawing {
  if (actions.length === 0) return layNothing(frame, 'No action has a revised date after its original one.');
  const more = Math.max(0, actions.length - mostBars);
  return layBars(frame, {
    bars: actions.slice(0, mostBars).map(({ ref, title, days, slippage }) => ({
      name: (perLine) => breakLines(clean(`${ref} ${title}`), perLine, 2),
      value: days,
      text: slippage,
      itemStyle: { color: plainFill },
    })),
    footnote: more === 0 ? '' : `The ${mostBars} longest, and ${more} more in the table.`,
    subtitle: 'Months from the original timescale to the revised one',
    unit: daysAMonth,
  });
}
