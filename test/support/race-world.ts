import { expect } from 'vitest';
import type { App } from '../../src/app.ts';
import { collateStatus } from '../../src/domain/digest/collate-status.ts';
import type { Update } from '../../src/domain/reply/update.ts';
import { todayIn } from '../../src/domain/shared/days.ts';
import { openCycle } from '../../src/use-cases/cycle/open-cycle.ts';
import { showDigest } from '../../src/use-cases/digest/show-digest.ts';
import { showLateChanges } from '../../src/use-cases/reply/show-late-changes.ts';
import { byAction } from '../../src/use-cases/shared/read-cycle.ts';
import { cardText } from './read-card.ts';
import { importFiles } from './small-plan.ts';
import type { TestPerson } from './test-person.ts';
import { startWorld, type TestWorld } from './test-world.ts';

export const raceMeeting = '2026-12-16';
export const racePlan = 'race-send';
export const operator = { via: 'cli' } as const;

/** What a lead was told of one reply. `refused`: that it is not saved. */
export type Told = 'in' | 'late' | 'unseen' | 'refused';

export interface RacedReply {
  readonly actionId: string;
  readonly narrative: string;
  readonly told: Told;
  readonly text: string;
}

export interface RaceWorld extends TestWorld {
  /** Another replica, for what is done meanwhile. */
  readonly other: App;
  readonly leads: readonly TestPerson[];
  /** Saves a reply for an action by pressing its form's button; never throws for a refusal. */
  reply(actionId: string, narrative: string): Promise<RacedReply>;
}

export const idOf = (number: number) => String(number).padStart(4, '0');

const userIdOf = (lead: number) => `a1000000-0000-4000-8000-${String(lead + 16).padStart(12, '0')}`;

/** A plan of so many actions, ten to a lead, with its cycle open; nobody has been written to, so that no card is in the way. */
export async function startRaceWorld(actions: number): Promise<RaceWorld> {
  const world = await startWorld({ serving: true });
  const count = Math.ceil(actions / 10);
  const names = Array.from({ length: count }, (_, lead) => `Lead Number${lead}`);
  const tracker = [
    'Race SEND improvement plan',
    'Position at 1 October 2026',
    '',
    'Ref,Theme,Action,Responsible lead,Timescale,Progress,RAG',
    ...Array.from(
      { length: actions },
      (_, at) =>
        `${at + 1}A,Theme,Do the thing of number ${at + 1},${names[Math.floor(at / 10)]},March 2027,Begun.,Green`,
    ),
    '',
  ].join('\r\n');
  const people = [
    'Name,Entra object id,Agency,Role',
    ...names.map((name, lead) => `${name},${userIdOf(lead)},Council,lead`),
    '',
  ].join('\r\n');
  await importFiles(world.app.services, { planId: racePlan, tracker, people });
  const { store } = world.app.services;
  // As the PM confirms them.
  const listed = await store.listPeople(racePlan);
  const idByName = new Map(listed.map(({ value }) => [value.name, value.id]));
  for (const { value, etag } of await store.listActions(racePlan)) {
    const responsible = value.responsibleLeads.flatMap((name) => idByName.get(name) ?? []);
    await store.commit(racePlan, [
      { op: 'replace', row: { kind: 'action', value: { ...value, responsible } }, etag },
    ]);
  }
  await openCycle(world.app.services, operator, racePlan, { meeting: raceMeeting });
  const leads = names.map((name, lead) => world.person({ name, userId: userIdOf(lead) }));
  const other = world.addReplica();
  return {
    ...world,
    url: world.url,
    other,
    leads,
    async reply(actionId, narrative) {
      const lead = leads[Math.floor((Number(actionId) - 1) / 10)];
      if (!lead) throw new Error(`Nobody leads ${actionId}.`);
      const seen =
        (await other.services.store.readUpdate(racePlan, raceMeeting, actionId))?.value.version ?? 0;
      const data = { planId: racePlan, meeting: raceMeeting, actionId, seen, rating: 'Green', narrative };
      // A connection kept open may be closed as it is used again; the same reply twice is saved once.
      const press = () => lead.forges('reply.save', data);
      const answer = await press().catch((error: unknown) => {
        if (error instanceof TypeError) return press();
        throw error;
      });
      const text = answer.kind === 'card' ? cardText(answer.card) : answer.text;
      return { actionId, narrative, told: toldBy(text), text };
    },
    async close() {
      await other.close();
      await world.close();
    },
  };
}

function toldBy(text: string): Told {
  if (text.includes('I could not see whether')) return 'unseen';
  if (text.includes('✔ Saved as a late change')) return 'late';
  return text.includes('✔ Saved') ? 'in' : 'refused';
}

/** Where the replies of the race's cycle are now. */
async function readTruth({ other }: RaceWorld) {
  const { store } = other.services;
  const cycle = (await store.readCycle(racePlan, raceMeeting))?.value;
  if (!cycle) throw new Error('The cycle is gone.');
  // As a reader would, who completes a freeze that has ended half-way.
  const digest = await showDigest(other.services, operator, {
    planId: racePlan,
    cycleId: raceMeeting,
    level: null,
    group: null,
  });
  const { snapshot } = cycle;
  const kept = snapshot === null ? null : await store.readFrozen(racePlan, raceMeeting, snapshot);
  const updates = byAction(await store.listUpdates(racePlan, raceMeeting));
  const late =
    cycle.state === 'frozen'
      ? await showLateChanges(other.services, operator, { planId: racePlan, cycleId: raceMeeting })
      : null;
  return { cycle, kept, updates, digest, late };
}

/** Each lead was told what is so, and everything that tells of it agrees. Takes the latest reply of each action. */
export async function expectTold(world: RaceWorld, replies: readonly RacedReply[]): Promise<void> {
  const { cycle, kept, updates, digest, late } = await readTruth(world);
  const inPaper = new Map(kept?.actions.map(({ action, update }) => [action.id, update]));
  const lateIds = new Set(late?.changes.map(({ actionId }) => actionId));
  for (const { actionId, narrative, told, text } of replies) {
    const update: Update | undefined = updates.get(actionId);
    const isSaved = update?.narrative === narrative;
    const isKept = inPaper.get(actionId)?.narrative === narrative;
    const so: Told = !isSaved ? 'refused' : cycle.state === 'open' || isKept ? 'in' : 'late';
    expect(told, `${actionId}: ${text}`).toBe(so);
    if (!isSaved) continue;
    // What was late to a paper before the cycle was reopened says to which.
    const isFlagged = update?.late === true && update.lateFor === cycle.snapshot;
    expect(isFlagged, `${actionId} flagged`).toBe(so === 'late');
    expect(lateIds.has(actionId), `${actionId} among the late changes`).toBe(so === 'late');
  }
  if (kept === null) return;
  const { store } = world.other.services;
  const [plan, people, actions] = await Promise.all([
    store.readPlan(racePlan),
    store.listPeople(racePlan),
    store.listActions(racePlan),
  ]);
  if (!plan) throw new Error('The plan is gone.');
  const status = collateStatus({
    plan: plan.value,
    cycle,
    people: people.map(({ value }) => value),
    actions: actions.map(({ value }) => value),
    updates,
    deliveries: [],
    meetings: [],
    today: todayIn(plan.value, world.clock.now()),
  });
  expect(status.lateChanges, 'late changes as the status counts them').toBe(lateIds.size);
  expect(digest.answered, 'answers as the digest counts them').toBe(
    kept.actions.filter(({ update }) => update !== null).length,
  );
}
