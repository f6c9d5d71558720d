import { z } from 'zod';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';

const prefix = 'answer-';
/** Far more than a page has fields. */
const mostFields = 50;

/** The field of a question. Encoded, since a question is named after a header, which may hold anything. */
export function answerField(questionId: string): string {
  return `${prefix}${Buffer.from(questionId).toString('base64url')}`;
}

const field = z.string().regex(/^[\w-]{1,500}$/);
const choice = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** What the fields of a page answer, by question id; a field left empty answers nothing. null for what no card of ours sends. */
export function parseAnswers(fields: Readonly<Record<string, unknown>>): ReadingAnswers | null {
  const filled = Object.entries(fields).filter(
    ([name, value]) => name.startsWith(prefix) && value !== '' && value !== null && value !== undefined,
  );
  if (filled.length > mostFields) return null;
  const answers: (readonly [string, string])[] = [];
  for (const [name, value] of filled) {
    const encoded = field.safeParse(name.slice(prefix.length));
    const chosen = choice.safeParse(value);
    if (!encoded.success || !chosen.success) return null;
    answers.push([Buffer.from(encoded.data, 'base64url').toString(), chosen.data]);
  }
  return Object.fromEntries(answers);
}
