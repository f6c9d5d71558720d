import { columnTitles, type ImportField, importFields } from '../plan/document-facts.ts';
import type { PlanReading, ReadingAnswers } from '../plan/plan-columns.ts';
import { refKey } from '../shared/ref.ts';
import type { DocumentPlace } from './document-place.ts';

export interface QuestionChoice {
  /** Stable: it is kept with the plan and typed at the command line. Lower-case letters, digits and hyphens. */
  readonly value: string;
  /** What the PM reads. */
  readonly label: string;
}

/**
 * What a document leaves open, asked once for all cells it is about. Until it is answered the reading goes by what was `taken`, so
 * that nothing waits for an answer and nothing is taken in silence.
 */
export interface ReadingQuestion {
  /** Stable over the documents of a plan: a kind, and what it is about behind a colon (`date-order:Due date`). */
  readonly id: string;
  /** One question in plain words, naming the column or the words it is about. */
  readonly text: string;
  readonly choices: readonly QuestionChoice[];
  /** The value the document was read by: the answer, or what seemed likeliest. */
  readonly taken: string;
  /** The PM has said so, now or at an earlier import. */
  readonly answered: boolean;
  /** How many cells it is about. */
  readonly count: number;
  /** The first of them. */
  readonly places: readonly DocumentPlace[];
}

const columnKind = 'column:';

/** The id of the question what a column holds. `header` as written. */
export function columnQuestionId(header: string): string {
  return `${columnKind}${header}`;
}

/** Whatever a column may hold. */
export const columnChoices: readonly QuestionChoice[] = importFields.map((field) => ({
  value: field,
  label: field === 'ignore' ? 'Nothing the plan needs: leave it out' : columnTitles[field],
}));

const rangeKind = 'range:';

/** The id of the question whether a ref such as `3B i-vi` is one action or several. */
export function rangeQuestionId(ref: string): string {
  return `${rangeKind}${refKey(ref)}`;
}

export function isRangeQuestion({ id }: Pick<ReadingQuestion, 'id'>): boolean {
  return id.startsWith(rangeKind);
}

/** What a document asks, and which columns it has. */
interface ReadDocument {
  readonly questions: readonly ReadingQuestion[];
  readonly columns: readonly { readonly header: string; readonly field: ImportField | null }[];
}

/** The answers that this document asks for or that name one of its columns: anything else would be remembered for nothing. */
export function keepAsked(answers: ReadingAnswers, { questions, columns }: ReadDocument): ReadingAnswers {
  const asked = new Set([
    ...questions.map(({ id }) => id),
    ...columns.map(({ header }) => columnQuestionId(header)),
  ]);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}

/**
 * Of what the fields of a page hold, that which says something new: a field that nobody has touched comes back as it was sent, and
 * is no answer.
 */
export function newAnswers(fields: ReadingAnswers, { questions, columns }: ReadDocument): ReadingAnswers {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const fieldOf = new Map(columns.map(({ header, field }) => [columnQuestionId(header), field ?? 'keep']));
  return Object.fromEntries(
    Object.entries(fields).filter(([id, value]) => {
      const question = asked.get(id);
      if (question === undefined) return fieldOf.has(id) && fieldOf.get(id) !== value;
      return question.taken !== value && question.choices.some((choice) => choice.value === value);
    }),
  );
}

/** Answers, by question id, apart as they are kept: what columns hold, and the rest. An answer no column can have is left out. */
export function splitAnswers(answers: ReadingAnswers): PlanReading {
  const columns: (readonly [string, ImportField])[] = [];
  const others: (readonly [string, string])[] = [];
  for (const [id, value] of Object.entries(answers)) {
    const field = importFields.find((one) => one === value);
    if (!id.startsWith(columnKind)) {
      others.push([id, value]);
    } else if (field !== undefined) {
      columns.push([id.slice(columnKind.length), field]);
    }
  }
  return { columnMap: Object.fromEntries(columns), readingAnswers: Object.fromEntries(others) };
}
