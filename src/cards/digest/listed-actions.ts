import type { DigestHead } from '../../domain/digest/digest.ts';
import { describeTimescale, type Timescale } from '../../domain/shared/timescale.ts';
import { actionHead, type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { ratingMark } from '../kit/words.ts';

export const section = (text: string, items: number): Block => ({
  kind: 'section',
  text: `${text} (${items})`,
});

export function noneBlock(text: string): Block {
  return { kind: 'text', text };
}

/** `December 2018 (11 months late; not yet approved)`. */
export function noted(text: string, ...notes: readonly (string | null)[]): string {
  const known = notes.filter((note) => note !== null);
  return known.length === 0 ? text : `${text} (${known.join('; ')})`;
}

export const pending = (approved: boolean) => (approved ? null : 'not yet approved');

/** The head of an action in a list of its own: its rating, its leads and whatever the list is about. */
export function listed(head: DigestHead, facts: readonly string[], words: readonly string[] = []): Block[] {
  return [
    ...actionHead(head),
    { kind: 'mark', mark: ratingMark(head.rating), text: '' },
    ...blocksOf(
      'fact',
      [head.leads.length === 0 ? 'No confirmed lead' : head.leads.join(', '), ...facts].flatMap((fact) =>
        labelledWords('', fact),
      ),
    ),
    ...blocksOf(
      'text',
      words.flatMap((text) => labelledWords('', text)),
    ),
  ];
}

export const timescaleWords = (timescale: Timescale) =>
  describeTimescale(timescale).trim() === '' ? 'none given' : describeTimescale(timescale);
