import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, bullet, cell, headerRow, paragraph, table } from '../../support/build-word.ts';

/** Two rows, three bullets in the first; `said` is what the document says of itself. */
const plan = async (said: string, readingAnswers: Record<string, string> = {}) => {
  const dates = cell(['May 2027', 'June 2027', 'July 2027'].map((text) => paragraph(text)).join(''));
  const actions = cell(['Agree the offer.', 'Publish it.', 'Review it.'].map(bullet).join(''));
  const bytes = await buildWord([
    paragraph('Wexcombe inclusion plan', { style: 'Title' }),
    paragraph(said),
    table([
      headerRow(['Ref', 'Actions', 'Lead', 'By when']),
      ['1', actions, 'Ada Quill', dates],
      ['2', 'Train the panel', 'Bo Marsh', 'Ongoing'],
    ]),
  ]);
  return readPlanFile('plan.docx', bytes, { readingAnswers });
};

describe('the bullets of a cell', () => {
  it('are asked about once, and are steps until then', async () => {
    const { actions, questions } = await plan('This plan is reviewed each month.');
    expect(actions.map(({ ref, steps }) => [ref, steps.length])).toEqual([
      ['1', 3],
      ['2', 0],
    ]);
    expect(questions).toMatchObject([{ id: 'bullets', taken: 'steps', count: 1 }]);
  });

  it.each([
    ['The plan has 4 actions.', {}, []],
    ['This plan is reviewed each month.', { bullets: 'actions' }, ['bullets']],
  ])('are actions by the plan’s own total or the answer: %s', async (said, answers, asked) => {
    const { actions, questions, warnings } = await plan(said, answers);
    expect(
      actions.map(({ ref, title, timescale, responsibleLeads, refMadeUp }) => [
        ref,
        title,
        timescale.text,
        responsibleLeads,
        refMadeUp,
      ]),
    ).toEqual([
      ['1.1', 'Agree the offer.', 'May 2027', ['Ada Quill'], true],
      ['1.2', 'Publish it.', 'June 2027', ['Ada Quill'], true],
      ['1.3', 'Review it.', 'July 2027', ['Ada Quill'], true],
      ['2', 'Train the panel', 'Ongoing', ['Bo Marsh'], false],
    ]);
    expect(questions.map(({ id }) => id)).toEqual(asked);
    expect(warnings.map(({ code }) => code)).not.toContain('count-differs');
  });

  it('are steps where the plan counts its rows, unless the PM says otherwise', async () => {
    const counted = await plan('The plan has 2 actions.');
    expect([counted.actions.length, counted.questions]).toEqual([2, []]);
    expect((await plan('The plan has 2 actions.', { bullets: 'actions' })).actions).toHaveLength(4);
  });
});
