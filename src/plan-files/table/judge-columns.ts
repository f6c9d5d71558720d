import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import { headerWords, isAside, isEarlierRating } from '../grid/columns.ts';
import { readHeaderMark } from '../grid/marked-header.ts';
import { type Evidence, evidenceOf } from './cell-evidence.ts';
import { contradictionOf } from './contradictions.ts';
import type { Table, TableColumn } from './find-table.ts';

type Column = TableColumn<ColumnRole>;
type PlanTable = Table<ColumnRole>;

/** Kept as it stands by the word of an export. */
const isMarked = ({ role, claim, why }: Column) =>
  role === null && claim === null && why === 'its header says so';
/** What the PM has said of a column, and the marks of an export, are not judged. */
const isSaid = (column: Column) => column.ignored || /^you said/.test(column.why) || isMarked(column);

const has = (table: PlanTable, role: ColumnRole) => table.columns.some((one) => one.role === role);

function changed(table: PlanTable, of: Column, change: Partial<Column>): PlanTable {
  return { ...table, columns: table.columns.map((one) => (one === of ? { ...one, ...change } : one)) };
}

/**
 * Holds what the headers of a table name against what its cells hold. A role whose cells are of another kind is taken away, and
 * given to that kind's where it has no column; of several columns for one role the better by content has it.
 */
export function judgeColumns(table: PlanTable): PlanTable {
  const evidence = new Map(table.columns.map(({ column }) => [column, evidenceOf(table, column)]));
  // The columns of an export of ours are what their headers say, unless somebody has added to it since.
  if (table.columns.some((one) => isMarked(one) || readHeaderMark(one.header) !== null)) {
    return doubted(table, (column) => evidence.get(column.column) ?? evidenceOf(table, column.column));
  }
  return [
    contradicted,
    contested,
    secondMeanings,
    plainDates,
    priorityCodes,
    narrativeStatus,
    earlierRatings,
  ].reduce(
    (judged, judge) =>
      judge(judged, (column) => evidence.get(column.column) ?? evidenceOf(table, column.column)),
    table,
  );
}

/** Why a column of a role of which there is one has not got it. */
const lost = 'another column says it better';

type EvidenceFor = (column: Column) => Evidence;

/** Columns whose cells are of another kind than their headers name stay what they are, and are asked about. */
function doubted(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  const columns = table.columns.map((one) =>
    one.role !== null && !isSaid(one) && contradictionOf(one, one.role, evidenceFor(one)) !== undefined
      ? { ...one, score: 0.5 }
      : one,
  );
  return { ...table, columns };
}

function contradicted(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  let judged = table;
  for (const column of table.columns) {
    // What another column says better may be of another kind altogether: `Milestone` beside the action.
    const isLost = column.role === null && column.why === lost;
    const role = isLost ? (column.claim?.role ?? null) : column.role;
    const found =
      role === null || column.part !== undefined || isSaid(column)
        ? undefined
        : contradictionOf(column, role, evidenceFor(column));
    const own = judged.columns.find((one) => one.column === column.column);
    const isOnly = role === 'action' && !table.columns.some((one) => canBeAction(one, column, evidenceFor));
    if (found === undefined || own === undefined || role === null || isOnly) {
      continue;
    }
    const { instead } = found;
    if (isLost && (instead === null || has(judged, instead))) {
      continue;
    }
    judged = changed(judged, own, { role: null, score: 0, why: found.why });
    const claimed = judged.columns.some(
      (one) =>
        one.role === instead ||
        (one !== own && one.claim?.role === instead && one.claim.strength === 'named'),
    );
    const free = judged.columns.find((one) => one.column === column.column);
    if (free !== undefined && instead !== null && !claimed) {
      judged = changed(judged, free, {
        role: instead,
        score: instead === 'action' ? 0.6 : 0.8,
        why: found.why,
      });
    } else if (
      free !== undefined &&
      column.claim?.strength === 'named' &&
      matters(role) &&
      !has(judged, role)
    ) {
      judged = changed(judged, free, { doubt: role });
    }
  }
  return judged;
}

