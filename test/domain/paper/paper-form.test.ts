import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSections, moveSection, paperForms, sectionsOf } from '../../../src/domain/paper/paper-form.ts';
import { paperFormNames, paperSectionNames, standardPaper } from '../../../src/domain/plan/paper-settings.ts';

describe('the parts of a paper', () => {
  it('are the form’s until the PM chooses', () => {
    for (const form of paperFormNames) {
      expect(sectionsOf({ ...standardPaper, form })).toEqual(paperForms[form].sections);
    }
    expect(sectionsOf({ ...standardPaper, sections: ['key', 'reds'] })).toEqual(['key', 'reds']);
  });

  it('keep their order when others are chosen, and a new one comes where a usual paper has it', () => {
    const present = ['key', 'ratings', 'reds'] as const;
    expect(chooseSections(present, new Set(['ratings', 'reds', 'movement', 'key']))).toEqual([
      'key',
      'ratings',
      'movement',
      'reds',
    ]);
    expect(chooseSections(['ratings', 'reds'], new Set(['reds', 'movement', 'tracker']))).toEqual([
      'movement',
      'reds',
      'tracker',
    ]);
  });

  it('are exactly those chosen, each once, whatever the order was', () => {
    const some = fc.shuffledSubarray(paperSectionNames);
    fc.assert(
      fc.property(some, some, (present, chosen) => {
        const sections = chooseSections(present, new Set(chosen));
        expect([...sections].sort()).toEqual([...chosen].sort());
        expect(sections.filter((one) => present.includes(one))).toEqual(
          present.filter((one) => chosen.includes(one)),
        );
      }),
    );
  });

  it('can be moved, and no other way lost', () => {
    expect(moveSection(['ratings', 'reds', 'key'], 'key', 'ratings')).toEqual(['key', 'ratings', 'reds']);
    expect(moveSection(['ratings', 'reds', 'key'], 'ratings', null)).toEqual(['reds', 'key', 'ratings']);
    expect(moveSection(['ratings', 'reds'], 'ratings', 'ratings')).toEqual(['ratings', 'reds']);
    expect(moveSection(['ratings', 'reds'], 'key', 'ratings')).toEqual(['ratings', 'reds']);
    expect(moveSection(['ratings', 'reds'], 'ratings', 'key')).toEqual(['reds', 'ratings']);
  });
});
