import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { noStepFact } from '../action/step-facts.ts';
import { type Cell, type GridRow, textCell } from '../grid/grid.ts';
import type { TableColumn } from '../table/find-table.ts';
import { oneLine } from '../text/clean-text.ts';
import { checklistOf, countsToOne, dateCellOf, daysOfSpan, peopleOf, percentCellOf } from './tool-cells.ts';
import type { ToolColumns } from './tool-columns.ts';
import type { ToolKind } from './tool-kind.ts';
import type { Subitem, ToolRow } from './tool-row.ts';

/** Writes rows as a plan's table has them: what the tool puts into several rows or cells gets columns of its own. */
interface RowWriter {
  write(row: ToolRow): GridRow;
  /** The tool's columns, and those that were filled beside them. */
  columns(): TableColumn<ColumnRole>[];
}

interface Writing {
  readonly kind: ToolKind;
  readonly columns: ToolColumns;
  readonly rows: readonly ToolRow[];
  /** Those that are withdrawn from the plan. */
  readonly inactive: ReadonlySet<GridRow>;
}

export function createRowWriter({ kind, columns: settled, rows, inactive }: Writing): RowWriter {
  const extra = createExtraColumns(kind, settled.columns);
  const of = settled.of;
  const action = settled.columns.find(({ role }) => role === 'action')?.column ?? 0;
  const status = settled.columns.find(({ role }) => role === 'status')?.column ?? null;
  const percents = rows.flatMap(({ row }) => row.cells.get(of('percent') ?? 0)?.text ?? []);
  const asShares = countsToOne(percents);

  return {
    columns: () => [...settled.columns, ...extra.columns()],
    write({ row, under, subitems }) {
      const cells = new Map(row.cells);
      const take = (use: Parameters<typeof of>[0]): Cell | undefined => cells.get(of(use) ?? 0);
      const put = (column: number | null, text: string) => {
        if (column !== null && text !== '') {
          cells.set(column, textCell(text));
        }
      };
      const people = take('people');
      if (people !== undefined) {
        const { people: names, hasShares } = peopleOf(people.text, kind.people);
        cells.set(of('people') ?? 0, { ...people, text: names.join('; ') });
        put(hasShares ? extra.of('Shares of work', null) : null, people.text);
      }
      for (const use of ['start', 'timescale'] as const) {
        const cell = take(use);
        const date = cell === undefined ? undefined : dateCellOf(cell);
        if (date === null) {
          cells.delete(of(use) ?? 0);
        } else if (date !== undefined) {
          cells.set(of(use) ?? 0, date);
        }
      }
      const percent = take('percent');
      if (percent !== undefined && asShares) {
        cells.set(of('percent') ?? 0, percentCellOf(percent));
      }
      const span = take('span');
      const days = span === undefined ? null : daysOfSpan(span);
      const isDue = settled.columns.some(({ column, role }) => column === of('span') && role === 'timescale');
      if (days !== null && isDue) {
        cells.set(of('span') ?? 0, days.end);
        cells.set(extra.of('Timeline start', 'start'), days.start);
      }
      const steps = stepsOf(row, subitems);
      const title = cells.get(action);
      if (steps.length > 0 && title !== undefined) {
        const lines = [oneLine(title.text), ...steps.map((step) => `• ${step}`)];
        cells.set(action, { ...title, text: lines.join('\n') });
        cells.delete(of('checklist') ?? 0);
        cells.delete(of('subitems') ?? 0);
      }
      putSubitems(subitems, put);
      const [first = '', ...inner] = under;
      put(first === '' ? null : extra.of(kind.rows === 'groups' ? 'Group' : 'Summary', 'priority'), first);
      put(inner.length === 0 ? null : extra.of('Summary below', 'objective'), inner.join(' – '));
      if (inactive.has(row)) {
        put(status ?? extra.of('Status', 'status'), 'Withdrawn');
      } else if (isOver(row) && (status === null || !cells.has(status))) {
        put(status ?? extra.of('Status', 'status'), 'Complete');
      }
      return { ...row, cells };
    },
  };

  function stepsOf(row: GridRow, subitems: readonly Subitem[]): string[] {
    const named = row.cells.get(of('subitems') ?? 0)?.text ?? '';
    const listed = row.cells.get(of('checklist') ?? 0)?.text ?? '';
    if (subitems.length > 0) {
      return subitems.map(({ title }) => title);
    }
    return listed === '' ? named.split(/,\s*/).filter((name) => name !== '') : checklistOf(listed);
  }

  function putSubitems(subitems: readonly Subitem[], put: (column: number, text: string) => void) {
    const lines = (of: (item: Subitem) => string) => {
      const texts = subitems.map(of);
      return texts.every((text) => text === '') ? '' : texts.map((text) => text || noStepFact).join('\n');
    };
    if (subitems.length > 0) {
      put(
        extra.of('Subitem dates', 'step-timescales'),
        lines(({ date }) => dateCellOf(textCell(date))?.text ?? ''),
      );
      put(
        extra.of('Subitem people', 'step-leads'),
        lines(({ people }) => peopleOf(people, kind.people).people.join('; ')),
      );
      const others = subitems.flatMap(({ title, others: more }) =>
        more === '' ? [] : [`${title} – ${more}`],
      );
      put(extra.of('Subitem facts', null), others.join('\n'));
    }
  }

  /** A day of its end says that an action is complete, whatever else its row leaves blank. */
  function isOver({ cells }: GridRow): boolean {
    const ended = cells.get(of('completed') ?? 0);
    return ended !== undefined && dateCellOf(ended) !== null;
  }
}

/** Columns right of the tool's own, made as they are needed. */
function createExtraColumns(kind: ToolKind, columns: readonly TableColumn<ColumnRole>[]) {
  const widest = columns.reduce((last, { column }) => Math.max(last, column), 0);
  const made = new Map<string, TableColumn<ColumnRole>>();
  const taken = new Set(columns.map(({ role }) => role));
  return {
    of(header: string, role: ColumnRole | null): number {
      const found = made.get(header);
      if (found !== undefined) {
        return found.column;
      }
      const column: TableColumn<ColumnRole> = {
        column: widest + made.size + 1,
        header,
        // A column of the tool's own says it better.
        role: taken.has(role) ? null : role,
        score: 1,
        why: `read from the rows of ${kind.name}’s export`,
        ignored: false,
        claim: null,
        isKnown: true,
      };
      made.set(header, column);
      return column.column;
    },
    columns: () => [...made.values()],
  };
}