/** A table that loses its column of actions must have another. */
function canBeAction(one: Column, but: Column, evidenceFor: EvidenceFor): boolean {
  const isFree = one.role === null || one.claim?.role === 'action';
  return one !== but && isFree && !isAside(one.header) && evidenceFor(one).of('words') >= 0.6;
}

/** Roles without which an action is hard to follow; of the others an unread column is said and no more. */
const matters = (role: ColumnRole) => ['responsible', 'timescale', 'progress', 'rating'].includes(role);

/** How well a column's cells fit a role of which there is one, from 0 to 1. */
const fits: Partial<Readonly<Record<ColumnRole, (evidence: Evidence) => number>>> = {
  action: (evidence) => evidence.fill * (evidence.of('words') - evidence.of('name') / 2),
  timescale: (evidence) => evidence.fill * evidence.of('when'),
  status: (evidence) => evidence.fill * evidence.of('status'),
  ref: (evidence) => evidence.fill * evidence.of('id'),
};
/** So much better must the cells of one column be than those of another that the headers prefer. */
const clearly = 0.3;
/** One column of several says what was first planned: which is which is settled by their headers. */
const isOriginal = ({ header }: Column) => /\b(original|initial|baseline)\b/.test(headerWords(header));

function contested(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  let judged = table;
  for (const [role, suits] of Object.entries(fits) as [ColumnRole, (evidence: Evidence) => number][]) {
    const rivals = judged.columns.filter(
      (one) =>
        !isSaid(one) &&
        one.part === undefined &&
        (one.role === role ||
          (one.role === null && one.claim?.role === role && one.why !== 'not understood')) &&
        contradictionOf(one, role, evidenceFor(one)) === undefined,
    );
    const holder = judged.columns.find((one) => one.role === role);
    const said = judged.columns.some((one) => one.role === role && isSaid(one));
    if (said || rivals.some(isOriginal)) {
      continue;
    }
    const rank = (one: Column) =>
      suits(evidenceFor(one)) +
      (one.claim?.strength === 'named' ? clearly : 0) +
      (isPlainDate(one) ? -clearly : 0);
    const [best] = rivals.toSorted((a, b) => rank(b) - rank(a));
    const isBetter = best !== undefined && (holder === undefined || rank(best) > rank(holder));
    if (best !== undefined && best !== holder && isBetter) {
      // What its header names in full, and loses to one that only mentions it, is asked about.
      const isDoubted =
        holder?.claim?.strength === 'named' && best.claim?.strength !== 'named' && !isPlainDate(holder);
      const freed = { role: null, score: 0, why: lost, ...(isDoubted ? { doubt: role } : {}) };
      const without = judged.columns.map((one) => (one === holder ? { ...one, ...freed } : one));
      const why = holder === undefined ? 'its header says so' : 'its header and its cells say so';
      const score = best.claim?.strength === 'named' ? 1 : 0.7;
      judged = changed({ ...judged, columns: without }, best, { role, score, why });
    }
  }
  return judged;
}

/** Headers that, where another column has their first meaning, are taken for a second one, which is asked. */
const second: readonly { header: RegExp; role: ColumnRole; unless: readonly ColumnRole[]; why: string }[] = [
  {
    header: /^(targets?|milestones?)$/,
    role: 'success',
    unless: ['success'],
    why: 'it stands beside what its header mentions first',
  },
  {
    header: /^(agreed |scrutiny )?recommendations?$/,
    role: 'objective',
    unless: ['objective', 'priority'],
    why: 'it stands beside the action',
  },
];

function secondMeanings(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  let judged = table;
  for (const { header, role, unless, why } of second) {
    const column = judged.columns.find(
      (one) => one.role === null && !isSaid(one) && header.test(headerWords(one.header)),
    );
    const isTaken = unless.some((other) => has(judged, other));
    if (column !== undefined && !isTaken && evidenceFor(column).of('when') < 0.1) {
      judged = changed(judged, column, { role, score: 0.5, why });
    }
  }
  return judged;
}

const plainDate = /^(dates?|month|year)$/;
const isPlainDate = ({ header }: Column) => plainDate.test(headerWords(header));
const ofDecisions =
  /\b(committee|decisions?|decided|exec(utive)? (response|date|decision)|cabinet|minutes?|resolutions?|meeting|raised|logged|identified|response|accepted|recommendations?|risks?|issues?|incident|source|visit)\b/;
