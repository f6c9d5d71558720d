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

  it.each([
    [
      'action',
      [
        'What are we going to do?',
        'What needs to be done?',
        'What do we need to do?',
        'What will we do',
        'How will we do it?',
        'What actions will we take?',
        'What needs to happen next?',
      ],
    ],
    [
      'responsible',
      [
        'Who is going to do it?',
        'Who will do it?',
        'Who',
        'Who’s leading?',
        'Who is responsible for this?',
        'By whom?',
        'Whose job is it?',
      ],
    ],
    ['strategic', ['Who is accountable?', 'Who has overall responsibility?']],
    ['contributors', ['Who will support?', 'Who else is involved?', 'Who can help?']],
    [
      'timescale',
      ['When will it be done by?', 'By when?', 'When?', 'When does it need to be finished?', 'By what date?'],
    ],
    ['start', ['When will we start?', 'When does it begin?']],
    [
      'success',
      [
        'How will we know?',
        'How will we know it has worked?',
        'How will we measure success?',
        'What will good look like?',
        'How do we know we’re making a difference?',
      ],
    ],
    [
      'outcome',
      [
        'What difference will it make?',
        'What will be different for families?',
        'So what difference will this make?',
      ],
    ],
    ['evidence', ['What’s the evidence?', 'Where is the evidence?', 'What difference has it made?']],
    [
      'progress',
      [
        'How are we getting on?',
        'Where are we now?',
        'What has happened?',
        'What have we done so far?',
        'How is it going?',
        'What progress have we made?',
        'How far have we got?',
      ],
    ],
    ['rating', ['How are we doing (R/A/G)?', 'Are we on track?', 'What is the RAG?']],
    ['status', ['Is it done?', 'Has it been completed?', 'Done?']],
    [
      'priority',
      [
        'What are we putting right?',
        'What is the problem?',
        'What needs to improve?',
        'What did inspectors say?',
      ],
    ],
    ['objective', ['What do we want to achieve?', 'What are we trying to do?', 'What is our aim?']],
  ])('understands questions for %s: %j', (role, headers) => {
    expect(headers.map((header) => [header, matchHeader(header, planHeaders)?.role])).toEqual(
      headers.map((header) => [header, role]),
    );
  });

  it.each([
    ['priority', 'Priority\nWhat are we putting right?'],
    ['action', 'Action required\nWhat are we going to do?'],
    ['action', 'Action required (what are we going to do?)'],
    ['timescale', 'Timescale\nBy when?'],
    ['success', 'Milestone success measure / Intended outcomes\nHow will we know?'],
    ['progress', 'Progress – October 2026\nWhat has happened?'],
    ['responsible', 'Responsible\nLead'],
    ['progress', 'Action taken'],
    ['ref', 'Task ID'],
    ['action', 'Task Name'],
    ['action', 'Title'],
    ['timescale', 'Finish'],
    ['responsible', 'Owner(s)'],
    ['responsible', 'Lead/s'],
    ['strategic', 'Exec lead'],
    ['action', 'Milestone'],
  ])('takes for %s: %j', (role, header) => {
    expect(matchHeader(header, planHeaders)?.role).toBe(role);
  });

  it.each([
    'Exec Date',
    'Committee date',
    'Date agreed',
    'Meeting date',
    'Date identified',
    'Created By',
    'Created',
    'Completed Date',
    'Risk rating',
    'Who was told?',
    'Why?',
    'Previous\nRAG',
    'When was it raised?',
    'Last RAG',
    'Is Recurring',
    'DoT',
  ])('takes %j for none of them', (header) => {
    expect(matchHeader(header, planHeaders)).toBeNull();
  });

  it('takes a sentence for no header, whatever it mentions', () => {
    expect(
      matchHeader(`The action ${'and its timescale '.repeat(5)}are with the lead`, planHeaders),
    ).toBeNull();
  });
});
