import type { ImportWarning } from './imported-plan.ts';
import { type WarningWeight, weighWarning } from './warning-weight.ts';

export interface WarningGroup {
  readonly code: string;
  readonly weight: WarningWeight;
  /** '' where the warnings are about no column. */
  readonly column: string;
  /** At least one, in the document's order. */
  readonly warnings: readonly ImportWarning[];
}

const heaviestFirst: readonly WarningWeight[] = ['question', 'warning', 'note'];

/**
 * Warnings by their kind and column, what wants a decision first and of those the most frequent: ninety rows of one kind are one
 * line to read.
 */
export function groupWarnings(warnings: readonly ImportWarning[]): WarningGroup[] {
  const groups = new Map<string, ImportWarning[]>();
  for (const warning of warnings) {
    const key = `${warning.code}\n${warning.column ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [warning]);
    else group.push(warning);
  }
  return [...groups.values()]
    .map((ofKind) => {
      const code = ofKind[0]?.code ?? '';
      return { code, weight: weighWarning(code), column: ofKind[0]?.column ?? '', warnings: ofKind };
    })
    .sort(
      (one, other) =>
        heaviestFirst.indexOf(one.weight) - heaviestFirst.indexOf(other.weight) ||
        other.warnings.length - one.warnings.length,
    );
}
