import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Field, TableRow } from './row-reader.ts';
import type { SectionFacts } from './section-facts.ts';

/** An action while its rows are being read; it is one row unless its ref is merged over several. */
export interface ActionDraft {
  readonly sheet: string;
  /** '' when the document gives none. */
  readonly ref: string;
  /** The headings it stands under, where the document has no column for them. */
  readonly priority: string | null;
  readonly objective: string | null;
  readonly theme: string | null;
  /** What the document says of the whole section under its heading. */
  readonly section: SectionFacts;
  readonly rows: TableRow[];
}

/** Says what of an action was not understood; without a row, of its first. */
export type Warn = (code: string, message: string, field: Field | null, row?: TableRow) => void;

/** The distinct fields of a role over all rows of the action: a cell merged over several counts once. */
export function fieldsOf(draft: ActionDraft, role: ColumnRole): { field: Field; row: TableRow }[] {
  return draft.rows.flatMap((row, at) =>
    row
      .fields(role)
      .filter((field) => at === 0 || !field.fromAbove)
      .map((field) => ({ field, row })),
  );
}
