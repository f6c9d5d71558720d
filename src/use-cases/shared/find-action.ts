import type { Permission } from '../../domain/people/permissions.ts';
import type { Action } from '../../domain/plan/action.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

/** An action by its ref or id, for somebody with a permission. Throws `unknown-plan`, `not-permitted`, `unknown-action`. */
export async function findAction(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  permission: Permission,
  planId: string,
  which: { readonly ref: string } | { readonly actionId: string },
): Promise<{ readonly plan: Plan; readonly action: Action }> {
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, permission);
  const actions = (await store.listActions(planId)).map(({ value }) => value);
  const action =
    'ref' in which
      ? actions.find(({ ref }) => refKey(ref) === refKey(which.ref))
      : actions.find(({ id }) => id === which.actionId);
  if (action) return { plan, action };
  const named = 'ref' in which ? `action ${which.ref}` : 'such action any more';
  throw new Refusal('unknown-action', `The plan has no ${named}.`);
}
