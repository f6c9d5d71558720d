import { newPersonId } from '../../domain/people/merge-people.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { slugOf } from '../../domain/shared/slug.ts';
import type { Services } from '../../ports.ts';
import { type FirstManagerServices, isFirstManager, teamsRecordOf } from '../people/first-manager.ts';
import { listMyPlans } from '../shared/find-plan.ts';
import type { Sender } from '../shared/requester.ts';
import { parsePlanId } from './import-plan.ts';

/** What somebody has said of where their file goes. */
export interface ImportWords {
  /** A plan's id or name; null when they named none. */
  readonly into: string | null;
  /** A plan that need not be there yet; null when they said so of none. */
  readonly as: { readonly planId: string; readonly name: string | null } | null;
}

export type ImportTarget =
  | { readonly kind: 'plan'; readonly planId: PlanId; readonly name: string | null }
  /** The sender runs several plans and has named none. */
  | { readonly kind: 'which'; readonly plans: readonly Plan[] }
  /** The sender runs none yet and may start one; its id is made of the document’s name. */
  | { readonly kind: 'first' };

export type TargetServices = FirstManagerServices & Pick<Services, 'store'>;

/**
 * The plans that a sender may import into, with who they are there; [] for a first project manager who runs none yet.
 * Throws `not-permitted` for anybody else who runs none.
 */
export async function listImportablePlans(
  services: TargetServices,
  sender: Sender,
): Promise<{ plan: Plan; person: Person }[]> {
  const mine = await listMyPlans(services, sender);
  const run = mine.filter(({ person }) => may(person, 'run-cycle'));
  if (run.length > 0 || (await isFirstManager(services, sender))) return run;
  throw new Refusal(
    'not-permitted',
    mine.length > 0
      ? 'Only the project manager can import a plan. Type “help” to see what you can do.'
      : 'You do not run a plan here, so you can’t import one. Whoever runs this service can name you as a first project manager (FIRST_PROJECT_MANAGERS).',
  );
}

/** Whether no other plan has the id, and nobody else has begun one under it. */
async function isFree({ store }: TargetServices, sender: Sender, planId: PlanId): Promise<boolean> {
  const [plan, people, actions] = await Promise.all([
    store.readPlan(planId),
    store.listPeople(planId),
    store.listActions(planId),
  ]);
  // An import that broke off leaves its sender, and perhaps actions, without the plan's own row; only they may go on with it.
  const isOwn = people.length > 0 && people.every(({ value }) => value.userId === sender.userId);
  return plan === null && (isOwn || (people.length === 0 && actions.length === 0));
}

/** Throws `unknown-plan` for an id that somebody else has, whoever that is. */
async function demandFree(services: TargetServices, sender: Sender, planId: PlanId): Promise<void> {
  if (await isFree(services, sender, planId)) return;
  throw new Refusal(
    'unknown-plan',
    `The id ${planId} is taken by a plan that you do not run. Choose another, such as ${planId.slice(0, 60)}-2.`,
  );
}

/** More plans of one name than any organisation has. */
const mostOfOneName = 50;

/** A free id for a plan whose document is called so: `wexcombe-send-plan`, with a number where that is taken. */
export async function findFreeId(services: TargetServices, sender: Sender, name: string): Promise<PlanId> {
  const slug = slugOf(name, 56) || 'plan';
  for (let number = 1; number <= mostOfOneName; number += 1) {
    const planId = number === 1 ? slug : `${slug}-${number}`;
    if (await isFree(services, sender, planId)) return planId;
  }
  throw new Refusal(
    'unknown-plan',
    `There are many plans called ${slug} already. Send the file with “import as”, an id and a name, such as “import as wexcombe-send Wexcombe SEND plan”.`,
  );
}

/**
 * Decides which plan a file is for. Who runs a plan of this organisation may start another one, and so may a first project
 * manager. Throws `not-permitted`, `unknown-plan`, `bad-input`.
 */
export async function findImportTarget(
  services: TargetServices,
  sender: Sender,
  { into, as }: ImportWords,
): Promise<ImportTarget> {
  const run = await listImportablePlans(services, sender);
  if (as !== null) {
    const planId = parsePlanId(as.planId);
    if (!run.some(({ plan }) => plan.id === planId)) await demandFree(services, sender, planId);
    return { kind: 'plan', planId, name: as.name };
  }
  if (run.length === 0 && into === null) return { kind: 'first' };
  const wanted = into?.toLowerCase();
  const meant = run.filter(
    ({ plan }) => wanted === undefined || plan.id === wanted || plan.name.toLowerCase() === wanted,
  );
  const [only, ...others] = meant;
  if (only && others.length === 0) return { kind: 'plan', planId: only.plan.id, name: null };
  if (only) return { kind: 'which', plans: meant.map(({ plan }) => plan) };
  throw new Refusal(
    'unknown-plan',
    `You run no plan called “${into ?? ''}”.${run.length > 0 ? ` Yours: ${run.map(({ plan }) => plan.id).join(', ')}.` : ''} For a new plan, send the file with “import as”, an id and a name, such as “import as wexcombe-send Wexcombe SEND plan”.`,
  );
}

/**
 * Who the sender will be in a plan that is not there yet: as they are known where they run one, else as Teams has them. null
 * for a plan they run. Throws as above.
 */
export async function findNewManager(
  services: TargetServices,
  sender: Sender,
  planId: PlanId,
): Promise<Person | null> {
  const run = await listImportablePlans(services, sender);
  const here = run.find(({ plan }) => plan.id === planId);
  if (here) return null;
  await demandFree(services, sender, planId);
  const [known] = run;
  if (known) return { ...known.person, roles: ['pm'] };
  const { name, email } = await teamsRecordOf(services, sender);
  return {
    id: newPersonId(name, new Set()),
    name,
    initials: [],
    aliases: [],
    email,
    userId: sender.userId,
    accountFrom: 'given',
    agency: '',
    roles: ['pm'],
  };
}
