import type { Action } from './action.ts';
import type { ImportedAction, ImportedPlan, ImportWarning } from './imported-plan.ts';
import type { Plan } from './plan.ts';
import { refKey } from './ref.ts';

export interface ActionChange {
  readonly ref: string;
  readonly kind: 'added' | 'changed' | 'gone';
  /** Names of the facts that differ; [] for an added or gone action. */
  readonly fields: readonly string[];
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

const actionId = (number: number) => String(number).padStart(4, '0');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function newAction(imported: ImportedAction, id: string, positionDate: string): Action {
  const { timescale, revisedTimescale: _revised, ...facts } = imported;
  return {
    ...facts,
    closedReason: null,
    id,
    originalTimescale: timescale,
    responsible: [],
    strategic: [],
    revisedTimescale: null,
    lastReply: null,
    completionProposed: false,
    ratingHistory: [{ meeting: null, rating: imported.rating, at: `${positionDate}T00:00:00Z` }],
  };
}

/** Facts the document alone decides; a newer document corrects them. */
const documentFacts = [
  'ref',
  'title',
  'priority',
  'objective',
  'theme',
  'steps',
  'responsibleLeads',
  'strategicLeads',
  'outcomes',
  'successMeasures',
] as const satisfies readonly (keyof ImportedAction & keyof Action)[];

/** Facts a reply takes over: the document decides them only until a lead has answered. */
const replyFacts = ['rating', 'narrative', 'status', 'evidence'] as const satisfies readonly (keyof ImportedAction &
  keyof Action)[];

function mergeAction(known: Action, imported: ImportedAction, positionDate: string): { after: Action; fields: string[] } {
  const facts = known.lastReply === null ? [...documentFacts, ...replyFacts] : documentFacts;
  const fields = facts.filter(
    (fact) =>
      !same(known[fact], imported[fact]) &&
      // A document that has lost its merged comments must not erase what a better copy said.
      !(fact === 'narrative' && imported.narrative === '') &&
      !(fact === 'rating' && imported.rating.level === 'none'),
  );
  let after = known;
  for (const fact of fields) after = { ...after, [fact]: imported[fact] };
  if (fields.includes('rating')) {
    after = {
      ...after,
      ratingHistory: [{ meeting: null, rating: imported.rating, at: `${positionDate}T00:00:00Z` }],
    };
  }
  return { after, fields: [...fields] };
}

/**
 * What importing a document does to a plan's actions, matched by the meaning of their refs. New ones are added; the document's
 * facts are corrected; ratings and narratives are taken from it only where no lead has replied yet; original
 * timescales never change (DOMAIN 4.6); an action that is gone from the document is kept and told. The same document again
 * changes nothing.
 */
export function mergeImport(plan: Plan, existing: readonly Action[], imported: ImportedPlan): MergedImport {
  const known = new Map(existing.map((action) => [refKey(action.ref), action]));
  const positionDate = imported.positionDate ?? plan.positionDate;
  const added: Action[] = [];
  const changed: { before: Action; after: Action }[] = [];
  const changes: ActionChange[] = [];
  const warnings: ImportWarning[] = [];
  // An import that broke off has left actions whose numbers the plan's own row does not know of.
  let next = Math.max(plan.nextActionNumber, ...existing.map((action) => Number(action.id) + 1));
  for (const action of imported.actions) {
    const before = known.get(refKey(action.ref));
    known.delete(refKey(action.ref));
    if (!before) {
      added.push(newAction(action, actionId(next), positionDate));
      changes.push({ ref: action.ref, kind: 'added', fields: [] });
      next += 1;
      continue;
    }
    if (!same(before.originalTimescale, action.timescale)) {
      warnings.push({
        code: 'timescale-differs',
        message: `${action.ref}: the original timescale stays “${before.originalTimescale.text}”; the file now says “${action.timescale.text}”. A lead can ask for a revised date in a reply.`,
        sheet: action.source.sheet,
        row: action.source.row,
        column: null,
        value: action.timescale.text,
      });
    }
    const { after, fields } = mergeAction(before, action, positionDate);
    if (fields.length === 0) continue;
    changed.push({ before, after });
    changes.push({ ref: action.ref, kind: 'changed', fields });
  }
  for (const gone of known.values()) {
    changes.push({ ref: gone.ref, kind: 'gone', fields: [] });
    warnings.push({
      code: 'action-gone',
      message: `${gone.ref} is in the plan but not in this file. It is kept as it is.`,
      sheet: null,
      row: null,
      column: null,
      value: gone.ref,
    });
  }
  return { added, changed, changes, warnings, nextActionNumber: next };
}
