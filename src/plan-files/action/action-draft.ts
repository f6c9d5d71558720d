import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import {
  type ActionStatus,
  type ColumnRole,
  importFields,
  type OtherFact,
  type Step,
} from '../../domain/plan/document-facts.ts';
import { planColumnWords } from '../grid/columns.ts';
import { type ActionDraft, fieldsOf, type Warn } from '../table/draft-rows.ts';
import type { TableRow } from '../table/row-reader.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { type CellPlace, warning } from '../text/warnings.ts';
import type { DateReading } from './date-reading.ts';
import { readDates, readStepDate, settleField } from './draft-dates.ts';
import { noteAchieved, readActionStatus, readRating, wordsOfJudgement } from './draft-judgement.ts';
import { readLeads } from './draft-leads.ts';
import { parseLinks, readLinks } from './draft-links.ts';
import { notePercentDiffers, type PercentScales, readPercent } from './draft-percent.ts';
import { readLeadCell } from './lead-cell.ts';
import type { ReadLeads } from './lead-reading.ts';
import { type KeyOfPlan, ratingCellOf } from './plan-key.ts';
import type { ProgressStatus } from './progress-status.ts';
import { splitAction, splitItems } from './split-action.ts';
import { readStepFacts } from './step-facts.ts';
import { readSaidEnd, type SaidEnd } from './withdrawn-words.ts';

/** What the whole document says, without which no row can be read. */
export interface DraftReading {
  readonly key: KeyOfPlan;
  readonly readLeadCell: ReadLeads;
  readonly percentScales: PercentScales;
  readonly progressStatus: ProgressStatus;
  /** Takes what a cell leaves open, once for all cells of its kind. */
  readonly questions: Questions;
  readonly dates: DateReading;
  /** The document's own refs, by their keys. */
  readonly refs: ReadonlyMap<string, { readonly ref: string }>;
}

/** The action, with '' for a ref the document does not give, and what of it was not understood. */
export function readDraft(
  draft: ActionDraft,
  { key, readLeadCell: readCell, percentScales, progressStatus, questions, dates, refs }: DraftReading,
): { action: ImportedAction; warnings: ImportWarning[] } {
  const [first] = draft.rows;
  const warnings: ImportWarning[] = [];
  const warn: Warn = (code, message, field, row = first) => {
    const place: CellPlace = {
      sheet: draft.sheet,
      ...(row === undefined ? {} : { row: row.number }),
      ...(field === null ? {} : { column: field.header, value: field.text }),
    };
    warnings.push(warning(code, message, place));
  };

  const { title, steps } = splitAction(first?.text('action') ?? '');
  const when = readDates(draft, steps.length, dates, warn);
  const who = readLeads(draft, { steps: steps.length, dates: when.lines, readCell, warn });
  const { rating, others: judgement } = readRating(draft, { key, questions }, warn);
  const judged = wordsOfJudgement(draft, rating);
  const narrative = [narrativeOf(draft), ...judged].filter((text) => text !== '').join('\n');
  const { percent, unread: unreadPercent } = readPercent(draft, percentScales, warn);
  const stated = first?.field('status') ?? null;
  const begins = progressStatus.of(first);
  const written = readActionStatus(
    {
      stated,
      isRating: ratingCellOf(first)?.field.header === stated?.header,
      percent,
      begins,
      rating,
      narrative,
    },
    warn,
  );
  const end = isOpenStatus(written) ? readEnd(draft, questions, refs) : null;
  const status = end?.status ?? written;
  notePercentDiffers(first, { percent, status }, warn);
  const theme = nameOf(first, 'theme') ?? draft.theme;
  if (begins === null) {
    noteAchieved(first, status, warn);
  }
  const paired = steps.map(
    (text, at): Step => ({
      text,
      timescale: when.perStep?.[at] ?? null,
      leads: who.perStep?.[at] ?? [],
    }),
  );

  return {
    action: {
      ref: draft.ref,
      refMadeUp: draft.ref === '',
      title,
      priority: nameOf(first, 'priority') ?? draft.priority,
      objective: nameOf(first, 'objective') ?? draft.objective,
      theme: theme ?? who.workstream,
      steps: statedSteps(draft, [...paired, ...laterSteps(draft, dates)], dates, warn),
      responsibleLeads: who.responsible,
      strategicLeads: [...new Set([...who.strategic, ...draft.section.strategicLeads])],
      contributors: who.contributors,
      timescale: when.timescale,
      revisedTimescale: when.revised,
      start: when.start,
      outcomes: itemsOf(draft, 'outcome'),
      successMeasures: itemsOf(draft, 'success'),
      evidence: itemsOf(draft, 'evidence'),
      narrative,
      rating,
      links: readLinks(draft),
      others: [
        ...othersOf(draft),
        ...who.others,
        ...unusableFacts(first, status),
        ...judgement,
        ...(unreadPercent === null ? [] : [{ header: unreadPercent.header, text: unreadPercent.text }]),
        ...draft.section.others,
        ...(theme === null ? [] : workstreamFact(who.workstream, theme)),
      ],
      status,
      percentComplete: percent,
      supersededBy: successorOf(first, status),
      closedReason: end?.reason ?? null,
      source: { sheet: draft.sheet, row: first?.number ?? 0 },
    },
    warnings,
  };
}

