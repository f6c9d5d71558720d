import type { MatchLeads } from '../../../src/cards/leads/match-leads-card.ts';
import { matchLeads } from '../../../src/domain/leads/match-leads.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { aMember, anAction, aPerson } from '../../support/builders.ts';

const people: readonly Person[] = [
  aPerson('mel-ashdown', { agency: 'Marlbury Council', roles: ['pm'] }),
  aPerson('priya-nandakumar', { agency: 'Marlbury Council', initials: ['PN'] }),
  aPerson('owen-achterberg', { agency: 'Marlbury Council', initials: ['OA'] }),
  aPerson('olive-adair', { agency: 'Vale and Marl ICB', initials: ['OA'] }),
  aPerson('dana-ho', { agency: 'Marlbury Council', userId: null }),
];
const team = [
  aMember('Dana Ho', { userId: 'd0000000-0000-4000-8000-000000000001' }),
  aMember('Winterbourne, Jo (ICB)', { userId: 'd0000000-0000-4000-8000-000000000002' }),
];
const texts: readonly (readonly [ref: string, leads: readonly string[]])[] = [
  ['1A i', ['PN', 'OA']],
  ['1A ii', ['PN']],
  ['1B vi', ['Jo W', 'Vale and Marl ICB']],
  ['2A i', ['Dana Ho', 'TBC']],
  ['2A ii', ['Rhys P']],
];
const actions = texts.map(([ref, responsibleLeads], at) =>
  anAction(`000${at + 1}`, { ref, responsibleLeads }),
);
const decided = [
  {
    id: 'pn',
    text: 'PN',
    decision: 'people' as const,
    people: ['priya-nandakumar'],
    at: '',
    by: 'Mel Ashdown',
  },
];

export const toMatch: MatchLeads = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND accelerated progress plan',
  leads: matchLeads(actions, { people, team, leadKey: [] }, decided),
  people,
  teamRead: true,
  saved: 'Saved: 1 name is matched on this page, and 2 actions have new leads.',
};

const crowd = Array.from({ length: 150 }, (_, at) =>
  aPerson(`person-${at}`, {
    name: `Somebody Number${at}`,
    agency: 'An agency with a rather long name of its own',
  }),
);
const crowdActions = Array.from({ length: 60 }, (_, at) =>
  anAction(String(at + 1).padStart(4, '0'), {
    ref: `R ${at + 1}`,
    responsibleLeads: [`Person Called${at}`, 'Somebody'],
  }),
);

/** Many names, many people: several pages. */
export const toMatchLong: MatchLeads = {
  ...toMatch,
  leads: matchLeads(crowdActions, { people: crowd, team: [], leadKey: [] }, []),
  people: crowd,
  teamRead: false,
  saved: null,
};
