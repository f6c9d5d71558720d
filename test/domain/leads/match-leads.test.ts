import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeadMatch } from '../../../src/domain/leads/lead-match.ts';
import {
  type LeadSources,
  type LeadToMatch,
  matchLeads,
  preChosen,
} from '../../../src/domain/leads/match-leads.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { parseName } from '../../../src/domain/people/person-name.ts';
import type { LeadKeyEntry } from '../../../src/domain/plan/lead-key.ts';
import { anAction, aPerson, aMember as member } from '../../support/builders.ts';

const keyed = (initials: string, name: string, over: Partial<LeadKeyEntry> = {}): LeadKeyEntry => ({
  initials,
  name,
  role: '',
  organisation: '',
  ...over,
});
const nobody: LeadSources = { people: [], team: [], leadKey: [] };

function match(text: string, sources: Partial<LeadSources>): LeadToMatch {
  const [lead] = matchLeads([anAction('0001', { responsibleLeads: [text] })], { ...nobody, ...sources }, []);
  if (!lead) throw new Error('no lead');
  return lead;
}
const names = (lead: LeadToMatch) => lead.suggestions.map(({ name }) => name);

const rachel = aPerson('rachel-stone', { initials: ['RS'] });
const ruth = aPerson('ruth-kemp', { userId: null });
const joanna = aPerson('joanna-kowalska', { aliases: ['Jo Kowalska', 'Therapies commissioner'] });
const chris = aPerson('christopher-bell', { email: 'chris.bell@marl.example' });
const vale = aPerson('kit-vale-rowe', { name: 'Kit Vale-Rowe' });
const people = [rachel, ruth, joanna, chris, vale];

describe('matchLeads, beside a post', () => {
  it.each([
    'Rachel Stone, Head of Inclusion',
    'Director of Education - Rachel Stone',
    'Dr Rachel Stone (ICB)',
    'Head of Inclusion (Rachel Stone)',
    'Rachel Stone <r.stone@marl.example>',
    'Stone, Rachel',
  ])('%s is Rachel Stone, and one lead with her name alone', (text) => {
    expect(match(text, { people })).toMatchObject({
      id: 'rachel-stone',
      kind: 'person',
      suggestions: [{ name: 'Rachel Stone', exact: true }],
    });
  });

  it('goes by the address where somebody has it', () => {
    expect(names(match('Chris B <chris.bell@marl.example>', { people }))).toEqual(['Christopher Bell']);
  });

  it('finds what was decided on the text before the post was left out of its id', () => {
    const before: LeadMatch = {
      id: 'rachel-stone-head-of-inclusion',
      text: 'Rachel Stone, Head of Inclusion',
      decision: 'people',
      people: [rachel.id],
      at: '2026-10-01T09:00:00Z',
      by: 'Robin Pryce',
    };
    const [lead] = matchLeads([anAction('0001', { responsibleLeads: ['Rachel Stone'] })], nobody, [before]);
    expect(lead).toMatchObject({ decision: 'people', confirmed: [rachel.id] });
  });
});

