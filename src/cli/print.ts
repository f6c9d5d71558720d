import type { ImportWarning } from '../domain/import/imported-plan.ts';

// Every function turns one result into text for a terminal; `--json` prints the result itself instead.

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
export const lines = (...parts: readonly (string | readonly string[])[]) => parts.flat().join('\n');
/** Cell text may hold terminal escapes; nothing but line breaks and tabs gets through. */
export const printable = (text: string) =>
  text.replaceAll(/[\p{Cc}]/gu, (char) => (char === '\n' || char === '\t' ? char : ' '));
export const safeLine = (text: string) => printable(text).replaceAll(/\s+/gu, ' ');

export function warningLine({ sheet, row, column, message, value }: ImportWarning): string {
  const place = [sheet, row === null ? null : `row ${row}`, column]
    .filter((part) => part !== null)
    .join(', ');
  const shown = value === null ? '' : ` [${safeLine(value).slice(0, 80)}]`;
  return `  - ${place === '' ? '' : `${safeLine(place)}: `}${safeLine(message)}${shown}`;
}

export function warningLines(warnings: readonly ImportWarning[]): string[] {
  return warnings.length === 0
    ? []
    : [`${plural(warnings.length, 'warning')}:`, ...warnings.map(warningLine)];
}

export const ratingOf = ({ label }: { label: string }) => (label === '' ? 'not rated' : safeLine(label));

export function countBy<T>(items: readonly T[], name: (item: T) => string): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + 1);
  return [...counts].map(([key, count]) => `${count} ${key}`).join(', ');
}
