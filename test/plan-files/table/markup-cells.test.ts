import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { textFile } from '../../support/build-workbook.ts';

const read = (ratings: readonly string[], action = 'Open the hub') =>
  readPlanFile(
    'plan.csv',
    textFile(
      [
        'Ref,Action,Lead,RAG',
        ...ratings.map((rating, at) => `${at + 1},${action},Ada Quill,"${rating.replaceAll('"', '""')}"`),
      ].join('\n'),
    ),
  );

describe('cells that look like HTML', () => {
  it('are text, and one line for the column says where they stand', async () => {
    const ratings = ['<b>Red</b>', '<span style="color:green">Green</span>', 'Amber', '<br/>Red', '<b>Amber'];
    const plan = await read(ratings);
    expect(plan.actions.map(({ rating }) => rating.label)).toEqual(['Red', 'Green', 'Amber', 'Red', 'Amber']);
    expect(plan.warnings).toEqual([
      expect.objectContaining({
        code: 'markup-is-text',
        column: 'RAG',
        row: 2,
        value: '<b>Red</b>',
        message:
          '4 cells look like HTML and were read as the text they are; a rating of the key among the words was taken (rows 2, 3, 5 and 1 more).',
      }),
    ]);
  });

  it('keep their words in any other column', async () => {
    const plan = await read(['Red'], '<p>Open the hub</p>');
    expect(plan.actions[0]?.title).toBe('<p>Open the hub</p>');
    expect(plan.warnings).toMatchObject([
      {
        code: 'markup-is-text',
        column: 'Action',
        message: '1 cell looks like HTML and was read as the text it is (row 2).',
      },
    ]);
  });

  it.each(['Use <select> in the form', 'Keep waits < 5 weeks & > 2', 'Health & care'])(
    'are none: %s',
    async (action) => {
      expect((await read(['Red'], action)).warnings).toEqual([]);
    },
  );
});
