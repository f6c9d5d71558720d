import { describe, expect, it } from 'vitest';
import type { ImportedAction, ImportedPlan } from '../../src/domain/import/imported-plan.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { needsRealPlans, type RealPlan, readRealPlan } from '../support/real-plans.ts';

const read = (name: RealPlan) => readPlanFile(name, readRealPlan(name));
const each = <T>({ actions }: ImportedPlan, of: (action: ImportedAction) => T) => actions.map(of);
const dueOf = ({ timescale }: ImportedAction) => timescale.date;
const levelOf = ({ rating }: ImportedAction) => rating.level;
const statusOf = ({ status }: ImportedAction) => status;
const kindsAsked = ({ questions }: ImportedPlan) => questions.map(({ id }) => id.replace(/:.*/s, ''));
const codesOf = ({ warnings }: ImportedPlan) => warnings.map(({ code }) => code);

const files = [
  'cases/planner.xlsx',
  'cases/scrutiny.docx',
  'cases/headed-bold.docx',
  'cases/odd-headers.csv',
  'cases/percent.xlsx',
  'cases/shaded.docx',
  'cases/sheet-per-priority.xlsx',
  'cases/rich.xlsx',
  'cases/initials.docx',
  'cases/achieved.docx',
] as const;

/** Ten files of shapes found in the wild, with the reading their README gives as right. */
describe('a file as somebody really keeps it', needsRealPlans(...files), () => {
  it('exported by Planner', async () => {
    const plan = await read('cases/planner.xlsx');
    expect(plan.name).toBe('Ashmere inclusion plan');
    expect(each(plan, ({ title }) => title)).toEqual([
      'Agree the joint commissioning strategy',
      'Publish the local offer pages',
      'Recruit two educational psychologists',
    ]);
    expect(each(plan, ({ responsibleLeads }) => responsibleLeads)).toEqual([
      ['Ana Holt', 'Ben Croft'],
      ['Cara Day'],
      ['Ben Croft'],
    ]);
    expect(each(plan, dueOf)).toEqual(['2027-03-31', '2026-09-30', '2026-12-04']);
    // A checklist is steps, of which nobody is asked.
    expect(kindsAsked(plan)).not.toContain('bullets');
    expect(each(plan, statusOf)).toEqual(['in-progress', 'complete', 'not-started']);
    for (const { priority, theme, narrative } of plan.actions) {
      expect(`${priority} ${theme}`).toMatch(/Priority \d: /);
      expect(`${priority} ${theme}`).not.toMatch(/Urgent|Important|Medium/);
      expect(narrative).not.toMatch(/^(in progress|completed|not started)/i);
    }
    expect(codesOf(plan).filter((code) => code === 'column-not-read').length).toBeLessThanOrEqual(1);
  });

  it('of a scrutiny committee, whose dates are days of decisions', async () => {
    const plan = await read('cases/scrutiny.docx');
    expect(each(plan, dueOf)).toEqual([null, null, null]);
    expect(each(plan, ({ timescale }) => timescale.text)).toEqual(['', '', '']);
    expect(each(plan, ({ narrative }) => narrative.split(' ').slice(0, 2).join(' '))).toEqual([
      'First set',
      'Review paused',
      'Two of',
    ]);
    expect(each(plan, ({ rating }) => rating.label)).toEqual(['Green', 'Paused', 'Amber']);
    expect(plan.ratingKey.map(({ label }) => label)).toEqual(['Green', 'Amber', 'Red', 'Paused']);
    expect(plan.ratingKey.find(({ label }) => label === 'Paused')?.meaning).toMatch(/^waits on something/);
    expect(kindsAsked(plan)).toContain('level');
    expect(plan.name).not.toMatch(/Paused/);
  });

  it('with a heading an action and bold labels in bullets', async () => {
    const plan = await read('cases/headed-bold.docx');
    expect(each(plan, ({ priority }) => priority)).toEqual([
      '1. Needs are found too late',
      '1. Needs are found too late',
    ]);
    const leads = each(plan, ({ responsibleLeads }) => responsibleLeads.map((lead) => lead.slice(0, 8)));
    expect(leads).toEqual([['Ana Holt'], ['Ben Crof', 'Cara Day']]);
    expect(each(plan, ({ strategicLeads }) => strategicLeads.length)).toEqual([1, 1]);
    expect(each(plan, ({ successMeasures }) => successMeasures.length)).toEqual([2, 1]);
    expect(plan.actions[0]?.narrative).toMatch(/agreed on 4 June 2026.*Build has begun\./s);
    expect(plan.actions[1]?.narrative).toContain('64 of 120');
    expect(each(plan, dueOf)).toEqual(['2026-05-31', '2027-03-31']);
  });

  it('with questions for headers', async () => {
    const plan = await read('cases/odd-headers.csv');
    expect(each(plan, ({ responsibleLeads }) => responsibleLeads)).toEqual([['Ana Holt'], ['Ben Croft']]);
    expect(plan.actions[0]?.timescale.date).toBe('2027-03-31');
    expect(plan.actions[1]?.timescale).toMatchObject({ kind: 'recurring', text: 'Termly' });
    expect(each(plan, ({ narrative }) => narrative)).toEqual(['First draft done', 'Autumn meeting held']);
    expect(each(plan, levelOf)).toEqual(['green', 'amber']);
  });

  it('with percentages', async () => {
    const plan = await read('cases/percent.xlsx');
    expect(each(plan, dueOf)).toEqual(['2026-10-30', '2027-01-29', '2027-03-26']);
    expect(each(plan, statusOf)).toEqual(['complete', 'in-progress', 'not-started']);
    expect(each(plan, ({ percentComplete }) => percentComplete)).toEqual([100, 40, 0]);
    expect(each(plan, levelOf)).toEqual(['green', 'amber', 'green']);
  });

  it('with ratings and their key as colours alone', async () => {
    const plan = await read('cases/shaded.docx');
    expect(plan.ratingKey.map(({ level }) => level)).toEqual(['red', 'amber', 'green', 'complete']);
    expect(plan.ratingKey.map(({ meaning }) => meaning)).not.toContain('');
    expect(each(plan, levelOf)).toEqual(['amber', 'complete', 'red']);
  });

  it('with a cover and a sheet a priority', async () => {
    const plan = await read('cases/sheet-per-priority.xlsx');
    expect(plan.name).toBe('Brackwell SEND improvement plan');
    expect(plan.positionDate).toBe('2026-09-30');
    const [first, second, third] = each(plan, ({ priority }) => priority);
    expect([first, second]).toEqual(['Priority 1: Early help', 'Priority 1: Early help']);
    expect(third).toMatch(/^Priority 2: /);
  });

  it('with text struck through', async () => {
    const plan = await read('cases/rich.xlsx');
    expect(plan.actions[0]?.timescale).toMatchObject({ text: 'June 2027', date: '2027-06-30' });
    expect(codesOf(plan)).toContain('struck-through');
    expect(kindsAsked(plan)).toContain('struck-rows');
  });

  it('with initials for leads and a key without a header', async () => {
    const plan = await read('cases/initials.docx');
    const bullets = plan.actions.reduce((sum, { steps }) => sum + Math.max(1, steps.length), 0);
    expect(bullets).toBe(7);
    expect(JSON.stringify(plan.actions)).toContain('quality assurance framework.');
    const leads = new Set(each(plan, ({ responsibleLeads }) => responsibleLeads.join(' ')));
    expect(leads).toEqual(new Set(['AH', 'BC AH', '', 'ZZ']));
    expect(new Set(plan.actions.flatMap(({ strategicLeads }) => strategicLeads))).toEqual(new Set(['PL']));
    expect(plan.actions[0]?.rating.level).toBe('amber');
    expect(plan.leadKey.map(({ initials }) => initials)).toEqual(['AH', 'BC', 'PL']);
    expect(JSON.stringify([plan.warnings, plan.questions])).toContain('ZZ');
  });

  it('whose progress begins with the plan’s own status words', async () => {
    const plan = await read('cases/achieved.docx');
    expect(each(plan, statusOf)).toEqual([
      'complete',
      'in-progress',
      'in-progress',
      'complete',
      'complete',
      'in-progress',
    ]);
    expect(each(plan, ({ successMeasures }) => successMeasures.length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(codesOf(plan).filter((code) => code === 'progress-says-achieved').length).toBeLessThanOrEqual(1);
    expect(each(plan, ({ priority }) => priority).slice(4)).toEqual([
      '2a. Waits are short',
      '2a. Waits are short',
    ]);
  });
});
