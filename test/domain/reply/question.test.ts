import { describe, expect, it } from 'vitest';
import { actionStatuses } from '../../../src/domain/plan/document-facts.ts';
import { canBeAskedAbout, whomToAsk } from '../../../src/domain/reply/question.ts';
import { anAction, aPerson } from '../../support/builders.ts';

const people = ['sam-barron', 'ada-moor', 'jo-pike'].map((id) => aPerson(id));

describe('whomToAsk', () => {
  it.each([
    ['the only responsible lead', ['sam-barron'], [], 'sam-barron'],
    ['of several the named updater, who is the first', ['ada-moor', 'sam-barron'], [], 'ada-moor'],
    ['the updater before who is accountable', ['sam-barron'], ['jo-pike'], 'sam-barron'],
    ['who is accountable where nobody is responsible', [], ['jo-pike'], 'jo-pike'],
    ['of several accountable the first', [], ['ada-moor', 'jo-pike'], 'ada-moor'],
    ['who is accountable where the updater has left the plan', ['gone'], ['jo-pike'], 'jo-pike'],
    ['the next accountable where the first has left', [], ['gone', 'jo-pike'], 'jo-pike'],
    [
      'nobody where the second responsible alone is left: they are not the updater',
      ['gone', 'sam-barron'],
      [],
      null,
    ],
    ['nobody where all have left', ['gone'], ['gone-too'], null],
    ['nobody where nobody is named', [], [], null],
  ])('asks %s', (_what, responsible, strategic, expected) => {
    const action = anAction('0001', { responsible, strategic });
    expect(whomToAsk(action, people)?.id ?? null).toBe(expected);
  });

  it.each(actionStatuses.map((status) => [status] as const))('of an action that is %s', (status) => {
    const isTold = ['not-started', 'in-progress', 'complete'].includes(status);
    expect(canBeAskedAbout({ status })).toBe(isTold);
    expect(whomToAsk(anAction('0001', { status }), people) !== null).toBe(isTold);
  });

  it('asks nobody of an empty people list', () => {
    expect(whomToAsk(anAction('0001'), [])).toBeNull();
  });
});
