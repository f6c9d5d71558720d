import type { ExtendForm } from '../../../src/cards/cycle/extend-cycle-card.ts';
import type { ReopenForm } from '../../../src/cards/cycle/reopen-cycle-card.ts';
import type { EscalatedAction, Escalation } from '../../../src/domain/delivery/escalation.ts';
import type { CycleStatus, LeadStatus } from '../../../src/domain/digest/cycle-status.ts';
import { amber, prompt, promptLong, red } from './samples.ts';

/** The status of a cycle in its states, and what tells of it unasked; the people of samples.ts. */
export function lead(changes: Partial<LeadStatus> = {}): LeadStatus {
  const name = changes.name ?? 'Owen Achterberg';
  return {
    personId: name.toLowerCase().replaceAll(' ', '-'),
    name,
    state: 'outstanding',
    answered: 0,
    total: 4,
    reason: null,
    askedOn: '2026-11-17',
    remindedOn: null,
    remindedToday: false,
    ...changes,
  };
}

export const status: CycleStatus = {
  planId: prompt.planId,
  planName: prompt.planName,
  cycleId: '2026-12-16',
  boardDate: '2026-12-16',
  state: 'open',
  due: '2026-12-01',
  publishBy: '2026-12-08',
  escalates: '2026-12-02',
  escalatedOn: null,
  freezes: '2026-12-04',
  freezeAt: '17:00',
  frozen: null,
  next: { what: 'reminder', day: '2026-11-27', time: '09:00' },
  skipped: [],
  missed: [],
  digest: null,
  signedOff: null,
  reopened: [],
  answered: 14,
  total: 40,
  agencies: [
    {
      agency: 'Marlbury Council',
      answered: 5,
      total: 21,
      leads: [
        lead({ name: 'Owen Achterberg', answered: 1, total: 9, remindedOn: '2026-11-24' }),
        lead({ name: 'Priya Nandakumar', remindedOn: '2026-11-25', remindedToday: true }),
        lead({
          name: 'Tomasz Fairweather-Lindqvist',
          state: 'unreachable',
          askedOn: null,
          reason: 'Is in no team that has the bot: add them to one, that is enough.',
        }),
        lead({ name: 'Dana Ho', state: 'answered', answered: 4 }),
      ],
    },
    {
      agency: 'Vale and Marl ICB',
      answered: 9,
      total: 19,
      leads: [
        lead({
          name: 'Jo Winterbourne',
          state: 'failed',
          total: 5,
          askedOn: null,
          reason: 'Teams kept asking us to wait.',
        }),
        lead({ name: 'Amara Oyelaran', state: 'waiting', total: 5, askedOn: null }),
        lead({ name: 'Rhys Pemberton', state: 'answered', answered: 5, total: 5 }),
        lead({ name: 'Lin Castellano', state: 'answered', answered: 4 }),
      ],
    },
  ],
  unassigned: [{ ref: '6C', title: 'Commission a second key worker team' }],
  lateChanges: 0,
  proposals: 2,
  meetings: [
    { date: '2026-12-16', boards: ['SEND Improvement Board'] },
    { date: '2027-01-06', boards: ['Children’s Scrutiny Panel'] },
  ],
  today: '2026-11-25',
};

export const statusSkipped: CycleStatus = {
  ...status,
  skipped: [
    {
      what: 'reminder',
      day: '2026-11-24',
      why: 'The service was down that day, and the reminder of 27 November followed.',
    },
    { what: 'escalation', day: '2026-12-02', why: 'Everything was answered.' },
  ],
  next: null,
  freezes: null,
};

export const statusFrozen: CycleStatus = {
  ...status,
  state: 'frozen',
  frozen: { when: 'on 4 December 2026 at 17:00', by: 'Board Actions' },
  next: null,
  lateChanges: 3,
  today: '2026-12-07',
  agencies: status.agencies.map((agency) => ({
    ...agency,
    leads: agency.leads.map((one) => ({ ...one, remindedToday: false })),
  })),
};

export const statusPublished: CycleStatus = {
  ...statusFrozen,
  digest: {
    post: { sent: true, reason: null },
    sent: 4,
    underWay: 1,
    missed: [
      {
        name: 'Tomasz Fairweather-Lindqvist',
        reason: 'Is in no team that has the bot: add them to one, that is enough.',
      },
    ],
  },
};

