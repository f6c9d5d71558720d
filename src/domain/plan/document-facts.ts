import { type Rating, unrated } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';

/** What a column of a plan can hold, and what it is called before the PM; `ignore` is only ever the PM's word. */
export const columnTitles = {
  ref: 'Ref',
  priority: 'Priority',
  objective: 'Objective',
  theme: 'Theme',
  action: 'Action',
  responsible: 'Responsible lead',
  strategic: 'Strategic lead',
  contributors: 'Contributors',
  timescale: 'Original timescale',
  revised: 'Revised timescale',
  start: 'Start',
  outcome: 'Intended outcome',
  success: 'Success measure',
  evidence: 'Evidence',
  progress: 'Progress narrative',
  rating: 'Rating',
  status: 'Status',
  percent: 'Percentage complete',
  'step-timescales': 'Timescales of steps',
  'step-leads': 'Leads of steps',
  'superseded-by': 'Superseded by',
  links: 'Links',
  ignore: 'Left out, as you said',
} as const;
export type ImportField = keyof typeof columnTitles;
export const importFields = Object.keys(columnTitles) as ImportField[];
export type ColumnRole = Exclude<ImportField, 'ignore'>;

export const actionStatuses = [
  'not-started',
  'in-progress',
  'complete',
  'superseded',
  'withdrawn',
  'merged',
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** A sub-bullet of an action. */
export interface Step {
  readonly text: string;
  /** null when the document gives the step no timescale of its own. */
  readonly timescale: Timescale | null;
  /** Lead texts the document gives this step alone; [] where the action's leads are meant. */
  readonly leads: readonly string[];
}

/** A hyperlink of the document, kept with the action whose cell holds it. */
export interface Link {
  /** What the reader sees; the url where there is nothing else. */
  readonly text: string;
  readonly url: string;
}

/** A cell of a column whose meaning was not understood, kept as it stands so that nothing is lost. */
export interface OtherFact {
  /** The column's header as written. */
  readonly header: string;
  readonly text: string;
}

/** Where in its document an action was read; rows are counted from 1 as the reader's program shows them. */
export interface ActionSource {
  readonly sheet: string;
  readonly row: number;
}

/**
 * What a document says of an action and an import takes over as it stands. A fact added here is asked for by the compiler
 * wherever one is read, merged, exported or stored.
 */
export interface DocumentFacts {
  readonly title: string;
  readonly priority: string | null;
  readonly objective: string | null;
  readonly theme: string | null;
  readonly steps: readonly Step[];
  /** Lead texts as the document writes them; who they are is the action's `responsible`. */
  readonly responsibleLeads: readonly string[];
  readonly strategicLeads: readonly string[];
  /** Lead texts of those who help without replying. */
  readonly contributors: readonly string[];
  /** When work begins, where the plan says so. */
  readonly start: Timescale | null;
  readonly outcomes: readonly string[];
  readonly successMeasures: readonly string[];
  readonly evidence: readonly string[];
  /** In the document's order. */
  readonly links: readonly Link[];
  readonly others: readonly OtherFact[];
  /** Latest known rating, whoever gave it and whenever. */
  readonly rating: Rating;
  /** Latest known narrative; '' when there is none. */
  readonly narrative: string;
  readonly status: ActionStatus;
  /** How much of it is done, from 0 to 100, where the plan says so; null where it does not. */
  readonly percentComplete: number | null;
}

/** The facts, and what an import settles by rules of its own: which action it is, and what took its place. */
export interface DocumentAction extends DocumentFacts {
  /** As written in the plan, or made up where the plan has none. */
  readonly ref: string;
  /** The document gives no ref: a later one finds the action by its words, and its ref stays. */
  readonly refMadeUp: boolean;
  /** The ref of the action that took this one's place, as the plan writes it; null when none did. */
  readonly supersededBy: string | null;
  readonly source: ActionSource;
}

/** How an import takes a fact over. */
export interface FactRule<Value> {
  /** The column it is read from; null where no one column has it, so that a blank always says that there is nothing. */
  readonly column: ColumnRole | null;
  /** `document`: a newer document corrects it; `reply`: only until a lead has answered. */
  readonly owner: 'document' | 'reply';
  /** What it is where nothing is said: no correction where the document has lost the column. */
  readonly blank: Value;
  /** A blank says nothing even under its own column: a document that has lost it must not erase what a better copy said. */
  readonly blankIsSilence?: true;
}

/** In the order in which differences are told. */
export const documentFacts: { readonly [Fact in keyof DocumentFacts]-?: FactRule<DocumentFacts[Fact]> } = {
  title: { column: 'action', owner: 'document', blank: '' },
  priority: { column: 'priority', owner: 'document', blank: null },
  objective: { column: 'objective', owner: 'document', blank: null },
  theme: { column: 'theme', owner: 'document', blank: null },
  steps: { column: 'action', owner: 'document', blank: [] },
  responsibleLeads: { column: 'responsible', owner: 'document', blank: [] },
  strategicLeads: { column: 'strategic', owner: 'document', blank: [] },
  contributors: { column: 'contributors', owner: 'document', blank: [] },
  start: { column: 'start', owner: 'document', blank: null },
  outcomes: { column: 'outcome', owner: 'document', blank: [] },
  successMeasures: { column: 'success', owner: 'document', blank: [] },
  evidence: { column: 'evidence', owner: 'document', blank: [] },
  links: { column: 'links', owner: 'document', blank: [], blankIsSilence: true },
  others: { column: null, owner: 'document', blank: [] },
  rating: { column: 'rating', owner: 'reply', blank: unrated, blankIsSilence: true },
  narrative: { column: 'progress', owner: 'reply', blank: '', blankIsSilence: true },
  // Without a column it is worked out from rating and progress, which may be what the document has lost.
  status: { column: 'status', owner: 'reply', blank: 'not-started' },
  percentComplete: { column: 'percent', owner: 'document', blank: null },
};
export const factNames = Object.keys(documentFacts) as (keyof DocumentFacts)[];
