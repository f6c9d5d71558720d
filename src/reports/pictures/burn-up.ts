import type { LineSeriesOption } from 'echarts/charts';
import { monthWords, type Picture } from '../../domain/digest/pictures.ts';
import {
  chip,
  countAxis,
  type Drawing,
  type Frame,
  lay,
  layNothing,
  scaleOf,
  textStyle,
  widthOf,
} from './layout.ts';
import { fills, ink, plainFill } from './look.ts';

/** Months since year 0, to measure along. */
function monthNumber(month: string): number {
  const [year = '', number = ''] = month.split('-');
  return Number(year) * 12 + Number(number) - 1;
}

function monthOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Months between marks of the axis, so that at most seven stand below it. */
const intervalFor = (span: number) =>
  [1, 2, 3, 6, 12, 24, 60, 120].find((months) => span / months <= 6) ?? 240;

type Point = readonly [number, number];

const shortMonth = (month: string) => monthWords(month).replace(/^(\w{3})\w*/u, '$1');

/** One line with its name and number at its end. */
function line(
  name: string,
  points: readonly Point[],
  lineStyle: LineSeriesOption['lineStyle'] & { readonly color: string },
  lift: number,
): LineSeriesOption {
  const last = points.length - 1;
  return {
    type: 'line',
    step: 'end',
    silent: true,
    symbolSize: 7,
    lineStyle,
    itemStyle: { color: lineStyle.color },
    data: points.map(([month, count], at) => ({
      value: [month, count],
      symbol: at === last ? 'circle' : 'none',
      label: {
        ...chip,
        show: at === last,
        position: 'right',
        distance: 6,
        offset: [0, -lift],
        formatter: `${name} ${count}`,
      },
    })),
  };
}

/** Two lines that climb, and where on them today is. */
export function layBurnUp(picture: Extract<Picture, { kind: 'burn-up' }>, frame: Frame): Drawing {
  const { months, planned, completed, actions, undated } = picture;
  if (actions === 0) return layNothing(frame, 'There are no actions to show.');
  const numbers = months.map(monthNumber);
  const points = (counts: readonly (number | null)[]): Point[] =>
    numbers.flatMap((month, at): Point[] => {
      const count = counts[at] ?? null;
      return count === null ? [] : [[month, count]];
    });
  const [plan, done] = [points(planned), points(completed)];
  const [first = 0] = numbers;
  const final = numbers.at(-1) ?? first;
  const interval = intervalFor(final - first);
  // A step before the first month, in which what it adds up to can be seen to begin.
  const from = Math.floor((first - 1) / interval) * interval;
  const to = Math.max(from + interval, Math.ceil(final / interval) * interval);
  const [now, count] = done.at(-1) ?? [first, 0];
  const plotHeight = 230;
  const most = Math.max(actions, ...planned);
  // Where the lines end close together, their names give way to each other.
  const [end, due] = plan.at(-1) ?? [final, 0];
  const isClose = end === now && Math.abs(due - count) * (plotHeight / scaleOf(most).max) < 18;
  const lift = isClose ? (count > due ? -10 : 10) : 0;
  const { option, ...size } = lay(frame, {
    footnote:
      undated === 0 ? '' : `${undated} of ${actions} actions name no date and are planned for no month.`,
    around: { left: 42, right: Math.ceil(widthOf(`Completed ${most}`)) + 12, top: 46, bottom: 46 },
    plotHeight,
  });
  const climbing = (line: readonly Point[]): Point[] => [[from, 0], ...line];
  return {
    ...size,
    option: {
      ...option,
      xAxis: {
        type: 'value',
        min: from,
        max: to,
        interval,
        axisLine: { onZero: false, lineStyle: { color: ink.line } },
        splitLine: { show: false },
        axisLabel: {
          ...textStyle,
          formatter: (value: number) => shortMonth(monthOf(value)).replace(' ', '\n'),
        },
      },
      yAxis: { ...countAxis(most, 'Actions'), nameGap: 30 },
      series: [
        {
          type: 'line',
          silent: true,
          symbol: 'none',
          lineStyle: { color: ink.line, width: 1, type: 'dotted' },
          data: [
            [now, 0],
            {
              value: [now, scaleOf(most).max],
              symbol: 'circle',
              symbolSize: 1,
              label: {
                ...chip,
                show: true,
                position: 'top',
                distance: 2,
                formatter: shortMonth(monthOf(now)),
              },
            },
          ],
        },
        line('Planned', climbing(plan), { color: plainFill, width: 2, type: 'dashed' }, lift),
        line('Completed', climbing(done), { color: fills.green[0], width: 3 }, -lift),
      ],
    },
  };
}
