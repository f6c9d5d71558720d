import { describe, expect, it } from 'vitest';
import { parseTimescale } from '../../src/domain/shared/timescale.ts';
import { readLeadCell } from '../../src/plan-files/action/lead-cell.ts';
import { splitAction, splitItems } from '../../src/plan-files/action/split-action.ts';
import { joinTimescales } from '../../src/plan-files/action/timescale-cell.ts';

// Readings that an export relies on: what a cell says once it is written out again is what it said before.
describe('what is read twice', () => {
  it.each([
    ['marks within marks', '• - Plan\n• - Do', { title: 'Plan; Do', steps: ['Plan', 'Do'] }],
    ['nothing but marks', '•\n• ', { title: '(no words)', steps: [] }],
  ])('has the same title and steps from %s', (_what, text, read) => {
    expect(splitAction(text)).toEqual(read);
  });

  it('has no blank item where a list is opened by a colon alone', () => {
    expect(splitItems(':\n• a\n• b')).toEqual(['a', 'b']);
  });

  it('has no workstream among its leads, wherever the next one begins', () => {
    const one = 'Workstream 1 / Responsible Lead = SB / Strategic Leads = AJ, CM';
    expect(readLeadCell(`${one}\n${one}`, 'responsible')).toMatchObject({
      responsible: ['SB', 'SB'],
      strategic: ['AJ', 'CM', 'AJ', 'CM'],
      workstream: 'Workstream 1',
    });
  });

  it('has the kind its words have together where several timescales have no date', () => {
    const joined = joinTimescales(['TBC', 'Half yearly'].map((text) => parseTimescale(text).timescale));
    expect(joined).toEqual(parseTimescale('TBC; Half yearly').timescale);
    expect(joined.kind).toBe('recurring');
  });

  it('takes no start of something immediate for the day it is due by', () => {
    expect(parseTimescale('Immediate, from June 2016').timescale).toMatchObject({
      kind: 'immediate',
      date: null,
    });
    expect(parseTimescale('Immediate / April 2016').timescale.date).toBe('2016-04-30');
  });
});