describe('matchLeads, on the people list', () => {
  it.each([
    ['Rachel Stone', 'Rachel Stone', 'Full name', true],
    ['rachel  STONE.', 'Rachel Stone', 'Full name', true],
    ['Stone, Rachel', 'Rachel Stone', 'Full name', true],
    ['Dr Rachel Stone', 'Rachel Stone', 'Full name', true],
    ['RS', 'Rachel Stone', 'Initials (people list)', true],
    ['R.S.', 'Rachel Stone', 'Initials (people list)', true],
    ['rs', 'Rachel Stone', 'Initials (people list)', true],
    ['Therapies commissioner', 'Joanna Kowalska', 'Alias', true],
    ['chris.bell@marl.example', 'Christopher Bell', 'E-mail address', true],
    ['Rachel S', 'Rachel Stone', 'First name and initial', false],
    ['Rachel St', 'Rachel Stone', 'First name and initial', false],
    ['R Stone', 'Rachel Stone', 'Initial and surname', false],
    ['Stone R', 'Rachel Stone', 'Initial and surname', false],
    ['Rachel Anne Stone', 'Rachel Stone', 'First name and surname', false],
    ['RK', 'Ruth Kemp', 'Initials of the name', false],
    ['KVR', 'Kit Vale-Rowe', 'Initials of the name', false],
    ['KV', 'Kit Vale-Rowe', 'Initials of the name', false],
    ['Chris Bell', 'Christopher Bell', 'short form', false],
    ['Chris B', 'Christopher Bell', 'short form', false],
    ['Joan K', 'Joanna Kowalska', 'short form', false],
    ['Jo K', 'Joanna Kowalska', 'First name and initial', false],
    ['Rachel Stoen', 'Rachel Stone', 'one letter', false],
    ['Rachael S', 'Rachel Stone', 'one letter', false],
    ['Kowalsky', 'Joanna Kowalska', 'one letter', false],
    ['Mrs Stone', 'Rachel Stone', 'Surname', false],
    ['Rachel', 'Rachel Stone', 'First name alone', false],
    ['RUTH', 'Ruth Kemp', 'First name alone', false],
  ])('%s may be %s: %s', (text, name, reason, exact) => {
    const lead = match(text, { people });
    expect(lead.kind).toBe('person');
    expect(names(lead)).toEqual([name]);
    expect(lead.suggestions[0]?.reason).toContain(reason);
    expect(lead.suggestions[0]?.exact).toBe(exact);
    expect(preChosen(lead)?.name ?? null).toBe(exact ? name : null);
  });

  it.each(['Rachel Reed', 'RZ', 'Stone Kemp', 'Ruth S', 'Rachel Stone Masonry', 'T Kemp', 'Somebody Else'])(
    '%s is nobody here',
    (text) => {
      expect(match(text, { people })).toMatchObject({ kind: 'person', suggestions: [] });
    },
  );

  it('does not take a first name for somebody’s initials', () => {
    const james = aPerson('james-oliver', { initials: ['JO'] });
    expect(names(match('Jo', { people: [james] }))).toEqual([]);
    expect(names(match('JO', { people: [james] }))).toEqual(['James Oliver']);
  });

  it('shows two people of the same initials and chooses neither', () => {
    const sue = aPerson('sue-bell', { initials: ['SB'] });
    const sam = aPerson('sam-barron', { initials: ['SB'] });
    const unlisted = aPerson('sam-barron', { initials: [] });
    for (const lead of [match('SB', { people: [sue, sam] }), match('SB', { people: [sue, unlisted] })]) {
      expect(names(lead)).toEqual(['Sam Barron', 'Sue Bell'].sort());
      expect(lead.suggestions.map(({ exact }) => exact)).toEqual([false, false]);
      expect(preChosen(lead)).toBeNull();
    }
  });

  it.each<[string, string, Person, Person]>([
    ['whose name differs by one letter', 'Nia Holt', aPerson('nia-holt'), aPerson('pia-holt')],
    ['whose name has one letter less', 'Sam Barron', aPerson('sam-barron'), aPerson('sam-baron')],
    ['with a middle name', 'Nia Holt', aPerson('nia-holt'), aPerson('nia-jo-holt')],
    ['with the long form of the name', 'Chris Bell', aPerson('chris-bell'), aPerson('christopher-bell')],
    [
      'whose name is like an alias',
      'Nia Bell',
      aPerson('nia-holt', { aliases: ['Nia Bell'] }),
      aPerson('mia-bell'),
    ],
    ['while it is written the other way round', 'Holt, Nia', aPerson('nia-holt'), aPerson('pia-holt')],
    ['whose first name is an alias', 'Nia', aPerson('nia-holt', { aliases: ['Nia'] }), aPerson('nia-bell')],
  ])('is sure of a whole name or alias, though there is somebody %s', (_case, text, meant, other) => {
    for (const people of [
      [meant, other],
      [other, meant],
    ]) {
      const lead = match(text, { people });
      expect(names(lead)).toEqual([meant.name, other.name]);
      expect(lead.suggestions.map(({ exact }) => exact)).toEqual([true, false]);
      expect(preChosen(lead)?.personId).toBe(meant.id);
    }
  });

  it.each<[string, string, Person, Person]>([
    ['of just that name', 'Nia Holt', aPerson('nia-holt'), aPerson('nia-holt-2', { name: 'Nia Holt' })],
    [
      'of that name in other accents',
      'Sian Holt',
      aPerson('sian-holt'),
      aPerson('sian-holt-2', { name: 'Siân Holt' }),
    ],
    [
      'with that name or alias',
      'Nia Holt',
      aPerson('nia-holt'),
      aPerson('nia-bell', { aliases: ['Nia Holt'] }),
    ],
    [
      'with that alias or initials',
      'NH',
      aPerson('nia-bell', { aliases: ['NH'] }),
      aPerson('nia-holt', { initials: ['NH'] }),
    ],
    [
      'with those initials, listed or not',
      'NH',
      aPerson('nia-holt', { initials: ['NH'] }),
      aPerson('ned-hall'),
    ],
    ['of that first name', 'Nia', aPerson('nia-holt'), aPerson('nia-bell')],
  ])('leaves the choice where there are two people %s', (_case, text, ...people) => {
    const lead = match(text, { people });
    expect(lead.suggestions).toHaveLength(2);
    expect(lead.suggestions.map(({ exact }) => exact)).toEqual([false, false]);
    expect(preChosen(lead)).toBeNull();
  });

  it.each(['CCG', 'management team', 'Rachel Stone’s team', 'Council', 'LA'])(
    'never suggests a person for %s',
    (text) => {
      const lead = match(text, { people, team: [member('Louise Adams'), member('Council')] });
      expect(lead).toMatchObject({ kind: 'organisation', suggestions: [] });
    },
  );

  it('knows initials of somebody on the list from those of a body', () => {
    const louise = aPerson('louise-adams', { initials: ['LA'] });
    expect(match('LA', { people: [louise] })).toMatchObject({
      kind: 'person',
      suggestions: [{ exact: true }],
    });
  });

  it.each(['?', 'TBC', 'all'])('says that %s is no name', (text) => {
    expect(match(text, { people })).toMatchObject({ kind: 'not-a-name', suggestions: [] });
  });
});

