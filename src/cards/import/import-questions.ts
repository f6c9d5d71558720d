import type { ImportedPlan } from '../../domain/import/imported-plan.ts';
import {
  columnChoices,
  columnQuestionId,
  type QuestionChoice,
  type ReadingQuestion,
} from '../../domain/import/reading-question.ts';
import { excerpt, plainLine, runText } from '../kit/escape.ts';
import { count } from '../kit/words.ts';
import { answerField } from './answer-field.ts';
import { columnWords, warningPlace } from './import-words.ts';

/** A question with its choices, as the template takes it. */
export interface QuestionField {
  readonly field: string;
  readonly label: string;
  /** Where it was met, and how the file is read until it is answered. */
  readonly where: string;
  readonly value: string;
  readonly placeholder: string;
  readonly style: 'expanded' | 'compact';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

/** So few that all of them are better seen at once than behind a list. */
const fewChoices = 3;
/** Questions nobody has answered before those that have been; each in the document's order. */
export function sortQuestions(questions: readonly ReadingQuestion[]): ReadingQuestion[] {
  return questions.toSorted((one, other) => Number(one.answered) - Number(other.answered));
}

export function openQuestions({ questions }: Pick<ImportedPlan, 'questions'>): ReadingQuestion[] {
  return questions.filter(({ answered }) => !answered);
}

export function questionField(question: ReadingQuestion): QuestionField {
  const { id, text, choices, taken, answered, count: cells, places } = question;
  const shown = places.map((place) => warningPlace({ code: '', message: '', ...place }));
  const left = cells - shown.length;
  const where = [...new Set(shown.filter((place) => place !== ''))].map((place) => `• ${place}`);
  const more = left > 0 ? [`and ${count(left, 'more cell', 'more cells')}`] : [];
  const said = answered ? ['You have said so; choose again to change it.'] : [];
  return {
    field: answerField(id),
    label: runText(excerpt(plainLine(text), 300)),
    where: [...where, ...more, ...said].join('\n\n'),
    value: taken,
    placeholder: 'Choose',
    style: choices.length <= fewChoices ? 'expanded' : 'compact',
    choices: choiceFields(choices),
  };
}

function choiceFields(choices: readonly QuestionChoice[]): QuestionField['choices'] {
  return choices.map(({ value, label }) => ({ title: excerpt(plainLine(label), 120), value }));
}

/** Every column of the file once, to say what it holds: nothing is chosen, so that only what is touched is changed. */
export function columnFields({ columns }: ImportedPlan): QuestionField[] {
  const distinct = [...new Map(columns.map((column) => [column.header, column])).values()];
  return distinct.map((column): QuestionField => {
    const { header } = column;
    return {
      field: answerField(columnQuestionId(header)),
      label: `What does ${runText(`“${excerpt(plainLine(header), 80)}”`)} hold?`,
      where: `Now: ${columnWords(column)}`,
      value: '',
      placeholder: 'Leave as it is',
      style: 'compact',
      choices: choiceFields(columnChoices),
    };
  });
}
