import { odata, type TransactionAction } from '@azure/data-tables';
import { connectQueues, createQueues } from '../../src/adapters/queues/connect.ts';
import { connectTables, createTables, type Tables } from '../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../src/adapters/tables/plan-store.ts';
import { defaultRatingKey } from '../../src/domain/shared/rating.ts';
import type { ConversationRef, Directory, MemberAddress, PlanStore, Write } from '../../src/ports.ts';
import { anAction, aPerson, aPlan } from './builders.ts';
import { conversationOf } from './test-person.ts';

const tenantId = 'local';

/** A lead of a seeded plan. */
export interface SeededLead {
  readonly planId: string;
  readonly personId: string;
  readonly userId: string;
  readonly conversation: string;
  /** Of the lead's first action. */
  readonly actionId: string;
  /** The channel's own id of them. */
  readonly memberId: string;
  /** The bot has no chat with them yet: it knows them from the members of a team alone. */
  readonly unmet: boolean;
  /** `reachable` as far as the directory knows. */
  readonly reach: 'reachable' | 'never-met-bot' | 'no-teams-account';
}

export interface SeededPlan {
  readonly planId: string;
  readonly leads: readonly SeededLead[];
}

export interface PlanSize {
  readonly leads: number;
  readonly actionsEach: number;
  /** Leads, from the last, whom the bot has never met, and before them those without an account. */
  readonly neverMet: number;
  readonly noAccount: number;
  /** Every other one of the reachable leads has no chat with the bot yet. */
  readonly halfUnmet?: boolean;
  /** Left out, the scheduler looks at the plan. */
  readonly registered?: boolean;
}

/** The PM of every seeded plan. */
export const pm = '00000000-0000-4000-9000-000000000001';
/** Puts everybody of the plan into one place, so that no two plans share a user. */
const userIdOf = (plan: number, lead: number) =>
  `00000000-0000-4000-8000-${String(plan).padStart(6, '0')}${String(lead).padStart(6, '0')}`;
const personIdOf = (lead: number) => `lead-${String(lead).padStart(4, '0')}`;
const actionIdOf = (number: number) => String(number).padStart(4, '0');

const sentence =
  'The joint commissioning group met, agreed the pathway and asked for a costed proposal by the spring term. ';

const person = (id: string, name: string, userId: string | null, role: 'pm' | 'lead') =>
  aPerson(id, { name, userId, agency: 'Council', roles: [role] });

const action = (number: number, personId: string) =>
  anAction(actionIdOf(number), {
    ref: `${1 + (number % 4)}.${number}`,
    title: `Publish the joint pathway for area ${number} and tell families how to use it`,
    priority: `Priority ${1 + (number % 4)}`,
    theme: `Theme ${1 + (number % 6)}`,
    responsibleLeads: [personId],
    responsible: [personId],
    originalTimescale: { text: 'March 2027', kind: 'month', date: '2027-03-31' },
    outcomes: [sentence],
    successMeasures: [sentence],
    narrative: sentence.repeat(2),
    ratingHistory: [],
    source: { sheet: 'Plan', row: number + 5 },
  });

const planRow = (planId: string, actions: number) =>
  aPlan({
    id: planId,
    tenantId,
    name: `Plan ${planId}`,
    board: 'The board',
    ratingKey: defaultRatingKey,
    nextActionNumber: actions + 1,
  });

function leadsOf(planId: string, plan: number, size: PlanSize): SeededLead[] {
  const metUntil = size.leads - size.neverMet;
  const accountUntil = metUntil - size.noAccount;
  return Array.from({ length: size.leads }, (_, index) => {
    const userId = userIdOf(plan, index + 1);
    const reach =
      index < accountUntil ? 'reachable' : index < metUntil ? 'no-teams-account' : 'never-met-bot';
    return {
      planId,
      personId: personIdOf(index + 1),
      userId,
      conversation: conversationOf(userId),
      memberId: `29:${userId}`,
      unmet: size.halfUnmet === true && index % 2 === 1,
      actionId: actionIdOf(index * size.actionsEach + 1),
      reach,
    };
  });
}

