import type { PersonId } from '../people/person.ts';

/** Lists a digest can be narrowed to. */
export const digestParts = ['overdue', 'no-reply'] as const;
export type DigestPart = (typeof digestParts)[number];

/** What a digest is narrowed to; every part of it must hold at once. */
export interface DigestFilter {
  /** Levels to list; both when the reader asked for neither. */
  readonly levels: readonly ('red' | 'amber')[];
  /** A theme or priority of the plan, as the plan writes it; null for all. */
  readonly group: string | null;
  /** An agency of a responsible lead, as the plan writes it; null for all. */
  readonly agency: string | null;
  /** A responsible or strategic lead; null for all. */
  readonly lead: PersonId | null;
  /** An action's ref, or what several begin with: `3B`; null for all. */
  readonly ref: string | null;
  /** One list instead of them all; null for the whole digest. */
  readonly only: DigestPart | null;
}

/** Nothing left out. */
export const wholeDigest: DigestFilter = {
  levels: ['red', 'amber'],
  group: null,
  agency: null,
  lead: null,
  ref: null,
  only: null,
};
