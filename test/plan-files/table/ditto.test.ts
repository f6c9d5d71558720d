import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { textFile } from '../../support/build-workbook.ts';

const read = async (rows: readonly string[], header = 'Ref,Action,Lead,By when,Progress') =>
  (await readPlanFile('log.csv', textFile([header, ...rows].join('\n')))).actions;

describe('a cell that says “as above”', () => {
  it.each(['As above', 'as above.', 'Ditto', 'Same as above', '"""", ', '〃'])(
    'written %s is the lead and the date of the row above, however far',
    async (words) => {
      const [cell] = words.split(', ');
      const actions = await read([
        '1,Map provision,Ana Holt,31 March 2027,Mapped',
        `2,Consult schools,${cell},${cell},Letters sent`,
        `3,Publish the offer,${cell},30 June 2027,Draft written`,
        '4,Train staff,Ben Croft,30 June 2027,Booked',
      ]);
      expect(actions.map(({ responsibleLeads, timescale }) => [responsibleLeads, timescale.date])).toEqual([
        [['Ana Holt'], '2027-03-31'],
        [['Ana Holt'], '2027-03-31'],
        [['Ana Holt'], '2027-06-30'],
        [['Ben Croft'], '2027-06-30'],
      ]);
    },
  );

  it('below the header has nothing above it and stays as it is', async () => {
    const [first] = await read([
      '1,Map provision,As above,31 March 2027,Mapped',
      '2,Consult schools,Ana Holt,30 June 2027,Sent',
    ]);
    expect(first?.responsibleLeads).toEqual(['As above']);
  });
});

describe('progress that says no more than that there is none', () => {
  it.each([
    ['Not begun.', 'not-started'],
    ['Not yet started', 'not-started'],
    ['Work has not started yet', 'not-started'],
    ['No progress to date', 'not-started'],
    ['Not started on the north side; the south is done', 'in-progress'],
    ['Letters sent', 'in-progress'],
  ])('%s is %s', async (progress, status) => {
    const actions = await read([
      `1,Map provision,Ana Holt,31 March 2027,${progress}`,
      '2,Consult schools,Ben Croft,30 June 2027,Letters were sent to all schools in May',
      '3,Train staff,Cara Day,30 June 2027,Two sessions are booked for July',
    ]);
    expect(actions[0]?.status).toBe(status);
  });
});
