import type { PeopleAddView } from '../../../src/cards/people/people-add-card.ts';
import type { ListedPerson, PeopleView } from '../../../src/cards/people/people-card.ts';
import type { PersonView } from '../../../src/cards/people/person-card.ts';
import { draftOfPerson } from '../../../src/domain/people/change-person.ts';
import { aPerson } from '../../support/builders.ts';

function listed(id: string, over: Partial<ListedPerson>): ListedPerson {
  return { ...aPerson(id), responsibleFor: [], accountableFor: [], reach: 'reachable', ...over };
}

const priya = listed('priya-nandakumar', {
  name: 'Priya Nandakumar',
  email: 'priya.nandakumar@marlbury.gov.uk',
  agency: 'Marlbury Council',
  roles: ['pm', 'lead'],
  responsibleFor: ['1A i', '1A ii'],
});
const owen = listed('owen-achterberg', {
  name: 'Owen Achterberg',
  email: 'owen.achterberg@nhs.net',
  agency: 'NHS Marlbury ICB',
  accountFrom: 'email',
  responsibleFor: ['2B i', '2B ii', '3A', '3B i', '3B ii', '4A', '4B', '5A', '5B'],
  accountableFor: ['1A i'],
});
const ana = listed('ana-holt', {
  name: 'Ana Holt',
  email: 'ana.holt@example.gov.uk',
  userId: null,
  accountFrom: null,
  roles: [],
  reach: 'no-teams-account',
});

export const people: PeopleView = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND improvement plan',
  people: [priya, owen, ana],
};

export const peopleNone: PeopleView = { ...people, people: [{ ...priya, responsibleFor: [] }] };

export function peopleOf(number: number): PeopleView {
  return {
    ...people,
    people: Array.from({ length: number }, (_, at) =>
      listed(`person-${at}`, {
        name: `Person ${String(at).padStart(3, '0')} ${'Longname '.repeat(at % 7)}`,
        email: `person.${at}@example.gov.uk`,
        agency: 'Marlbury and District Parent Carer Forum'.repeat(1 + (at % 3)),
        roles: ['pm', 'chair', 'member', 'lead'],
        responsibleFor: Array.from({ length: at % 20 }, (__, n) => `${n}A ${at}`),
      }),
    ),
  };
}

export const addPeople: PeopleAddView = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND improvement plan',
  text: '',
  preview: null,
  warnings: [],
  source: null,
  problem: '',
  done: '',
};

const warning = { code: 'row-without-name', sheet: null, column: null };

export const addPeoplePreview: PeopleAddView = {
  ...addPeople,
  text: 'Ana Holt, ana.holt@example.gov.uk, ICB, lead\nowen.achterberg@nhs.net\nOwen Achterberg <o.achterberg@nhs.net>',
  preview: {
    changes: [
      { kind: 'added', person: { ...ana, agency: 'ICB', roles: ['lead'] }, differences: [] },
      {
        kind: 'changed',
        person: owen,
        differences: [
          { fact: 'email', from: 'owen.achterberg@nhs.net', to: 'o.achterberg@nhs.net' },
          { fact: 'userId', from: 'user-owen-achterberg', to: '' },
        ],
      },
    ],
    unchanged: 1,
    seen: 'f'.repeat(32),
  },
  warnings: [
    {
      ...warning,
      row: 2,
      message: 'This row names nobody; it was left out.',
      value: 'owen.achterberg@nhs.net',
    },
  ],
};

/** As much as the form takes, of characters that JSON writes as two. */
export const addPeopleLong: PeopleAddView = {
  ...addPeople,
  text: '"'.repeat(12_000),
  problem:
    'The list or the plan’s people have changed since you last saw this. Look again before you press Save.',
  preview: {
    changes: peopleOf(300).people.map((person) => ({ kind: 'added', person, differences: [] })),
    unchanged: 0,
    seen: 'e'.repeat(32),
  },
  warnings: Array.from({ length: 100 }, (_, at) => ({
    ...warning,
    row: at + 1,
    message: 'This was not understood; it was left out.',
    value: 'x'.repeat(200),
  })),
};

export const person: PersonView = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND improvement plan',
  person: owen,
  draft: draftOfPerson(owen),
  faults: {},
  seen: `W/"datetime'2026-11-02T09%3A00%3A00.0000000Z'"`,
  changedSince: false,
};

export const personFaults: PersonView = {
  ...person,
  draft: { ...person.draft, name: '', email: 'not an address' },
  faults: { name: 'Give a name.', email: 'This is no e-mail address.' },
  changedSince: true,
};
