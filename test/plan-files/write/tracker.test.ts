import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../../src/domain/import/merge-import.ts';
import type { Action } from '../../../src/domain/plan/action.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';
import { readPlanGrid } from '../../../src/plan-files/read-plan-file.ts';
import { trackerSheet } from '../../../src/plan-files/write/tracker-cells.ts';
import { trackerGrid } from '../../../src/plan-files/write/tracker-grid.ts';
import { anAction, aPlan, ragKey, red } from '../../support/builders.ts';
import { generatedRegister } from '../../support/generated-grid.ts';

const facts = { positionDate: '2026-11-21', nameOf: (id: string) => `Name of ${id}` };

function readBack(plan: Plan, actions: readonly Action[]) {
  const grid = trackerGrid(trackerSheet(plan, actions, facts));
  const knownRefs = actions.map(({ ref }) => ref);
  return readPlanGrid('export', grid, {
    columnMap: plan.columnMap,
    readingAnswers: {},
    knownRefs,
    terms: [],
  });
}

/** The cell of an action's row under a header. */
function cellOf(plan: Plan, action: Action, header: string) {
  const { columns, rows } = trackerSheet(plan, [action], facts);
  return rows[0]?.[columns.findIndex((column) => column.header === header)];
}

const own = (header: string, field: Plan['columns'][number]['field']) => ({ sheet: 'Plan', header, field });
const fresh = (over: Partial<Action> = {}) =>
  anAction('0001', { responsible: [], status: 'not-started', narrative: '', rating: red, ...over });
const time = (text: string) => parseTimescale(text).timescale;

describe('a register written as a tracker', () => {
  it('reads back to the same register, whatever document it came from', () => {
    fc.assert(
      fc.property(generatedRegister, ({ plan, actions }) => {
        const read = readBack(plan, actions);
        expect(mergeImport(plan, actions, read).changes).toEqual([]);
        // A register made from the export alone is the same but for what made-up refs are.
        const anew = mergeImport(plan, [], read).added;
        expect(anew.map(({ title, steps }) => ({ title, texts: steps.map(({ text }) => text) }))).toEqual(
          actions.map(({ title, steps }) => ({ title, texts: steps.map(({ text }) => text) })),
        );
      }),
      { numRuns: Number(process.env['TRACKER_RUNS'] ?? 150) },
    );
  }, 600_000);

  it('keeps closed, superseded and gone actions, links and what steps have of their own', () => {
    const plan = aPlan({ ratingKey: ragKey });
    const actions = [
      fresh({ ref: '1', status: 'superseded', supersededBy: '2F ii' }),
      fresh({
        id: '0002',
        ref: '2',
        title: 'Gone from the document',
        status: 'withdrawn',
        closedReason: 'No longer in the document imported (plan.xlsx).',
      }),
      fresh({
        id: '0003',
        ref: '3',
        title: 'Train',
        originalTimescale: time('Ongoing; Dec 18'),
        responsibleLeads: ['SB', 'Ada Quill'],
        steps: [
          { text: 'Plan it', timescale: null, leads: [] },
          { text: 'Do it', timescale: time('Dec 18'), leads: ['SB', 'Ada Quill'] },
        ],
        links: [
          { text: 'Terms <v2>', url: 'https://example.org/terms' },
          { text: 'https://example.org/a', url: 'https://example.org/a' },
        ],
      }),
    ];
    const read = readBack(plan, actions);
    expect(mergeImport(plan, actions, read).changes).toEqual([]);
    const anew = mergeImport(plan, [], read).added;
    expect(anew[0]?.supersededBy).toBe('2F ii');
    expect(anew[2]?.links).toEqual(actions[2]?.links);
    expect(anew[2]?.steps).toEqual(actions[2]?.steps);
  });

  it('brings an action that was gone back only where the document has it open', () => {
    const plan = aPlan({ ratingKey: ragKey });
    const gone = fresh({ status: 'withdrawn', closedReason: 'No longer in the document imported (a.xlsx).' });
    const [read] = readBack(plan, [gone]).actions;
    const imported = {
      ...readBack(plan, [gone]),
      actions: read === undefined ? [] : [{ ...read, status: 'in-progress' as const }],
    };
    expect(mergeImport(plan, [gone], imported).changes.map(({ kind }) => kind)).toEqual(['back']);
  });

  it('leaves original timescales and replies as they are', () => {
    const plan = aPlan({ ratingKey: ragKey });
    const replied = fresh({
      narrative: '  Two spaces,\r\nand a line  ',
      lastReply: { meeting: '2026-11-11', at: '2026-11-05T09:00:00Z', by: 'Sam Barron' },
      revisedTimescale: {
        timescale: time('2027-03-31'),
        reason: 'Late',
        proposedBy: 'Sam Barron',
        proposedAt: '2026-11-05T09:00:00Z',
        approved: null,
      },
    });
    expect(mergeImport(plan, [replied], readBack(plan, [replied])).changes).toEqual([]);
  });
});

