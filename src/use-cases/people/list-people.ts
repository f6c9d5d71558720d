import type { Person } from '../../domain/people/person.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import { isOpen } from '../../domain/plan/action-rules.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import type { Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { findReach } from './find-reach.ts';

export interface PeopleList extends PlanHeader {
  readonly people: readonly (Person & {
    /** Refs of the open actions they reply for, and of those they are accountable for. */
    readonly responsibleFor: readonly string[];
    readonly accountableFor: readonly string[];
    readonly reach: Reachability;
  })[];
  readonly unassigned: readonly {
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
}

/** The people of a plan, what they lead, whether the bot can reach them, and the open actions nobody is confirmed for. */
export async function listPeople(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  requester: Requester,
  planId: string,
): Promise<PeopleList> {
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const [actions, reach] = await Promise.all([
    services.store.listActions(planId),
    findReach(services, plan.tenantId, people),
  ]);
  const open = actions.map(({ value }) => value).filter(isOpen);
  return {
    planId,
    planName: plan.name,
    people: people.map((member) => ({
      ...member,
      responsibleFor: open.filter(({ responsible }) => responsible.includes(member.id)).map(({ ref }) => ref),
      accountableFor: open.filter(({ strategic }) => strategic.includes(member.id)).map(({ ref }) => ref),
      reach: reach.get(member.id) ?? 'no-teams-account',
    })),
    unassigned: open
      .filter(({ responsible }) => responsible.length === 0)
      .map(({ ref, title, responsibleLeads }) => ({ ref, title, leadTexts: responsibleLeads })),
  };
}
