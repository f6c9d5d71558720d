import type { Action, RevisedTimescale } from '../plan/action.ts';
import {
  type ActionStatus,
  type DocumentFacts,
  documentFacts,
  factNames,
  type ImportField,
} from '../plan/document-facts.ts';
import type { Plan } from '../plan/plan.ts';
import { refKey } from '../shared/ref.ts';
import type { Timescale } from '../shared/timescale.ts';
import { describeFact, type FieldDifference, sameFact } from './import-differences.ts';
import type { ImportedAction, ImportedPlan, ImportWarning } from './imported-plan.ts';
import { matchImported } from './match-imported.ts';

export interface ActionChange {
  readonly ref: string;
  /** `gone`: no longer in the document, and closed; `back`: closed for that reason, and in the document again. */
  readonly kind: 'added' | 'changed' | 'gone' | 'back';
  /** Names of the facts that differ; [] for an added or gone action. */
  readonly fields: readonly string[];
  /** The same facts with what they were and will be. */
  readonly differences: readonly FieldDifference[];
}

export interface MergedImport {
  /** Rows to insert. */
  readonly added: readonly Action[];
  /** Rows to replace, each with the version it replaces. */
  readonly changed: readonly { readonly before: Action; readonly after: Action }[];
  readonly changes: readonly ActionChange[];
  readonly warnings: readonly ImportWarning[];
  readonly nextActionNumber: number;
}

/** Who proposed and approved a revised timescale that a document brings: it is the board's own paper. */
const byDocument = 'The imported document';
/** How the reason begins for which an import closes an action; by it a later import knows that it may reopen it. */
const goneReason = 'No longer in the document imported';

const actionId = (number: number) => String(number).padStart(4, '0');

/** Ends that only a document tells of: they count after a reply too, or a dropped action would be asked about for ever. */
const isClosing = (status: ActionStatus) =>
  status === 'superseded' || status === 'withdrawn' || status === 'merged';

function revisedFrom(timescale: Timescale, positionDate: string): RevisedTimescale {
  const at = `${positionDate}T00:00:00Z`;
  return { timescale, reason: '', proposedBy: byDocument, proposedAt: at, approved: { by: byDocument, at } };
}

function newAction(imported: ImportedAction, id: string, ref: string, positionDate: string): Action {
  const { timescale, revisedTimescale, ...facts } = imported;
  const revised = revisedTimescale === null ? null : revisedFrom(revisedTimescale, positionDate);
  // The rest of an object, spread first, takes ten times as long, which counts where thousands are added while others wait.
  return {
    id,
    originalTimescale: timescale,
    responsible: [],
    strategic: [],
    assignedLeads: [],
    revisedTimescale: revised,
    approvedTimescale: revised,
    lastReply: null,
    completionProposed: false,
    declined: null,
    ratingHistory: [{ meeting: null, rating: imported.rating, at: `${positionDate}T00:00:00Z` }],
    ...facts,
    ref,
  };
}

/** Whether the document decides a fact; a reply takes some over, save an end that only a document tells of. */
function isTaken(fact: keyof DocumentFacts, known: Action, imported: ImportedAction): boolean {
  return (
    documentFacts[fact].owner === 'document' ||
    known.lastReply === null ||
    (fact === 'status' && isClosing(imported.status))
  );
}

/** Whether the document is silent on a fact rather than saying that there is nothing. */
function isSilent(
  fact: keyof DocumentFacts,
  imported: ImportedAction,
  columns: ReadonlySet<ImportField | null>,
): boolean {
  const { column, blank, blankIsSilence } = documentFacts[fact];
  const isLost = column !== null && columns.size > 0 && !columns.has(column);
  return (blankIsSilence === true || isLost) && sameFact(imported[fact], blank);
}

/** Setting a timescale where there was none, or none with a date, changes no original one. */
const isFirstTimescale = ({ originalTimescale: known }: Action, { timescale }: ImportedAction) =>
  known.text === ''
    ? timescale.text !== ''
    : known.kind === 'unknown' && known.date === null && timescale.date !== null;

function mergeAction(
  known: Action,
  imported: ImportedAction,
  columns: ReadonlySet<ImportField | null>,
  positionDate: string,
): { after: Action; differences: FieldDifference[] } {
  const differences: FieldDifference[] = [];
  let after = known;
  const set = <K extends keyof Action>(field: K, value: Action[K]) => {
    if (!sameFact(after[field], value)) {
      differences.push({ field, from: describeFact(after[field]), to: describeFact(value) });
      after = { ...after, [field]: value };
    }
  };
  for (const fact of factNames) {
    if (isTaken(fact, known, imported) && !isSilent(fact, imported, columns)) {
      set(fact, imported[fact]);
    }
  }
  if (after.status !== known.status) {
    after = { ...after, closedReason: imported.closedReason };
  }
  if (!imported.refMadeUp) {
    set('ref', imported.ref);
    after = { ...after, refMadeUp: false };
  }
  if (isFirstTimescale(known, imported)) {
    set('originalTimescale', imported.timescale);
  }
  const { revisedTimescale: revised } = imported;
  const isOpen = known.revisedTimescale === null || known.revisedTimescale.proposedBy === byDocument;
  if (revised !== null && isOpen && !sameFact(known.revisedTimescale?.timescale ?? null, revised)) {
    differences.push({
      field: 'revisedTimescale',
      from: describeFact(known.revisedTimescale?.timescale ?? null),
      to: describeFact(revised),
    });
    const standing = revisedFrom(revised, positionDate);
    after = { ...after, revisedTimescale: standing, approvedTimescale: standing };
  }
  if (imported.supersededBy !== null) {
    set('status', imported.status);
    set('supersededBy', imported.supersededBy);
  } else if (isClosing(known.status) && !isClosing(after.status)) {
    set('supersededBy', null);
  }
  if (differences.some(({ field }) => field === 'rating')) {
    const at = `${positionDate}T00:00:00Z`;
    after = { ...after, ratingHistory: [{ meeting: null, rating: imported.rating, at }] };
  }
  return { after, differences };
}

