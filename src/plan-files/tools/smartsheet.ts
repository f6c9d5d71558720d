import { type ToolKind, toolColumn } from './tool-kind.ts';

/**
 * Smartsheet, "Export to Excel": the sheet's own columns, of which its project templates have `Task Name`, `Start Date`, `End Date`,
 * `Assigned To`, `% Complete`, `Status` and `Comments`. Rows that are indented under others come as Excel's groups of rows.
 *
 * Known from the product's help (2482572: rows of a hierarchy are grouped in the exported workbook).
 */
export const smartsheet: ToolKind = {
  name: 'Smartsheet',
  people: /[,;]/,
  rows: 'outline',
  facts: null,
  columns: [
    toolColumn('action', /^(task name|primary column)$/, 1),
    // Headers of any tracker speak for no tool.
    toolColumn('action', /^(task|action item)$/),
    toolColumn('people', /^(assigned to|assignees?|owner)$/, 1),
    toolColumn('start', /^start( date)?$/),
    toolColumn('timescale', /^(end|finish) date$/, 1),
    toolColumn('timescale', /^(end|finish|due|target|target end)( date)?$/),
    toolColumn('percent', /^percent complete$/, 1),
    toolColumn('status', /^status$/),
    toolColumn('progress', /^(comments?|latest comment|notes)$/),
    toolColumn('rating', /^(health|ryg|schedule health)$/, 1),
    toolColumn('rating', /^rag$/),
    toolColumn('urgency', /^priority$/),
    toolColumn('ref', /^(task id|row id|auto number|wbs)$/),
    toolColumn('outline', /^wbs$/),
    toolColumn('level', /^(level|hierarchy|ancestors)$/),
    toolColumn('beside', /^(predecessors|duration|allocation percent|percent allocation)$/, 1),
    toolColumn('beside', /^(modified|modified by|modified date|created|created by|created date)$/, 1),
    toolColumn('beside', /^(at risk|attachments|variance|baseline (start|finish)|row id|task id)$/, 1),
  ],
};
