import { describe, expect, it } from 'vitest';
import {
  boardQuestion,
  type QuestionFacts,
  questionRules,
} from '../../../src/domain/digest/board-question.ts';
import { noTimescale } from '../../../src/domain/shared/timescale.ts';
import { day } from '../../support/builders.ts';

const by = (date: string) => ({ text: date, kind: 'day', date }) as const;
const facts: QuestionFacts = {
  replied: true,
  asked: true,
  hasLead: true,
  recoveryStep: 'Agency cover from 7 December.',
  original: by('2027-03-31'),
  revised: null,
  revisedApproved: false,
  since: '2026-10-14',
  boardsHeld: 2,
  asAt: day('2026-11-04'),
};

describe('boardQuestion', () => {
  it.each<[Partial<QuestionFacts>, string]>([
    [{ replied: false }, 'Why has nobody replied, and is this still the position?'],
    [{ replied: false, asked: false, hasLead: false }, 'Who will lead this, so that somebody can be asked?'],
    [{ recoveryStep: ' ' }, 'What will put this right, who will do it and by when?'],
    [
      { revised: by('2026-10-31'), revisedApproved: true },
      'The revised date of 31 October 2026 has passed too: what stands in the way, and when will it be done?',
    ],
    [{ revised: by('2027-06-30') }, 'Does the board agree the revised date of 30 June 2027?'],
    [
      { original: by('2026-03-31') },
      'It was due by 31 March 2026 and has no revised date: when will it be done?',
    ],
    [
      { boardsHeld: 3, since: '2026-09-16' },
      'It has been red for 3 boards, since 16 September 2026: what will be different by the next one?',
    ],
    [{ original: noTimescale }, 'Is the board assured that the recovery step is enough?'],
    [
      { replied: false, asked: false, recoveryStep: 'x' },
      'Is the board assured that the recovery step is enough?',
    ],
  ])('of %j asks %s', (changes, question) => {
    expect(boardQuestion({ ...facts, ...changes })).toBe(question);
  });

  it('names the source of every question', () => {
    for (const { source } of questionRules) expect(source).toMatch(/DOMAIN|report|Halton/);
  });
});
