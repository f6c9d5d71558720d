import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperBlock, PaperTable } from '../../../src/domain/paper/paper.ts';
import { paperForms } from '../../../src/domain/paper/paper-form.ts';
import { textsOf } from '../../../src/domain/paper/paper-texts.ts';
import { paperFormNames } from '../../../src/domain/plan/paper-settings.ts';
import {
  amber,
  anAction,
  anUpdate,
  aPlan,
  aRevision,
  dayScale,
  green,
  point,
  red,
} from '../../support/builders.ts';
import { generatedPlan } from '../../support/generated-plan.ts';
import { paperOf, rowsOf, sectionOf } from './paper-of.ts';

const tablesOf = (blocks: readonly PaperBlock[] | null): PaperTable[] =>
  (blocks ?? []).filter((block): block is PaperTable => block.kind === 'table');
const wordsOf = (paper: Paper) => [...textsOf([...paper.frontSheet, ...paper.body])].join('\n');

const actions = [
  anAction('0001', {
    ref: '1A i',
    title: 'Write the joint plan',
    theme: 'Health',
    rating: red,
    ratingHistory: [point(null, amber), point('2026-11-11', red)],
    revisedTimescale: aRevision('2027-01-31'),
    originalTimescale: dayScale('2026-06-30'),
  }),
  anAction('0002', { ref: '3B i-vi', title: 'Consult on services', theme: 'Education', priority: 'One' }),
  anAction('0003', {
    ref: '2C',
    title: 'Publish the EHCP guide',
    theme: 'Health',
    narrative: 'Shared words.',
  }),
  anAction('0004', { ref: '2D', title: 'Train SENCOs', theme: 'Health', narrative: 'Shared words.' }),
  anAction('0005', { ref: '4', title: 'Set up the panel', theme: null, priority: 'Two', rating: green }),
];
const updates = new Map([
  [
    '0001',
    anUpdate('2026-11-11', '0001', { rating: red, narrative: 'Two posts are vacant.', ratingBefore: amber }),
  ],
  ['0005', anUpdate('2026-11-11', '0005', { rating: green, finished: true, evidence: 'Minutes of 4 May.' })],
]);

