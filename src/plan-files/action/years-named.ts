import { spanStart } from '../../domain/shared/date-shapes.ts';
import type { PlanTable } from '../table/read-table.ts';
import type { YearKind } from './year-doubts.ts';

const searchedRows = 200;
const schoolWords = /\b(?:autumn|spring|summer|half[ -]?|school|academic)\s?(?:term|year|[12]\b)|\bay\s?\d/i;
const financialWords = /\bq(?:uarter|tr)?\.?\s?[1-4]\b|\bfy\b|\bf\/y\b|\b(?:financial|fiscal) year/i;

/** The kind of year that the plan's own dates speak of more often; a council's, where they speak of neither. */
export function likelyYearOf(tables: readonly PlanTable[]): YearKind {
  let school = 0;
  let financial = 0;
  for (const { table } of tables) {
    for (const { column } of table.columns.filter(({ role }) => role === 'timescale' || role === 'revised')) {
      for (const { cells } of table.rows.slice(0, searchedRows)) {
        const text = cells.get(column)?.text.slice(0, 200) ?? '';
        school += schoolWords.test(text) ? 1 : 0;
        financial += financialWords.test(text) ? 1 : 0;
      }
    }
  }
  return school > financial ? 'academic' : 'financial';
}

const anyYear = /(?<![\d/.-])(?:20\d{2}\s?[/–-]\s?(?:20)?\d{2}|20\d{2})(?![\d/-])/g;
const mostYears = 6;

/**
 * The school or financial years, by the first of their two, that a plan's title, position date and other dates speak of: a period
 * without a year lies in one of them.
 */
export function yearsNamed(
  tables: readonly PlanTable[],
  titles: readonly string[],
  positionDate: string | null,
): number[] {
  const dates = tables.flatMap(({ table }) =>
    table.columns
      .filter(({ role }) => role === 'timescale' || role === 'revised')
      .flatMap(({ column }) =>
        table.rows.slice(0, searchedRows).flatMap(({ cells }) => cells.get(column)?.text.slice(0, 200) ?? []),
      ),
  );
  const spans = titles.flatMap((text) => text.match(anyYear) ?? []).flatMap((text) => spanStart(text) ?? []);
  const ofDates = [positionDate?.slice(0, 4) ?? '', ...dates]
    .flatMap((text) => text.match(/(?<!\d)20\d{2}(?!\d)/g) ?? [])
    // A date of one year lies in the school year that begins in it or in the one that ends in it.
    .flatMap((text) => [Number(text) - 1, Number(text)]);
  return [...new Set([...spans, ...ofDates])].sort((a, b) => a - b).slice(0, mostYears);
}
