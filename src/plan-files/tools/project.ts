import { type ToolKind, toolColumn } from './tool-kind.ts';

/**
 * Microsoft Project, saved as CSV or Excel, or its table pasted into Excel. Headers are those of the screen (`Resource Names`) or of
 * the export map (`Resource_Names`, `Start_Date`); people are parted by commas with their share behind (`Ana Holt[50%]`), `NA`
 * stands for no date, and rows that others lie under (`Outline Level`, `WBS`, `Summary`) only sum those up.
 *
 * Known from guides to the product's export maps (flylib 4.352.1.154; a public guide that lists the fields of one) and its field
 * names for tasks.
 */
export const project: ToolKind = {
  name: 'Microsoft Project',
  people: /[,;]/,
  rows: 'outline',
  facts: null,
  columns: [
    toolColumn('action', /^task name$/, 1),
    toolColumn('action', /^name$/),
    toolColumn('ref', /^(wbs|outline number)$/, 1),
    toolColumn('ref', /^(id|task id)$/),
    toolColumn('outline', /^(wbs|outline number)$/),
    toolColumn('level', /^outline level$/, 2),
    toolColumn('summary', /^summary$/, 1),
    toolColumn('people', /^resource names?$/, 3),
    toolColumn('active', /^active$/),
    toolColumn('start', /^(scheduled )?start( date)?$/),
    toolColumn('timescale', /^(scheduled )?finish( date)?$/, 1),
    // Where the day on which a task is to end as things stand is left out, the day by which it had to end, else the one first planned.
    toolColumn('timescale', /^deadline$/),
    toolColumn('timescale', /^baseline finish( date)?$/),
    toolColumn('percent', /^percent( work)? complete$/, 1),
    toolColumn('progress', /^notes$/),
    toolColumn('completed', /^actual finish( date)?$/, 1),
    toolColumn('beside', /^(task mode|predecessors|successors)$/, 2),
    toolColumn('beside', /^(duration|unique id|baseline (start|finish)( date)?|actual start)$/, 1),
    toolColumn('beside', /^(milestone|critical|work|cost|resource (initials|group)|priority|indicators)$/),
    toolColumn('beside', /^(constraint (type|date)|deadline|calendar|contact|id|task id)$/),
  ],
};
