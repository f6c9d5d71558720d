import type { Fact, Figure } from './measure.ts';

const columns = [
  'figure',
  'floor',
  'floor is',
  'ours',
  'ratio min / median / max',
  'rounds x samples',
] as const;

function amount(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
}

function cells({ name, unit, floorName, floor, ours, ratio, rounds, samples }: Figure): string[] {
  const ratios = [ratio.min, ratio.median, ratio.max].map((value) => value.toFixed(2)).join(' / ');
  return [
    name,
    amount(floor, unit),
    floorName,
    amount(ours, unit),
    ratios,
    `${rounds} x ${Math.round(samples / rounds)}`,
  ];
}

/** A Markdown table, padded to be read as plain text too. */
function draw(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function drawTable(figures: readonly Figure[]): string {
  return draw(columns, figures.map(cells));
}

export function drawFacts(facts: readonly Fact[]): string {
  return draw(
    ['what', 'counted'],
    facts.map(({ name, value }) => [name, value]),
  );
}
