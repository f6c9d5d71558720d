import { type ToolKind, toolColumn } from './tool-kind.ts';

/**
 * Microsoft Lists (SharePoint), "Export to CSV" with or without its schema, whose first line is `ListSchema={...}`. The templates of
 * work progress (`Title`, `Description`, `Category`, `Progress`, `Priority`, `Start date`, `Due date`, `Assigned to`, `Notes`) and of
 * issues (`Issue`, `Issue description`, `Status`, `Date reported`), and the list's own columns behind them. People are parted by
 * semicolons, in older exports by `;#` with their number; days are instants (`2026-09-29T23:00:00Z`) or in the site's order.
 *
 * Known from public readers of these exports (schema line, header on it or below it, JSON arrays for several choices).
 */
export const lists: ToolKind = {
  name: 'Microsoft Lists',
  people: /;/,
  rows: 'flat',
  facts: /^list schema$/,
  columns: [
    toolColumn('action', /^(title|work item|issue|issue title|task name|task)$/),
    toolColumn('description', /^((issue|task|item) )?description$/),
    toolColumn('theme', /^category$/),
    toolColumn('status', /^(progress|status|issue status|task status)$/),
    toolColumn('percent', /^percent complete$/),
    toolColumn('urgency', /^priority$/),
    toolColumn('start', /^start( date)?$/),
    toolColumn('timescale', /^(due|end|finish|target)( date)?$/),
    toolColumn('people', /^(assigned to|owner|person responsible)( ?0)?$/, 1),
    toolColumn('progress', /^(notes|comments|updates?)$/),
    toolColumn('ref', /^id$/),
    toolColumn('beside', /^(item type|path|compliance asset id|app (created|modified) by)$/, 2),
    toolColumn('beside', /^(created|modified|created by|modified by|content type|version)$/, 1),
    toolColumn('beside', /^(issue (source|logged by)|images associated with the issue|date reported)$/, 2),
    toolColumn('beside', /^(attachments|folder child count|item child count|days old)$/, 1),
  ],
};
