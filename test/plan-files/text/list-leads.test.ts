import { describe, expect, it } from 'vitest';
import { type DecideLeads, decideByLikelihood } from '../../../src/plan-files/text/lead-doubts.ts';
import { listLeads } from '../../../src/plan-files/text/list-leads.ts';
import { splitLeads } from '../../../src/plan-files/text/split-leads.ts';

/** A cell's people as `text`, or `text: part` where they do not lead, and what was asked. */
function read(cell: string, decide: DecideLeads = decideByLikelihood) {
  const asked: string[] = [];
  const list = listLeads(cell, (doubt, words) => {
    asked.push(`${doubt} ${words}`);
    return decide(doubt, words);
  });
  const people = list.leads.map(({ text, part }) => (part === 'lead' ? text : `${text}: ${part}`));
  return { people, asked, list };
}

describe('a cell of leads', () => {
  it.each([
    ['Ana Holt & Dr Ben Croft (ICB)', ['Ana Holt', 'Dr Ben Croft (ICB)']],
    ['Mrs Ana Holt and Cllr Pat Lee', ['Mrs Ana Holt', 'Cllr Pat Lee']],
    ['Ana Holt-Croft, Sean O’Neill & Ian McKay', ['Ana Holt-Croft', 'Sean O’Neill', 'Ian McKay']],
    ['Anna van Dijk and Ana Young', ['Anna van Dijk', 'Ana Young']],
    ['Director of Education - Ana Holt', ['Director of Education - Ana Holt']],
    ['Ana Holt – Director of Education', ['Ana Holt – Director of Education']],
    ['Ana Holt - Education, Ben Croft - Health', ['Ana Holt - Education', 'Ben Croft - Health']],
    ['Education - Ana Holt, Health - Ben Croft', ['Education - Ana Holt', 'Health - Ben Croft']],
    ['ICB: Ana Holt; Council: Ben Croft', ['ICB: Ana Holt', 'Council: Ben Croft']],
    [
      'Ana Holt, Head of Inclusion; Cara Day, SEN Manager, ICB',
      ['Ana Holt, Head of Inclusion', 'Cara Day, SEN Manager, ICB'],
    ],
    [
      'Ana Holt, Head of Inclusion, Cara Day, SEN Manager, ICB',
      ['Ana Holt, Head of Inclusion', 'Cara Day, SEN Manager, ICB'],
    ],
    [
      'Ana Holt, head of inclusion and Cara Day, SEN manager',
      ['Ana Holt, head of inclusion', 'Cara Day, SEN manager'],
    ],
    ['Pat Lee, Director of Children’s Services', ['Pat Lee, Director of Children’s Services']],
    ['Ben Croft, Principal Educational Psychologist', ['Ben Croft, Principal Educational Psychologist']],
    ['ANA HOLT, HEAD OF INCLUSION', ['ANA HOLT, HEAD OF INCLUSION']],
    ['Ana Holt,\nHead of Inclusion and\nSEND', ['Ana Holt, Head of Inclusion and SEND']],
    [
      'Ana Holt (Head of Inclusion, Council/ICB), Ben Croft',
      ['Ana Holt (Head of Inclusion, Council/ICB)', 'Ben Croft'],
    ],
    ['SEND team (Ana Holt, Ben Croft)', ['Ana Holt (SEND team)', 'Ben Croft (SEND team)']],
    ['AH/BC', ['AH', 'BC']],
    ['AH & BC', ['AH', 'BC']],
    ['AH+BC', ['AH', 'BC']],
    ['AH&BC', ['AH', 'BC']],
    ['AH, BC, DCO', ['AH', 'BC', 'DCO']],
    ['All schools', ['All schools']],
    ['Schools / ICB', ['Schools', 'ICB']],
    ['Council & ICB', ['Council', 'ICB']],
    ['Head of SEND/Inclusion', ['Head of SEND/Inclusion']],
    ['DCO/DMO', ['DCO', 'DMO']],
    ['Head of SEND', ['Head of SEND']],
    ['Health and Wellbeing Board', ['Health and Wellbeing Board']],
    ['Ana Holt;Ben Croft', ['Ana Holt', 'Ben Croft']],
    ['Ana Holt;#12;#Ben Croft;#14', ['Ana Holt', 'Ben Croft']],
    [
      'Ana Holt <ana.holt@wexcombe.example>; Ben Croft <ben.croft@wexcombe.example>',
      ['Ana Holt <ana.holt@wexcombe.example>', 'Ben Croft <ben.croft@wexcombe.example>'],
    ],
    ['1. Ana Holt\n2. Ben Croft', ['Ana Holt', 'Ben Croft']],
    ['Holt, Ana; Croft, Ben', ['Holt, Ana', 'Croft, Ben']],
    ['Vale-Rowe, Kit', ['Vale-Rowe, Kit']],
    ['van Dijk, Anna', ['van Dijk, Anna']],
    ['Holt, A.', ['Holt, A']],
  ])('%j is %j', (cell, people) => {
    expect(read(cell)).toMatchObject({ people, asked: [] });
  });

  it.each([
    ['Ana Holt (supported by Cara Day)', ['Ana Holt', 'Cara Day: contributor']],
    ['Ana Holt with support from Cara Day', ['Ana Holt', 'Cara Day: contributor']],
    [
      'Ana Holt, assisted by Cara Day and Ben Croft',
      ['Ana Holt', 'Cara Day: contributor', 'Ben Croft: contributor'],
    ],
    ['Ana Holt (supported by Cara Day), Ben Croft', ['Ana Holt', 'Ben Croft', 'Cara Day: contributor']],
    ['AH (lead), BC, DE', ['AH (lead)', 'BC: contributor', 'DE: contributor']],
    ['Ana Holt (lead officer) & Ben Croft', ['Ana Holt (lead officer)', 'Ben Croft: contributor']],
    ['Ana Holt (co-lead), Ben Croft (co-lead)', ['Ana Holt (co-lead)', 'Ben Croft (co-lead)']],
    ['Ana Holt (lead) / Cara Day (support)', ['Ana Holt (lead)', 'Cara Day: contributor']],
    ['Pat Lee (SRO) / Ana Holt', ['Pat Lee: strategic', 'Ana Holt']],
  ])('%j names who helps or is accountable: %j', (cell, people) => {
    expect(read(cell)).toMatchObject({ people, asked: [], list: { hasTerm: false } });
  });

  it.each([
    ['Ana Holt until Dec 2026, then Cara Day', ['Ana Holt', 'Cara Day: after']],
    ['Ana Holt (until Dec 2026), Cara Day (from Jan 2027)', ['Ana Holt', 'Cara Day: after']],
    ['Ana Holt to Dec 2026; Cara Day from 1 January 2027', ['Ana Holt', 'Cara Day: after']],
    ['Ana Holt, replaced by Cara Day from Spring term 2027', ['Ana Holt', 'Cara Day: after']],
    ['Ana Holt → Cara Day', ['Ana Holt', 'Cara Day: after']],
    ['Cara Day (was Ana Holt)', ['Cara Day', 'Ana Holt: former']],
    ['Cara Day, formerly Ana Holt', ['Cara Day', 'Ana Holt: former']],
    ['Cara Day (from Jan 2027)', ['Cara Day']],
  ])('%j tells of a change of lead: %j', (cell, people) => {
    expect(read(cell)).toMatchObject({ people, asked: [], list: { hasTerm: true } });
  });

  it.each([
    ['Vacant', []],
    ['Vacant (was Ana Holt)', ['Ana Holt: former']],
    ['Vacant (covered by Ana Holt)', ['Ana Holt']],
    ['Vacant - Head of SEND', ['Head of SEND']],
    ['Head of SEND (vacant)', ['Head of SEND']],
    ['Head of Inclusion - TBC', ['Head of Inclusion']],
    ['?', []],
    ['AH / TBC', ['AH']],
  ])('%j says that somebody is not named', (cell, people) => {
    expect(read(cell)).toMatchObject({ people, list: { notNamed: true } });
  });

  it.each(['Workstream 1', 'Theme 2', 'All workstreams', 'WS 3', 'Workstreams 1 and 2', 'Work stream 4b'])(
    '%s is nobody',
    (cell) => {
      expect(read(cell)).toMatchObject({ people: [], list: { workstreams: [cell], notNamed: false } });
    },
  );

  it('finds the leads beside a workstream', () => {
    expect(read('Workstream 1: AH, BC').people).toEqual(['AH', 'BC']);
    expect(read('Workstream lead for autism').people).toEqual(['Workstream lead for autism']);
  });

  it.each([
    ['Holt, Ana', 'split-leads', ['Holt, Ana'], ['Holt', 'Ana']],
    ['Holt, Ana (ICB)', 'split-leads', ['Holt, Ana (ICB)'], ['Holt', 'Ana (ICB)']],
    [
      'Ana Holt\nHead of Inclusion',
      'lead-post',
      ['Ana Holt, Head of Inclusion'],
      ['Ana Holt', 'Head of Inclusion'],
    ],
    [
      'Head of Inclusion, Ana Holt',
      'lead-post',
      ['Head of Inclusion, Ana Holt'],
      ['Head of Inclusion', 'Ana Holt'],
    ],
    [
      'Ana Holt / Head of Inclusion',
      'lead-role',
      ['Ana Holt / Head of Inclusion'],
      ['Ana Holt', 'Head of Inclusion'],
    ],
    ['Ana Holt, ICB', 'lead-body', ['Ana Holt, ICB'], ['Ana Holt', 'ICB']],
    ['Ana Holt with Cara Day', 'lead-with', ['Ana Holt', 'Cara Day: contributor'], ['Ana Holt', 'Cara Day']],
  ])('asks how %j is meant', (cell, doubt, one, several) => {
    expect(read(cell, () => 'one')).toMatchObject({ people: one, asked: [expect.stringContaining(doubt)] });
    expect(read(cell, () => 'several').people).toEqual(several);
  });

  it('leaves lines to the steps only where no post was joined to its person', () => {
    expect(read('Ana Holt\nBen Croft').list).toMatchObject({ lines: 2, joinsLines: false });
    expect(read('Ana Holt\nHead of Inclusion').list.joinsLines).toBe(true);
  });

  it('says of a doubtful cell what is likeliest where nobody is asked', () => {
    expect(splitLeads('Ana Holt with Cara Day').leads).toEqual(['Ana Holt', 'Cara Day']);
  });
});

describe('letters behind a whole name', () => {
  it.each([
    ['Pat Lee, DCS', ['Pat Lee, DCS']],
    ['Pat Lee, DCS and Omar Riaz, Director of Nursing', ['Pat Lee, DCS', 'Omar Riaz, Director of Nursing']],
    ['Pat Lee, DCS; Omar Riaz', ['Pat Lee, DCS', 'Omar Riaz']],
  ])('are taken for a post, and asked about: %s', (cell, people) => {
    const found = read(cell);
    expect(found.people).toEqual(people);
    expect(found.asked).toContain('lead-post Pat Lee, DCS');
  });

  it.each(['AH, BC', 'Ana Holt / BC', 'Ana Holt; BC'])('are somebody else in %s', (cell) => {
    expect(read(cell).people).toHaveLength(2);
  });
});

describe('a cell that names nobody in words of its own', () => {
  it.each(['Nobody yet', 'Not applicable', 'TBC – HR recruiting', 'Recruitment underway', 'Out to advert'])(
    'has no lead: %s',
    (cell) => {
      expect(read(cell)).toMatchObject({ people: [], list: { notNamed: true } });
    },
  );
});
