import type { ImportWarning } from './imported-plan.ts';

export interface WarningGroup {
  readonly code: string;
  /** '' where the warnings are about no column. */
  readonly column: string;
  /** At least one, in the document's order. */
  readonly warnings: readonly ImportWarning[];
}

/** Warnings by their kind and column, the most frequent first: ninety rows of one kind are one line to read. */
export function groupWarnings(warnings: readonly ImportWarning[]): WarningGroup[] {
  const groups = new Map<string, ImportWarning[]>();
  for (const warning of warnings) {
    const key = `${warning.code}\n${warning.column ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [warning]);
    else group.push(warning);
  }
  return [...groups.values()]
    .map((ofKind) => ({ code: ofKind[0]?.code ?? '', column: ofKind[0]?.column ?? '', warnings: ofKind }))
    .sort((one, other) => other.warnings.length - one.warnings.length);
}
