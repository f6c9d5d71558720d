import { actionsToShow, listPrompt } from '../../domain/reply/list-prompt.ts';
import type { Prompt } from '../../domain/reply/prompt.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services } from '../../ports.ts';
import { findPlan } from '../shared/find-plan.ts';
import { chooseCycle, parseMeeting, readCycleFacts, readOtherOpen } from '../shared/read-cycle.ts';
import { readPlanFor, type Sender } from '../shared/requester.ts';

type ShowServices = Pick<Services, 'store' | 'directory' | 'clock'>;

/** Which plan and meeting, where the sender named them; null means "the one there is". */
export interface PlanChoice {
  readonly planId: string | null;
  readonly meeting: string | null;
}

/** The sender's own open actions in a cycle: what `my actions` answers. Throws a `Refusal` where nothing can be shown. */
export async function showPrompt(
  services: ShowServices,
  sender: Sender,
  choice: PlanChoice,
): Promise<Prompt> {
  const { plan, person } =
    choice.planId === null
      ? await findPlan(services, sender, { planId: null }, 'see-own-actions')
      : await readPlanFor(services.store, sender, choice.planId);
  const cycles = (await services.store.listCycles(plan.id)).map(({ value }) => value);
  const cycle = chooseCycle(cycles, choice.meeting === null ? null : parseMeeting(choice.meeting).toString());
  const [{ actions, updates }, others] = await Promise.all([
    readCycleFacts(services.store, plan.id, cycle),
    readOtherOpen(services.store, plan.id, cycles, cycle.cycleId),
  ]);
  if (!person) throw new Refusal('unknown-person', 'You are not on this plan’s people list.');
  return listPrompt({
    plan,
    cycle,
    person,
    actions: actionsToShow(actions, person),
    updates,
    today: todayIn(plan, services.clock.now()),
    others,
  });
}

/** The action a person means by a ref in `update REF`, compared by meaning. Throws `unknown-action` naming theirs. */
export function findByRef(prompt: Prompt, ref: string): string {
  const item = prompt.items.find((candidate) => refKey(candidate.ref) === refKey(ref));
  if (item) return item.actionId;
  const mine = prompt.items.map((candidate) => candidate.ref).join(', ');
  throw new Refusal(
    'unknown-action',
    mine === ''
      ? `You lead no open action in ${prompt.planName}, so there is no ${ref} to update.`
      : `You lead no open action ${ref}. Yours: ${mine}.`,
  );
}
