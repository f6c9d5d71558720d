import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';

const read = (text: string) => readPlanFile('plan.csv', new TextEncoder().encode(text));

describe('several tables below one another on a sheet', () => {
  it('reads each by its own header, under the line above it', async () => {
    const plan = await read(
      [
        'Priority 1: Leadership,,,,',
        'Ref,Action,Lead,By when,RAG',
        '1a,Do one,Gia Hill,Dec 2026,Red',
        ',,,,',
        'Priority 2: Data,,,,',
        'Ref,Action,Lead,RAG,By when',
        '2a,Do two,Gia Hill,Amber,Feb 2027',
        'Priority 3: Money,,,,',
        'Action,Ref,RAG,By when,Lead',
        'Do three,3a,Green,Mar 2027,Hal Iron',
      ].join('\n'),
    );
    expect(
      plan.actions.map(({ ref, title, priority, timescale, rating, responsibleLeads }) => [
        ref,
        title,
        priority,
        timescale.date,
        rating.level,
        responsibleLeads,
      ]),
    ).toEqual([
      ['1a', 'Do one', 'Priority 1: Leadership', '2026-12-31', 'red', ['Gia Hill']],
      ['2a', 'Do two', 'Priority 2: Data', '2027-02-28', 'amber', ['Gia Hill']],
      ['3a', 'Do three', 'Priority 3: Money', '2027-03-31', 'green', ['Hal Iron']],
    ]);
    expect(plan.warnings).toEqual([]);
    expect(plan.name).toBe('');
  });

  it('takes the document’s own title for no priority', async () => {
    const plan = await read(
      'Harbour plan,,\nRef,Action,Lead\n1,One,AQ\nBetter data,,\nAction,Ref,Lead\nTwo,2,BM\n',
    );
    expect(plan.name).toBe('Harbour plan');
    expect(plan.actions.map(({ ref, priority }) => [ref, priority])).toEqual([
      ['1', null],
      ['2', 'Better data'],
    ]);
  });

  it('goes on with the same table where its header is printed again', async () => {
    const plan = await read(
      'Ref,Priority,Action,Lead\n1,Care,One,AQ\nRef,Priority,Action,Lead\n2,Care,Two,BM\n',
    );
    expect(plan.actions.map(({ ref, title }) => [ref, title])).toEqual([
      ['1', 'One'],
      ['2', 'Two'],
    ]);
  });
});
