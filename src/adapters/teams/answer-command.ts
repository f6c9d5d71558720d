import { cycleOpenedCard } from '../../cards/cycle/cycle-opened-card.ts';
import { openCycleCard } from '../../cards/cycle/open-cycle-card.ts';
import { digestCard } from '../../cards/digest/digest-card.ts';
import { importHelpCard } from '../../cards/import/import-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { helpCard } from '../../cards/kit/help-card.ts';
import { welcomeCard } from '../../cards/kit/welcome-card.ts';
import { promptCard } from '../../cards/reply/prompt-card.ts';
import { replyFormCard } from '../../cards/reply/reply-form-card.ts';
import type { Permission } from '../../domain/people/permissions.ts';
import type { Role } from '../../domain/people/person.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { type OpenedCycle, openCycle } from '../../use-cases/cycle/open-cycle.ts';
import { showDigest } from '../../use-cases/digest/show-digest.ts';
import { listImportablePlans } from '../../use-cases/import/import-target.ts';
import { maySendFirstPlan } from '../../use-cases/people/first-manager.ts';
import { openReplyForm } from '../../use-cases/reply/record-update.ts';
import { findByRef, showPrompt } from '../../use-cases/reply/show-prompt.ts';
import { findPlan, listMyPlans } from '../../use-cases/shared/find-plan.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import { showDecisions, showLate, showWording } from './answer-closing.ts';
import { answerCycleWords } from './answer-cycle-words.ts';
import { matchLeads } from './answer-matching.ts';
import { showPeople } from './answer-people.ts';
import { reopenCompleted, showAssign, showLogCard } from './answer-register.ts';
import { showSchedule } from './answer-schedule.ts';
import { remindAll, showStatusCard } from './answer-status.ts';
import type { Incoming } from './parse-activity.ts';
import type { Command, ParsedCommand } from './parse-command.ts';

/** Those that the bot answers with more than a card are answered elsewhere. */
type CardCommand = Exclude<Command, { readonly kind: 'export' | 'calendar' }>;

/** A command that a card answers. */
export interface ParsedCardCommand extends ParsedCommand {
  readonly command: CardCommand;
}

/** Greets a person by what they are, with the three things they can do. */
export async function welcome(
  services: Services,
  sender: Sender,
  scope: Incoming['scope'] = 'personal',
): Promise<AdaptiveCard> {
  const mine = await listMyPlans(services, sender);
  const roles = [...new Set(mine.flatMap(({ person }) => person.roles))];
  const [only, ...others] = mine;
  const name = only?.person.name ?? sender.name;
  const plan = only && others.length === 0 ? { id: only.plan.id, name: only.plan.name } : null;
  const mayStart = await mayStartPlan(services, sender, scope, mine.length);
  return welcomeCard({ name, roles, plan, mayStart });
}

/** Whether to say how a first plan is sent: in the sender’s own chat alone, where it can be. */
async function mayStartPlan(
  services: Services,
  sender: Sender,
  scope: Incoming['scope'],
  plans: number,
): Promise<boolean> {
  return plans === 0 && scope === 'personal' && (await maySendFirstPlan(services, sender));
}

async function help(
  services: Services,
  { sender, scope }: Incoming,
  notUnderstood: string | null,
): Promise<AdaptiveCard> {
  const mine = await listMyPlans(services, sender);
  const roles: Role[] = [...new Set(mine.flatMap(({ person }) => person.roles))];
  const [only, ...others] = mine;
  const mayStart = await mayStartPlan(services, sender, scope, mine.length);
  const planId = only && others.length === 0 ? only.plan.id : null;
  return helpCard({ roles, notUnderstood, planId, mayStart });
}

/** The form that asks for a board meeting, with what was wrong with the date given. */
export async function openCycleForm(
  services: Services,
  sender: Sender,
  planId: string | null,
  meeting = '',
  error: string | null = null,
): Promise<AdaptiveCard> {
  const { plan } = await findPlan(services, sender, 'run-cycle', planId);
  const cycles = await services.store.listCycles(plan.id);
  const alreadyOpen = cycles
    .filter(({ value }) => value.state === 'open')
    .map(({ value }) => value.boardDate);
  return openCycleCard({ planId: plan.id, planName: plan.name, meeting, error, alreadyOpen });
}

