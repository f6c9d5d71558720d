import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { QuestionChoice } from '../../domain/import/reading-question.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { parseDay } from '../../domain/shared/days.ts';
import { findNumericDates, orderOf } from '../../domain/shared/numeric-date.ts';
import { oncePerText } from '../../domain/shared/once-per-text.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import {
  britishRules,
  type DateOrder,
  type TermDays,
  type TimescaleDoubt,
  type TimescaleRules,
  type YearEdge,
} from '../../domain/shared/timescale-rules.ts';
import type { PlanTable } from '../table/read-table.ts';
import type { Field } from '../table/row-reader.ts';
import type { Doubt, Questions } from '../text/questions.ts';
import { type CellPlace, warning } from '../text/warnings.ts';
import type { ColumnOrder, DateOrders } from './date-order.ts';
import { readTimescaleCell, type TimescaleCell } from './timescale-cell.ts';
import {
  namedYearDoubt,
  noDate,
  quarterYearDoubt,
  yearMeansDoubt,
  yearOfPeriodsDoubt,
} from './year-doubts.ts';
import { likelyYearOf, yearsNamed } from './years-named.ts';

/** The words of one cell of dates. */
export interface DateWords {
  readonly text: string;
  readonly header: string;
  readonly sheet: string;
  readonly row: number;
  /** The day on which its action starts, for spans of time that count from it; null where none is known. */
  readonly start: string | null;
}

/** Rules that settle a cell's doubts, and which of them the PM is asked about. */
export interface SettledRules {
  readonly rules: TimescaleRules;
  readonly asked: readonly TimescaleDoubt[];
}

/** Knows how a file's dates are read, and asks what it leaves open. */
export interface DateReading {
  /** A cell is counted once, however often it is settled. */
  settle(words: DateWords): SettledRules;
  /** What a cell says by its settled rules. */
  read(field: Field, rules: TimescaleRules): TimescaleCell;
  readonly warnings: readonly ImportWarning[];
}

/** What every cell of one column shares. */
interface DateColumn {
  readonly order: ColumnOrder;
  /** As its cells are read where nothing is in doubt. */
  readonly rules: TimescaleRules;
  readonly doubtsOf: (text: string) => ReadonlySet<TimescaleDoubt>;
}

/** What is known of a file's dates before they are read. */
export interface DateFacts {
  readonly orders: DateOrders;
  /** The day the document describes, if it says so. */
  readonly positionDate: string | null;
  /** What stands above its tables and on its cover. */
  readonly titles: readonly string[];
  /** Terms as the plan's calendar has them. */
  readonly terms: readonly TermDays[];
}

/** What a date rests on beside its own words, in one file. */
export function createDateReading(
  tables: readonly PlanTable[],
  questions: Questions,
  { orders, positionDate, titles, terms }: DateFacts,
): DateReading {
  const likelyYear = likelyYearOf(tables);
  let years: readonly number[] | null = null;
  const settled = new Map<string, string>();
  const columns = new Map<string, DateColumn>();
  const readers = new Map<TimescaleRules, (text: string) => TimescaleCell>();

  const columnOf = ({ sheet, header }: DateWords): DateColumn => {
    const key = `${sheet}\n${header}`;
    const known = columns.get(key);
    if (known !== undefined) return known;
    const order = orders.of(sheet, header);
    const rules: TimescaleRules = { ...britishRules, order: order.order, eitherOrder: true, terms };
    const doubtsOf = oncePerText(
      (text) => new Set(mayDoubt(text, order.decided) ? parseTimescale(text, rules).doubts : []),
    );
    const column = { order, rules, doubtsOf };
    columns.set(key, column);
    readers.set(
      rules,
      oncePerText((text) => readTimescaleCell({ cell: null, text, header }, rules)),
    );
    return column;
  };

  const ask = (doubt: Omit<Doubt, 'place'>, { sheet, row, header, text }: DateWords): string => {
    const place: CellPlace = { sheet, row, column: header, value: text };
    const key = `${doubt.id}\n${sheet}\n${row}\n${header}\n${text}`;
    const value = settled.get(key) ?? questions.ask({ ...doubt, place });
    settled.set(key, value);
    return value;
  };

  return {
    settle(words) {
      const column = columnOf(words);
      const doubts = column.doubtsOf(words.text);
      const asked: TimescaleDoubt[] = [];
      let { rules } = column;
      if (doubts.has('date-order') && !column.order.decided) {
        const order = ask(orderDoubt(words, column.order), words);
        rules = { ...rules, order: order === 'month-first' ? 'month-first' : 'day-first' };
        asked.push('date-order');
      }
      if (doubts.has('year-means')) {
        const means = ask(yearMeansDoubt(words.text, likelyYear, rules), words);
        rules = { ...rules, yearMeans: means === 'academic' ? 'academic' : 'financial' };
        asked.push('year-means');
      }
      if (doubts.has('quarter-year')) {
        const means = ask(quarterYearDoubt(words.text, words.header, rules), words);
        rules = { ...rules, quarterYear: means === 'calendar' ? means : edgeOf(means) };
        asked.push('quarter-year');
      }
      if (doubts.has('named-year')) {
        const means = ask(namedYearDoubt(words.text, words.header, rules), words);
        rules = { ...rules, namedYear: edgeOf(means) };
        asked.push('named-year');
      }
      if (doubts.has('year-of-periods')) {
        years ??= yearsNamed(tables, titles, positionDate);
        const doubt = yearOfPeriodsDoubt(words.text, years, rules);
        if (doubt !== null) {
          const year = Number(ask(doubt, words));
          rules = { ...rules, yearOfPeriods: Number.isInteger(year) ? year : null };
          asked.push('year-of-periods');
        }
      }
      if (doubts.has('counted-from')) {
        const from = ask(countDoubt(words.text, positionDate, questions.answerTo(countedFromId)), words);
        rules = { ...rules, countedFrom: from === startDate ? words.start : dayIn(from) };
        asked.push('counted-from');
      }
      return { rules, asked };
    },
    read(field, rules) {
      const reader = field.cell?.date?.precision === 'day' ? undefined : readers.get(rules);
      return reader === undefined ? readTimescaleCell(field, rules) : reader(field.text);
    },
    warnings: orders.mixed.map(({ sheet, header, bothWays }) => {
      const message = `This column has dates with the day first (${bothWays['day-first']}) and with the month first (${bothWays['month-first']}); each was read in the only way that makes it a date.`;
      return warning('date-orders-mixed', message, { sheet, column: header });
    }),
  };
}

