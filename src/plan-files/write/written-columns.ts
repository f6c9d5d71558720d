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

/** A column of words alone. */
function textColumn(
  shown: WrittenColumn['shown'],
  width: number,
  headers: WrittenColumn['headers'],
  textOf: (action: Action, row: RowFacts) => string | null,
): WrittenColumn {
  return { headers, width, shown, cell: (action, row) => plainCell(textOf(action, row)) };
}

/** In the order in which a reader looks for them. */
export const writtenColumns: Readonly<Record<ColumnRole, WrittenColumn>> = {
  ref: textColumn('always', 10, ['Ref', 'Action ref', 'Reference'], (action) => action.ref),
  priority: textColumn('own', 20, ['Priority', 'Priority area', 'Section'], (action) => action.priority),
  objective: textColumn('own', 24, ['Objective', 'Aim'], (action) => action.objective),
  theme: textColumn('own', 18, ['Theme', 'Workstream', 'Strand'], (action) => action.theme),
  action: textColumn('always', 46, ['Action', 'Action required', 'Key action'], (action) =>
    actionText(action),
  ),
  'step-timescales': textColumn('filled', 16, ['Step timescales'], (_, { steps }) => steps.timescales),
  'step-leads': textColumn('filled', 20, ['Step leads'], (_, { steps }) => steps.leads),
  responsible: textColumn('always', 18, ['Responsible lead', 'Lead', 'Action owner'], (action) =>
    leadsText('responsible', action.responsibleLeads),
  ),
  strategic: textColumn('own', 18, ['Strategic lead', 'SRO', 'Sponsor'], (action) =>
    leadsText('strategic', action.strategicLeads),
  ),
  contributors: textColumn('own', 18, ['Contributors', 'Supported by'], (action) =>
    leadsText('contributors', action.contributors),
  ),
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
  outcome: textColumn('own', 32, ['Intended outcome', 'Outcome'], (action) => itemsText(action.outcomes)),
  success: textColumn('own', 32, ['Success measure', 'Success criteria'], (action) =>
    itemsText(action.successMeasures),
  ),
  evidence: textColumn('own', 28, ['Evidence', 'Supporting evidence'], (action) =>
    itemsText(action.evidence),
  ),
  progress: textColumn(
    'always',
    48,
    ['Progress', 'Progress update', 'Latest update'],
    (action) => action.narrative,
  ),
  rating: {
    headers: ['RAG', 'RAG rating', 'Rating'],
    width: 13,
    shown: 'always',
    cell: ({ rating }, { unrated }) =>
      rating.label === '' ? plainCell(unrated) : { text: rating.label, date: null, level: rating.level },
  },
  status: textColumn(
    'always',
    13,
    ['Status', 'Action status', 'Current status'],
    (action) => statusWords[action.status],
  ),
  percent: textColumn('own', 11, ['% complete', 'Percentage complete'], ({ percentComplete }) =>
    percentComplete === null ? '' : `${percentComplete}%`,
  ),
  'superseded-by': textColumn('filled', 12, ['Superseded by'], (action) => action.supersededBy),
  links: textColumn('filled', 28, ['Links', 'Hyperlinks'], (action) => linksText(action.links)),
};
export const writtenRoles = Object.keys(writtenColumns) as ColumnRole[];

/** A column's width, in Excel's unit. */
export function widthOf(field: TrackerField): number {
  return field === 'other' ? 20 : field === 'note' ? 18 : writtenColumns[field].width;
}
