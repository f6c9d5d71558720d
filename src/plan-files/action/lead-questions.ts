import type { QuestionChoice } from '../../domain/import/reading-question.ts';
import { type DecideLeads, type LeadDoubt, type LeadReading, likeliestReading } from '../text/lead-doubts.ts';
import type { Questions } from '../text/questions.ts';
import type { CellPlace } from '../text/warnings.ts';
import type { PairReading } from './lead-columns.ts';

/** A cell of leads, for asking how it is meant. */
export interface LeadPlace extends CellPlace {
  /** The header as written. */
  readonly column: string;
}

interface DoubtWords {
  readonly ask: (column: string, words: string) => string;
  readonly one: (words: string) => string;
  readonly several: string;
}

const wordsOf: Readonly<Record<LeadDoubt, DoubtWords>> = {
  'split-leads': {
    ask: (column, words) =>
      `“${column}” has two words with a comma between them, as in “${words}”. Is that one person, surname first, or two people?`,
    one: (words) => `One person, surname first: “${words}”`,
    several: 'Two people',
  },
  'lead-post': {
    ask: (column, words) =>
      `“${column}” has a person and a post together, as in “${words}”. Is that one lead with their post, or two leads?`,
    one: (words) => `One lead with their post: “${words}”`,
    several: 'Two leads: the person, and whoever has the post',
  },
  'lead-role': {
    ask: (column, words) =>
      `“${column}” has “${words}” and the like. Are those two leads, or one lead with their post?`,
    one: (words) => `One lead: “${words}”`,
    several: 'Two leads, each for themselves',
  },
  'lead-body': {
    ask: (column, words) =>
      `“${column}” has a person and an organisation together, as in “${words}”. Is that one lead and where they work, or two leads?`,
    one: (words) => `One lead and where they work: “${words}”`,
    several: 'Two leads: the person and the organisation',
  },
  'lead-with': {
    ask: (column, words) =>
      `In “${column}”, as in “${words}”: does whoever stands after “with” help, or lead as well?`,
    one: () => 'They help: kept as a contributor',
    several: 'Both lead',
  },
};

/** Settles what a column of leads leaves open by asking, once for all its cells; of one cell each doubt counts once. */
export function decideByAsking(
  questions: Questions,
  pairs: ReadonlyMap<string, PairReading>,
  place: LeadPlace,
): DecideLeads {
  const settled = new Map<string, LeadReading>();
  const pair = pairs.get(place.column);
  return (doubt, words) => {
    const key = `${doubt}\n${words}`;
    const before = settled.get(key);
    if (before !== undefined) {
      return before;
    }
    const isPair = doubt === 'split-leads';
    if (isPair && pair?.isSure) {
      return pair.likeliest;
    }
    const { ask, one, several } = wordsOf[doubt];
    const choices: QuestionChoice[] = [
      { value: 'one', label: one(words) },
      { value: 'several', label: several },
    ];
    const taken = isPair && pair !== undefined ? pair.likeliest : likeliestReading[doubt];
    const answer = questions.ask({
      id: `${doubt}:${place.column}`,
      text: ask(place.column, words),
      choices,
      taken,
      place,
    });
    const reading: LeadReading = answer === 'one' ? 'one' : 'several';
    settled.set(key, reading);
    return reading;
  };
}