/** People strike through what is done as well: a row that says so stays done. */
const isOpenStatus = (status: ActionStatus) => status === 'not-started' || status === 'in-progress';

/** How an action ends that is open by its status; null where it goes on. */
function readEnd(draft: ActionDraft, questions: Questions, refs: DraftReading['refs']): SaidEnd | null {
  return draft.rows[0]?.isStruck === true
    ? { status: 'withdrawn', reason: 'The whole row is struck through in the document.' }
    : readSaidEnd(draft, questions, refs);
}

function nameOf(row: TableRow | undefined, role: ColumnRole): string | null {
  const text = oneLine(row?.text(role) ?? '');
  return text === '' ? null : text;
}

function laterSteps(draft: ActionDraft, dates: DateReading): Step[] {
  return draft.rows.slice(1).flatMap((row): Step[] => {
    const action = row.field('action');
    if (action === null || action.fromAbove || action.text === '') {
      return [];
    }
    const leads = row
      .fields('responsible')
      .filter(({ fromAbove }) => !fromAbove)
      .flatMap(({ text }) => readLeadCell(text, 'responsible').responsible);
    const timescale = readStepDate(draft, row, dates);
    return splitItems(action.text).map((text) => ({ text, timescale, leads: [...new Set(leads)] }));
  });
}

/** The steps with what columns of their own say of them. */
function statedSteps(
  draft: ActionDraft,
  steps: readonly Step[],
  dates: DateReading,
  warn: Warn,
): readonly Step[] {
  const [first] = draft.rows;
  const timescales = first?.field('step-timescales') ?? null;
  const leads = first?.field('step-leads') ?? null;
  const rules =
    first === undefined || timescales === null
      ? undefined
      : settleField(draft, timescales, first, dates, null).rules;
  const stated = readStepFacts(steps, timescales?.text ?? '', leads?.text ?? '', rules);
  if (stated === null) {
    const message = `The action has ${steps.length} steps and this row says something of another number of them, so that it was left out: give each step a line, and “–” to one without.`;
    warn('step-facts-do-not-match', message, timescales ?? leads);
  }
  return stated ?? steps;
}

/** The ref of the action that took this one's place, where the row says that it was closed for it. */
function successorOf(row: TableRow | undefined, status: ActionStatus): string | null {
  const isClosed = status === 'superseded' || status === 'merged' || status === 'withdrawn';
  return isClosed ? nameOf(row, 'superseded-by') : null;
}

/** What a column of successors or links holds that is neither. */
function unusableFacts(row: TableRow | undefined, status: ActionStatus): OtherFact[] {
  const successor = row?.field('superseded-by') ?? null;
  const links = row?.field('links') ?? null;
  const unused = [
    successorOf(row, status) === null ? successor : null,
    links !== null && parseLinks(links.text) === null ? links : null,
  ];
  return unused.flatMap((field) =>
    field === null || field.text === '' ? [] : [{ header: field.header, text: field.text }],
  );
}

function itemsOf(draft: ActionDraft, role: 'outcome' | 'success' | 'evidence'): string[] {
  return [...new Set(fieldsOf(draft, role).flatMap(({ field }) => splitItems(field.text)))];
}

function narrativeOf(draft: ActionDraft): string {
  const fields = fieldsOf(draft, 'progress').map(({ field }) => field);
  const headers = new Set(fields.map(({ header }) => header));
  const parts = fields.map(({ header, text }) => (headers.size > 1 ? `${header}: ${text}` : text));
  return [...new Set(parts)].join('\n');
}

const single = importFields.filter(
  (role): role is ColumnRole =>
    role !== 'keep' && role !== 'ignore' && planColumnWords[role].laterRows === 'kept',
);

/** Cells of columns that were not understood, and of later rows where an action can hold one text only. */
function othersOf(draft: ActionDraft): OtherFact[] {
  const [first] = draft.rows;
  const facts = draft.rows.flatMap((row, at) => [
    ...row.unread.filter((field) => at === 0 || !field.fromAbove),
    ...(at === 0 ? [] : single.flatMap((role) => row.field(role) ?? [])).filter(
      ({ text, fromAbove, header }) => text !== '' && !fromAbove && !isSameAs(first, header, text),
    ),
  ]);
  return facts.map(({ header, text }) => ({ header, text }));
}

function isSameAs(row: TableRow | undefined, header: string, text: string): boolean {
  return single.some((role) => {
    const field = row?.field(role) ?? null;
    return field !== null && field.header === header && field.text === text;
  });
}

function workstreamFact(workstream: string | null, theme: string): OtherFact[] {
  return workstream === null || workstream === theme ? [] : [{ header: 'Workstream', text: workstream }];
}
