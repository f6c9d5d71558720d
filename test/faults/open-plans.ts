import { press } from '../bench/activities.ts';
import { type PlanSize, pm, type SeededLead, type SeededPlan } from '../support/seed-leads.ts';
import { teamsFaults } from '../support/teams-faults.ts';
import type { World } from './world.ts';

/** What the connector refuses for good, and what the ledger must then say. */
const refusals = [
  { answer: teamsFaults.writesBlocked, state: 'unreachable', reason: 'blocked' },
  { answer: teamsFaults.conversationNotFound, state: 'unreachable', reason: 'conversation-gone' },
  { answer: teamsFaults.disabledByAdmin, state: 'unreachable', reason: 'disabled-by-admin' },
  { answer: teamsFaults.tooBig, state: 'failed', reason: 'MessageSizeTooBig' },
] as const;

/** With whom the connector creates no chat, and what the ledger must then say. */
const closed = {
  answer: teamsFaults.notInRoster,
  state: 'unreachable',
  reason: 'not-in-conversation',
} as const;

/** A lead whom no card can reach, and how the ledger must end for them. */
export interface Unreachable {
  readonly lead: SeededLead;
  readonly state: 'unreachable' | 'failed';
  readonly reason: string;
}

/** Plans whose leads are to be asked. */
export interface Audience {
  readonly plans: readonly SeededPlan[];
  /** By conversation: everybody whom a card must reach. */
  readonly reachable: ReadonlyMap<string, SeededLead>;
  readonly unreachable: readonly Unreachable[];
}

interface Refused {
  readonly [key: string]: { readonly status: number; readonly body: unknown };
}

/** What the connector must know of an audience. */
export interface ConnectorSide {
  /** By conversation. */
  readonly refused: Refused;
  /** By member. */
  readonly closed: Refused;
  /** Conversations by member: a chat may be created with each. */
  readonly members: Readonly<Record<string, string>>;
}

/** Adds plans; of each, the connector refuses some leads, and the directory has no way to some others. */
export async function seedAudience(
  { seeder, connector }: World,
  name: string,
  firstNumber: number,
  plans: number,
  size: PlanSize,
): Promise<Audience & ConnectorSide> {
  const seeded: SeededPlan[] = [];
  for (let index = 0; index < plans; index += 1) {
    const number = firstNumber + index;
    seeded.push(await seeder.addPlan(`${name}-${number}`, number, size, connector.serviceUrl));
  }
  const reachable = new Map<string, SeededLead>();
  const unreachable: Unreachable[] = [];
  const refused: Record<string, Refused[string]> = {};
  const closedTo: Record<string, Refused[string]> = {};
  const members: Record<string, string> = {};
  let isClosed = false;
  for (const { leads } of seeded) {
    leads.forEach((lead, index) => {
      // Spread over the plan, so that refusals come among successes.
      const refusal = index % 10 === 5 ? refusals[Math.floor(index / 10)] : undefined;
      members[lead.memberId] = lead.conversation;
      if (lead.reach !== 'reachable') unreachable.push({ lead, state: 'unreachable', reason: lead.reach });
      else if (lead.unmet && !isClosed) {
        isClosed = true;
        const { answer, state, reason } = closed;
        if (answer.kind !== 'answer') throw new Error('A refusal is an answer.');
        closedTo[lead.memberId] = { status: answer.status, body: answer.body };
        unreachable.push({ lead, state, reason });
      } else if (refusal === undefined) reachable.set(lead.conversation, lead);
      else {
        const { answer, state, reason } = refusal;
        if (answer.kind !== 'answer') throw new Error('A refusal is an answer.');
        refused[lead.conversation] = { status: answer.status, body: answer.body };
        unreachable.push({ lead, state, reason });
      }
    });
  }
  return { plans: seeded, reachable, unreachable, refused, closed: closedTo, members };
}

/** The PM presses a button for each plan at once, again where a fault answers. */
export async function pressForAll(
  { post, connector }: World,
  verb: 'cycle.open' | 'cycle.remind',
  { plans }: Audience,
  meeting: string,
): Promise<void> {
  const isCard = (answer: string) => answer.includes('application/vnd.microsoft.card.adaptive');
  const answers = await Promise.all(
    plans.map(({ planId }) => post(press(pm, connector.serviceUrl, verb, { planId, meeting }), isCard)),
  );
  if (answers.includes(null)) throw new Error(`The PM never got an answer to ${verb}.`);
}
