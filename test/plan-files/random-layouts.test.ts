import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedAction, ImportedPlan } from '../../src/domain/import/imported-plan.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import {
  type Field,
  type MeantAction,
  type RandomDocument,
  randomDocument,
} from '../support/random-layout.ts';

/** Questions that ask about a field, whatever the column is called. */
const askedOf: Readonly<Record<Field, RegExp>> = {
  ref: /^(range|bullets)/,
  title: /^bullets/,
  leads: /^split-leads/,
  due: /^(date-order|year-means|counted-from)/,
  rating: /^(level|mixed-rating|colour)/,
  progress: /^status/,
};

/** What is read of a field beside what was meant; null where the two agree. */
function wrong(meant: MeantAction, read: ImportedAction, field: Field): string | null {
  const differs = (is: unknown, should: unknown) =>
    JSON.stringify(is) === JSON.stringify(should)
      ? null
      : `${field}: read ${JSON.stringify(is)}, meant ${JSON.stringify(should)}`;
  switch (field) {
    case 'ref':
      return differs(read.ref, meant.ref);
    case 'title':
      return differs(read.title, meant.title);
    case 'leads': {
      const named = read.responsibleLeads;
      const all =
        meant.leads.every((name, at) => named[at]?.includes(name)) && named.length === meant.leads.length;
      return all ? null : differs(named, meant.leads);
    }
    case 'due':
      return differs(read.timescale.date, meant.due);
    case 'rating':
      return differs(read.rating.level, meant.rating ?? 'none');
    case 'progress':
      return differs(read.narrative, meant.progress);
  }
}

const fields = Object.keys(askedOf) as Field[];

/** Every value that is not as it was meant and of which nothing was asked or said. */
function silentMistakes(document: RandomDocument, plan: ImportedPlan): string[] {
  const { meant, headers } = document;
  const isAsked = (field: Field) =>
    plan.questions.some(
      ({ id, answered }) =>
        !answered &&
        (askedOf[field].test(id) || id.toLowerCase().startsWith(`column:${headers[field].toLowerCase()}`)),
    );
  const isTold = (row: number, field: Field) =>
    plan.warnings.some(
      (one) =>
        one.row === row &&
        one.column !== null &&
        one.column.toLowerCase().includes(headers[field].toLowerCase()),
    );
  return meant.flatMap((action) => {
    const read = plan.actions.find(({ title }) => title === action.title);
    if (read === undefined) return isAsked('title') ? [] : [`lost: ${action.title}`];
    return fields.flatMap((field) => {
      const mistake = wrong(action, read, field);
      return mistake === null || isAsked(field) || isTold(read.source.row, field)
        ? []
        : [`${action.ref} ${mistake}`];
    });
  });
}

describe('a plan in any layout', () => {
  it('is read as it was meant, or asked about, and never wrong without a word', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument, async (document) => {
        const plan = await readPlanFile(document.name, await document.bytes());
        expect({
          layout: document.layout,
          headers: document.headers,
          silent: silentMistakes(document, plan),
        }).toEqual({
          layout: document.layout,
          headers: document.headers,
          silent: [],
        });
        expect(plan.actions).toHaveLength(document.meant.length);
      }),
      { numRuns: 2_000 },
    );
  }, 240_000);
});