describe('matchLeads, by the document’s key to leads', () => {
  const leadKey = [
    keyed('SB', 'Sam Barron'),
    keyed('DS', 'Dana Sykes', { role: 'Designated clinical officer' }),
    keyed('DS', 'Dev Shah'),
    keyed('MCC', 'Marl County Council'),
    keyed('TW', 'T Winter'),
  ];
  const sam = member('Barron, Sam (Adults)');

  it('finds the member of the team whom the key names, past others of the same initials', () => {
    const lead = match('SB', { leadKey, team: [sam, member('Sue Bell')] });
    expect(lead.suggestions).toEqual([
      {
        personId: null,
        userId: sam.userId,
        name: sam.name,
        reason: 'Key to leads: SB is Sam Barron (member of the Teams team, not on the people list yet)',
        exact: true,
      },
    ]);
  });

  it('leaves the choice where the people list gives the initials to somebody else', () => {
    const lead = match('SB', { leadKey, team: [sam], people: [aPerson('sue-bell', { initials: ['SB'] })] });
    expect(names(lead)).toEqual([sam.name, 'Sue Bell']);
    expect(preChosen(lead)).toBeNull();
  });

  it('shows both of two people of one set of initials, also where only one can be found', () => {
    const both = match('DS', { leadKey, team: [member('Dev Shah'), member('Dana Sykes')] });
    expect(names(both)).toEqual(['Dana Sykes', 'Dev Shah']);
    expect(both.suggestions.some(({ exact }) => exact)).toBe(false);
    const one = match('DS', { leadKey, team: [member('Dev Shah')] });
    expect(names(one)).toEqual(['Dev Shah', 'Dana Sykes']);
    expect(one.suggestions[1]).toMatchObject({ personId: null, userId: null, exact: false });
    expect(preChosen(one)).toBeNull();
  });

  it('reads posts, bodies and names that are themselves short', () => {
    expect(names(match('Designated Clinical Officer', { leadKey, team: [member('Dana Sykes')] }))).toEqual([
      'Dana Sykes',
    ]);
    expect(match('MCC', { leadKey })).toMatchObject({ kind: 'organisation', suggestions: [] });
    const winter = match('TW', { leadKey, team: [member('Tess Winter')] });
    expect(winter.suggestions).toMatchObject([{ name: 'Tess Winter', exact: false }]);
    expect(winter.suggestions[0]?.reason).toContain('Key to leads: TW is T Winter. Initial and surname');
  });

  it('falls back on the names of the team where the key lacks the initials', () => {
    expect(names(match('GH', { leadKey, team: [member('Grace Hall')] }))).toEqual(['Grace Hall']);
  });

  it('tells whom the key names where nobody else knows them', () => {
    const lead = match('Sam B', { leadKey });
    expect(lead.suggestions).toMatchObject([
      { name: 'Sam Barron', personId: null, userId: null, exact: false },
    ]);
    expect(lead.suggestions[0]?.reason).toContain('add them first');
  });
});

