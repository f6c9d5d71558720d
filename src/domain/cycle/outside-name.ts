/** What rows, cards and the command line have called a cycle's id from the first: the day of its meeting, which names it. */
const outside = 'meeting';

/** The name outside of a field of ours. */
export function outsideName(name: string): string {
  return name === 'cycleId' ? outside : name;
}

/** Puts the names outside into JSON: a replacer for `JSON.stringify`. */
export function withOutsideNames(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'cycleId')) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [outsideName(name), field]));
}
