import { type DecidedLeads, decideLeads, type LeadDecision } from '../../domain/leads/decide-leads.ts';
import type { LeadMatch } from '../../domain/leads/lead-match.ts';
import { matchLeads } from '../../domain/leads/match-leads.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services, Stored, Write } from '../../ports.ts';
import { readTeam } from '../people/read-team.ts';
import { logRow } from '../shared/log-row.ts';
import { actorOf, demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { planCyclePrompts } from './plan-prompts.ts';
import { readLeadFacts } from './read-leads.ts';

export interface ConfirmReport {
  readonly plan: string;
  readonly planName: string;
  readonly confirmed: readonly {
    readonly text: string;
    readonly decision: LeadMatch['decision'];
    readonly people: readonly {
      readonly personId: string;
      readonly name: string;
      readonly userId: string | null;
    }[];
    /** Refs of the actions that have the text. */
    readonly actions: readonly string[];
  }[];
  /** Names of those who joined the people list from the Teams team. */
  readonly added: readonly string[];
  /** Refs of the actions whose leads changed. */
  readonly changed: readonly string[];
  /** Prompts put on their way for cycles that are open. */
  readonly prompted: number;
  /** Texts that name a person and are not decided yet. */
  readonly undecided: readonly string[];
}

type ConfirmServices = Pick<Services, 'store' | 'directory' | 'queue' | 'clock' | 'roster' | 'logger'>;

/** Leads reply while the PM confirms: a lost race is read and decided again this often. */
const attempts = 4;

/**
 * Stores what the PM says of lead texts, for the actions that have them now and for those that will. New leads of an open
 * cycle are prompted. Throws `unknown-plan`, `not-permitted`, and what `decideLeads` throws; nothing is written then.
 */
export async function confirmLeads(
  services: ConfirmServices,
  requester: Requester,
  planId: string,
  decisions: readonly LeadDecision[],
): Promise<ConfirmReport> {
  const { plan, decided, before } = await withRetries(
    () => decideAndWrite(services, requester, planId, decisions),
    { attempts },
  );
  return finish(services, plan, decided, before);
}

async function decideAndWrite(
  services: ConfirmServices,
  requester: Requester,
  planId: string,
  decisions: readonly LeadDecision[],
) {
  const { store } = services;
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const [people, { actions, matches }, team] = await Promise.all([
    store.listPeople(planId),
    readLeadFacts(services, planId),
    needsTeam(decisions) ? readTeam(services, plan.tenantId) : { members: [] },
  ]);
  const values = <T>(rows: readonly Stored<T>[]) => rows.map(({ value }) => value);
  const facts = {
    actions: values(actions),
    people: values(people),
    matches: values(matches),
    team: team.members,
    leadKey: plan.leadKey,
    trustAccounts: requester.via !== 'teams',
  };
  const at = services.clock.now().toString();
  const decided = decideLeads(facts, decisions, { name: actorOf(requester).name, at });
  const writes: Write[] = [
    ...decided.added.map((value): Write => ({ op: 'insert', row: { kind: 'person', value } })),
    ...replacing('person', decided.linked, people),
    ...replacing('action', decided.actions, actions),
    ...replacing('lead', decided.matches, matches),
  ];
  if (writes.length > 0) {
    const listed = (ids: Iterable<string>) => [...ids].join(' ').slice(0, 2_000);
    const detail = {
      leads: listed(decided.matches.map(({ id }) => id)),
      people: listed(new Set(decided.matches.flatMap((match) => match.people))),
      actions: listed(decided.actions.map(({ id }) => id)),
    };
    writes.push(logRow(requester, 'leads-confirmed', at, detail));
  }
  await store.commitInBatches(planId, writes);
  return { plan, decided, before: facts.actions };
}

/** Only somebody who is named may have to be looked up in the team. */
function needsTeam(decisions: readonly LeadDecision[]): boolean {
  return decisions.some(({ ids }) => ids.length > 0);
}

/** A row that was read is replaced by its tag, any other is new. */
function replacing<K extends 'person' | 'action' | 'lead'>(
  kind: K,
  after: readonly Extract<Write['row'], { kind: K }>['value'][],
  stored: readonly Stored<{ readonly id: string }>[],
): Write[] {
  const tags = new Map(stored.map(({ value, etag }) => [value.id, etag]));
  return after.map((value): Write => {
    const row = { kind, value } as Write['row'];
    const etag = tags.get(value.id);
    return etag === undefined ? { op: 'insert', row } : { op: 'replace', row, etag };
  });
}

async function finish(
  services: ConfirmServices,
  plan: Plan,
  decided: DecidedLeads,
  actionsBefore: Parameters<typeof matchLeads>[0],
): Promise<ConfirmReport> {
  const { store, directory } = services;
  const byId = new Map<string, Person>(decided.people.map((person) => [person.id, person]));
  const named = new Set(decided.decided.flatMap(({ match }) => match.people));
  // Even where no row changed: a crash after the rows must not leave somebody unable to find the plan.
  for (const id of named) {
    const userId = byId.get(id)?.userId ?? null;
    if (userId !== null) await directory.addMembership(plan.tenantId, userId, plan.id);
  }
  let prompted = 0;
  const cycles = await store.listCycles(plan.id);
  for (const { value: cycle } of cycles.filter(({ value }) => value.state === 'open')) {
    prompted += (await planCyclePrompts(services, plan, decided.people, cycle.cycleId)).planned;
  }
  const matches = (await store.listLeadMatches(plan.id)).map(({ value }) => value);
  const sources = { people: decided.people, team: [], leadKey: plan.leadKey };
  return {
    plan: plan.id,
    planName: plan.name,
    confirmed: decided.decided.map(({ match, refs }) => ({
      text: match.text,
      decision: match.decision,
      people: match.people.map((id) => ({
        personId: id,
        name: byId.get(id)?.name ?? id,
        userId: byId.get(id)?.userId ?? null,
      })),
      actions: refs,
    })),
    added: decided.added.map(({ name }) => name),
    changed: decided.actions.map(({ ref }) => ref),
    prompted,
    undecided: matchLeads(actionsBefore, sources, matches)
      .filter((lead) => lead.kind === 'person' && isUndecided(lead.decision))
      .map(({ text }) => text),
  };
}

const isUndecided = (decision: LeadMatch['decision'] | null) => decision === null || decision === 'nobody';
