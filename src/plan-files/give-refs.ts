import { Refusal } from '../domain/errors.ts';
import type { ImportedAction } from '../domain/imported-plan.ts';
import { refKey } from '../domain/ref.ts';

/**
 * Gives every action whose ref is '' one: `2.3` for the third action of the second section where the document has no refs at
 * all, `Row 17` for a single one without. Throws Refusal('duplicate-ref') where two refs mean the same.
 */
export function giveRefs(file: string, actions: readonly ImportedAction[]): ImportedAction[] {
  const named = actions.some(({ ref }) => ref !== '');
  const severalSheets = new Set(actions.map(({ source }) => source.sheet)).size > 1;
  const sections = new Map(
    [...new Set(actions.map(({ priority }) => priority))].map((one, at) => [one, at + 1]),
  );
  const counts = new Map<string | null, number>();
  const given = actions.map((action): ImportedAction => {
    if (action.ref !== '') {
      return action;
    }
    if (named) {
      const { sheet, row } = action.source;
      return { ...action, ref: severalSheets ? `${sheet} row ${row}` : `Row ${row}` };
    }
    const number = (counts.get(action.priority) ?? 0) + 1;
    counts.set(action.priority, number);
    const section = sections.get(action.priority) ?? 0;
    return { ...action, ref: sections.size > 1 ? `${section}.${number}` : String(number) };
  });
  refuseDuplicates(file, given);
  return given;
}

function refuseDuplicates(file: string, actions: readonly ImportedAction[]): void {
  const seen = new Map<string, ImportedAction>();
  for (const action of actions) {
    const first = seen.get(refKey(action.ref));
    if (first !== undefined) {
      throw new Refusal(
        'duplicate-ref',
        `${file} has the ref “${action.ref}” twice, in ${placeOf(first)} and ${placeOf(action)}: give each action a ref of its own and import again.`,
      );
    }
    seen.set(refKey(action.ref), action);
  }
}

function placeOf({ ref, source }: ImportedAction): string {
  return `row ${source.row} of ${source.sheet} (“${ref}”)`;
}
