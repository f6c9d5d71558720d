import { type ToolKind, toolColumn } from './tool-kind.ts';

/**
 * Microsoft Planner, "Export plan to Excel". Three lines of facts (`Plan name`, `Plan ID`, `Date of export`), in some versions on a
 * sheet of their own, then the tasks; people and checklist items are parted by semicolons, dates are text with the month first, an
 * older export has neither `Completed By` nor `Completed Checklist Items`. Task ids are random characters.
 *
 * Known from exports rebuilt in public code (headers, `;`, `12/26/2025`) and the product's support page on exporting a plan.
 */
export const planner: ToolKind = {
  name: 'Microsoft Planner',
  people: /;/,
  rows: 'flat',
  facts: /^(plan name|plan id|date of export)$/,
  columns: [
    toolColumn('action', /^task (name|title)$/, 1),
    toolColumn('action', /^(title|name)$/),
    toolColumn('ref', /^task id$/, 1),
    toolColumn('group', /^bucket( name)?$/, 3),
    toolColumn('status', /^(progress|status)$/),
    toolColumn('urgency', /^priority$/),
    toolColumn('people', /^(assigned to|assignees?)$/),
    toolColumn('start', /^start( date)?$/),
    toolColumn('timescale', /^(due|end|finish)( date)?$/),
    toolColumn('completed', /^(completed date|date completed|completed on)$/, 1),
    toolColumn('beside', /^completed checklist items$/, 2),
    toolColumn('checklist', /^checklist( items)?$/, 1),
    toolColumn('description', /^(description|notes)$/),
    toolColumn('beside', /^(is recurring|late|completed by|labels?)$/, 1),
    toolColumn('beside', /^created (by|date|on)$/, 1),
    toolColumn('beside', /^(plan (name|id)|comments count|attachments?)$/),
  ],
};

/**
 * A premium plan of Microsoft Planner (Project for the web). More lines of facts (`Project Name`, `Plan Owner`, `Project Start`,
 * `Exported on`), people parted by commas, true dates, and an outline: `1` stands over `1.1`.
 *
 * Known from a public converter's tests of this export, of 2025 and of before it (sheet `Project tasks`).
 */
export const plannerPremium: ToolKind = {
  name: 'Microsoft Planner',
  people: /[,;]/,
  rows: 'outline',
  facts: /^(project name|plan owner|project (start|finish|owner|manager)|exported on|export date)$/,
  columns: [
    toolColumn('action', /^(task )?name$/),
    toolColumn('ref', /^outline number$/, 2),
    toolColumn('outline', /^outline number$/),
    toolColumn('beside', /^task number$/, 1),
    toolColumn('group', /^bucket$/, 1),
    toolColumn('people', /^(assigned to|assignees?)$/),
    toolColumn('start', /^start( date)?$/),
    toolColumn('timescale', /^(finish|due)( date)?$/),
    toolColumn('percent', /^percent complete$/),
    toolColumn('urgency', /^priority$/),
    toolColumn('progress', /^comments?$/),
    toolColumn('description', /^notes$/),
    toolColumn('checklist', /^checklist items$/, 1),
    toolColumn('beside', /^(depends on|dependents after|effort|effort (completed|remaining)|sprint)$/, 1),
    toolColumn('beside', /^(duration|labels|milestone|goal|completed)$/),
  ],
};
