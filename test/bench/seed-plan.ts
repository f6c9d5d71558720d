import { connectQueues, createQueues } from '../../src/adapters/queues/connect.ts';
import { connectTables, createTables } from '../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../src/adapters/tables/plan-store.ts';
import { standardRules } from '../../src/domain/calendar/schedule-rules.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Action } from '../../src/domain/plan/action.ts';
import type { Update } from '../../src/domain/reply/update.ts';
import { defaultRatingKey, type Rating } from '../../src/domain/shared/rating.ts';
import type { Directory, PlanStore, Write } from '../../src/ports.ts';

export const planId = 'bench-send';
export const meeting = '2026-12-16';
const earlierMeetings = ['2026-09-16', '2026-10-14', '2026-11-18'];
const leads = 20;

const userIdOf = (lead: number) => `00000000-0000-4000-8000-${String(lead).padStart(12, '0')}`;
export const chair = userIdOf(0);

/** An action that lead `worker` answers for; leads' actions repeat every twentieth. */
export const actionIdOf = (worker: number) => String(worker + 1).padStart(4, '0');
export const leadOf = (worker: number) => userIdOf((worker % leads) + 1);

const ratings: readonly Rating[] = [
  { label: 'Red', level: 'red' },
  { label: 'Amber', level: 'amber' },
  { label: 'Amber', level: 'amber' },
  { label: 'Amber', level: 'amber' },
  { label: 'Green', level: 'green' },
  { label: 'Green', level: 'green' },
  { label: 'Green', level: 'green' },
];
const ratingOf = (number: number): Rating =>
  ratings[number % ratings.length] ?? { label: 'Red', level: 'red' };

const sentence =
  'The joint commissioning group met, agreed the pathway and asked for a costed proposal by the spring term. ';

function person(lead: number): Person {
  const name = lead === 0 ? 'Avery Quill' : `Lead ${String(lead).padStart(2, '0')}`;
  return {
    id: lead === 0 ? 'avery-quill' : `lead-${String(lead).padStart(2, '0')}`,
    name,
    initials: [],
    aliases: [],
    email: '',
    userId: userIdOf(lead),
    accountFrom: 'given',
    agency: ['Council', 'Health board', 'Schools'][lead % 3] ?? 'Council',
    roles: lead === 0 ? ['chair'] : ['lead'],
  };
}

function action(number: number): Action {
  const rating = ratingOf(number);
  return {
    id: actionIdOf(number),
    ref: `${1 + (number % 4)}.${number + 1}`,
    title: `Publish the joint pathway for area ${number + 1} and tell families how to use it`,
    priority: `Priority ${1 + (number % 4)}`,
    objective: null,
    theme: `Theme ${1 + (number % 6)}`,
    steps: [{ text: 'Draft the pathway with parents and carers', timescale: null, leads: [] }],
    responsibleLeads: [`Lead ${(number % leads) + 1}`],
    strategicLeads: [],
    responsible: [person((number % leads) + 1).id],
    strategic: [],
    assignedLeads: [],
    originalTimescale: { text: 'March 2027', kind: 'month', date: '2027-03-31' },
    revisedTimescale: null,
    outcomes: [sentence],
    successMeasures: [sentence],
    evidence: [],
    status: 'in-progress',
    rating,
    narrative: sentence.repeat(3),
    lastReply: { meeting: '2026-11-18', at: '2026-11-10T09:00:00Z', by: 'A lead' },
    completionProposed: false,
    ratingHistory: earlierMeetings.map((held, index) => ({
      meeting: held,
      rating: ratingOf(number + (index === 0 ? 1 : 0)),
      at: `${held}T09:00:00Z`,
    })),
    source: { sheet: 'Plan', row: number + 5 },
    refMadeUp: false,
    contributors: [],
    start: null,
    links: [],
    others: [],
    closedReason: null,
    supersededBy: null,
    approvedTimescale: null,
    declined: null,
  };
}

function update(number: number): Update {
  return {
    meeting,
    actionId: actionIdOf(number),
    version: 1,
    kind: 'update',
    rating: ratingOf(number),
    narrative: sentence.repeat(3),
    revised: null,
    reason: sentence,
    recoveryStep: sentence,
    evidence: '',
    finished: false,
    authorId: leadOf(number),
    authorName: person((number % leads) + 1).name,
    onBehalfOf: null,
    late: false,
    at: '2026-11-20T09:00:00Z',
    ratingBefore: ratingOf(number + 1),
    revisedBefore: null,
  };
}

function writesFor(actions: number): Write[] {
  const numbers = Array.from({ length: actions }, (_, number) => number);
  const people = Array.from({ length: leads + 1 }, (_, lead) => person(lead));
  const cycles = [...earlierMeetings, meeting].map((held) => {
    const frozen = held === meeting ? null : `${held}T12:00:00Z`;
    return {
      meeting: held,
      state: frozen === null ? ('open' as const) : ('frozen' as const),
      due: held,
      publishBy: held,
      openedAt: '2026-08-01T09:00:00Z',
      openedBy: 'The PM',
      frozenAt: frozen,
      frozenBy: frozen === null ? null : 'The PM',
      boardDate: held,
      reminders: [],
      escalates: null,
      freezes: null,
      remindersDone: [],
      escalationDoneAt: null,
      skipped: [],
      snapshot: null,
      signedOff: null,
      reopened: [],
    };
  });
  const plan = {
    id: planId,
    tenantId: 'local',
    name: 'Bench plan',
    board: 'The board',
    ratingKey: defaultRatingKey,
    timeZone: 'Europe/London',
    division: 'england' as const,
    positionDate: '2026-08-01',
    createdAt: '2026-08-01T09:00:00Z',
    nextActionNumber: actions + 1,
    columnMap: {},
    leadKey: [],
    columns: [],
    schedule: standardRules,
  };
  return [
    { op: 'insert', row: { kind: 'plan', value: plan } },
    ...people.map((value): Write => ({ op: 'insert', row: { kind: 'person', value } })),
    ...cycles.map((value): Write => ({ op: 'insert', row: { kind: 'cycle', value } })),
    ...numbers.map((number): Write => ({ op: 'insert', row: { kind: 'action', value: action(number) } })),
    // The first twenty wait for the replies that are measured; of the rest two in three are answered.
    ...numbers
      .filter((number) => number >= leads && number % 3 !== 0)
      .map((number): Write => ({ op: 'insert', row: { kind: 'update', value: update(number) } })),
  ];
}

/** A plan in the middle of its fourth cycle. It is not registered for the scheduler: no sweep disturbs the figures. */
export async function seedPlan(
  connectionString: string,
  actions: number,
): Promise<{ readonly store: PlanStore; readonly directory: Directory }> {
  const tables = connectTables({ connectionString });
  await createTables(tables);
  await createQueues(connectQueues({ connectionString }));
  const store = createPlanStore(tables);
  const directory = createDirectory(tables);
  await store.commitInBatches(planId, writesFor(actions));
  await directory.addMembership('local', chair, planId);
  return { store, directory };
}
