import { type Action, leadRoles } from '../domain/action.ts';
import { findGroup } from '../domain/collate-digest.ts';
import { Refusal } from '../domain/errors.ts';
import { findPerson } from '../domain/merge-people.ts';
import type { Person } from '../domain/person.ts';
import { refKey } from '../domain/ref.ts';
import type { Services, Stored, Write } from '../ports.ts';
import { planCyclePrompts } from './plan-prompts.ts';
import { actorOf, logFrom, type Operator, readPlanFor } from './requester.ts';

export type ActionSelection =
  | { readonly by: 'ref'; readonly ref: string }
  | { readonly by: 'theme' | 'priority'; readonly text: string };

export interface AssignRequest {
  readonly planId: string;
  readonly selection: ActionSelection;
  /** Names of the responsible leads; the first is the named updater. */
  readonly leads: readonly string[];
  /** Names of the strategic leads; null leaves them as they are. */
  readonly strategic: readonly string[] | null;
}

export interface AssignReport {
  readonly planId: string;
  readonly assigned: readonly { readonly ref: string; readonly title: string }[];
  readonly leads: readonly string[];
  readonly strategic: readonly string[];
  /** Open actions of the plan that still have no confirmed lead. */
  readonly unassigned: readonly {
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
}

function select(actions: readonly Stored<Action>[], selection: ActionSelection): Stored<Action>[] {
  if (selection.by === 'ref') {
    const found = actions.filter(({ value }) => refKey(value.ref) === refKey(selection.ref));
    if (found.length > 0) return found;
    throw new Refusal('unknown-action', `There is no action ${selection.ref} in this plan.`);
  }
  const { by, text } = selection;
  const groups = [...new Set(actions.flatMap(({ value }) => value[by] ?? []))];
  const group = findGroup(groups, text);
  if (group === null) {
    throw new Refusal(
      'bad-input',
      groups.length === 0
        ? `This plan has no ${by === 'theme' ? 'themes' : 'priorities'}.`
        : `No single ${by} fits “${text}”. This plan has: ${groups.join('; ')}.`,
    );
  }
  return actions.filter(({ value }) => value[by] === group);
}

/**
 * Confirms who leads an action, or all actions of a theme or priority. Leads new to an open cycle are prompted. Throws
 * `unknown-person`, `ambiguous-person`, `unknown-action`, `bad-input`; nothing is written then.
 */
export async function assignLeads(
  services: Pick<Services, 'store' | 'directory' | 'queue' | 'clock'>,
  operator: Operator,
  request: AssignRequest,
): Promise<AssignReport> {
  const { store, clock } = services;
  const { planId } = request;
  const { plan, people } = await readPlanFor(store, operator, planId);
  const leads = request.leads.map((name) => findPerson(people, name));
  const strategic = request.strategic?.map((name) => findPerson(people, name)) ?? null;
  const actions = await store.listActions(planId);
  const selected = select(actions, request.selection);
  const ids = (persons: readonly Person[]) => [...new Set(persons.map(({ id }) => id))];
  const writes = selected.map(
    ({ value, etag }): Write => ({
      op: 'replace',
      etag,
      row: {
        kind: 'action',
        value: {
          ...value,
          responsible: ids(leads),
          strategic: strategic === null ? value.strategic : ids(strategic),
          assignedLeads:
            strategic === null && !value.assignedLeads.includes('strategic') ? ['responsible'] : leadRoles,
        },
      },
    }),
  );
  const detail = {
    actions: selected.map(({ value }) => value.id).join(' '),
    responsible: ids(leads).join(' '),
    strategic: strategic === null ? null : ids(strategic).join(' '),
  };
  await store.commitInBatches(planId, [
    ...writes,
    {
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'leads-assigned',
          actor: actorOf(operator),
          at: clock.now().toString(),
          from: logFrom(operator),
          detail,
        },
      },
    },
  ]);
  let unassigned: AssignReport['unassigned'] = actions
    .filter(
      ({ value }) =>
        value.responsible.length === 0 && !selected.some((chosen) => chosen.value.id === value.id),
    )
    .map(({ value }) => ({ ref: value.ref, title: value.title, leadTexts: value.responsibleLeads }));
  const cycles = await store.listCycles(planId);
  for (const { value: cycle } of cycles.filter(({ value }) => value.state === 'open')) {
    unassigned = (await planCyclePrompts(services, plan, people, cycle.meeting)).unassigned;
  }
  return {
    planId,
    assigned: selected.map(({ value }) => ({ ref: value.ref, title: value.title })),
    leads: leads.map(({ name }) => name),
    strategic: strategic?.map(({ name }) => name) ?? [],
    unassigned,
  };
}