export const statusSigned: CycleStatus = {
  ...statusFrozen,
  signedOff: { when: 'at 11:30', by: 'Cllr Ines Bramwell' },
  reopened: [{ on: '2026-12-05', by: 'Mel Ashdown', reason: 'The ICB’s replies were lost in the move.' }],
};

export const statusAnswered: CycleStatus = {
  ...status,
  answered: 40,
  unassigned: [],
  proposals: 0,
  agencies: status.agencies.map((agency) => ({
    ...agency,
    answered: agency.total,
    leads: agency.leads.map((one) => ({ ...one, state: 'answered', answered: one.total, reason: null })),
  })),
};

export const statusNobody: CycleStatus = {
  ...status,
  answered: 0,
  total: 0,
  agencies: [],
  proposals: 0,
  meetings: [],
};

const agencyNames = ['Marlbury Council', 'Vale and Marl ICB', 'Northmoor Academy Trust', ''];

/** A plan of many leads: of every four, three are silent. */
export function statusOf(leads: number): CycleStatus {
  const all = Array.from({ length: leads }, (_, index) =>
    lead({
      name: `Alexandra Number-${index + 1}`,
      state: (['outstanding', 'unreachable', 'waiting', 'answered'] as const)[index % 4] ?? 'outstanding',
      answered: index % 4 === 3 ? 4 : 0,
      reason: index % 4 === 1 ? 'Is in no team that has the bot: add them to one, that is enough.' : null,
    }),
  );
  return {
    ...status,
    answered: Math.floor(leads / 4) * 4,
    total: leads * 4,
    agencies: agencyNames.map((agency, index) => {
      const theirs = all.filter((_, at) => Math.floor(at / 4) % agencyNames.length === index);
      return {
        agency,
        answered: theirs.reduce((sum, one) => sum + one.answered, 0),
        total: theirs.length * 4,
        leads: [...theirs].sort((a, b) => a.answered - b.answered),
      };
    }),
  };
}

function escalated(changes: Partial<EscalatedAction> = {}): EscalatedAction {
  return {
    actionId: '0007',
    ref: '1B vi',
    title:
      'Agree one joint pathway for speech and language therapy across the three providers and publish it on the Local Offer',
    lead: 'Priya Nandakumar',
    rating: amber,
    lateness: '11 months late',
    ...changes,
  };
}

const silentRed = escalated({
  actionId: '0011',
  ref: '2A',
  title: 'Write to every family on the waiting list with a named contact',
  lead: 'Owen Achterberg',
  rating: red,
  lateness: '2 months late',
});

export const escalation: Escalation = {
  planId: prompt.planId,
  planName: prompt.planName,
  cycleId: '2026-12-16',
  boardDate: '2026-12-16',
  freezes: '2026-12-04',
  name: 'Dana Ho',
  silent: [escalated(), silentRed, escalated({ actionId: '0012', ref: '2B i', lead: '', lateness: null })],
  red: [
    silentRed,
    escalated({
      actionId: '0015',
      ref: '3.4',
      title: 'Publish the graduated approach guidance',
      rating: red,
      lateness: null,
    }),
  ],
};

export const escalationReds: Escalation = { ...escalation, silent: [], freezes: null };

export function escalationOf(silent: number, reds: number): Escalation {
  const some = (length: number, from: number, rating: EscalatedAction['rating']) =>
    Array.from({ length }, (_, index) =>
      escalated({ actionId: String(from + index).padStart(4, '0'), ref: `4.${from + index}`, rating }),
    );
  return { ...escalation, silent: some(silent, 1, amber), red: some(reds, 1000, red) };
}

export const promptOnBehalf = { ...promptLong, leadName: 'Owen Achterberg' };

export const extendForm: ExtendForm = {
  status,
  days: ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09'],
  due: '',
  error: null,
};
export const extendError: ExtendForm = {
  ...extendForm,
  due: '2026-12-18',
  error: 'The board meets on 16 December 2026. Give a day until then.',
};
export const reopenForm: ReopenForm = { status: statusFrozen, reason: '', due: '2026-12-08', error: null };
export const reopenError: ReopenForm = {
  status: statusSigned,
  reason: 'The ICB’s replies were lost.',
  due: '2026-12-18',
  error: 'The board meets on 16 December 2026. Give a day until then.',
};
