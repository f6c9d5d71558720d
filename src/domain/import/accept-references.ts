import { refKey } from '../shared/ref.ts';
import type { ImportedAction, ImportedPlan, ImportedReference } from './imported-plan.ts';

/** A comment that has no words of its own. */
const saysOnlyAbove = /^\W*((as|see|same as) )?(the )?(comments? )?(above|ditto|previous(ly)?)\W*$/i;

/** An action as a reference leaves it, were it accepted. */
function applyReference(
  action: ImportedAction,
  reference: ImportedReference,
  target: ImportedAction,
): ImportedAction {
  if (reference.kind === 'superseded-by') {
    const status = /\b(merged|combined|incorporated)\b/i.test(reference.text) ? 'merged' : 'superseded';
    return { ...action, status, supersededBy: target.ref };
  }
  if (target.narrative === '' || action.narrative.includes(target.narrative)) {
    return action;
  }
  const narrative = saysOnlyAbove.test(action.narrative)
    ? target.narrative
    : `${action.narrative}\n${target.ref}: ${target.narrative}`;
  return { ...action, narrative };
}

/** The plan with the references that `accepted` takes applied to their actions; the others stay offers. */
export function acceptReferences(
  plan: ImportedPlan,
  accepted: (reference: ImportedReference, applied: ImportedAction) => boolean,
): ImportedPlan {
  if (plan.references.length === 0) return plan;
  const byKey = new Map(plan.actions.map((action) => [refKey(action.ref), action]));
  const original = new Map(byKey);
  for (const reference of plan.references) {
    const action = byKey.get(refKey(reference.ref));
    // The other's own words, not what another reference has made of them.
    const target = original.get(refKey(reference.to));
    if (action === undefined || target === undefined) {
      continue;
    }
    const applied = applyReference(action, reference, target);
    if (accepted(reference, applied)) {
      byKey.set(refKey(reference.ref), applied);
    }
  }
  return { ...plan, actions: plan.actions.map((action) => byKey.get(refKey(action.ref)) ?? action) };
}
