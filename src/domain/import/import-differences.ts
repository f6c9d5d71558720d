import type { Rating } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';

/** What importing changes of one fact, in short texts; '' stands for nothing there. */
export interface FieldDifference {
  /** The fact's name in the register: `title`, `originalTimescale`. */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

const longestShown = 120;

/**
 * Whether two facts say the same, whatever the order of their keys. Timescales with a date are compared by it: `Dec-18`
 * and `Dec 18` are one; without a date their words decide.
 */
export function sameFact(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) {
      return inner;
    }
    if (isTimescale(inner)) {
      const words = inner.text
        .replace(/[\s.,-]+/g, ' ')
        .trim()
        .toLowerCase();
      return inner.date === null ? ['timescale', inner.kind, words] : ['timescale', inner.kind, inner.date];
    }
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isTimescale(value: object): value is Timescale {
  return 'kind' in value && 'date' in value && 'text' in value;
}

function isRating(value: object): value is Rating {
  return 'label' in value && 'level' in value;
}

/** A fact as a reader sees it, on one line and cut to a length that fits a list of differences. */
export function describeFact(value: unknown): string {
  const text = wordsOf(value).replace(/\s+/g, ' ').trim();
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(wordsOf).join('; ');
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  if (isRating(value)) {
    return value.label;
  }
  if (isTimescale(value)) {
    return value.text;
  }
  const inner = Object.values(value).map(wordsOf);
  return inner.filter((part) => part !== '').join(', ');
}