describe('matchLeads, with the Teams team', () => {
  it('takes a person without an account and the only member of that name for one', () => {
    const lead = match('Ruth Kemp', { people, team: [member('Kemp, Ruth')] });
    expect(lead.suggestions).toMatchObject([{ personId: 'ruth-kemp', userId: 't-kemp-ruth', exact: true }]);
  });

  it('keeps them apart where two members have the name, or the accounts differ', () => {
    const two = [member('Ruth Kemp', { userId: 'u1' }), member('Ruth Kemp', { userId: 'u2' })];
    expect(match('Ruth Kemp', { people, team: two }).suggestions).toHaveLength(3);
    const other = match('Rachel Stone', { people, team: [member('Rachel Stone')] });
    expect(other.suggestions.map(({ userId }) => userId)).toEqual(['user-rachel-stone', 't-rachel-stone']);
    expect(preChosen(other)).toBeNull();
  });
});

describe('matchLeads, over a plan', () => {
  const actions = [
    anAction('0001', { ref: '1A', responsibleLeads: ['RS', 'TBC'], strategicLeads: ['RS'] }),
    anAction('0002', {
      ref: '1B',
      strategicLeads: ['r.s.'],
      steps: [{ text: 'Do', timescale: null, leads: ['Ruth K'] }],
    }),
  ];

  it('lists each distinct text once, in the plan’s order, with its actions', () => {
    const leads = matchLeads(actions, { ...nobody, people }, []);
    expect(leads.map(({ text, actions: refs }) => [text, refs])).toEqual([
      ['RS', ['1A', '1B']],
      ['TBC', ['1A']],
      ['Ruth K', ['1B']],
    ]);
  });

  it('shows what the PM has decided', () => {
    const decided: LeadMatch[] = [
      { id: 'rs', text: 'RS', decision: 'people', people: ['ruth-kemp'], at: '', by: '' },
      { id: 'ruth-k', text: 'Ruth K', decision: 'organisation', people: [], at: '', by: '' },
    ];
    const leads = matchLeads(actions, { ...nobody, people }, decided);
    expect(leads[0]).toMatchObject({ kind: 'person', decision: 'people', confirmed: ['ruth-kemp'] });
    expect(leads[1]).toMatchObject({ kind: 'not-a-name', decision: null, confirmed: [] });
    expect(leads[2]).toMatchObject({ kind: 'organisation', suggestions: [], confirmed: [] });
  });
});

