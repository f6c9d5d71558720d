import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refKey } from '../../../src/domain/shared/ref.ts';
import { giveRefs } from '../../../src/plan-files/document/give-refs.ts';
import { createQuestions } from '../../../src/plan-files/text/questions.ts';
import { anImportedAction } from '../../support/builders.ts';

const asFound: { known: readonly string[]; answers: Readonly<Record<string, string>> } = {
  known: [],
  answers: {},
};
function give(actions: Parameters<typeof giveRefs>[0], { known, answers } = asFound) {
  const questions = createQuestions({ columnMap: {}, readingAnswers: answers });
  return { ...giveRefs(actions, known, questions), questions: questions.asked() };
}
const under = (priority: string | null, ref: string, row = 7, sheet = 'Plan') =>
  anImportedAction(ref, { priority, refMadeUp: ref === '', source: { sheet, row } });
const refsOf = (actions: Parameters<typeof giveRefs>[0], ranges = asFound) =>
  give(actions, ranges).actions.map(({ ref }) => ref);
const codesOf = (actions: Parameters<typeof giveRefs>[0], ranges = asFound) =>
  give(actions, ranges).warnings.map(({ code }) => code);

describe('giveRefs', () => {
  it.each([
    ['counts in each section', ['Health', 'Health', 'Schools'], ['1.1', '1.2', '2.1']],
    ['takes the section’s own number', ['Priority 3: Health', 'Priority 5: Schools'], ['3.1', '5.1']],
    ['reads numbers in words', ['PRIORITY TWO: HEALTH', 'PRIORITY ONE: SCHOOLS'], ['2.1', '1.1']],
    ['reads letters', ['Section B', 'Section C', 'Section C'], ['B.1', 'C.1', 'C.2']],
    ['counts sections where only some have a number', ['Priority 3: Health', 'Schools'], ['1.1', '2.1']],
    ['counts through where there are no sections', [null, null], ['1', '2']],
  ])('makes refs up where there are none: %s', (_what, priorities, refs) => {
    expect(refsOf(priorities.map((priority) => under(priority, '')))).toEqual(refs);
  });

  it('keeps refs as they are written', () => {
    expect(refsOf([under('A', '1B ii'), under('B', '2 vi.')])).toEqual(['1B ii', '2 vi.']);
  });

  it('names a single one without a ref by its row', () => {
    expect(refsOf([under('A', '1A'), under('A', '', 12)])).toEqual(['1A', 'Row 12']);
  });

  it('puts the section before numbering that starts again in each', () => {
    const actions = [under('Health', '1'), under('Health', '2'), under('Schools', '1')];
    expect(refsOf(actions)).toEqual(['1.1', '1.2', '2.1']);
    expect(codesOf(actions)).toEqual(['refs-start-again']);
  });

  it('takes tables for the sections where numbering runs on through their priorities', () => {
    const actions = [
      under('Find', '1', 2, 'Table 1'),
      under('Share', '2', 3, 'Table 1'),
      under('Prepare', '1', 2, 'Table 2'),
    ];
    expect(refsOf(actions)).toEqual(['1.1', '1.2', '2.1']);
  });

  it('keeps both of two refs that mean the same, and asks', () => {
    const actions = [under('A', '1B ii', 2), under('A', '2A', 3), under('A', '1Bii', 4)];
    const { actions: given, warnings } = give(actions);
    expect(given.map(({ ref }) => ref)).toEqual(['1B ii', '2A', '1Bii (2)']);
    expect(warnings).toMatchObject([{ code: 'ref-clash', row: 4, value: '1Bii' }]);
    expect(warnings[0]?.message).toMatch(/row 2 of Plan \(“1B ii”\)/);
  });

  it('never gives two actions refs that mean the same', () => {
    const anyRef = fc.constantFrom('', '1', '2', '1A', '1a', '1 A', '1A (2)', 'a', '3B i-vi', '3B ii');
    const action = fc
      .record({ ref: anyRef, priority: fc.constantFrom(null, 'Health', 'Priority 2'), row: fc.nat(50) })
      .map(({ ref, priority, row }) => under(priority, ref, row));
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 12 }),
        fc.constantFrom<Record<string, string>>({}, { 'range:3bi-vi': 'apart' }),
        (actions, answers) => {
          const keys = refsOf(actions, { known: [], answers }).map(refKey);
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
    );
  });
});

describe('a ref that stands for several', () => {
  const actions = [under('A', '3B i-vi'), under('A', '3C')];

  it('is one action until the reader, asked how many it is, says otherwise', () => {
    const { actions: given, questions } = give(actions);
    expect(given.map(({ ref }) => ref)).toEqual(['3B i-vi', '3C']);
    expect(questions).toMatchObject([{ taken: 'one', answered: false, places: [{ value: '3B i-vi' }] }]);
    expect(questions[0]?.text).toContain('one action or 6');
  });

  const six = ['3B i', '3B ii', '3B iii', '3B iv', '3B v', '3B vi', '3C'];

  it('is taken apart on the PM’s word, however they space it', () => {
    expect(refsOf(actions, { known: [], answers: { 'range:3bi-vi': 'apart' } })).toEqual(six);
  });

  it('is taken apart again where the register has it taken apart', () => {
    expect(refsOf(actions, { known: six, answers: {} })).toEqual(six);
    expect(refsOf(actions, { known: [...six, '3B i-vi'], answers: {} })).toEqual(['3B i-vi', '3C']);
  });
});