function orderDoubt({ text, header }: DateWords, { order, bothWays }: ColumnOrder): Omit<Doubt, 'place'> {
  const date = findNumericDates(text).find((one) => orderOf(one) === 'either');
  const spoken = (of: DateOrder) => dayAndMonth(date?.[of] ?? null);
  const example = date?.text ?? text;
  const isBoth =
    bothWays === null
      ? ''
      : `“${header}” has dates with the day first (${bothWays['day-first']}) and with the month first (${bothWays['month-first']}). `;
  return {
    id: `date-order:${header}`,
    text: `${isBoth}Is ${example} in “${header}” ${spoken('day-first')} or ${spoken('month-first')}?`,
    choices: [
      { value: 'day-first', label: `Day first: ${example} is ${spoken('day-first')}` },
      { value: 'month-first', label: `Month first: ${example} is ${spoken('month-first')}` },
    ],
    taken: order,
  };
}

/** `4 May`, without the year, which is in no doubt. */
function dayAndMonth(day: string | null): string {
  return day === null ? '' : formatDate(day).replace(/ \d{4}$/, '');
}

function edgeOf(answer: string): YearEdge | null {
  return answer === 'begins' || answer === 'ends' ? answer : null;
}

const orderMark = /\d[./-]\d/;
const yearMark = /(?<![\d/.-])(?:20)?\d{2}\s?[/–-]\s?(?:20)?\d{2}(?![\d/.-])/;
const spanMark = /\b(?:day|week|wk|month|mth|year|yr)s?\b/i;
/** Of quarters, terms, feasts and years that are named by one number. */
const periodMark = /\bq|quarter|\b[af]\/?y|\bht|half|aut|spr|sum|winter|easter|christmas|xmas|new\syear/i;

/** Without one of these marks there is no doubt, and most cells need not be read twice. */
function mayDoubt(text: string, isOrderKnown: boolean): boolean {
  return (
    (!isOrderKnown && orderMark.test(text)) ||
    yearMark.test(text) ||
    spanMark.test(text) ||
    periodMark.test(text)
  );
}

const countedFromId = 'counted-from';
const startDate = 'start-date';

function countDoubt(text: string, positionDate: string | null, answer: string | null): Omit<Doubt, 'place'> {
  // An answer names its day, so that a later document with another position date does not move what is due.
  const said = dayIn(answer ?? '');
  const days = [
    ...(positionDate === null
      ? []
      : [{ value: positionDate, label: `From ${formatDate(positionDate)}, the plan's position date` }]),
    ...(said === null || said === positionDate
      ? []
      : [{ value: said, label: `From ${formatDate(said)}, as you said` }]),
  ];
  const choices: QuestionChoice[] = [
    ...days,
    { value: startDate, label: 'From the day each action starts, where the plan gives one' },
    { value: noDate, label: 'Leave them without a date' },
  ];
  return {
    id: countedFromId,
    text: `From which day does “${text}” count? Until you say so it has no date.`,
    choices,
    taken: noDate,
  };
}

function dayIn(value: string): string | null {
  return parseDay(value)?.toString() ?? null;
}
