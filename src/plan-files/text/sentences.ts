const startsWithin = /^[\p{Ll}(&,;]/u;
/** What cannot be the end of a sentence. */
const endsOpen =
  /(?:[,–—]|\b(?:and|or|of|for|the|an?|with|to|in|on|at|by|from|as|that|which|who|its|their|our|between|including|is|are|was|were|be|been|will|has|have))$/i;

/** Whether a text goes on with the sentence of the one before: by its first letter, or since that one breaks off (`with` | `Oakmere Trust`). */
export function goesOnFrom(before: string, rest: string): boolean {
  return before !== '' && (startsWithin.test(rest) || endsOpen.test(before));
}
