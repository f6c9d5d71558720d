import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../src/domain/paper/paper-texts.ts';
import { type PublicSources, postOf, publicVersion } from '../../../src/domain/paper/public-version.ts';
import { anAction, anUpdate, aPerson, red } from '../../support/builders.ts';
import { paperOf } from './paper-of.ts';

const sources: PublicSources = {
  people: [
    aPerson('sam-barron', { agency: 'Wexcombe Council', email: 'sam.barron@wexcombe.example' }),
    aPerson('pat-lee', { agency: 'Wexcombe Council' }),
    aPerson('kit-holloway', { agency: '' }),
    aPerson('lou-marsh', { roles: ['chair'] }),
  ],
  leadKey: [{ initials: 'PL', name: 'Pat Lee', role: 'Director of Children’s Services', organisation: '' }],
  leads: [['Sam Barron, SEND manager']],
  strategicLeads: [],
  hideNumbersIn: [],
};

describe('postOf', () => {
  it('is what the key or a lead text gives, else nothing', () => {
    const [sam, pat, kit] = sources.people;
    expect([sam, pat, kit].map((person) => (person ? postOf(person, sources) : null))).toEqual([
      'SEND manager',
      'Director of Children’s Services',
      '',
    ]);
  });
});

describe('publicVersion', () => {
  const words =
    'Sam Barron met Pat Lee and Kit Holloway; write to sam.barron@wexcombe.example. Three children wait, 12 pupils have moved, one visit a week, 4 May.';
  const paper = paperOf({
    actions: [anAction('0001', { rating: red })],
    updates: new Map([['0001', anUpdate('2026-11-11', '0001', { rating: red, narrative: words })]]),
  });
  const told = (more: Partial<PublicSources> = {}) => {
    const { paper: shown, changes } = publicVersion(paper, { ...sources, ...more });
    return { text: [...textsOf([...shown.frontSheet, ...shown.body])].join('\n'), changes };
  };

  it('gives posts for names, but for those of senior people, and says what it changed', () => {
    const { text, changes } = told();
    expect(text).toContain(
      'SEND manager (Wexcombe Council) met Pat Lee and a lead officer; write to SEND manager',
    );
    expect(text).not.toMatch(/Sam Barron|sam\.barron/);
    expect(text).toContain('Three children wait');
    expect(changes).toContainEqual(
      expect.objectContaining({ what: 'name', from: 'Kit Holloway', to: 'a lead officer' }),
    );
  });

  it('hides small counts of people where it was asked for, and no date or larger number', () => {
    const { text, changes } = told({ hideNumbersIn: [words] });
    expect(text).toContain('fewer than five children wait, 12 pupils have moved, one visit a week, 4 May.');
    expect(changes).toContainEqual(expect.objectContaining({ what: 'number', from: 'Three' }));
  });

  it('names nobody whom the plan alone names: no lead is confirmed, and the document’s words stand for them', () => {
    const leads = [
      ['Rachel S', 'Dee Orr, SEN officer'],
      ['AH'],
      ['Director of Education - Cy Vane'],
      ['Parent forum'],
    ];
    const actions = leads.map((responsibleLeads, at) =>
      anAction(`000${at + 1}`, {
        responsible: [],
        responsibleLeads,
        narrative: 'Dee Orr wrote to the LA and to AH Trust.',
      }),
    );
    const { paper: shown, changes } = publicVersion(paperOf({ actions, people: [] }), {
      people: [],
      leadKey: [],
      leads,
      strategicLeads: [],
      hideNumbersIn: [],
    });
    const text = [...textsOf([...shown.frontSheet, ...shown.body])].join('\n');
    expect(text.match(/^.*(?:Rachel|Dee Orr).*$|^AH$/gm)).toBeNull();
    expect(text).toContain('a lead officer, SEN officer');
    expect(text).toContain('SEN officer wrote to the LA and to AH Trust.');
    expect(text).toContain('Director of Education - Cy Vane');
    expect(text).toContain('Parent forum');
    expect(changes).toContainEqual({
      what: 'name',
      from: 'Rachel S',
      to: 'a lead officer',
      times: expect.any(Number),
    });
  });

  it('changes what stands in captions, headings and the words of pictures too', () => {
    const actions = [
      anAction('0001', {
        theme: 'Sam Barron’s theme',
        title: 'Sam Barron’s action',
        revisedTimescale: {
          timescale: { text: '2027-01-31', kind: 'day', date: '2027-01-31' },
          reason: '',
          proposedBy: 'Sam Barron',
          proposedAt: '2026-10-05T09:00:00Z',
          approved: { by: 'Sam Barron', at: '2026-10-06T09:00:00Z' },
        },
      }),
      anAction('0002', { theme: 'Other' }),
    ];
    const { paper: shown } = publicVersion(paperOf({ actions }), sources);
    expect(JSON.stringify(shown)).not.toContain('Sam Barron');
  });
});