const conversationTo = (userId: string, serviceUrl: string): ConversationRef => ({
  tenantId,
  userId,
  conversationId: conversationOf(userId),
  serviceUrl,
  channelId: 'msteams',
  botId: '28:board-actions',
  botName: 'Board Actions',
  memberId: `29:${userId}`,
});

/** One row goes through the directory; the others are made like it, a hundred at a time. */
async function saveConversations(
  { directory: table }: Tables,
  directory: Directory,
  [first = '', ...others]: readonly string[],
  serviceUrl: string,
): Promise<void> {
  await directory.saveConversation(conversationTo(first, serviceUrl));
  const queryOptions = { filter: odata`userId eq ${first} and conversationId eq ${conversationOf(first)}` };
  const { value: model } = await table.listEntities({ queryOptions }).next();
  if (!model) throw new Error('The conversation that was saved is not there.');
  const { etag: _etag, timestamp: _timestamp, ...columns } = model;
  const rows = others.map((userId): TransactionAction => {
    const rowKey = String(model.rowKey).replace(first, userId);
    const partitionKey = String(model.partitionKey);
    return ['upsert', { ...columns, ...conversationTo(userId, serviceUrl), partitionKey, rowKey }, 'Replace'];
  });
  for (let from = 0; from < rows.length; from += 100)
    await table.submitTransaction(rows.slice(from, from + 100));
}

export interface Seeder {
  readonly store: PlanStore;
  readonly directory: Directory;
  /** Adds a plan whose leads' chats are at `serviceUrl`; `number` tells its people apart from those of other plans. */
  addPlan(planId: string, number: number, size: PlanSize, serviceUrl: string): Promise<SeededPlan>;
}

/** Makes tables and queue, and adds plans the quick way: as rows. */
export async function createSeeder(connectionString: string): Promise<Seeder> {
  const tables = connectTables({ connectionString });
  await createTables(tables);
  await createQueues(connectQueues({ connectionString }));
  const store = createPlanStore(tables);
  const directory = createDirectory(tables);
  return {
    store,
    directory,
    async addPlan(planId, number, size, serviceUrl) {
      const leads = leadsOf(planId, number, size);
      const actions = leads.flatMap(({ personId }, index) =>
        Array.from({ length: size.actionsEach }, (_, each) =>
          action(index * size.actionsEach + each + 1, personId),
        ),
      );
      const people = leads.map(({ personId, userId, reach }) =>
        person(personId, `Lead ${personId.slice(-4)}`, reach === 'no-teams-account' ? null : userId, 'lead'),
      );
      const rows: Write[] = [
        { op: 'insert', row: { kind: 'plan', value: planRow(planId, actions.length) } },
        { op: 'insert', row: { kind: 'person', value: person('the-pm', 'Avery Quill', pm, 'pm') } },
        ...people.map((value): Write => ({ op: 'insert', row: { kind: 'person', value } })),
        ...actions.map((value): Write => ({ op: 'insert', row: { kind: 'action', value } })),
      ];
      await store.commitInBatches(planId, rows);
      const reachable = leads.filter(({ reach }) => reach === 'reachable');
      const met = reachable.filter(({ unmet }) => !unmet).map(({ userId }) => userId);
      await saveConversations(tables, directory, [pm, ...met], serviceUrl);
      const addresses = reachable
        .filter(({ unmet }) => unmet)
        .map(({ userId }): MemberAddress => {
          const { conversationId: _none, ...addressee } = conversationTo(userId, serviceUrl);
          return { ...addressee, refusedUntil: null };
        });
      await directory.saveAddresses(tenantId, addresses);
      await directory.addMembership(tenantId, pm, planId);
      if (size.registered !== false) await directory.registerPlan(tenantId, planId);
      return { planId, leads };
    },
  };
}
