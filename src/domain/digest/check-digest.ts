import type { Digest } from './digest.ts';

/** Two numbers of a digest that should be the same and are not. */
export interface DigestDifference {
  readonly what: string;
  readonly one: number;
  readonly other: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * Whether a digest's numbers agree with one another: ratings with the total, themes and boards with the ratings, the lists
 * of reds and ambers with their counts, those asked with those who answered and those who did not. [] where all do; a
 * paper with a difference must not leave.
 */
export function checkDigest(digest: Digest): DigestDifference[] {
  const { counts, total, themes, boards, reds, ambers, asked, answered, silent, silentAbove, filter } =
    digest;
  const held = counts.map(({ now, lastKnown }) => now + lastKnown);
  const ofLevel = (wanted: string) =>
    sum(counts.flatMap(({ level }, index) => (level === wanted ? [held[index] ?? 0] : [])));
  const isWhole = filter.levels.length > 1;
  const pairs: (DigestDifference | null)[] = [
    { what: 'ratings and actions', one: sum(held), other: total },
    { what: 'themes and actions', one: sum(themes.map((theme) => theme.total)), other: total },
    ...counts.map(({ label }, index) => ({
      what: `“${label}” by theme and in all`,
      one: sum(themes.map((theme) => theme.counts[index] ?? 0)),
      other: held[index] ?? 0,
    })),
    ...counts.map(({ label }, index) => ({
      what: `“${label}” of the last column of boards and now`,
      one: boards.at(-1)?.counts[index] ?? 0,
      other: held[index] ?? 0,
    })),
    ...boards.map(({ boardDate, counts: shown }) => ({
      what: `ratings at the board of ${boardDate ?? 'the import'} and actions`,
      one: sum(shown),
      other: total,
    })),
    filter.levels.includes('red')
      ? { what: 'reds listed and counted', one: reds.length, other: ofLevel('red') }
      : null,
    filter.levels.includes('amber')
      ? {
          what: 'ambers listed and counted',
          one: sum(ambers.map(({ actions }) => actions.length)),
          other: ofLevel('amber'),
        }
      : null,
    isWhole && digest.state !== 'as-imported'
      ? {
          what: 'answers and silences, and those asked',
          one: answered + silent.length + sum(silentAbove.map(({ actions }) => actions)),
          other: asked,
        }
      : null,
  ];
  return pairs.filter((pair) => pair !== null && pair.one !== pair.other).filter((pair) => pair !== null);
}