export function openedCard(opened: OpenedCycle): AdaptiveCard {
  return cycleOpenedCard({
    planId: opened.plan.id,
    planName: opened.plan.name,
    meeting: opened.cycle.meeting,
    boardDate: opened.cycle.boardDate,
    due: opened.cycle.due,
    prompted: opened.leads - opened.unreachable.length,
    actions: opened.actions,
    unreachable: opened.unreachable.map(({ name }) => name),
    unassigned: opened.unassigned,
  });
}

/** What a command needs the sender to be, before a plan is chosen for it. */
const permissions: Readonly<Partial<Record<CardCommand['kind'], Permission>>> = {
  'my-actions': 'see-own-actions',
  update: 'see-own-actions',
  digest: 'read-digest',
  status: 'read-status',
  remind: 'run-cycle',
  'match-leads': 'run-cycle',
  people: 'run-cycle',
  'open-cycle': 'run-cycle',
  schedule: 'run-cycle',
  decisions: 'decide',
  'late-changes': 'read-status',
  wording: 'run-cycle',
  freeze: 'run-cycle',
  extend: 'run-cycle',
  reopen: 'run-cycle',
  'sign-off': 'decide',
  'remind-one': 'run-cycle',
  'reopen-action': 'decide',
  assign: 'run-cycle',
  log: 'run-cycle',
};

/** Only what its readers may share is answered in a channel or group chat. */
const sharedCommands: readonly CardCommand['kind'][] = ['help', 'hello', 'digest', 'unknown'];

async function answerForPlan(
  services: Services,
  incoming: Incoming,
  parsed: ParsedCardCommand,
  planId: string,
): Promise<AdaptiveCard> {
  const { command, meeting } = parsed;
  const { sender, scope } = incoming;
  switch (command.kind) {
    case 'my-actions':
      return promptCard(await showPrompt(services, sender, { planId, meeting }));
    case 'update': {
      const prompt = await showPrompt(services, sender, { planId, meeting });
      const target = { planId, meeting: prompt.meeting, actionId: findByRef(prompt, command.ref) };
      return replyFormCard(await openReplyForm(services, sender, target));
    }
    case 'digest':
      return digestCard(
        await showDigest(services, sender, { planId, meeting, level: command.level, group: command.group }),
      );
    case 'status':
      return showStatusCard(services, sender, planId, meeting);
    case 'remind':
      return remindAll(services, sender, planId, meeting);
    case 'open-cycle':
      return meeting === null
        ? openCycleForm(services, sender, planId)
        : openedCard(await openCycle(services, sender, planId, meeting));
    case 'schedule':
      return showSchedule(services, sender, planId);
    case 'decisions':
      return showDecisions(services, sender, planId);
    case 'late-changes':
      return showLate(services, sender, planId, meeting);
    case 'wording':
      return showWording(services, sender, planId, meeting, command.ref);
    case 'freeze':
    case 'extend':
    case 'reopen':
    case 'sign-off':
    case 'remind-one':
      return answerCycleWords(services, sender, planId, meeting, command);
    case 'reopen-action': {
      const { ref, reason } = command;
      return reopenCompleted(services, sender, planId, { ref }, reason === '' ? null : reason);
    }
    case 'assign':
      return showAssign(services, sender, planId, command.asked);
    case 'log':
      return showLogCard(services, sender, planId, command.of);
    case 'match-leads':
      return matchLeads(services, sender, planId);
    case 'people':
      return showPeople(services, sender, planId);
    case 'import':
      await listImportablePlans(services, sender);
      return importHelpCard();
    case 'hello':
      return welcome(services, sender, scope);
    case 'help':
      return help(services, incoming, null);
    case 'unknown':
      return help(services, incoming, command.text);
  }
}

/** The card that answers a message; `knownPlans` spares asking the directory twice. Throws a `Refusal` in words for the sender. */
export async function answerCommand(
  services: Services,
  incoming: Incoming,
  parsed: ParsedCardCommand,
  knownPlans?: readonly string[],
): Promise<AdaptiveCard> {
  const { sender, scope } = incoming;
  const { kind } = parsed.command;
  if (scope === 'shared' && !sharedCommands.includes(kind)) {
    throw new Refusal('not-permitted', 'That is between you and me: write it to me in our own chat.');
  }
  const permission = permissions[kind];
  if (permission === undefined) return answerForPlan(services, incoming, parsed, '');
  const { plan } = await findPlan(services, sender, permission, parsed.planId, knownPlans);
  return answerForPlan(services, incoming, parsed, plan.id);
}