describe('nobody is chosen on a guess', () => {
  const first = fc.constantFrom(
    'Rachel',
    'Ruth',
    'Rachael',
    'Sam',
    'Sue',
    'Jo',
    'Joanna',
    'Chris',
    'Christopher',
  );
  const last = fc.constantFrom('Stone', 'Stoner', 'Barron', 'Baron', 'Bell', 'Kemp', 'Vale-Rowe', 'School');
  const fullName = fc.tuple(first, last).map((parts) => parts.join(' '));
  const initials = (name: string) =>
    name
      .split(' ')
      .map((word) => word.charAt(0))
      .join('');
  const person = fc.record({ name: fullName, listed: fc.boolean(), account: fc.boolean() });
  const text = fc.oneof(
    fullName,
    fullName.map(initials),
    first,
    last,
    fullName.map((name) => name.replace(/ (.).*/, ' $1')),
    fc.constantFrom('CCG', '?', 'management team'),
  );
  const sources = fc.record({
    people: fc.array(person, { maxLength: 6 }).map((list) =>
      list.map(({ name, listed, account }, at) =>
        aPerson(`p-${at}`, {
          name,
          initials: listed ? [initials(name)] : [],
          userId: account ? `u-${at}` : null,
        }),
      ),
    ),
    team: fc
      .array(fullName, { maxLength: 5 })
      .map((list) => list.map((name, at) => member(name, { userId: `t-${at}` }))),
    leadKey: fc.array(
      fullName.map((name) => keyed(initials(name), name)),
      { maxLength: 4 },
    ),
  });

  it('a choice is the only exact suggestion, and the first', () => {
    fc.assert(
      fc.property(text, sources, (one, from) => {
        const lead = match(one, from);
        const exact = lead.suggestions.filter((suggestion) => suggestion.exact);
        expect(exact.length).toBeLessThanOrEqual(1);
        const chosen = preChosen(lead);
        expect(chosen).toEqual(exact[0] ?? null);
        if (chosen) expect(lead.suggestions[0]).toEqual(chosen);
        if (lead.kind !== 'person') expect(lead.suggestions).toEqual([]);
      }),
    );
  });

  it('adding a namesake takes the choice away', () => {
    fc.assert(
      fc.property(text, sources, (one, from) => {
        const chosen = preChosen(match(one, from));
        fc.pre(chosen !== null);
        const twin = aPerson('twin', { name: chosen?.name ?? '', initials: [one], userId: 'u-twin' });
        const after = match(one, { ...from, people: [...from.people, twin] });
        expect(preChosen(after)).toBeNull();
        expect(after.suggestions.length).toBeGreaterThan(1);
      }),
    );
  });

  it('people and members whose names differ by a letter or more change no exact match of a name', () => {
    const others = fc.array(fullName, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fullName, sources, others, others, (one, from, more, joined) => {
        const isOther = (name: string) => parseName(name).whole !== parseName(one).whole;
        const before = preChosen(match(one, from));
        const after = match(one, {
          ...from,
          people: [
            ...from.people,
            ...more.filter(isOther).map((name, at) => aPerson(`more-${at}`, { name })),
          ],
          team: [
            ...from.team,
            ...joined.filter(isOther).map((name, at) => member(name, { userId: `j-${at}` })),
          ],
        });
        expect(preChosen(after)).toEqual(before);
      }),
    );
  });

  it('the order of the people does not matter', () => {
    fc.assert(
      fc.property(text, sources, (one, from) => {
        const turned = {
          people: [...from.people].reverse(),
          team: [...from.team].reverse(),
          leadKey: from.leadKey,
        };
        const ids = (lead: LeadToMatch) =>
          lead.suggestions.map(({ personId, userId, exact }) => `${personId} ${userId} ${exact}`).sort();
        expect(ids(match(one, turned))).toEqual(ids(match(one, from)));
      }),
    );
  });
});
