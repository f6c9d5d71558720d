import type { LogView } from '../../../src/cards/digest/log-card.ts';
import type { LinksView } from '../../../src/cards/export/links-card.ts';
import type { DocumentNews, DocumentView } from '../../../src/cards/kit/document-card.ts';
import type { AssignForm, AssignOutcome } from '../../../src/cards/leads/assign-card.ts';
import { anAction } from '../../support/builders.ts';
import { amber } from './samples.ts';

const planId = 'marlbury-send';
const planName = 'Marlbury SEND accelerated progress plan';

const action = (number: number, leads: readonly string[] = []) => ({
  id: String(number).padStart(4, '0'),
  ref: `1B ${number}`,
  title:
    'Agree one *joint* specification for therapies <with> all four providers and publish the waiting times',
  leads,
});

export const assignForm: AssignForm = {
  planId,
  planName,
  actions: [action(1), action(2), action(3, ['Priya Nandakumar']), action(4, ['Owen Achterberg', 'Dana Ho'])],
  unassigned: 2,
  people: [
    { id: 'dana-ho', name: 'Dana Ho', agency: 'Marlbury ICB' },
    { id: 'owen-achterberg', name: 'Owen Achterberg', agency: '' },
    { id: 'priya-nandakumar', name: 'Priya Nandakumar', agency: 'Marlbury Council' },
  ],
  page: 1,
  fault: null,
};
export const assignFault: AssignForm = {
  ...assignForm,
  fault: {
    words: 'Choose who leads them.',
    actions: ['0001', '0003'],
    lead: '',
    second: 'dana-ho',
    strategic: '',
  },
};
export const assignLong: AssignForm = {
  ...assignForm,
  actions: Array.from({ length: 60 }, (_, index) => action(index + 1)),
  unassigned: 60,
};
export const assignPreview: AssignOutcome = {
  planId,
  planName,
  assigned: Array.from({ length: 18 }, (_, index) => action(index + 1)),
  changed: Array.from({ length: 16 }, (_, index) => action(index + 1)),
  leads: ['Priya Nandakumar', 'Dana Ho'],
  leadIds: ['priya-nandakumar', 'dana-ho'],
  strategic: ['Owen Achterberg'],
  strategicIds: ['owen-achterberg'],
  unassigned: Array.from({ length: 12 }),
  open: 51,
  prompted: 0,
  written: false,
};

export const log: LogView = {
  planId,
  planName,
  subject: null,
  entries: Array.from({ length: 30 }, (_, index) => ({
    when: `${16 - Math.floor(index / 3)} October 2019 at 14:0${index % 10}`,
    who: index % 4 === 3 ? 'Robin *Pryce* <at>all</at>' : 'Priya Nandakumar',
    words:
      index % 2 === 0
        ? 'replied for 1B vi: rating Amber -> Green, version 2'
        : 'reopened the cycle: meeting 16 October 2019, reason [the board](https://example.org) asked for one more week',
  })),
  more: true,
};

export const completed = anAction('0007', {
  ref: '1B vi',
  title: 'Write to every family on the waiting list with a named contact',
  rating: amber,
  narrative: 'Every family has been written to.',
  status: 'complete',
});
export const reopening = { planId, planName, limit: 500 };

export const link: DocumentView = {
  planId,
  planName,
  name: 'register-xlsx',
  news: {
    kind: 'link',
    url: `https://actions.example.gov.uk/file/${'Ab_-'.repeat(10)}Abc`,
    linkId: '0123456789abcdef'.repeat(4),
    ends: '17 October 2019 at 14:05',
    because: 'failed',
  },
  told: null,
  canOffer: true,
  canLink: true,
};
export const news: readonly DocumentNews[] = [
  { kind: 'offered' },
  { kind: 'offered-above' },
  { kind: 'declined' },
  { kind: 'saving' },
  { kind: 'saved' },
  { kind: 'failed', unsure: true },
  { kind: 'link-ended' },
  { kind: 'no-way' },
];

export const links: LinksView = {
  planId,
  planName,
  links: Array.from({ length: 8 }, (_, index) => ({
    linkId: String(index).repeat(64),
    planId,
    name: index % 2 === 0 ? ('paper-docx' as const) : ('register-xlsx' as const),
    ...(index % 2 === 0 ? { meeting: '2019-10-16' } : {}),
    by: index === 2 ? 'Robin *Pryce*' : 'Priya Nandakumar',
    ends: '17 October 2019 at 14:05',
  })),
  done: 'The link is ended.',
};
