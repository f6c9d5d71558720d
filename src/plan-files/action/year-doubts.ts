import type { QuestionChoice } from '../../domain/import/reading-question.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import type { TimescaleRules } from '../../domain/shared/timescale-rules.ts';
import type { Doubt } from '../text/questions.ts';

type YearDoubt = Omit<Doubt, 'place'>;
export type YearKind = 'financial' | 'academic';

/** Until the PM says otherwise, what rests on such a doubt has no date. */
export const noDate = 'no-date';
const leave: QuestionChoice = { value: noDate, label: 'Leave them without a date' };

/** A choice with what it makes of the words; null where it makes no date of them. */
function choiceOf(
  value: string,
  says: string,
  { text, rules }: { readonly text: string; readonly rules: TimescaleRules },
): QuestionChoice | null {
  const { date } = parseTimescale(text, rules).timescale;
  return date === null ? null : { value, label: `${says}: “${text}” is due by ${formatDate(date)}` };
}

/** `2026/27`: of the council or of the schools. */
export function yearMeansDoubt(text: string, likely: YearKind, rules: TimescaleRules): YearDoubt {
  const ofYear = (yearMeans: YearKind, says: string) =>
    choiceOf(yearMeans, says, { text, rules: { ...rules, yearMeans } }) ?? { value: yearMeans, label: says };
  return {
    id: 'year-means',
    text: `Is “${text}” a financial year (April to March) or an academic year (September to August)?`,
    choices: [ofYear('financial', 'Financial year'), ofYear('academic', 'Academic year')],
    taken: likely,
  };
}

/** `Q3 2026` in a column: of the calendar's year, or of the financial one that begins or ends in it. */
export function quarterYearDoubt(text: string, header: string, rules: TimescaleRules): YearDoubt {
  const choices = [
    choiceOf('calendar', 'Calendar year', { text, rules: { ...rules, quarterYear: 'calendar' } }),
    choiceOf('begins', 'Financial year that begins then', {
      text,
      rules: { ...rules, quarterYear: 'begins' },
    }),
    choiceOf('ends', 'Financial year that ends then', { text, rules: { ...rules, quarterYear: 'ends' } }),
  ];
  return {
    id: `quarter-year:${header}`,
    text: `Is “${text}” in “${header}” a quarter of the calendar year or of a financial year? Until you say so it has no date.`,
    choices: [...choices.filter((one) => one !== null), leave],
    taken: noDate,
  };
}

/** `FY27` in a column: the year that begins or ends in 2027. */
export function namedYearDoubt(text: string, header: string, rules: TimescaleRules): YearDoubt {
  const choices = [
    choiceOf('ends', 'The year that ends then', { text, rules: { ...rules, namedYear: 'ends' } }),
    choiceOf('begins', 'The year that begins then', { text, rules: { ...rules, namedYear: 'begins' } }),
  ];
  return {
    id: `named-year:${header}`,
    text: `Does the year of “${text}” in “${header}” begin or end in the year that is named? Until you say so it has no date.`,
    choices: [...choices.filter((one) => one !== null), leave],
    taken: noDate,
  };
}

/** `Autumn 2`, `Q3`: in which of the years that the plan speaks of. null where it speaks of none. */
export function yearOfPeriodsDoubt(
  text: string,
  years: readonly number[],
  rules: TimescaleRules,
): YearDoubt | null {
  const choices = years.flatMap(
    (year) =>
      choiceOf(`${year}`, `In ${year}/${`${year + 1}`.slice(2)}`, {
        text,
        rules: { ...rules, yearOfPeriods: year },
      }) ?? [],
  );
  return choices.length === 0
    ? null
    : {
        id: 'year-of-periods',
        text: `“${text}” names no year. In which year are such dates? Until you say so they have none.`,
        choices: [...choices, leave],
        taken: noDate,
      };
}
