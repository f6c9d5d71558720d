import { findPerson } from '../../domain/people/merge-people.ts';
import type { Person } from '../../domain/people/person.ts';
import { type Action, leadRoles } from '../../domain/plan/action.ts';
import { isOpen } from '../../domain/plan/action-rules.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type ActionSelection, findPeople, selectActions } from '../../domain/plan/select-actions.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import type { Services, Stored, Write } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { planCyclePrompts } from './plan-prompts.ts';

export interface AssignRequest {
  readonly planId: string;
  readonly selection: ActionSelection;
  /** Names or ids of the responsible leads, or all in one text as people write it; the first is the named updater. */
  readonly leads: readonly string[] | string;
  /** Names of the strategic leads; null leaves them as they are. */
  readonly strategic: readonly string[] | null;
}

interface ActionName {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
}

export interface AssignReport extends PlanHeader {
  /** What was asked for, in the plan's order. */
  readonly assigned: readonly ActionName[];
  /** Those of them whose leads differ from before. */
  readonly changed: readonly ActionName[];
  readonly leads: readonly string[];
  /** The leads' ids, in the same order. */
  readonly leadIds: readonly string[];
  readonly strategic: readonly string[];
  readonly strategicIds: readonly string[] | null;
  /** Open actions of the plan that still have no confirmed lead. */
  readonly unassigned: readonly {
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
  /** All open actions of the plan. */
  readonly open: number;
  /** Leads who are being asked for an update because of it. */
  readonly prompted: number;
  /** False for a preview. */
  readonly written: boolean;
}

const idsOf = (persons: readonly Person[]) => [...new Set(persons.map(({ id }) => id))];
const nameOf = ({ id, ref, title }: Action): ActionName => ({ id, ref, title });
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

interface Assignment {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly leads: readonly Person[];
  readonly strategic: readonly Person[] | null;
  readonly actions: readonly Stored<Action>[];
  readonly selected: readonly Action[];
}

async function readAssignment(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  { planId, selection, leads, strategic }: AssignRequest,
): Promise<Assignment> {
  const { plan, person, people } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const actions = await store.listActions(planId);
  return {
    plan,
    people,
    leads:
      typeof leads === 'string' ? findPeople(people, leads) : leads.map((name) => findPerson(people, name)),
    strategic: strategic?.map((name) => findPerson(people, name)) ?? null,
    actions,
    selected: selectActions(
      actions.map(({ value }) => value),
      selection,
    ),
  };
}

function withLeads(action: Action, { leads, strategic }: Assignment): Action {
  const both = strategic !== null || action.assignedLeads.includes('strategic');
  return {
    ...action,
    responsible: idsOf(leads),
    strategic: strategic === null ? action.strategic : idsOf(strategic),
    assignedLeads: both ? leadRoles : ['responsible'],
  };
}

const changesLeads = (before: Action, after: Action) =>
  !same([before.responsible, before.strategic], [after.responsible, after.strategic]);

function reportOf(assignment: Assignment, written: boolean, prompted: number): AssignReport {
  const { plan, leads, strategic, actions, selected } = assignment;
  const after = actions.map(({ value }) => (selected.includes(value) ? withLeads(value, assignment) : value));
  const open = after.filter(isOpen);
  return {
    planId: plan.id,
    planName: plan.name,
    assigned: selected.map(nameOf),
    changed: selected.filter((action) => changesLeads(action, withLeads(action, assignment))).map(nameOf),
    leads: leads.map(({ name }) => name),
    leadIds: idsOf(leads),
    strategic: strategic?.map(({ name }) => name) ?? [],
    strategicIds: strategic && idsOf(strategic),
    unassigned: open
      .filter(({ responsible }) => responsible.length === 0)
      .map(({ ref, title, responsibleLeads }) => ({ ref, title, leadTexts: responsibleLeads })),
    open: open.length,
    prompted,
    written,
  };
}

/** What `assignLeads` would change; writes nothing. Throws the same. */
export async function previewAssign(
  services: Pick<Services, 'store'>,
  requester: Requester,
  request: AssignRequest,
): Promise<AssignReport> {
  return reportOf(await readAssignment(services, requester, request), false, 0);
}

/** Actions whose assignment is new or was not made by hand before, and the record of it; [] where all of it is so already. */
function writesOf(assignment: Assignment, requester: Requester, at: string): Write[] {
  const { actions, selected, leads, strategic } = assignment;
  const writes = actions.flatMap(({ value, etag }): Write[] => {
    if (!selected.includes(value)) return [];
    const after = withLeads(value, assignment);
    return same(value, after) ? [] : [{ op: 'replace', etag, row: { kind: 'action', value: after } }];
  });
  if (writes.length === 0) return [];
  const detail = {
    actions: selected.map(({ id }) => id).join(' '),
    responsible: idsOf(leads).join(' '),
    strategic: strategic === null ? null : idsOf(strategic).join(' '),
  };
  return [...writes, logRow(requester, 'leads-assigned', at, detail)];
}

/**
 * Confirms who leads actions, whatever the plan says. Leads new to an open cycle are prompted. For the PM. Throws
 * `not-permitted`, `unknown-person`, `ambiguous-person`, `unknown-action`, `bad-input`; nothing is written then.
 */
export async function assignLeads(
  services: Pick<Services, 'store' | 'directory' | 'queue' | 'clock'>,
  requester: Requester,
  request: AssignRequest,
): Promise<AssignReport> {
  const { store, clock } = services;
  const at = clock.now().toString();
  // A lead may reply at this moment; their reply stays.
  const assignment = await withRetries(async () => {
    const found = await readAssignment(services, requester, request);
    const writes = writesOf(found, requester, at);
    if (writes.length > 0) await store.commitInBatches(request.planId, writes);
    return found;
  });
  const { plan, people } = assignment;
  let prompted = 0;
  for (const { value: cycle } of await store.listCycles(plan.id)) {
    if (cycle.state === 'open')
      prompted += (await planCyclePrompts(services, plan, people, cycle.cycleId)).planned;
  }
  return reportOf(assignment, true, prompted);
}
