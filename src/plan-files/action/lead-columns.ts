import { surnameFirst } from '../../domain/leads/lead-person.ts';
import { leadPieces } from '../../domain/leads/lead-pieces.ts';
import { lookAtWords } from '../../domain/leads/lead-words.ts';
import { type ActionDraft, fieldsOf } from '../table/draft-rows.ts';
import type { LeadReading } from '../text/lead-doubts.ts';

/** How a column of leads writes two words with a comma between them, as far as its cells tell. */
export interface PairReading {
  readonly likeliest: LeadReading;
  /** The cells leave no doubt. */
  readonly isSure: boolean;
}

const searchedCells = 200;

/** What the cells of each column of leads tell of `Holt, Ana`, by the column's header. */
export function readPairs(drafts: readonly ActionDraft[]): ReadonlyMap<string, PairReading> {
  const texts = new Map<string, string[]>();
  for (const draft of drafts) {
    for (const role of ['responsible', 'strategic', 'contributors'] as const) {
      for (const { field } of fieldsOf(draft, role)) {
        const known = texts.get(field.header) ?? [];
        if (known.length < searchedCells) known.push(field.text);
        texts.set(field.header, known);
      }
    }
  }
  return new Map([...texts].map(([header, cells]) => [header, pairReading(cells)]));
}

function pairReading(cells: readonly string[]): PairReading {
  const parts = cells
    .flatMap((cell) => cell.split(/[;\n/]/))
    .map((part) => leadPieces(part).map(({ text }) => text));
  const pairs = parts.filter((texts) => surnameFirst(texts) !== null);
  const [lasts, firsts] = [0, 1].map((at) => new Set(pairs.map((texts) => texts[at] ?? '')));
  const alone = parts.flatMap(([only = '', ...more]) =>
    more.length === 0 && lookAtWords(only) === 'word' ? [only] : [],
  );
  const isBoth = [...(lasts ?? [])].some((word) => firsts?.has(word));
  const names = new Set(parts.flat());
  if (isBoth || alone.some((word) => lasts?.has(word) || firsts?.has(word))) {
    return { likeliest: 'several', isSure: true };
  }
  // The same people the usual way round elsewhere in the column.
  const isKnown = pairs.some((texts) => names.has(surnameFirst(texts) ?? ''));
  return { likeliest: alone.length > 0 ? 'several' : 'one', isSure: isKnown };
}