describe('collatePaper', () => {
  it('tells each red in full', () => {
    const blocks = sectionOf(paperOf({ actions, updates }), 'Red actions') ?? [];
    expect(blocks[0]).toEqual({ kind: 'heading', level: 2, text: '1A i Write the joint plan' });
    const facts = blocks[1];
    if (facts?.kind !== 'facts') throw new Error('no facts');
    expect(
      facts.rows.map(({ label, value }) => `${label}: ${value.map(({ text }) => text).join('')}`),
    ).toEqual([
      'Rating: Red',
      'Red since: New for this board',
      'Theme or priority: Health',
      'Lead: Sam Barron, Wexcombe Council',
      'Original timescale: 30 June 2026 (4 months late)',
      'Revised timescale: 31 January 2027 (not yet approved) (due in 2 months)',
      'Commentary: Two posts are vacant.',
      'Reason: Why it is so.',
      'Recovery step: What is next.',
      'Question for the board: Does the board agree the revised date of 31 January 2027?',
    ]);
  });

  it('groups ambers by theme in five columns, a shared comment in each row', () => {
    const blocks = sectionOf(paperOf({ actions, updates }), 'Amber actions');
    expect((blocks ?? []).flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
      'Education',
      'Health',
    ]);
    const [, health] = tablesOf(blocks);
    expect(health?.columns.map(({ header }) => header)).toEqual([
      'Ref',
      'Action',
      'Original timescale',
      'Revised timescale',
      'Comments',
    ]);
    expect(rowsOf(health as PaperTable).map((row) => [row[0], row[4]])).toEqual([
      ['2C', 'Shared words.\n(No reply for this board; last known position.)'],
      ['2D', 'Shared words.\n(No reply for this board; last known position.)'],
    ]);
  });

  it('says what the document states of itself, and which rows are several actions', () => {
    const stated = [
      { text: '50 amber', what: 'Amber', stated: 50, found: 3 },
      { text: '1 red', what: 'Red', stated: 1, found: 1 },
    ];
    const words = wordsOf(paperOf({ actions, updates, plan: aPlan({ statedCounts: stated }) }));
    expect(words).toContain('The plan’s document states 50 (Amber: “50 amber”); its rows give 3.');
    expect(words).not.toContain('states 1 ');
    expect(words).toContain('The row 3B i-vi stands for 6 actions and is counted as one.');
    expect(words).toContain('the plan’s 5 rows are 10 actions, and its 3 amber rows 8.');
  });

  it('takes the project manager’s wording', () => {
    const wording = {
      cycleId: '2026-11-11',
      actionId: '0001',
      text: 'Recruitment is under way.',
      version: 1,
      by: 'Robin Pryce',
      at: '2026-11-05T09:00:00Z',
    };
    const words = wordsOf(paperOf({ actions, updates }, {}, { wordings: new Map([['0001', wording]]) }));
    expect(words).toContain('Recruitment is under way.');
    expect(words).not.toContain('Two posts are vacant.');
  });

  it('marks what nobody has filled in on the front sheet, and guesses nothing', () => {
    const paper = paperOf({ actions, updates }, { frontSheet: { legal: 'None arising.', summary: ' ' } });
    const [sheet] = paper.frontSheet;
    if (sheet?.kind !== 'facts') throw new Error('no front sheet');
    const said = new Map(
      sheet.rows.map(({ label, value, isBlank }) => [label, isBlank ? null : value[0]?.text]),
    );
    expect(said.get('Legal implications')).toBe('None arising.');
    expect(said.get('Financial implications')).toBeNull();
    expect(said.get('Report to')).toBe('Wexcombe board');
    expect(said.get('Date')).toBe('11 November 2026');
    expect(said.get('Summary')).toMatch(/^1 red, 3 amber of 5 actions;/);
    expect(said.get('Recommendations')).toContain('Is the board assured');
    expect([...said.keys()]).toHaveLength(16);
  });

  it('explains the abbreviations that occur, and no others', () => {
    const glossary = tablesOf(sectionOf(paperOf({ actions, updates }), 'Glossary'))[0] as PaperTable;
    expect(rowsOf(glossary).map(([term]) => term)).toEqual(['EHCP', 'SENCO']);
  });

  it('has the parts that the PM has chosen, in their order', () => {
    const { body } = paperOf({ actions, updates }, { sections: ['key', 'reds'] });
    expect(
      body.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : [])),
    ).toEqual(['Appendix: the plan’s rating key', 'Red actions']);
  });

  it.each(paperFormNames)('%s: no cell is empty, no row is ragged, no heading level is left out', (form) => {
    expect(paperForms[form].sections.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(generatedPlan(2), fc.boolean(), (told, isImported) => {
        const [, cycle = null] = told.cycles;
        const paper = paperOf(
          {
            actions: told.actions,
            people: told.people,
            cycles: isImported ? [] : told.cycles,
            cycle: isImported ? null : cycle,
            updates: isImported ? new Map() : ((cycle && told.updates.get(cycle.cycleId)) ?? new Map()),
          },
          { form },
        );
        const blocks = [...paper.frontSheet, ...paper.body];
        for (const table of tablesOf(blocks)) {
          expect(table.rows.length).toBeGreaterThan(0);
          for (const row of rowsOf(table)) {
            expect(row).toHaveLength(table.columns.length);
            for (const cell of row) expect(cell.trim()).not.toBe('');
          }
        }
        for (const block of blocks) {
          if (block.kind !== 'facts') continue;
          for (const { value } of block.rows)
            expect(
              value
                .map(({ text }) => text)
                .join('')
                .trim(),
            ).not.toBe('');
        }
        let level = 0;
        for (const block of paper.body) {
          if (block.kind !== 'heading') continue;
          expect(block.level).toBeLessThanOrEqual(level + 1);
          level = block.level;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('names every red and every amber once in its own part', () => {
    fc.assert(
      fc.property(generatedPlan(2), (told) => {
        const [, cycle = null] = told.cycles;
        const facts = { ...told, cycle, updates: (cycle && told.updates.get(cycle.cycleId)) ?? new Map() };
        const paper = paperOf(facts);
        const ambers = tablesOf(sectionOf(paper, 'Amber actions')).flatMap(rowsOf);
        const reds = (sectionOf(paper, 'Red actions') ?? []).filter(({ kind }) => kind === 'facts');
        const tracker = tablesOf(sectionOf(paper, 'Appendix: the whole plan')).flatMap(rowsOf);
        const held = (word: string) =>
          tracker.filter((row) => new RegExp(`\\b${word}\\b`, 'i').test(row[6] ?? ''));
        expect(reds).toHaveLength(held('red').length);
        expect(ambers).toHaveLength(held('amber').length);
      }),
      { numRuns: 60 },
    );
  });
});