const isClosedByImport = ({ status, closedReason }: Action) =>
  status === 'withdrawn' && closedReason?.startsWith(goneReason) === true;

/** Opens an action again that an import had closed: as far as it had come by then. */
function reopen(known: Action, imported: ImportedAction): Action {
  const isBegun = known.lastReply !== null && imported.status === 'not-started';
  return { ...known, status: isBegun ? 'in-progress' : imported.status, closedReason: null };
}

/**
 * What importing a document does to a plan's actions, matched by the meaning of their refs, or by their words where a
 * document gives none. New ones are added; the document's facts are corrected; ratings and narratives are taken from
 * it only where no lead has replied yet; original timescales, once given, never change (DOMAIN 4.6). An action that
 * is gone from the document is closed as withdrawn, with everything it holds, and opened again when a later document has
 * it. The same document again changes nothing.
 */
export function mergeImport(plan: Plan, existing: readonly Action[], imported: ImportedPlan): MergedImport {
  const positionDate = imported.positionDate ?? plan.positionDate;
  const columns = new Set(imported.columns.map(({ field }) => field));
  const matched = matchImported(existing, imported.actions);
  const taken = new Set(
    [...existing, ...imported.actions.filter(({ refMadeUp }) => !refMadeUp)].map(({ ref }) => refKey(ref)),
  );
  const giveRef = createRefGiver(taken);
  const added: Action[] = [];
  const changed: { before: Action; after: Action }[] = [];
  const changes: ActionChange[] = [];
  const warnings: ImportWarning[] = [];
  // An import that broke off has left actions whose numbers the plan's own row does not know of.
  let next = Math.max(plan.nextActionNumber, ...existing.map((action) => Number(action.id) + 1));
  for (const action of imported.actions) {
    const before = matched.get(action);
    if (before === undefined) {
      const ref = action.refMadeUp ? giveRef(action.ref) : action.ref;
      added.push(newAction(action, actionId(next), ref, positionDate));
      changes.push({ ref, kind: 'added', fields: [], differences: [] });
      next += 1;
      continue;
    }
    warnings.push(...timescaleWarnings(before, action, columns));
    const isBack = isClosedByImport(before) && !isClosing(action.status);
    const opened = isBack ? reopen(before, action) : before;
    const { after, differences } = mergeAction(opened, action, columns, positionDate);
    if (differences.length === 0 && !isBack) continue;
    changed.push({ before, after: { ...after, source: action.source } });
    const fields = differences.map(({ field }) => field);
    changes.push({ ref: after.ref, kind: isBack ? 'back' : 'changed', fields, differences });
  }
  const kept = new Set(matched.values());
  for (const gone of existing.filter((action) => !kept.has(action))) {
    // What is complete or closed already may well have been taken out of the document for that.
    if (isClosing(gone.status) || gone.status === 'complete') continue;
    const closedReason = `${goneReason} (${imported.source}).`;
    changed.push({ before: gone, after: { ...gone, status: 'withdrawn', closedReason } });
    changes.push({ ref: gone.ref, kind: 'gone', fields: [], differences: [] });
    warnings.push(
      note(
        'action-gone',
        null,
        gone.ref,
        `${gone.ref} is in the plan but not in this file. It is closed as withdrawn, with its replies kept, and opened again when a later file has it.`,
      ),
    );
  }
  return { added, changed, changes, warnings, nextActionNumber: next };
}

function note(code: string, action: ImportedAction | null, value: string, message: string): ImportWarning {
  const { sheet, row } = action?.source ?? { sheet: null, row: null };
  return { code, message, sheet, row, column: null, value };
}

function timescaleWarnings(
  before: Action,
  action: ImportedAction,
  columns: ReadonlySet<ImportField | null>,
): ImportWarning[] {
  const { originalTimescale: original, revisedTimescale: known } = before;
  const { timescale, revisedTimescale: revised } = action;
  const warnings: ImportWarning[] = [];
  const hasNone = timescale.text === '' && columns.size > 0 && !columns.has('timescale');
  if (!hasNone && !isFirstTimescale(before, action) && !sameFact(original, timescale)) {
    const message = `${before.ref}: the original timescale stays “${original.text}”; the file now says “${timescale.text}”. A lead can ask for a revised date in a reply.`;
    warnings.push(note('timescale-differs', action, timescale.text, message));
  }
  if (
    revised !== null &&
    known !== null &&
    known.proposedBy !== byDocument &&
    !sameFact(known.timescale, revised)
  ) {
    const message = `${before.ref}: ${known.proposedBy} has asked for “${known.timescale.text}”, which stays; the file says “${revised.text}”.`;
    warnings.push(note('revised-differs', action, revised.text, message));
  }
  return warnings;
}

/** Gives the ref itself, or the next number after it that no action has: a made-up ref is never given twice. */
function createRefGiver(taken: ReadonlySet<string>): (ref: string) => string {
  const given = new Set(taken);
  // Where the search for each stem has come to, so that ten thousand new rows do not search from its start each.
  const reached = new Map<string, number>();
  return (ref) => {
    const [, stem = `${ref} `, number = '1'] = ref.match(/^(.*?)(\d+)$/) ?? [];
    let free = ref;
    let at = Math.max(Number(number), reached.get(stem) ?? 0);
    while (given.has(refKey(free))) {
      at += 1;
      free = `${stem}${at}`;
      reached.set(stem, at);
    }
    given.add(refKey(free));
    return free;
  };
}
