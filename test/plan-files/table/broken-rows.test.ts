import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, headerRow, table } from '../../support/build-word.ts';
import { textFile } from '../../support/build-workbook.ts';

const header = ['Ref', 'Action', 'Lead', 'Outcome'];
const rows = (rest: readonly string[]) => [
  ['1', 'Develop a joint quality assurance', 'Ada Quill', 'Quality is looked at'],
  rest,
  ['2', 'Train the panel', 'Bo Marsh', 'Plans are good'],
];
const read = async (rest: readonly string[], kind: 'docx' | 'csv') => {
  const lines = rows(rest);
  const bytes =
    kind === 'docx'
      ? await buildWord([table([headerRow(header), ...lines])])
      : textFile([header, ...lines].map((cells) => cells.join(',')).join('\n'));
  return readPlanFile(`plan.${kind}`, bytes);
};

describe.each(['docx', 'csv'] as const)('a row broken over two pages in a .%s', (kind) => {
  it.each([
    ['mid-sentence', ['', 'framework.', '', 'by all agencies.']],
    ['with its ref again', ['1 (cont.)', 'framework.', '', 'by all agencies.']],
    ['with its ref again, in full', ['1 continued', 'framework.', '', 'by all agencies.']],
  ])('is joined: %s', async (_case, rest) => {
    const { actions, warnings } = await read(rest, kind);
    expect(actions.map(({ ref, title, outcomes }) => [ref, title, outcomes])).toEqual([
      ['1', 'Develop a joint quality assurance framework.', ['Quality is looked at by all agencies.']],
      ['2', 'Train the panel', ['Plans are good']],
    ]);
    expect(warnings).toMatchObject([{ code: 'row-joined', row: 3 }]);
  });

  it('is joined where a name comes first after words that end no sentence', async () => {
    const lines = [
      ['1', 'Agree the pathway with the', 'Ada Quill', 'Waits are short in'],
      ['', 'Oakvale Trust', '', 'Oakvale.'],
      ['2', 'Train the panel', 'Bo Marsh', 'Plans are good'],
    ];
    const bytes =
      kind === 'docx'
        ? await buildWord([table([headerRow(header), ...lines])])
        : textFile([header, ...lines].map((cells) => cells.join(',')).join('\n'));
    const { actions, warnings } = await readPlanFile(`plan.${kind}`, bytes);
    expect(actions.map(({ title, outcomes }) => [title, outcomes])).toEqual([
      ['Agree the pathway with the Oakvale Trust', ['Waits are short in Oakvale.']],
      ['Train the panel', ['Plans are good']],
    ]);
    expect(warnings).toMatchObject([{ code: 'row-joined', row: 3 }]);
  });

  it('is none where it begins a sentence', async () => {
    const { actions } = await read(['', 'Framework for all', '', ''], kind);
    expect(actions).toHaveLength(3);
  });
});
