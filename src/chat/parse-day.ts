import { Temporal } from 'temporal-polyfill';
import { parseTimescale } from '../domain/shared/timescale.ts';

/** A day as people write it, `YYYY-MM-DD`; null for anything else. */
export function parseDayWords(words: string): string | null {
  const cleaned = words.trim().replace(/^(on|for|the)\s+/iu, '');
  try {
    return Temporal.PlainDate.from(cleaned, { overflow: 'reject' }).toString();
  } catch {
    const read = parseTimescale(cleaned).timescale;
    return read.kind === 'day' ? read.date : null;
  }
}
