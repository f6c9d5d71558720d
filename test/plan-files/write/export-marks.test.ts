import { describe, expect, it } from 'vitest';
import { parseLinks } from '../../../src/plan-files/action/draft-links.ts';
import { readStepFacts } from '../../../src/plan-files/action/step-facts.ts';
import { readHeaderMark } from '../../../src/plan-files/grid/marked-header.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { textFile } from '../../support/build-workbook.ts';

const step = (text: string) => ({ text, timescale: null, leads: [] });

describe('what an export says of its columns', () => {
  it.each([
    ['Reason closed (not imported)', { kept: false, header: 'Reason closed (not imported)' }],
    ['Progress (as written)', { kept: true, header: 'Progress' }],
    ['Progress (as imported)', null],
    ['', null],
  ])('is read from %j', (header, mark) => {
    expect(readHeaderMark(header)).toEqual(mark);
  });

  it('keeps a column out, or under its header, without a warning', async () => {
    const csv = 'Ref,Action,RAG,RAG (as written),Leads (not imported)\r\n1,Do it,Red,see page 3,Ada';
    const { actions, columns } = await readPlanFile('plan.csv', textFile(csv));
    expect(actions[0]).toMatchObject({
      responsibleLeads: [],
      others: [{ header: 'RAG', text: 'see page 3' }],
    });
    expect(columns.map(({ field }) => field)).toEqual(['ref', 'action', 'rating', null, 'ignore']);
  });
});

describe('a column added to an export', () => {
  it('that may be of another kind is asked about; the others are what their headers say', async () => {
    const csv = [
      'Ref,Priority,Action,RAG,Date,Finance ref (as written)',
      '1,High,Open the hub,Red,3 May 2026,F1',
      '2,Low,Train the panel,Green,4 May 2026,F2',
    ].join('\r\n');
    const { actions, questions } = await readPlanFile('plan.csv', textFile(csv));
    expect(actions.map(({ priority, timescale }) => [priority, timescale.date])).toEqual([
      ['High', '2026-05-03'],
      ['Low', '2026-05-04'],
    ]);
    expect(questions).toMatchObject([{ id: 'column:Priority', taken: 'priority' }]);
    const kept = await readPlanFile('plan.csv', textFile(csv), { columnMap: { Priority: 'keep' } });
    expect(kept.actions[0]).toMatchObject({ priority: null });
  });
});

describe('facts of steps in columns of their own', () => {
  it('are taken line by line; a dash is none', () => {
    expect(readStepFacts([step('a'), step('b')], '–\nDec 18', 'SB; Ada Quill\n–')).toEqual([
      { text: 'a', timescale: null, leads: ['SB', 'Ada Quill'] },
      { text: 'b', timescale: { text: 'Dec 18', kind: 'month', date: '2018-12-31' }, leads: [] },
    ]);
  });

  it('leave the steps alone where a column is blank', () => {
    expect(readStepFacts([step('a')], '', '')).toEqual([step('a')]);
  });

  it('are left out and told of where there are not as many', async () => {
    expect(readStepFacts([step('a')], 'Dec 18\nJan 19', '')).toBeNull();
    const csv = 'Ref,Action,Step timescales\r\n1,"Do\n• a\n• b",Dec 18';
    const { actions, warnings } = await readPlanFile('plan.csv', textFile(csv));
    expect(actions[0]?.steps).toEqual([step('a'), step('b')]);
    expect(warnings.map(({ code, column }) => [code, column])).toEqual([
      ['step-facts-do-not-match', 'Step timescales'],
    ]);
  });

  it('are kept beside the action where a later row of it says more', async () => {
    const csv = 'Ref,Action,Step timescales,Superseded by\r\n1,"Do\n• a",Dec 18,\r\n,,Jan 19,4';
    const { actions } = await readPlanFile('plan.csv', textFile(csv));
    expect(actions[0]?.others).toEqual([
      { header: 'Step timescales', text: 'Jan 19' },
      { header: 'Superseded by', text: '4' },
    ]);
  });
});

describe('columns of links and successors', () => {
  it.each([
    ['https://example.org/a', [{ text: 'https://example.org/a', url: 'https://example.org/a' }]],
    ['Paper <https://example.org/a>', [{ text: 'Paper', url: 'https://example.org/a' }]],
    ['Terms <v2> <mailto:a@example.org>', [{ text: 'Terms <v2>', url: 'mailto:a@example.org' }]],
    ['ask Ada', null],
    ['Paper <javascript:alert(1)>', null],
    ['https://example.org/a\nand more', null],
  ])('take %j apart', (text, links) => {
    expect(parseLinks(text)).toEqual(links);
  });

  it('keep what is neither beside the action', async () => {
    const csv =
      'Ref,Action,Status,Superseded by,Links\r\n1,One,Superseded,2F ii,ask Ada\r\n2,Two,In progress,9,https://example.org/a';
    const { actions } = await readPlanFile('plan.csv', textFile(csv));
    expect(actions).toMatchObject([
      { supersededBy: '2F ii', links: [], others: [{ header: 'Links', text: 'ask Ada' }] },
      {
        supersededBy: null,
        others: [{ header: 'Superseded by', text: '9' }],
        links: [{ url: 'https://example.org/a' }],
      },
    ]);
  });
});

describe('texts guarded against being run', () => {
  it('lose the apostrophe on import', async () => {
    const { actions } = await readPlanFile(
      'plan.csv',
      textFile("Ref,Action,RAG\r\n'-1,'=1+1,Red\r\n2,'quoted',Red"),
    );
    expect(actions.map(({ ref, title }) => [ref, title])).toEqual([
      ['-1', '=1+1'],
      ['2', "'quoted'"],
    ]);
  });
});
