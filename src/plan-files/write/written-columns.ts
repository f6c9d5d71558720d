import type { TrackerCell, TrackerField } from '../../domain/export/tracker-sheet.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { ActionStatus, ColumnRole } from '../../domain/plan/document-facts.ts';
import type { Timescale } from '../../domain/shared/timescale.ts';
import {
  actionText,
  excelDay,
  itemsText,
  leadsText,
  linksText,
  type StepTexts,
  timescaleText,
} from './tracker-text.ts';

/** What an action's cells are made of beside itself. */
interface RowFacts {
  readonly steps: StepTexts;
  /** The word for a blank rating; '' where the plan's key has a label for it. */
  readonly unrated: string;
}

/** How an export writes a column. */
interface WrittenColumn {
  /** Headers it may have where the plan's own would not be read back, best first. */
  readonly headers: readonly [string, ...string[]];
  /** In Excel's unit: digits of the standard font. */
  readonly width: number;
  /**
   * `always` there, filled or not: what a tracker is for, and what keeps the reader from guessing at other columns;
   * `own`: filled, or the plan has such a column; `filled`: only then, since nothing but an export makes one.
   */
  readonly shown: 'always' | 'own' | 'filled';
  readonly cell: (action: Action, row: RowFacts) => TrackerCell;
}

const statusWords: Record<ActionStatus, string> = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  complete: 'Complete',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
  merged: 'Merged',
};

export const blank: TrackerCell = { text: '', date: null, level: null };
export const plainCell = (text: string | null): TrackerCell =>
  text === null || text === '' ? blank : { text, date: null, level: null };

function timescaleCell(timescale: Timescale | null): TrackerCell {
  return timescale === null ? blank : { ...plainCell(timescaleText(timescale)), date: excelDay(timescale) };
}

/** An original timescale keeps its words whatever an import makes of them: it never changes. */
const originalCell = (original: Timescale) => ({ ...plainCell(original.text), date: excelDay(original) });

/** In the order in which a reader looks for them. */
export const writtenColumns: Readonly<Record<ColumnRole, WrittenColumn>> = {
  ref: {
    headers: ['Ref', 'Action ref', 'Reference'],
    width: 10,
    shown: 'always',
    cell: (action) => plainCell(action.ref),
  },
  priority: {
    headers: ['Priority', 'Priority area', 'Section'],
    width: 20,
    shown: 'own',
    cell: (action) => plainCell(action.priority),
  },
  objective: {
    headers: ['Objective', 'Aim'],
    width: 24,
    shown: 'own',
    cell: (action) => plainCell(action.objective),
  },
  theme: {
    headers: ['Theme', 'Workstream', 'Strand'],
    width: 18,
    shown: 'own',
    cell: (action) => plainCell(action.theme),
  },
  action: {
    headers: ['Action', 'Action required', 'Key action'],
    width: 46,
    shown: 'always',
    cell: (action) => plainCell(actionText(action)),
  },
  'step-timescales': {
    headers: ['Step timescales'],
    width: 16,
    shown: 'filled',
    cell: (_, { steps }) => plainCell(steps.timescales),
  },
  'step-leads': {
    headers: ['Step leads'],
    width: 20,
    shown: 'filled',
    cell: (_, { steps }) => plainCell(steps.leads),
  },
  responsible: {
    headers: ['Responsible lead', 'Lead', 'Action owner'],
    width: 18,
    shown: 'always',
    cell: (action) => plainCell(leadsText('responsible', action.responsibleLeads)),
  },
  strategic: {
    headers: ['Strategic lead', 'SRO', 'Sponsor'],
    width: 18,
    shown: 'own',
    cell: (action) => plainCell(leadsText('strategic', action.strategicLeads)),
  },
  contributors: {
    headers: ['Contributors', 'Supported by'],
    width: 18,
    shown: 'own',
    cell: (action) => plainCell(leadsText('contributors', action.contributors)),
  },
  start: {
    headers: ['Start', 'Start date'],
    width: 13,
    shown: 'own',
    cell: (action) => timescaleCell(action.start),
  },
  timescale: {
    headers: ['Original timescale', 'Timescale', 'Target date'],
    width: 15,
    shown: 'always',
    cell: (action) => originalCell(action.originalTimescale),
  },
  revised: {
    headers: ['Revised timescale', 'Revised date', 'Revised deadline'],
    width: 15,
    shown: 'always',
    cell: (action) => timescaleCell(action.revisedTimescale?.timescale ?? null),
  },
  outcome: {
    headers: ['Intended outcome', 'Outcome'],
    width: 32,
    shown: 'own',
    cell: (action) => plainCell(itemsText(action.outcomes)),
  },
  success: {
    headers: ['Success measure', 'Success criteria'],
    width: 32,
    shown: 'own',
    cell: (action) => plainCell(itemsText(action.successMeasures)),
  },
  evidence: {
    headers: ['Evidence', 'Supporting evidence'],
    width: 28,
    shown: 'own',
    cell: (action) => plainCell(itemsText(action.evidence)),
  },
  progress: {
    headers: ['Progress', 'Progress update', 'Latest update'],
    width: 48,
    shown: 'always',
    cell: (action) => plainCell(action.narrative),
  },
  rating: {
    headers: ['RAG', 'RAG rating', 'Rating'],
    width: 13,
    shown: 'always',
    cell: ({ rating }, { unrated }) =>
      rating.label === '' ? plainCell(unrated) : { text: rating.label, date: null, level: rating.level },
  },
  status: {
    headers: ['Status', 'Action status', 'Current status'],
    width: 13,
    shown: 'always',
    cell: (action) => plainCell(statusWords[action.status]),
  },
  percent: {
    headers: ['% complete', 'Percentage complete'],
    width: 11,
    shown: 'own',
    cell: ({ percentComplete }) => plainCell(percentComplete === null ? '' : `${percentComplete}%`),
  },
  'superseded-by': {
    headers: ['Superseded by'],
    width: 12,
    shown: 'filled',
    cell: (action) => plainCell(action.supersededBy),
  },
  links: {
    headers: ['Links', 'Hyperlinks'],
    width: 28,
    shown: 'filled',
    cell: (action) => plainCell(linksText(action.links)),
  },
};
export const writtenRoles = Object.keys(writtenColumns) as ColumnRole[];

/** A column's width, in Excel's unit. */
export function widthOf(field: TrackerField): number {
  return field === 'other' ? 20 : field === 'note' ? 18 : writtenColumns[field].width;
}
