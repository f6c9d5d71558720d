import type { Action } from './action.ts';
import type { Cycle } from './cycle.ts';
import type { AgencyStatus, CycleStatus, LeadState, LeadStatus } from './cycle-status.ts';
import type { Delivery } from './delivery.ts';
import { actionsToPrompt } from './list-prompt.ts';
import { isOpen, namedUpdater } from './permissions.ts';
import type { Person } from './person.ts';
import type { Plan } from './plan.ts';

const reasonWords: Readonly<Record<string, string>> = {
  'no-teams-account': 'No Teams account given: add their Entra object id to the people list.',
  'never-met-bot': 'Has not met the bot yet: ask them to install it or say hello to it.',
  blocked: 'Has blocked or uninstalled the bot: ask them to install it again.',
  throttled: 'Teams kept asking us to wait.',
};

/** A stable delivery reason in words for the PM; an unknown one is shown as it is rather than hidden. */
export function describeReason(reason: string): string {
  return reasonWords[reason] ?? `Teams answered: ${reason}.`;
}

function leadState(answered: number, total: number, prompt: Delivery | undefined): LeadState {
  if (answered === total) return 'answered';
  if (prompt?.state === 'unreachable' || prompt?.state === 'failed') return prompt.state;
  return prompt?.state === 'sent' ? 'outstanding' : 'waiting';
}

/** How far a cycle has got, by agency and lead: those who still owe most come first. Counts actions, not people. */
export function collateStatus(
  plan: Plan,
  cycle: Cycle,
  actions: readonly Action[],
  people: readonly Person[],
  answered: ReadonlySet<string>,
  deliveries: readonly Delivery[],
): CycleStatus {
  const prompts = new Map(deliveries.filter((row) => row.kind === 'prompt').map((row) => [row.personId, row]));
  const agencies = new Map<string, LeadStatus[]>();
  for (const person of people) {
    const asked = actionsToPrompt(actions, person);
    if (asked.length === 0) continue;
    const done = asked.filter((action) => answered.has(action.id)).length;
    const prompt = prompts.get(person.id);
    const state = leadState(done, asked.length, prompt);
    const reason = state === 'unreachable' || state === 'failed' ? describeReason(prompt?.reason ?? 'unknown') : null;
    const lead = { name: person.name, state, answered: done, total: asked.length, reason };
    agencies.set(person.agency, [...(agencies.get(person.agency) ?? []), lead]);
  }
  const sum = (leads: readonly LeadStatus[], field: 'answered' | 'total') =>
    leads.reduce((total, lead) => total + lead[field], 0);
  const owed = (group: { answered: number; total: number }) => group.total - group.answered;
  const grouped: AgencyStatus[] = [...agencies]
    .map(([agency, leads]) => ({
      agency,
      answered: sum(leads, 'answered'),
      total: sum(leads, 'total'),
      leads: leads.toSorted((a, b) => owed(b) - owed(a)),
    }))
    .sort((a, b) => owed(b) - owed(a) || a.agency.localeCompare(b.agency, 'en-GB'));
  return {
    planId: plan.id,
    planName: plan.name,
    meeting: cycle.meeting,
    state: cycle.state,
    due: cycle.due,
    answered: grouped.reduce((total, agency) => total + agency.answered, 0),
    total: grouped.reduce((total, agency) => total + agency.total, 0),
    agencies: grouped,
    unassigned: actions
      .filter((action) => isOpen(action) && namedUpdater(action) === null)
      .map(({ ref, title }) => ({ ref, title })),
  };
}