describe('the columns of a tracker', () => {
  const headersOf = (plan: Plan, actions: readonly Action[] = [fresh()]) =>
    trackerSheet(plan, actions, facts).columns.map(({ header }) => header);

  it('are sensible ones for a plan that never had any', () => {
    expect(headersOf(aPlan())).toEqual([
      'Ref',
      'Action',
      'Responsible lead',
      'Original timescale',
      'Revised timescale',
      'Progress',
      'RAG',
      'Status',
    ]);
  });

  it('are the plan’s own in their order, with what else the register has where a reader looks for it', () => {
    const columns = [
      own('Comments', 'progress'),
      own('No', 'ref'),
      own('Action required', 'action'),
      own('Cost', null),
      own('Left out', 'ignore'),
      own('By when', 'timescale'),
      own('Lead(s)', 'responsible'),
    ];
    const action = fresh({
      theme: 'Health',
      others: [{ header: 'Cost', text: '£1' }],
      strategicLeads: ['AJ'],
    });
    expect(headersOf(aPlan({ columns }), [action])).toEqual([
      'Comments',
      'RAG',
      'Status',
      'No',
      'Theme',
      'Action required',
      'Cost',
      'By when',
      'Revised timescale',
      'Lead(s)',
      'Strategic lead',
    ]);
  });

  it.each([
    ['a header that would be read as something else', [own('Status', 'rating')], ['RAG', 'Status']],
    ['a header that says nothing', [own('column C', 'action')], ['Action']],
    ['a header of several dates', [own('Start/Rev/End', 'timescale')], ['Original timescale']],
  ])('do without %s', (_what, columns, expected) => {
    expect(headersOf(aPlan({ columns }))).toEqual(expect.arrayContaining(expected));
  });

  it('keep a fact under a header that means something else', () => {
    const action = fresh({ others: [{ header: 'Progress', text: 'of the section' }] });
    const plan = aPlan();
    expect(headersOf(plan, [action])).toContain('Progress (as written)');
    expect(readBack(plan, [action]).actions[0]?.others).toEqual(action.others);
  });

  it('have one for each fact where a header stands over several', () => {
    const others = [
      { header: 'Cost', text: '£1' },
      { header: 'Risk', text: 'low' },
      { header: 'Cost', text: '£2' },
    ];
    const plan = aPlan();
    const actions = [fresh(), fresh({ id: '0002', ref: '2', title: 'Another', others })];
    expect(readBack(plan, actions).actions[1]?.others).toEqual(others);
  });

  it('stand by what the PM has said of headers', () => {
    const plan = aPlan({ columnMap: { Status: 'ignore', RAG: 'ignore' } });
    expect(mergeImport(plan, [fresh()], readBack(plan, [fresh()])).changes).toEqual([]);
    expect(readBack(plan, [fresh()]).actions[0]?.rating).toEqual(red);
  });

  it('tell who is confirmed and why an action closed, for reading only', () => {
    const action = fresh({ responsible: ['ada', 'bo'], status: 'withdrawn', closedReason: 'Not funded.' });
    const plan = aPlan();
    expect(cellOf(plan, action, 'Confirmed leads (not imported)')?.text).toBe('Name of ada; Name of bo');
    expect(cellOf(plan, action, 'Reason closed (not imported)')?.text).toBe('Not funded.');
    expect(readBack(plan, [action]).actions[0]?.responsibleLeads).toEqual([]);
    expect(readBack(plan, [action]).warnings).toEqual([]);
  });
});

describe('the cells of a tracker', () => {
  const plan = aPlan();

  it.each([
    ['31/03/2025', '2025-03-31', 'dd/mm/yyyy'],
    ['1 April 2026', '2026-04-01', 'd mmmm yyyy'],
    ['1 Apr 26', '2026-04-01', 'd mmm yy'],
    ['2026-05-31', '2026-05-31', 'dd/mm/yyyy'],
    ['1st May 2026', '2026-05-01', 'dd/mm/yyyy'],
  ])('hold the day %s as a date', (text, day, format) => {
    const cell = cellOf(plan, fresh({ originalTimescale: time(text) }), 'Original timescale');
    expect(cell).toEqual({ text, date: { day, format }, level: null });
  });

  it.each(['Dec 18', 'Ongoing', 'By 31/03/2025 (phase 1)', '31/03/2025; 30/06/2025', ''])(
    'hold %j in the plan’s own words',
    (text) => {
      const cell = cellOf(plan, fresh({ originalTimescale: time(text) }), 'Original timescale');
      expect(cell).toEqual({ text, date: null, level: null });
    },
  );

  it('hold steps as bullets, numbered too where a step begins with a number of its own', () => {
    const step = (text: string) => ({ text, timescale: null, leads: [] });
    const plainSteps = fresh({ title: 'Train staff', steps: [step('Plan'), step('Do')] });
    const numbered = fresh({ title: 'Train staff', steps: [step('1. Plan'), step('2. Do')] });
    expect(cellOf(plan, plainSteps, 'Action')?.text).toBe('Train staff\n• Plan\n• Do');
    expect(cellOf(plan, numbered, 'Action')?.text).toBe('Train staff\n• 1. 1. Plan\n• 2. 2. Do');
    expect(readBack(plan, [numbered]).actions[0]?.steps).toEqual(numbered.steps);
  });

  it('say so where nobody has rated an action, in a word that is no label of the key', () => {
    const unrated = fresh({ rating: { label: '', level: 'none' } });
    expect(cellOf(plan, unrated, 'RAG')).toEqual({ text: 'Not rated', date: null, level: null });
    const key = [...ragKey, { label: 'Not rated', meaning: 'Waiting', level: 'none' as const }];
    expect(cellOf(aPlan({ ratingKey: key }), unrated, 'RAG')?.text).toBe('Unrated');
  });

  it.each(['Wexcombe partnership plan', 'Wexcombe plan'])('above them name the plan %s', (name) => {
    const read = readBack(aPlan({ name, board: '' }), [fresh()]);
    expect([read.name, read.board, read.positionDate]).toEqual([name, '', '2026-11-21']);
  });
});
