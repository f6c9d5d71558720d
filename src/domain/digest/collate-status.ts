import type { Temporal } from 'temporal-polyfill';
import type { Meeting } from '../calendar/meeting.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { cycleHeader } from '../cycle/cycle-header.ts';
import { nextStep } from '../cycle/next-step.ts';
import { bringsMessageOn, type Delivery } from '../delivery/delivery.ts';
import { namesOf, type Person } from '../people/person.ts';
import type { Action } from '../plan/action.ts';
import { actionsByUpdater, isOpen, namedUpdater } from '../plan/action-rules.ts';
import type { Plan } from '../plan/plan.ts';
import type { Update } from '../reply/update.ts';
import { formatMoment } from '../shared/dates.ts';
import { dayOf } from '../shared/days.ts';
import type { AgencyStatus, CycleStatus, LeadState, LeadStatus, SentDigest } from './cycle-status.ts';

const leftTeam = 'Has left the team or uninstalled the bot: add them to a team that has it, that is enough.';
const installAgain = 'Has blocked or uninstalled the bot: ask them to install it again.';

const reasonWords: ReadonlyMap<string, string> = new Map([
  ['no-teams-account', 'No Teams account given: add their Entra object id to the people list.'],
  ['never-met-bot', 'Is in no team that has the bot: add them to one, that is enough.'],
  ['refused', 'Teams does not let the bot write to them: ask them to install it or say hello to it.'],
  ['blocked', installAgain],
  ['not-installed', leftTeam],
  ['not-in-conversation', leftTeam],
  ['conversation-gone', leftTeam],
  [
    'disabled-by-admin',
    'Teams does not let the bot write to them: ask your Teams administrator to allow it.',
  ],
  ['throttled', 'Teams kept asking us to wait.'],
  ['no-answer', 'Teams did not answer, however often we tried.'],
  ['gave-up', 'Sending broke off every time: ask whoever runs the bot to look at its log.'],
  [
    'InvalidBotApiHost',
    'The bot wrote to the wrong Teams cloud: ask them to send it a message, which tells it the right one.',
  ],
  ['MessageSizeTooBig', 'The card was too big for Teams: ask whoever runs the bot to look at its log.'],
  ['ServiceError', 'Teams failed while taking the card, which may have arrived: ask them.'],
  ['sign-in-failed', 'The bot could not sign in to Teams: ask whoever runs it to check its secret.'],
  ['http-401', 'Teams does not accept the bot’s sign-in: ask whoever runs the bot.'],
  ...['http-412', 'http-502', 'http-503', 'http-504'].map((code): [string, string] => [
    code,
    `Teams could not take the card, however often we tried (${code}).`,
  ]),
]);

/** A stable delivery reason in words for the PM; an unknown one is shown as it is rather than hidden. */
export function describeReason(reason: string): string {
  return reasonWords.get(reason) ?? `Teams answered: ${reason}.`;
}

function leadState(
  answered: number,
  total: number,
  prompt: Delivery | undefined,
  isReminded: boolean,
): LeadState {
  if (answered === total) return 'answered';
  // However the prompt fared, a reminder has asked for the same.
  if (isReminded) return 'outstanding';
  if (prompt?.state === 'unreachable' || prompt?.state === 'failed') return prompt.state;
  // Unneeded means that all was answered then: what is open now has come since, and a reminder asks for it.
  return prompt?.state === 'sent' || prompt?.state === 'not-needed' ? 'outstanding' : 'waiting';
}

export interface StatusSources {
  readonly plan: Plan;
  readonly cycle: Cycle;
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Replies of the cycle, by action id. */
  readonly updates: ReadonlyMap<string, Update>;
  /** The cycle's ledger. */
  readonly deliveries: readonly Delivery[];
  /** The plan's calendar; [] where it has none. */
  readonly meetings: readonly Meeting[];
  /** In the plan's time zone. */
  readonly today: Temporal.PlainDate;
}

const isReminder = ({ kind }: Delivery) => kind.name === 'reminder';

function leadStatus(
  person: Person,
  asked: readonly Action[],
  theirs: readonly Delivery[],
  { plan, updates, today }: StatusSources,
): LeadStatus {
  const answered = asked.filter((action) => updates.has(action.id)).length;
  const prompt = theirs.find(({ kind }) => kind.name === 'prompt');
  const reminders = theirs.filter(isReminder);
  const sent = reminders.flatMap(({ sentAt }) => sentAt ?? []).sort();
  const latest = sent.at(-1);
  const state = leadState(answered, asked.length, prompt, latest !== undefined);
  return {
    personId: person.id,
    name: person.name,
    state,
    answered,
    total: asked.length,
    reason:
      state === 'unreachable' || state === 'failed' ? describeReason(prompt?.reason ?? 'unknown') : null,
    askedOn: prompt?.sentAt ? dayOf(prompt.sentAt, plan.timeZone) : null,
    remindedOn: latest === undefined ? null : dayOf(latest, plan.timeZone),
    remindedToday: reminders.some((row) => bringsMessageOn(row, today.toString(), plan.timeZone)),
  };
}

