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

describe('a year that is named by one number', () => {
  it.each<[string, string, Record<string, string | null>]>([
    ['Q3 2026', 'quarter-year:By when', { calendar: '2026-09-30', begins: '2026-12-31', ends: '2025-12-31' }],
    ['2027 Q1', 'quarter-year:By when', { calendar: '2027-03-31', begins: '2027-06-30', ends: '2026-06-30' }],
    ['By end of quarter 4 2026', 'quarter-year:By when', { calendar: '2026-12-31', begins: '2027-03-31' }],
    ['Second quarter of 2026', 'quarter-year:By when', { calendar: '2026-06-30', begins: '2026-09-30' }],
    ['FY27', 'named-year:By when', { ends: '2027-03-31', begins: '2028-03-31' }],
    ['End of FY 2026', 'named-year:By when', { ends: '2026-03-31', begins: '2027-03-31' }],
    ['Q2 FY27', 'named-year:By when', { ends: '2026-09-30', begins: '2027-09-30' }],
    ['FY27 Q4', 'named-year:By when', { ends: '2027-03-31', begins: '2028-03-31' }],
    ['Academic year 2026', 'named-year:By when', { ends: '2026-08-31', begins: '2027-08-31' }],
  ])('%s is asked once for its column: %s', async (text, id, answers) => {
    const plan = await readWhen([text, text, '31 March 2027']);
    expect(datesOf(plan)).toEqual([null, null, '2027-03-31']);
    expect(plan.questions).toMatchObject([{ id, taken: 'no-date', count: 2 }]);
    expect(codesOf(plan)).toEqual([]);
    for (const [answer, date] of Object.entries({ ...answers, 'no-date': null })) {
      const answered = await readWhen([text], { readingAnswers: { [id]: answer } });
      expect(datesOf(answered), answer).toEqual([date]);
    }
  });

  it.each([
    ['Financial year ending 2027', '2027-03-31'],
    ['FY 2026/27', '2027-03-31'],
    ['FY27/28', '2028-03-31'],
    ['26/27 Q1', '2026-06-30'],
  ])('%s is in no doubt', async (text, date) => {
    const plan = await readWhen([text]);
    expect(datesOf(plan)).toEqual([date]);
    expect(plan.questions).toEqual([]);
  });
});

describe('a period without a year', () => {
  it.each([
    ['Q3', '2026-12-31'],
    ['End of Q4', '2027-03-31'],
    ['Spring term', '2027-03-31'],
    ['Autumn 2', '2026-12-31'],
    ['By Easter', '2027-03-28'],
    ['October half term', '2026-10-30'],
  ])('%s is asked about, from the years that the plan speaks of', async (text, date) => {
    const plan = await readWhen([text, '31 March 2027']);
    expect(datesOf(plan)[0]).toBeNull();
    expect(plan.questions).toMatchObject([
      { id: 'year-of-periods', taken: 'no-date', choices: [{ value: '2026' }, { value: '2027' }, {}] },
    ]);
    expect(codesOf(plan)).toEqual([]);
    const answered = await readWhen([text, '31 March 2027'], {
      readingAnswers: { 'year-of-periods': '2026' },
    });
    expect(datesOf(answered)).toEqual([date, '2027-03-31']);
  });

  it.each(['Q3', 'Autumn 2', 'Spring term'])('%s has a warning where it speaks of none', async (text) => {
    const plan = await readWhen([text]);
    expect(datesOf(plan)).toEqual([null]);
    expect(codesOf(plan)).toEqual(['timescale-without-date']);
  });

  it('is in no doubt beside a date in full', async () => {
    const plan = await readWhen(['Autumn 2 (December 2026)', 'Q3: 31 October 2026']);
    expect(datesOf(plan)).toEqual(['2026-12-31', '2026-10-31']);
    expect(plan.questions).toEqual([]);
  });
});

