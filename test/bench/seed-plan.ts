import { connectQueues, createQueues } from '../../src/adapters/queues/connect.ts';
import { connectTables, createTables } from '../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../src/adapters/tables/plan-store.ts';
import { defaultRatingKey, type Rating } from '../../src/domain/shared/rating.ts';
import type { Directory, PlanStore, Write } from '../../src/ports.ts';
import { aCycle, anAction, anUpdate, aPerson, aPlan } from '../support/builders.ts';

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

const nameOf = (lead: number) => (lead === 0 ? 'Avery Quill' : `Lead ${String(lead).padStart(2, '0')}`);
const personIdOf = (lead: number) => nameOf(lead).toLowerCase().replace(' ', '-');

const person = (lead: number) =>
  aPerson(personIdOf(lead), {
    name: nameOf(lead),
    userId: userIdOf(lead),
    agency: ['Council', 'Health board', 'Schools'][lead % 3] ?? 'Council',
    roles: [lead === 0 ? 'chair' : 'lead'],
  });

const action = (number: number) =>
  anAction(actionIdOf(number), {
    ref: `${1 + (number % 4)}.${number + 1}`,
    title: `Publish the joint pathway for area ${number + 1} and tell families how to use it`,
    priority: `Priority ${1 + (number % 4)}`,
    theme: `Theme ${1 + (number % 6)}`,
    steps: [{ text: 'Draft the pathway with parents and carers', timescale: null, leads: [] }],
    responsibleLeads: [`Lead ${(number % leads) + 1}`],
    responsible: [personIdOf((number % leads) + 1)],
    originalTimescale: { text: 'March 2027', kind: 'month', date: '2027-03-31' },
    outcomes: [sentence],
    successMeasures: [sentence],
    rating: ratingOf(number),
    narrative: sentence.repeat(3),
    lastReply: { meeting: '2026-11-18', at: '2026-11-10T09:00:00Z', by: 'A lead' },
    ratingHistory: earlierMeetings.map((held, index) => ({
      meeting: held,
      rating: ratingOf(number + (index === 0 ? 1 : 0)),
      at: `${held}T09:00:00Z`,
    })),
    source: { sheet: 'Plan', row: number + 5 },
  });

const update = (number: number) =>
  anUpdate(meeting, actionIdOf(number), {
    rating: ratingOf(number),
    narrative: sentence.repeat(3),
    reason: sentence,
    recoveryStep: sentence,
    authorId: leadOf(number),
    authorName: nameOf((number % leads) + 1),
    at: '2026-11-20T09:00:00Z',
    ratingBefore: ratingOf(number + 1),
  });

function writesFor(actions: number): Write[] {
  const numbers = Array.from({ length: actions }, (_, number) => number);
  const people = Array.from({ length: leads + 1 }, (_, lead) => person(lead));
  const opened = { openedAt: '2026-08-01T09:00:00Z', openedBy: 'The PM' };
  const cycles = [
    ...earlierMeetings.map((held) =>
      aCycle(held, { ...opened, state: 'frozen', frozenAt: `${held}T12:00:00Z`, frozenBy: 'The PM' }),
    ),
    aCycle(meeting, opened),
  ];
  const plan = aPlan({
    id: planId,
    tenantId: 'local',
    name: 'Bench plan',
    board: 'The board',
    ratingKey: defaultRatingKey,
    nextActionNumber: actions + 1,
  });
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
