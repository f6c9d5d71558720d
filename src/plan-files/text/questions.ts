import type { DocumentPlace } from '../../domain/import/document-place.ts';
import { columnQuestionId, type ReadingQuestion } from '../../domain/import/reading-question.ts';
import type { PlanReading } from '../../domain/plan/plan-columns.ts';
import { type CellPlace, warning } from './warnings.ts';

/** A doubt met while reading. `taken` is the value of the choice that seems likeliest. */
export interface Doubt extends Pick<ReadingQuestion, 'id' | 'text' | 'choices' | 'taken'> {
  readonly place: CellPlace;
}

/** Collects what a document leaves open, one question for all cells it is about, and knows what was answered before. */
export interface Questions {
  /** The value to read by: the PM's answer where it is one of the choices, else what seems likeliest. Met again, a doubt adds its place. */
  ask(doubt: Doubt): string;
  /** The PM's answer to a question that may not be asked at all; null where there is none. */
  answerTo(id: string): string | null;
  /** In the order met. */
  asked(): ReadingQuestion[];
}

const mostPlaces = 3;
/** Nobody answers more; beyond it a hostile file would grow the plan's own row. */
const mostQuestions = 200;
const longestId = 120;

/** `said` is what the PM has said of this plan's documents so far. */
export function createQuestions(said: PlanReading): Questions {
  const answers = new Map([
    ...Object.entries(said.readingAnswers),
    ...Object.entries(said.columnMap).map(([header, field]) => [columnQuestionId(header), field] as const),
  ]);
  const found = new Map<string, ReadingQuestion>();
  return {
    ask(doubt) {
      const id = doubt.id.slice(0, longestId);
      const before = found.get(id);
      const answer = answers.get(id);
      const answered = answer !== undefined && doubt.choices.some(({ value }) => value === answer);
      const taken = answered ? answer : (before?.taken ?? doubt.taken);
      if (before !== undefined) {
        const places = before.places.length < mostPlaces ? [...before.places, placeOf(doubt)] : before.places;
        found.set(id, { ...before, count: before.count + 1, places });
      } else if (found.size < mostQuestions) {
        const { text, choices: offered } = doubt;
        found.set(id, { id, text, choices: offered, taken, answered, count: 1, places: [placeOf(doubt)] });
      }
      return taken;
    },
    answerTo: (id) => answers.get(id.slice(0, longestId)) ?? null,
    asked: () => [...found.values()],
  };
}

/** The place in a question's shape, its value cut like a warning's. */
function placeOf({ place }: Doubt): DocumentPlace {
  const { sheet, row, column, value } = warning('', '', place);
  return { sheet, row, column, value };
}
