import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  type RulesDraft,
  readRulesDraft,
} from '../../../src/cards/meetings/schedule-rules-draft.ts';
import { checkRules } from '../../../src/domain/calendar/check-rules.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';

const draft = draftOf(standardRules);
const read = (changes: Partial<RulesDraft>) => readRulesDraft({ ...draft, ...changes });
const rulesOf = (changes: Partial<RulesDraft>) => {
  const found = read(changes);
  if ('rules' in found) return found.rules;
  throw new Error(JSON.stringify(found.faults));
};
const faultsOf = (changes: Partial<RulesDraft>) => {
  const found = read(changes);
  return 'faults' in found ? found.faults : {};
};

describe('rules in a form', () => {
  it('standard rules come back as they are', () => {
    const { postsPaper: _, ...onTheForm } = standardRules;
    expect(rulesOf({})).toEqual(onTheForm);
    expect(checkRules({ ...standardRules, ...rulesOf({}) })).toEqual([]);
  });

  it('of a form from before leave what it does not know of', () => {
    expect(rulesOf({ sendsDigest: null })).not.toHaveProperty('sendsDigest');
  });

  it('any rules come back as they are', () => {
    const name = fc
      .stringMatching(/^[A-Za-z][A-Za-z’ ]{0,30}[A-Za-z]$/)
      .filter((text) => !/^(to|until)\b|\s{2}/i.test(text));
    const day = fc
      .integer({ min: 0, max: 1500 })
      .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
    const rules = fc.record({
      boards: fc.uniqueArray(fc.record({ name, clearDays: fc.option(fc.integer({ min: 0, max: 30 })) }), {
        maxLength: 5,
        selector: (board) => board.name,
      }),
      clearDays: fc.option(fc.integer({ min: 0, max: 30 })),
      clearDayKind: fc.constantFrom('working' as const, 'calendar' as const),
      dueDays: fc.integer({ min: 0, max: 30 }),
      freezeDays: fc.integer({ min: 0, max: 30 }),
      openDays: fc.integer({ min: 1, max: 60 }),
      reminderDays: fc
        .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 10 })
        .map((days) => days.toSorted((a, b) => b - a)),
      escalateDays: fc.option(fc.integer({ min: 1, max: 30 })),
      sendFrom: fc.constantFrom('00:00', '09:00'),
      sendUntil: fc.constantFrom('17:30', '23:59'),
      freezeAt: fc.constantFrom('12:05', '17:00'),
      periodDays: fc.integer({ min: 0, max: 366 }),
      closedDays: fc
        .uniqueArray(fc.record({ date: day, name: fc.oneof(fc.constant(''), name) }), {
          maxLength: 20,
          selector: ({ date }) => date,
        })
        .map((days) => days.toSorted((a, b) => a.date.localeCompare(b.date))),
      terms: fc.array(
        fc.tuple(name, day, day).map(([term, a, b]) => ({
          name: term,
          from: [a, b].toSorted()[0] ?? a,
          to: [a, b].toSorted()[1] ?? b,
        })),
        { maxLength: 6 },
      ),
      outOfTermCloses: fc.boolean(),
      sendsDigest: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, (given) => {
        expect(readRulesDraft(draftOf({ ...given, postsPaper: false }))).toEqual({ rules: given });
      }),
    );
  });

  it.each([
    ['25 December 2026 Christmas closure', ['2026-12-25'], 'Christmas closure'],
    ['Friday 25th December 2026: Christmas closure', ['2026-12-25'], 'Christmas closure'],
    ['2026-12-25', ['2026-12-25'], ''],
    ['25/12/2026 - office closed', ['2026-12-25'], 'office closed'],
    ['30 December 2026 to 1 January 2027 Closed', ['2026-12-30', '2026-12-31', '2027-01-01'], 'Closed'],
    ['30 December 2026 – 31 December 2026', ['2026-12-30', '2026-12-31'], ''],
  ])('takes %s', (line, days, name) => {
    expect(rulesOf({ closedDays: `\n${line}\n` }).closedDays).toEqual(days.map((date) => ({ date, name })));
  });

  it.each([
    [{ closedDays: '25 December 2026\nChristmas' }, 'closedDays', /^Line 2, “Christmas”: .*25 December 2026/],
    [{ closedDays: '31 February 2027 x' }, 'closedDays', /Line 1/],
    [{ closedDays: '2 January 2027 to 1 January 2027' }, 'closedDays', /before the first/],
    [{ closedDays: '1 January 2027 to 1 June 2027' }, 'closedDays', /more than 60 days/],
    [{ closedDays: 'x'.repeat(4_300) }, 'closedDays', /shorten/],
    [{ terms: 'Autumn 2026' }, 'terms', /write it like Autumn term/],
    [{ terms: 'Autumn: 18 December 2026 to 2 September 2026' }, 'terms', /ends before/],
    [{ boardDays: 'Schools Forum: 99' }, 'boardDays', /0 to 30/],
    [{ reminderDays: '5, two' }, 'reminderDays', /such as 5, 2/],
    [{ reminderDays: '1 2 3 4 5 6 7 8 9 10 11' }, 'reminderDays', /at most ten/],
    [{ dueDays: '' }, 'dueDays', /0 to 30/],
    [{ openDays: '0' }, 'openDays', /1 to 60/],
    [{ dueDays: '-1' }, 'dueDays', /0 to 30/],
    [{ dueDays: '1.5' }, 'dueDays', /0 to 30/],
    [{ freezeAt: '24:00' }, 'freezeAt', /time of day/],
    [{ sendFrom: '' }, 'sendFrom', /time of day/],
  ] as const)('says what is wrong with %j', (changes, field, words) => {
    const faults = faultsOf(changes);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toMatch(words);
  });

  it('takes its time over no text', () => {
    const started = performance.now();
    for (const text of [
      '1'.repeat(4_000),
      ' to '.repeat(1_000),
      `${'a'.repeat(1_999)}:`,
      '1 December 2026 to '.repeat(200),
    ]) {
      read({ closedDays: text, terms: text.slice(0, 2_000), boardDays: text.slice(0, 2_000) });
    }
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('nothing in any field is a rule only where the rule may be none', () => {
    const { clearDays, escalateDays, reminderDays } = rulesOf({
      clearDays: '',
      escalateDays: '',
      reminderDays: '',
    });
    expect([clearDays, escalateDays, reminderDays]).toEqual([null, null, []]);
  });
});