describe('terms that the plan’s calendar gives', () => {
  const terms = [
    { name: 'Autumn 1', from: '2026-09-02', to: '2026-10-16' },
    { name: 'Autumn 2', from: '2026-11-02', to: '2026-12-18' },
    { name: 'Spring term, first half', from: '2027-01-04', to: '2027-02-05' },
    { name: 'Spring term, second half', from: '2027-02-15', to: '2027-03-25' },
    { name: 'Term 5', from: '2027-04-12', to: '2027-05-21' },
    { name: 'Term 6', from: '2027-06-07', to: '2027-07-20' },
  ];
  it.each([
    ['Half term, Feb 2027', '2027-02-12'],
    ['Before October half term 2026', '2026-10-16'],
    ['Autumn 2', '2026-12-18'],
    ['Spring 1 2027', '2027-02-05'],
    ['HT5 2026/27', '2027-05-21'],
    ['Summer term 2027', '2027-07-20'],
  ])('%s is read by them', async (text, date) => {
    const plan = await readWhen([text], { terms });
    expect(datesOf(plan)).toEqual([date]);
    expect(plan.questions).toEqual([]);
    expect(codesOf(plan)).toEqual([]);
  });

  it.each([
    ['Half term, Feb 2028', '2028-02-25', ['approximate-date']],
    ['Autumn term 2027', '2027-12-31', []],
  ])('%s lies beyond them and is read as for any plan', async (text, date, codes) => {
    const plan = await readWhen([text], { terms });
    expect(datesOf(plan)).toEqual([date]);
    expect(codesOf(plan)).toEqual(codes);
  });

  it('do not part a term that they give in one', async () => {
    const whole = [{ name: 'Spring term', from: '2027-01-04', to: '2027-03-25' }];
    const plan = await readWhen(['Half term, Feb 2027', 'Spring 2 2027'], { terms: whole });
    expect(datesOf(plan)).toEqual(['2027-02-19', '2027-03-25']);
    expect(plan.warnings.map(({ message }) => message)).toEqual([expect.stringContaining('its terms')]);
  });
});

describe('the position date of a title line', () => {
  const readAt = (position: string, dates: readonly string[], choices: Partial<ReadingChoices> = {}) => {
    const rows = dates.map((text, at) => `A${at + 1},Agree offer ${at + 1},${text}`);
    return readPlanFile(
      'plan.csv',
      textFile(`Wexcombe plan,,\nPosition at ${position},,\nRef,Action,By when\n${rows.join('\n')}\n`),
      choices,
    );
  };
  it.each([
    ['03/04/2027', ['18/12/2027', '29/01/2028'], '2027-04-03'],
    ['03/04/2027', ['12/18/2027', '01/29/2028'], '2027-03-04'],
    ['04/13/2027', ['May 2027'], '2027-04-13'],
    ['3 April 2027', ['May 2027'], '2027-04-03'],
    ['04/04/2027', ['May 2027'], '2027-04-04'],
  ])('%s beside %j is in no doubt', async (position, dates, expected) => {
    const plan = await readAt(position, dates);
    expect(plan.positionDate).toBe(expected);
    expect(plan.questions).toEqual([]);
  });

  it('is asked about where nothing decides its order', async () => {
    const plan = await readAt('03/04/2027', ['May 2027']);
    expect(plan.positionDate).toBe('2027-04-03');
    expect(plan.questions).toMatchObject([
      {
        id: 'position-date',
        text: 'The plan gives its position at 03/04/2027. Is that 3 April 2027 or 4 March 2027?',
        taken: 'day-first',
      },
    ]);
    const answers = { readingAnswers: { 'position-date': 'month-first' } };
    expect((await readAt('03/04/2027', ['May 2027'], answers)).positionDate).toBe('2027-03-04');
  });

  it('is a workbook’s own date whatever its digits', async () => {
    const bytes = await buildWorkbook((workbook) => {
      workbook
        .addWorksheet('Plan')
        .addRows([
          ['Wexcombe plan'],
          ['Position at', new Date('2027-04-03T00:00:00Z')],
          ['Ref', 'Action', 'By when'],
          ['1', 'Agree the offer', 'May 2027'],
        ]);
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.positionDate).toBe('2027-04-03');
    expect(plan.questions).toEqual([]);
  });
});

describe('a timescale without a date', () => {
  it.each([
    ['FY 2026/27 Q3', '2026-12-31', []],
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
