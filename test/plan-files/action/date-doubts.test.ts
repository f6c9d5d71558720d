import { describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, paragraph, table } from '../../support/build-word.ts';
import { buildWorkbook, textFile } from '../../support/build-workbook.ts';

const readWhen = (timescales: readonly string[], choices: Partial<ReadingChoices> = {}) => {
  const rows = timescales.map((text, at) => `A${at + 1},Agree offer ${at + 1},"${text}"`);
  return readPlanFile('plan.csv', textFile(`Ref,Action,By when\n${rows.join('\n')}\n`), choices);
};
type Plan = Awaited<ReturnType<typeof readPlanFile>>;
const datesOf = ({ actions }: Plan) => actions.map(({ timescale }) => timescale.date);
const codesOf = ({ warnings }: Plan) => warnings.map(({ code }) => code);

describe('a year that may be the council’s or the schools’', () => {
  it('is asked once for the plan and taken for the financial one', async () => {
    const plan = await readWhen(['2026/27', 'By end of 2026-27', 'FY 2026/27']);
    expect(datesOf(plan)).toEqual(['2027-03-31', '2027-03-31', '2027-03-31']);
    expect(plan.questions).toMatchObject([
      {
        id: 'year-means',
        choices: [
          { value: 'financial', label: 'Financial year: “2026/27” is due by 31 March 2027' },
          { value: 'academic', label: 'Academic year: “2026/27” is due by 31 August 2027' },
        ],
        taken: 'financial',
        count: 2,
      },
    ]);
    expect(codesOf(plan)).toEqual([]);
  });

  it('is likelier the schools’ where the plan speaks of terms, and the answer decides', async () => {
    const timescales = ['2026/27', 'Autumn term 2026', 'Spring 1 2027', 'Q3 2026/27'];
    const plan = await readWhen(timescales);
    expect(plan.questions).toMatchObject([{ id: 'year-means', taken: 'academic' }]);
    expect(datesOf(plan)[0]).toBe('2027-08-31');
    const answered = await readWhen(timescales, { readingAnswers: { 'year-means': 'financial' } });
    expect(datesOf(answered)[0]).toBe('2027-03-31');
  });
});

describe('a span of time', () => {
  it('has no date until the PM says what it counts from', async () => {
    const plan = await readWhen(['within 6 weeks', '3 months', 'Within three months of approval']);
    expect(datesOf(plan)).toEqual([null, null, null]);
    expect(plan.questions).toMatchObject([
      {
        id: 'counted-from',
        taken: 'no-date',
        count: 3,
        choices: [{ value: 'start-date' }, { value: 'no-date' }],
      },
    ]);
    expect(codesOf(plan)).toEqual([]);
  });

  it('counts from the plan’s position date, and from that day still when the next document has another', async () => {
    const document = (position: string) =>
      buildWord([
        paragraph('Wexcombe SEND action plan'),
        paragraph(`Position at ${position}`),
        table([
          ['Ref', 'Action', 'Timescale'],
          ['1', 'Agree the offer', 'Within 6 weeks'],
        ]),
      ]);
    const first = await readPlanFile('plan.docx', await document('30 September 2026'));
    expect(first.questions[0]?.choices[0]).toEqual({
      value: '2026-09-30',
      label: "From 30 September 2026, the plan's position date",
    });
    const later = await readPlanFile('plan.docx', await document('31 October 2026'), {
      readingAnswers: { 'counted-from': '2026-09-30' },
    });
    expect(datesOf(later)).toEqual(['2026-11-11']);
    expect(later.questions).toMatchObject([{ answered: true, taken: '2026-09-30' }]);
  });

  it('counts from each action’s start where the PM says so', async () => {
    const bytes = await buildWorkbook((workbook) => {
      workbook.addWorksheet('Plan').addRows([
        ['Ref', 'Action', 'Start date', 'Timescale'],
        ['1', 'Agree the offer', '1 October 2026', '2 weeks'],
        ['2', 'Publish the offer', null, '2 weeks'],
      ]);
    });
    const plan = await readPlanFile('plan.xlsx', bytes, { readingAnswers: { 'counted-from': 'start-date' } });
    expect(datesOf(plan)).toEqual(['2026-10-15', null]);
  });
});

describe('a timescale without a date', () => {
  it.each([
    ['FY 2026/27 Q3', '2026-12-31', []],
    ['Q3 2026', null, ['timescale-without-date']],
    ['Q3', null, ['timescale-without-date']],
    ['Spring term', null, ['timescale-without-date']],
    ['Autumn 2', null, ['timescale-without-date']],
    ['By Easter', null, ['timescale-without-date']],
    ['From September 2026', null, ['timescale-without-date']],
    ['After the end of Q2 2026/27', null, ['timescale-without-date']],
    ['March', null, ['timescale-not-understood']],
    ['31st March', null, ['timescale-not-understood']],
    ['w/c 5 October', null, ['timescale-not-understood']],
    ['Half term, Feb 2027', '2027-02-19', ['approximate-date']],
    ['mid-June 2027', '2027-06-15', ['approximate-date']],
    ['w/c 5 October 2026', '2026-10-09', []],
    ['Ongoing', null, []],
    ['Monthly', null, []],
    ['Termly', null, []],
    ['Immediate', null, []],
    ['TBC', null, []],
  ])('%j is read as %s and says what is missing', async (text, date, codes) => {
    const plan = await readWhen([text, '31 March 2027']);
    expect(datesOf(plan)[0]).toBe(date);
    expect(codesOf(plan)).toEqual(codes);
    expect(plan.questions).toEqual([]);
  });
});
