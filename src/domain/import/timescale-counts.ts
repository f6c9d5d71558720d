import type { ImportedAction } from './imported-plan.ts';

/** Of a document's actions: those with a day they are due by, those whose words name none (`Ongoing`), those that say nothing. */
export interface TimescaleCounts {
  readonly read: number;
  readonly without: number;
  readonly none: number;
}

/** The original timescale counts; where there is only a revised one, that. */
export function countTimescales(actions: readonly ImportedAction[]): TimescaleCounts {
  const counts = { read: 0, without: 0, none: 0 };
  for (const { timescale, revisedTimescale } of actions) {
    const said = timescale.text === '' && revisedTimescale !== null ? revisedTimescale : timescale;
    counts[said.date !== null ? 'read' : said.text === '' ? 'none' : 'without'] += 1;
  }
  return counts;
}
