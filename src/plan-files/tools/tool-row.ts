import type { GridRow } from '../grid/grid.ts';

/** A row of a tool's export that is an action. */
export interface ToolRow {
  readonly row: GridRow;
  /** The titles of the rows or groups it lies under, outermost first. */
  readonly under: readonly string[];
  /** What lies under it as rows of another shape. */
  readonly subitems: readonly Subitem[];
}

export interface Subitem {
  readonly title: string;
  /** As the tool writes them; '' where there are none. */
  readonly people: string;
  readonly date: string;
  /** `Status: Done; Estimate: 3`: whatever else its row holds. */
  readonly others: string;
}
