import { describe, expect, it } from 'vitest';
import { matchHeader, planHeaders } from '../../../src/plan-files/grid/columns.ts';

describe('matchHeader', () => {
  it.each([
    ['ref', ['Ref', 'Ref.', 'Action ref', 'Reference No.', 'ID', '#', 'No.', 'Action number']],
    ['priority', ['Priority', 'Priority area', 'Section', 'Area of weakness', 'Area for improvement']],
    ['objective', ['Objective', 'SMART objective', 'Aim']],
    ['theme', ['Theme', 'Workstream', 'Work stream', 'Cross-cutting theme']],
    [
      'action',
      ['Action', 'ACTIONS', 'Action(s) required', 'Key actions', 'Task', 'What will we do?', 'Milestones'],
    ],
    [
      'responsible',
      [
        'By whom',
        'Lead',
        'Responsible lead(s)',
        'Lead officer',
        'Owner',
        'Responsibility',
        'Who',
        'Lead organisation',
      ],
    ],
    ['strategic', ['Strategic lead', 'SRO', 'Accountable', 'Executive lead', 'Strategic lead / SRO']],
    [
      'timescale',
      [
        'Timescale',
        'Original timescale',
        'Timescales',
        'By when',
        'Target date',
        'Deadline',
        'Due',
        'Completion date',
      ],
    ],
    ['outcome', ['Outcome', 'Intended outcomes', 'Impact', 'What difference will it make?']],
    [
      'success',
      ['Success measure', 'Success criteria', 'KPIs', 'What will success look like?', 'How will we know?'],
    ],
    ['evidence', ['Evidence', 'Evidence of impact']],
    [
      'progress',
      [
        'Comments',
        'Progress',
        'Progress update',
        'Progress since last meeting',
        'Latest position',
        'Commentary',
      ],
    ],
    ['rating', ['RAG', 'BRAG', 'RAG rating', 'R.A.G.', 'Current RAG status', 'Rating', 'RAG Oct 2026']],
    ['status', ['Status', 'Action status', 'Open/closed']],
  ])('takes for %s: %j', (role, headers) => {
    expect(headers.map((header) => [header, matchHeader(header, planHeaders)?.role])).toEqual(
      headers.map((header) => [header, role]),
    );
  });

  it.each([
    'Previous RAG',
    'RAG last month',
    'Forecast completion',
    'Direction of travel',
    'Date raised',
    'Cost',
    'Shoe size',
    '',
    '–',
  ])('takes %j for none of them', (header) => {
    expect(matchHeader(header, planHeaders)).toBeNull();
  });

  it('takes a sentence for no header, whatever it mentions', () => {
    expect(
      matchHeader(`The action ${'and its timescale '.repeat(5)}are with the lead`, planHeaders),
    ).toBeNull();
  });
});
