import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { foldWords } from '../../domain/shared/fold.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { slugOf } from '../../domain/shared/slug.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import type { Sheet } from '../grid/grid.ts';
import type { PlanTable } from '../table/read-table.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';

/** A document's tables of actions, without those that hold the same actions at another time. */
export interface OwnTables {
  readonly tables: readonly PlanTable[];
  /** The sheets of the tables that were left out. */
  readonly left: ReadonlySet<Sheet>;
  readonly warnings: readonly ImportWarning[];
}

/** So many actions of the shorter of two sheets must stand on the other as well. */
const sameShare = 0.7;
const leastSame = 2;
const old =
  /\b(old|archived?|copy|previous|prior|last|superseded|draft|backup|history|historic|closed|completed)\b/i;
const monthOfYear =
  /(?:\b\d{1,2}(?:st|nd|rd|th)?\s+)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:20)?\d\d\b/i;

/** Of sheets that hold the same actions (a tab a month) one is the plan as it stands, which the PM is asked. */
export function settleEditions(tables: readonly PlanTable[], questions: Questions): OwnTables {
  const warnings: ImportWarning[] = [];
  const left = new Set<Sheet>();
  for (const group of sameActions(tables)) {
    const taken = latestOf(group);
    const choiceOf = ({ sheet }: PlanTable) => slugOf(sheet.name, 40) || 'sheet';
    const names = group.map(({ sheet }) => `“${sheet.name}”`).join(', ');
    const answer = questions.ask({
      id: `editions:${group.map(choiceOf).join(':')}`,
      text: `The sheets ${names} hold the same actions. Which of them is the plan as it stands?`,
      choices: [
        ...group.map((table) => ({ value: choiceOf(table), label: table.sheet.name })),
        { value: 'all', label: 'They are different actions: read all of them' },
      ],
      taken: choiceOf(taken),
      place: { sheet: taken.sheet.name },
    });
    const chosen = group.find((table) => choiceOf(table) === answer);
    for (const { sheet, drafts } of chosen === undefined ? [] : group.filter((one) => one !== chosen)) {
      left.add(sheet);
      const message = `This sheet holds the actions of “${chosen?.sheet.name ?? ''}” once more; its ${drafts.length} rows were not read.`;
      warnings.push(warning('sheet-not-read', message, { sheet: sheet.name }));
    }
  }
  return { tables: tables.filter(({ sheet }) => !left.has(sheet)), left, warnings };
}

type Draft = PlanTable['drafts'][number];

const titleOf = ({ rows }: Draft): string => oneLine(rows[0]?.text('action') ?? '');

function sameActions(tables: readonly PlanTable[]): PlanTable[][] {
  const sheets = tables.filter(({ sheet, drafts }) => sheet.kind === 'sheet' && drafts.length >= leastSame);
  const keys = new Map(
    sheets.map((table) => [
      table,
      new Set(table.drafts.map((draft) => `${refKey(draft.ref)}\n${foldWords(titleOf(draft))}`)),
    ]),
  );
  const isSame = (one: PlanTable, other: PlanTable) => {
    const [a, b] = [keys.get(one) ?? new Set<string>(), keys.get(other) ?? new Set<string>()];
    const both = [...a].filter((key) => b.has(key)).length;
    return (
      one.sheet.name !== other.sheet.name && both >= leastSame && both >= sameShare * Math.min(a.size, b.size)
    );
  };
  const groups: PlanTable[][] = [];
  for (const table of sheets) {
    const group = groups.find((one) => one.some((other) => isSame(table, other)));
    if (group === undefined) groups.push([table]);
    else group.push(table);
  }
  return groups.filter((group) => group.length > 1);
}

/** The latest by the days that names and titles give, else the longest of those that are not called old. */
function latestOf(group: readonly PlanTable[]): PlanTable {
  const dayOf = ({ sheet, table }: PlanTable) => {
    const texts = [
      sheet.name,
      ...table.above.flatMap(({ cells }) => [...cells.values()].map(({ text }) => text)),
    ];
    const days = texts.flatMap(
      (text) => parseTimescale(text.match(monthOfYear)?.[0] ?? '').timescale.date ?? [],
    );
    return days.sort().at(-1) ?? '';
  };
  const rank = (table: PlanTable) => (old.test(table.sheet.name) ? 0 : 1);
  return group.reduce((best, one) => {
    const order =
      rank(one) - rank(best) ||
      dayOf(one).localeCompare(dayOf(best)) ||
      one.drafts.length - best.drafts.length;
    return order > 0 ? one : best;
  });
}