const year = /\b(20\d\d)\b/;

/**
 * A column called `Date` and no more may be of anything. Beside a decision, or where its dates lie before the plan began or work
 * starts, it is no timescale unless the PM says so.
 */
function plainDates(table: PlanTable): PlanTable {
  const column = table.columns.find((one) => one.role === 'timescale' && !isSaid(one) && isPlainDate(one));
  if (column === undefined) {
    return table;
  }
  const beside = table.columns.some(
    (one) =>
      one !== column &&
      (isAside(one.header)
        ? /\bdate|raised|agreed\b/.test(headerWords(one.header))
        : ofDecisions.test(headerWords(one.header))),
  );
  const why = beside
    ? 'its dates stand beside a decision'
    : isBeforePlan(table, column)
      ? 'its dates lie before the plan begins'
      : null;
  return why === null
    ? changed(table, column, { score: 0.5 })
    : changed(table, column, { role: null, score: 0, why, doubt: 'timescale' });
}

function isBeforePlan(table: PlanTable, { column }: Column): boolean {
  const titles = table.above.flatMap(({ cells }) => [...cells.values()].map(({ text }) => text));
  const years = titles.flatMap((text) => text.match(year)?.[1] ?? []).sort();
  const [first] = years;
  const cells = table.rows.slice(0, 200).flatMap(({ cells: own }) => own.get(column) ?? []);
  const dates = cells.flatMap(({ text, date }) => date?.day ?? parseTimescale(text).timescale.date ?? []);
  const early = dates.filter((day) => first !== undefined && day < `${first}-01-01`);
  return dates.length > 0 && early.length >= 0.6 * dates.length;
}

const code = /^(?:p|priority )?\d$/i;

/**
 * Numbers or `P1` under `Priority` may be the plan's priorities or how urgent an action is: where refs do not begin with them, the PM
 * is asked.
 */
function priorityCodes(table: PlanTable): PlanTable {
  const column = table.columns.find((one) => one.role === 'priority' && !isSaid(one));
  if (column === undefined || !/\bpriority\b/.test(headerWords(column.header))) {
    return table;
  }
  const ref = table.columns.find(({ role }) => role === 'ref');
  const pairs = table.rows.slice(0, 200).flatMap(({ cells }) => {
    const text = cells.get(column.column)?.text ?? '';
    return text === '' ? [] : [{ text, ref: cells.get(ref?.column ?? 0)?.text ?? '' }];
  });
  const codes = pairs.filter(({ text }) => code.test(text));
  const begun = codes.filter(({ text, ref: own }) => own.replace(/^\D+/, '').startsWith(text.slice(-1)));
  return codes.length < 0.6 * pairs.length || pairs.length < 2 || begun.length === codes.length
    ? table
    : changed(table, column, { score: 0.5 });
}

const prose = 40;

/** A `Status` or `RAG` that tells a story is the narrative, where nothing else is. */
function narrativeStatus(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  const column = table.columns.find((one) => {
    const evidence = evidenceFor(one);
    const told = one.role === 'status' || one.role === 'rating';
    return told && !isSaid(one) && evidence.of('sentence') >= 0.6 && evidence.meanLength >= prose;
  });
  return column === undefined || has(table, 'progress')
    ? table
    : changed(table, column, { role: 'progress', score: 0.7, why: 'its cells are sentences' });
}

const earlierAlone =
  /(?:^|\s)(?:then|before|was|last|prev|previous|previously|prior)( (?:month|quarter|time|term|period|board|meeting))?$/;

function earlierRatings(table: PlanTable, evidenceFor: EvidenceFor): PlanTable {
  const isEarlier = (one: Column) =>
    isEarlierRating(one.header) ||
    (earlierAlone.test(headerWords(one.header)) && evidenceFor(one).of('rating') >= 0.6);
  const columns = table.columns.map((one) =>
    one.role === null && !one.ignored && isEarlier(one) ? { ...one, earlier: 0 } : one,
  );
  return { ...table, columns };
}
