/** What a heading says that it is. */
export type HeadingLevel = 'priority' | 'objective' | 'theme';

const labelled: ReadonlyArray<readonly [HeadingLevel, RegExp]> = [
  ['theme', /^(theme|work ?stream|work package|strand)\b/i],
  ['objective', /^(objective|aim|goal)\b/i],
  ['priority', /^((key|strategic) )?(priorit(y|ies)|section|areas?|outcome|part)\b/i],
];

/** `Priority 2: Waiting times` is a priority; undefined for a heading that does not say what it is. */
export function headingLevelIn(heading: string): HeadingLevel | undefined {
  return labelled.find(([, words]) => words.test(heading))?.[0];
}
