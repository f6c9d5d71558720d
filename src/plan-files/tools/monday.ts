import { type ToolKind, toolColumn } from './tool-kind.ts';

/**
 * Monday.com, "Export board to Excel": the board's title, then for each group its title, the header (`Name`, `Subitems`, ...) and its
 * items. Subitems follow their item, under a header of their own that begins with `Subitems`, one column to the right. A timeline is
 * two columns (`Timeline - Start`, `Timeline - End`), people are parted by commas, ids have ten digits.
 *
 * Known from public importers of these exports (their tests and an audit of a real one: 214 items, 148 headers of subitems).
 */
export const monday: ToolKind = {
  name: 'Monday.com',
  people: /[,;]/,
  rows: 'groups',
  facts: null,
  columns: [
    toolColumn('action', /^name$/, 2),
    toolColumn('action', /^(item|item name|task|action)$/, 1),
    toolColumn('subitems', /^sub ?items?$/, 3),
    toolColumn('people', /^(person|people)$/, 1),
    // Headers of any tracker speak for no tool.
    toolColumn('people', /^(owners?|assignees?|assigned to|leads?)$/),
    toolColumn('status', /^(status|progress)$/),
    toolColumn('timescale', /^(due date|date|deadline|due)$/),
    toolColumn('start', /^timeline start$/, 2),
    toolColumn('start', /^start date$/),
    toolColumn('timescale', /^timeline end$/, 2),
    toolColumn('timescale', /^end date$/),
    toolColumn('span', /^timeline$/, 1),
    toolColumn('urgency', /^priority$/),
    toolColumn('progress', /^(notes?|updates?|comments?|latest update)$/),
    toolColumn('description', /^(description|text|long text)$/),
    toolColumn('beside', /^item id( auto generated)?$/, 3),
    toolColumn('beside', /^(creation log|last updated|files?|created at|tags)$/, 1),
    toolColumn('beside', /^(timeline (start|end)|budget|numbers?|hours|link)$/),
  ],
};
