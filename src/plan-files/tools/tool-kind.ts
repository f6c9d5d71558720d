import { headerWords } from '../grid/columns.ts';

/**
 * What a column of a tool's export is to a plan. Beside roles of columns: `ref` only where it can be read aloud; `people` parted by
 * the tool's own separators; `group` a priority unless it names stages of the work; `urgency` none of a plan's priorities; `span` two
 * dates in one cell; `description` asked about; `level`, `outline` and `summary` how deep a row lies under others; `active` whether it is in the plan at all; `beside` kept as
 * it stands.
 */
export type ToolUse =
  | 'action'
  | 'ref'
  | 'people'
  | 'group'
  | 'theme'
  | 'start'
  | 'timescale'
  | 'span'
  | 'status'
  | 'percent'
  | 'completed'
  | 'rating'
  | 'progress'
  | 'description'
  | 'checklist'
  | 'subitems'
  | 'urgency'
  | 'level'
  | 'outline'
  | 'summary'
  | 'active'
  | 'beside';

export interface ToolColumn {
  readonly use: ToolUse;
  /** Matched against `toolWords` of the header. Of several columns of one use the first in the tool's list has it. */
  readonly header: RegExp;
  /** How much the header speaks for this tool: a council's own tracker has a `Due date` as well. */
  readonly speaks: number;
}

/** A tool that people keep their actions in, and leave by its export. */
export interface ToolKind {
  readonly name: string;
  readonly columns: readonly ToolColumn[];
  /** Between two people of a cell. */
  readonly people: RegExp;
  /**
   * `outline`: rows may lie under others, which then head them; `groups`: each group has a title and a header of its own, and rows of
   * another shape lie below the row they belong to.
   */
  readonly rows: 'flat' | 'outline' | 'groups';
  /** Labels of the lines of facts above the header, each of which speaks for the tool. */
  readonly facts: RegExp | null;
}

export function toolColumn(use: ToolUse, header: RegExp, speaks = 0): ToolColumn {
  return { use, header, speaks };
}

/** A header as tools write it: `Resource_Names`, `AssignedTo`, `Due_x0020_date`, `% Complete`. */
export function toolWords(text: string): string {
  return headerWords(
    text
      .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
      .replace(/%/g, ' percent '),
  );
}
