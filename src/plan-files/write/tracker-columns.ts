import type { TrackerColumn, TrackerField } from '../../domain/export/tracker-sheet.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { ColumnMap } from '../../domain/plan/plan-columns.ts';
import { headerWords, planHeaders } from '../grid/columns.ts';
import { type Sheet, textCell } from '../grid/grid.ts';
import { asWritten, notImported } from '../grid/marked-header.ts';
import { findTable } from '../table/find-table.ts';
import { writtenColumns, writtenRoles } from './written-columns.ts';

export const noteHeaders = {
  leads: `Confirmed leads ${notImported}`,
  strategic: `Confirmed strategic leads ${notImported}`,
  closed: `Reason closed ${notImported}`,
} as const;

/** Which facts an export has a column for, beyond those that are always there. */
export interface UsedColumns {
  readonly fields: ReadonlySet<TrackerField>;
  readonly notes: readonly string[];
}

/**
 * The columns of a plan's register: the plan's own in their order and under their headers, as far as an import would
 * take those for what they hold, and beside them whatever else the register has.
 */
export function planTrackerColumns(
  plan: Pick<Plan, 'columns' | 'columnMap'>,
  actions: readonly Action[],
  used: UsedColumns,
): TrackerColumn[] {
  const others = otherHeaders(plan, actions);
  const notes = used.notes.map((header): TrackerColumn => ({ header, field: 'note' }));
  const columns = [...layOut(plan, others, used.fields), ...notes];
  return settleHeaders(columns, plan.columnMap);
}

/** The plan's own columns in their order, each fact's once, and the rest where a reader looks for it. */
function layOut(
  plan: Pick<Plan, 'columns'>,
  others: readonly string[],
  used: ReadonlySet<TrackerField>,
): TrackerColumn[] {
  const columns: TrackerColumn[] = [];
  const left = [...others];
  for (const { header, field } of plan.columns) {
    if (field === null) {
      if (left[0] === header) {
        left.shift();
        columns.push({ header, field: 'other' });
      }
    } else if (field !== 'keep' && field !== 'ignore' && !columns.some((one) => one.field === field)) {
      const isShown = used.has(field) || writtenColumns[field].shown !== 'filled';
      if (isShown) columns.push({ header, field });
    }
  }
  for (const [at, field] of writtenRoles.entries()) {
    const { shown, headers } = writtenColumns[field];
    if ((shown === 'always' || used.has(field)) && !columns.some((one) => one.field === field)) {
      // Beside its nearest neighbour: a revised timescale stands after the original one, wherever the plan has that.
      const before = writtenRoles.slice(0, at);
      const beside = before.findLast((one) => columns.some((column) => column.field === one));
      const after = columns.findIndex((one) => one.field === beside);
      columns.splice(after + 1, 0, { header: headers[0], field });
    }
  }
  return [...columns, ...left.map((header): TrackerColumn => ({ header, field: 'other' }))];
}

/**
 * Headers of facts kept as they were written: a sequence that holds every action's own as part of it, in order, since one
 * header may stand over several of an action's facts.
 */
function otherHeaders(plan: Pick<Plan, 'columns'>, actions: readonly Action[]): string[] {
  const inUse = new Set(actions.flatMap(({ others }) => others.map(({ header }) => header)));
  const own = plan.columns.filter(({ field, header }) => field === null && inUse.has(header));
  const sequence = [...new Set(own.map(({ header }) => header))];
  for (const { others } of actions) {
    let from = 0;
    for (const { header } of others) {
      const at = sequence.indexOf(header, from);
      from = (at < 0 ? sequence.push(header) - 1 : at) + 1;
    }
  }
  return sequence;
}

/** Gives every column whose header would be taken for something else another one, until all are read as they are meant. */
function settleHeaders(columns: readonly TrackerColumn[], columnMap: ColumnMap): TrackerColumn[] {
  const tried = columns.map(() => 0);
  let settled = [...columns];
  // Each round moves at least one column on to its next header, of which none has more than three.
  for (let round = 0; round < 4; round += 1) {
    const misread = misreadColumns(settled, columnMap);
    if (misread.size === 0) {
      return settled;
    }
    settled = settled.map((column, at) => {
      if (!misread.has(at)) {
        return column;
      }
      if (column.field === 'other') {
        const header = columns[at]?.header ?? column.header;
        return { ...column, header: `${header} ${asWritten}` };
      }
      const next = column.field === 'note' ? undefined : writtenColumns[column.field].headers[tried[at] ?? 0];
      tried[at] = (tried[at] ?? 0) + 1;
      return next === undefined ? column : { ...column, header: next };
    });
  }
  return settled;
}

/** Places of columns that an import, with what the PM has said of columns or without it, takes for something else. */
function misreadColumns(columns: readonly TrackerColumn[], columnMap: ColumnMap): Set<number> {
  const cells = new Map(columns.map(({ header }, at) => [at + 1, textCell(header)]));
  const sheet: Sheet = {
    name: '',
    kind: 'sheet',
    headings: [],
    hidden: false,
    rows: [{ number: 1, cells, coloured: new Map() }],
    merges: [],
  };
  const said = new Map(Object.entries(columnMap).map(([header, field]) => [headerWords(header), field]));
  const misread = new Set<number>();
  for (const words of [new Map<string, ColumnRole | 'keep' | 'ignore'>(), said]) {
    const table = findTable(sheet, planHeaders, null, { said: words, least: 1 });
    for (const [at, { field, header }] of columns.entries()) {
      const read = table?.columns.find(({ column }) => column === at + 1);
      const meant = field === 'other' || field === 'note' ? null : field;
      const isLeftOut = read?.ignored === true;
      // A header that names several dates (`Start/Rev/End`) stands over a cell that now holds one.
      const namesDates = field === 'timescale' && /\b(start|from|rev|revised)\b/.test(headerWords(header));
      if (read === undefined || read.role !== meant || isLeftOut !== (field === 'note') || namesDates) {
        misread.add(at);
      }
    }
  }
  return misread;
}