/** Revised dates asked for and completions said, on which nobody has decided yet. */
function countProposals(actions: readonly Action[]): number {
  return actions
    .filter(isOpen)
    .reduce(
      (count, { revisedTimescale, completionProposed }) =>
        count +
        (revisedTimescale !== null && revisedTimescale.approved === null ? 1 : 0) +
        (completionProposed ? 1 : 0),
      0,
    );
}

/** Replies that a frozen cycle's paper lacks. One that was late to an earlier freeze, before the cycle was reopened, is in it. */
function countLate({ state, snapshot }: Cycle, updates: readonly Update[]): number {
  if (state === 'open') return 0;
  return updates.filter(({ late, lateFor = snapshot }) => late && lateFor === snapshot).length;
}

/** What has become of what went out on publication day: the digest, for each of its readers, and the link to the paper. */
function tellPublication({ cycle, deliveries, people }: StatusSources): SentDigest | null {
  const rowsOf = (name: 'digest' | 'post') =>
    deliveries.filter(
      ({ kind, state }) => kind.name === name && kind.snapshot === cycle.snapshot && state !== 'not-needed',
    );
  const [rows, [post]] = [rowsOf('digest'), rowsOf('post')];
  if (rows.length === 0 && post === undefined) return null;
  const nameOf = namesOf(people);
  const count = (...states: Delivery['state'][]) => rows.filter(({ state }) => states.includes(state)).length;
  const whyNot = ({ state, reason }: Delivery) =>
    state === 'unreachable' || state === 'failed' ? describeReason(reason ?? 'unknown') : null;
  return {
    sent: count('sent'),
    underWay: count('planned', 'claimed'),
    missed: rows.flatMap((row) => {
      const reason = whyNot(row);
      return reason === null ? [] : [{ name: nameOf(row.personId), reason }];
    }),
    post: post === undefined ? null : { sent: post.state === 'sent', reason: postWords(whyNot(post), post) },
  };
}

/** A channel is no person: what keeps a message from it has words of its own. */
function postWords(why: string | null, { reason }: Delivery): string | null {
  if (why === null) return null;
  if (reason === 'no-channel') return 'No channel is known: type “post here” in it.';
  const isGone = ['conversation-gone', 'not-in-conversation', 'not-installed', 'blocked'].includes(
    reason ?? '',
  );
  return isGone ? 'The bot is not in that team any more: add it, and type “post here” again.' : why;
}

/** What happened to the cycle as a whole and what happens next, as its status tells it. */
function tellCourse({ plan, cycle, updates, meetings, today }: StatusSources) {
  const moment = (at: string) => formatMoment(at, plan.timeZone, today);
  return {
    due: cycle.due,
    publishBy: cycle.publishBy,
    escalates: cycle.escalates,
    escalatedOn: cycle.escalationDoneAt === null ? null : dayOf(cycle.escalationDoneAt, plan.timeZone),
    freezes: cycle.freezes,
    freezeAt: plan.schedule.freezeAt,
    frozen:
      cycle.frozenAt === null
        ? null
        : { when: moment(cycle.frozenAt), by: cycle.frozenBy ?? 'Board Actions' },
    next: nextStep(cycle, plan.schedule, today.toString()),
    skipped: cycle.skipped,
    missed: meetings
      .filter(({ state, date }) => state === 'planned' && date >= today.toString())
      .flatMap(({ missed }) => missed ?? []),
    signedOff: cycle.signedOff === null ? null : { when: moment(cycle.signedOff.at), by: cycle.signedOff.by },
    reopened: cycle.reopened.map(({ at, by, reason }) => ({ on: dayOf(at, plan.timeZone), by, reason })),
    lateChanges: countLate(cycle, [...updates.values()]),
    meetings: meetings
      .filter((meeting) => meeting.state === 'planned' && meeting.cycle === cycle.cycleId)
      .map(({ date, boards }) => ({ date, boards })),
    today: today.toString(),
  };
}

/** How far a cycle has got, by agency and lead: those who still owe most come first. Counts actions, not people. */
export function collateStatus(sources: StatusSources): CycleStatus {
  const { plan, cycle, actions, people, deliveries } = sources;
  const rows = new Map<string, Delivery[]>();
  for (const row of deliveries) rows.set(row.personId, [...(rows.get(row.personId) ?? []), row]);
  const byUpdater = actionsByUpdater(actions);
  const agencies = new Map<string, LeadStatus[]>();
  for (const person of people) {
    const asked = byUpdater.get(person.id);
    if (!asked) continue;
    const lead = leadStatus(person, asked, rows.get(person.id) ?? [], sources);
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
    ...cycleHeader(plan, cycle),
    state: cycle.state,
    ...tellCourse(sources),
    digest: tellPublication(sources),
    answered: grouped.reduce((total, agency) => total + agency.answered, 0),
    total: grouped.reduce((total, agency) => total + agency.total, 0),
    agencies: grouped,
    unassigned: actions
      .filter((action) => isOpen(action) && namedUpdater(action) === null)
      .map(({ ref, title }) => ({ ref, title })),
    proposals: countProposals(actions),
  };
}
