import type { Action } from './action.ts';
import type { Cycle } from './cycle.ts';
import type { AgencyStatus, CycleStatus, LeadState, LeadStatus } from './cycle-status.ts';
import type { Delivery } from './delivery.ts';
import { actionsByUpdater } from './list-prompt.ts';
import { isOpen, namedUpdater } from './permissions.ts';
import type { Person } from './person.ts';
import type { Plan } from './plan.ts';

const installAgain = 'Has blocked or uninstalled the bot: ask them to install it again.';

const reasonWords: ReadonlyMap<string, string> = new Map([
  ['no-teams-account', 'No Teams account given: add their Entra object id to the people list.'],
  ['never-met-bot', 'Has not met the bot yet: ask them to install it or say hello to it.'],
  ['blocked', installAgain],
  ['not-installed', installAgain],
  ['not-in-conversation', installAgain],
  ['conversation-gone', installAgain],
  [
    'disabled-by-admin',
    'Teams does not let the bot write to them: ask your Teams administrator to allow it.',
  ],
  ['throttled', 'Teams kept asking us to wait.'],
  ['no-answer', 'Teams did not answer, however often we tried.'],
  ['gave-up', 'Sending broke off every time: ask whoever runs the bot to look at its log.'],
]);

/** A stable delivery reason in words for the PM; an unknown one is shown as it is rather than hidden. */
export function describeReason(reason: string): string {
  return reasonWords.get(reason) ?? `Teams answered: ${reason}.`;
}

function leadState(answered: number, total: number, prompt: Delivery | undefined): LeadState {
  if (answered === total) return 'answered';
  if (prompt?.state === 'unreachable' || prompt?.state === 'failed') return prompt.state;
  // Unneeded means that all was answered then: what is open now has come since, and a reminder asks for it.
  return prompt?.state === 'sent' || prompt?.state === 'not-needed' ? 'outstanding' : 'waiting';
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
  const prompts = new Map(
    deliveries.filter((row) => row.kind === 'prompt').map((row) => [row.personId, row]),
  );
  const byUpdater = actionsByUpdater(actions);
  const agencies = new Map<string, LeadStatus[]>();
  for (const person of people) {
    const asked = byUpdater.get(person.id);
    if (!asked) continue;
    const done = asked.filter((action) => answered.has(action.id)).length;
    const prompt = prompts.get(person.id);
    const state = leadState(done, asked.length, prompt);
    const reason =
      state === 'unreachable' || state === 'failed' ? describeReason(prompt?.reason ?? 'unknown') : null;
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
