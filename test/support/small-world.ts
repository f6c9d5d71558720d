import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { eventually } from './eventually.ts';
import type { CardJson } from './read-card.ts';
import { importSmallPlan, smallPeople } from './small-plan.ts';
import type { TestPerson } from './test-person.ts';
import { startWorld, type TestWorld, type WorldOptions } from './test-world.ts';

export const smallPlanId = 'wexcombe-send';
export const smallMeeting = '2026-12-16';

export interface SmallWorld extends TestWorld {
  readonly people: Readonly<Record<keyof typeof smallPeople, TestPerson>>;
  /** What a button for one action of the open cycle sends: `0001` is 1A i. */
  idsOf(actionId: string): { readonly planId: string; readonly meeting: string; readonly actionId: string };
}

/** The small plan with everybody installed and its cycle open and prompted; the stranger has installed too. */
export async function startSmallWorld(options: Omit<WorldOptions, 'serving'> = {}): Promise<SmallWorld> {
  const world = await startWorld({ ...options, serving: true });
  await importSmallPlan(world.app.services, smallPlanId);
  const person = (key: keyof typeof smallPeople) => world.person(smallPeople[key]);
  const people = {
    morgan: person('morgan'),
    chris: person('chris'),
    sam: person('sam'),
    lee: person('lee'),
    jo: person('jo'),
    kit: person('kit'),
    stranger: person('stranger'),
  };
  for (const somebody of Object.values(people)) await somebody.installs();
  await openCycle(world.app.services, { via: 'cli' }, smallPlanId, smallMeeting);
  // Rather than wait for the next look at an idle queue; whatever that look has taken already is on its way.
  await world.app.runDueOnce();
  await eventually(() => promptOf(people.sam));
  await eventually(() => promptOf(people.lee));
  return {
    ...world,
    url: world.url,
    people,
    idsOf: (actionId) => ({ planId: smallPlanId, meeting: smallMeeting, actionId }),
  };
}

/** The newest prompt or reminder of a lead. Throws when there is none. */
export function promptOf(person: TestPerson): CardJson {
  const prompt = person.prompts().at(-1);
  if (!prompt) throw new Error(`${person.name} has not been prompted.`);
  return prompt;
}
