import { helpLines } from '../../src/chat/registry.ts';
import type { Role } from '../../src/domain/people/person.ts';

/** The help's lines for somebody with these roles, as the conversation gives them to its card. */
export function helpFor(roles: readonly Role[]): { readonly example: string; readonly words: string }[] {
  return helpLines.filter((line) => line.for.some((role) => roles.includes(role)));
}
