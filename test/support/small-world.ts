import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { eventually } from './eventually.ts';
import type { CardJson } from './read-card.ts';
import { importSmallPlan, smallPeople } from './small-plan.ts';
import type { TestPerson } from './test-person.ts';
import { startWorld, type TestWorld, type WorldOptions } from './test-world.ts';

export const smallPlanId = 'wexcombe-send';
export const smallMeeting = '2026-12-16';

type SmallName = keyof typeof smallPeople;
type SmallOptions = Omit<WorldOptions, 'serving'>;

/** The small plan and its people; whether they have installed the bot is said where the world was started. */
export interface SmallPlanWorld extends TestWorld {
  readonly people: Readonly<Record<SmallName, TestPerson>>;
}

export interface SmallWorld extends SmallPlanWorld {
  /** What a button for one action of the open cycle sends: `0001` is 1A i. */
  idsOf(actionId: string): { readonly planId: string; readonly meeting: string; readonly actionId: string };
}

/** The small plan, these people installed, and no cycle yet. */
export async function startSmallPlan(
  installed: readonly SmallName[],
  options: SmallOptions = {},
): Promise<SmallPlanWorld> {
  const world = await startWorld({ ...options, serving: true });
  await importSmallPlan(world.app.services, smallPlanId);
  const person = (key: SmallName) => world.person(smallPeople[key]);
  const people = {
    morgan: person('morgan'),
    chris: person('chris'),
    sam: person('sam'),
    lee: person('lee'),
    jo: person('jo'),
    kit: person('kit'),
    stranger: person('stranger'),
  };
  for (const name of installed) await people[name].installs();
  return { ...world, url: world.url, people };
}

/** The small plan with everybody installed and its cycle open and prompted; the stranger has installed too. */
export async function startSmallWorld(options: SmallOptions = {}): Promise<SmallWorld> {
  const everybody = ['morgan', 'chris', 'sam', 'lee', 'jo', 'kit', 'stranger'] as const;
  const world = await startSmallPlan(everybody, options);
  const { sam, lee } = world.people;
  await openCycle(world.app.services, { via: 'cli' }, smallPlanId, { meeting: smallMeeting });
  // Rather than wait for the next look at an idle queue; whatever that look has taken already is on its way.
  await world.app.runDueOnce();
  await eventually(() => promptOf(sam));
  await eventually(() => promptOf(lee));
  return { ...world, idsOf: (actionId) => ({ planId: smallPlanId, meeting: smallMeeting, actionId }) };
}

/** The newest prompt or reminder of a lead. Throws when there is none. */
export function promptOf(person: TestPerson): CardJson {
  const prompt = person.prompts().at(-1);
  if (!prompt) throw new Error(`${person.name} has not been prompted.`);
  return prompt;
}
