import { describe, expect, it } from 'vitest';
import { checkRules, describeRule, ruleNames } from '../../../src/domain/calendar/check-rules.ts';
import { type ScheduleRules, standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { day } from '../../support/builders.ts';

const check = (rules: Partial<ScheduleRules>) => checkRules({ ...standardRules, ...rules });
const term = (name: string, from: string, to: string) => ({ name, from, to });

describe('checkRules', () => {
  it.each<Partial<ScheduleRules>>([
    {},
    { clearDays: 0, dueDays: 0, freezeDays: 0, escalateDays: null, reminderDays: [] },
    { boards: [{ name: 'A board nobody has named before', clearDays: 9 }] },
    { sendFrom: '00:00', sendUntil: '23:59' },
    { freezeAt: '08:00', freezeDays: 1 },
    { closedDays: [{ date: '2028-02-29', name: '' }] },
    {
      terms: [term('Spring', '2027-01-04', '2027-03-25'), term('Autumn', '2026-09-01', '2026-12-18')],
      outOfTermCloses: true,
    },
  ])('takes %j', (rules) => {
    expect(check(rules)).toEqual([]);
  });

  it.each<[Partial<ScheduleRules>, RegExp]>([
    [{ clearDays: -1 }, /Clear days: give a whole number of days from 0 to 30/],
    [{ dueDays: 2.5 }, /last day for replies: give a whole number/],
    [{ openDays: Number.NaN }, /Prompts: give/],
    [
      { freezeDays: 4 },
      /freeze, 4 working days before publication, would come before the last day for replies/,
    ],
    [{ escalateDays: 2 }, /passed up after the freeze. Give at most 1 working day/],
    [{ dueDays: 2 }, /Silence cannot be passed up/],
    [{ reminderDays: [10] }, /would not be after the prompts/],
    [{ sendFrom: '9:00' }, /Send from: “9:00” is not a time/],
    [{ freezeAt: '24:00' }, /Freeze at/],
    [{ freezeAt: '09:00' }, /Word of silence would go out from 09:00 on the day of the freeze/],
    [
      { freezeAt: '08:00', freezeDays: 3, escalateDays: null, reminderDays: [0] },
      /The reminder of the last day would go out from 09:00/,
    ],
    [{ sendFrom: '17:00', sendUntil: '09:00' }, /Give a later end/],
    [{ closedDays: [{ date: '2027-02-29', name: '' }] }, /“2027-02-29” is not a day/],
    [
      {
        closedDays: [
          { date: '2026-12-24', name: '' },
          { date: '2026-12-24', name: 'x' },
        ],
      },
      /given twice/,
    ],
    [{ terms: [term('Spring', '2027-03-25', '2027-01-04')] }, /“Spring” ends before it begins/],
    [
      { terms: [term('A', '2027-01-04', '2027-03-25'), term('B', '2027-03-25', '2027-05-01')] },
      /“A” and “B” overlap/,
    ],
    [{ terms: [term('A', 'soon', '2027-03-25')] }, /write its days/],
    [
      {
        terms: [term('A', '2026-01-04', '2026-03-25'), term('B', '2027-03-25', '2027-05-01')],
        outOfTermCloses: true,
      },
      /longer than any school holiday/,
    ],
    [{ boards: [{ name: ' ', clearDays: null }] }, /A board needs a name/],
    [
      {
        boards: [
          { name: 'A', clearDays: null },
          { name: 'A', clearDays: 2 },
        ],
      },
      /named twice/,
    ],
    [{ boards: [{ name: 'A', clearDays: 31 }] }, /Clear days of A/],
  ])('refuses %j', (rules, problem) => {
    expect(check(rules).join('\n')).toMatch(problem);
  });

  it('refuses closed days without an end', () => {
    const closedDays = Array.from({ length: 100 }, (_, index) => ({
      date: day('2026-12-01').add({ days: index }).toString(),
      name: '',
    }));
    expect(check({ closedDays }).join()).toMatch(/More than 60 closed days in a row/);
  });
});

describe('describeRule', () => {
  it('says every rule in words', () => {
    for (const rule of Object.keys(ruleNames) as (keyof ScheduleRules)[]) {
      expect(describeRule(rule, standardRules), rule).toMatch(/^[a-z0-9]/);
    }
    expect(describeRule('dueDays', standardRules)).toBe('3 working days before the day of publication');
    expect(describeRule('escalateDays', { ...standardRules, escalateDays: null })).toBe('never');
  });
});
