import fc from 'fast-check';
import type { Cycle } from '../../src/domain/cycle/cycle.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Action } from '../../src/domain/plan/action.ts';
import { actionStatuses } from '../../src/domain/plan/document-facts.ts';
import { applyUpdate, nextUpdate } from '../../src/domain/reply/reply.ts';
import type { Update } from '../../src/domain/reply/update.ts';
import { aCycle, anAction, anyRating, aPerson, dayScale, instant, point } from './builders.ts';

/** A plan's actions after some months of replies, made with the product's own rules. */
export interface GeneratedPlan {
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  /** Oldest first; all but the last are frozen. */
  readonly cycles: readonly Cycle[];
  readonly updates: ReadonlyMap<string, ReadonlyMap<string, Update>>;
}

const meetings = ['2026-10-14', '2026-11-11', '2026-12-09'] as const;
const people = [
  aPerson('sam-barron', { agency: 'Wexcombe Council' }),
  aPerson('kit-holloway', { agency: 'Wexcombe ICB' }),
  aPerson('ada-moor'),
];

const anyStatus = fc.constantFrom(...actionStatuses, 'in-progress', 'in-progress');
const anyReply = fc.record({
  rating: anyRating.filter(({ label }) => label !== ''),
  revised: fc.option(fc.constantFrom('2026-11-30', '2027-03-31').map(dayScale)),
  reason: fc.constantFrom('', 'The nurse left.'),
});
const anyStory = fc.record({
  rating: anyRating,
  status: anyStatus,
  theme: fc.constantFrom(null, 'Health', 'Joint commissioning'),
  priority: fc.constantFrom(null, 'Priority 1', 'Priority 2'),
  responsible: fc.uniqueArray(fc.constantFrom(...people.map(({ id }) => id)), { maxLength: 2 }),
  /** One for each meeting; null is no reply. */
  replies: fc.tuple(fc.option(anyReply), fc.option(anyReply), fc.option(anyReply)),
});

type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never;

function repliedTo(
  action: Action,
  { replies }: Story,
  cycles: readonly Cycle[],
): { action: Action; updates: Update[] } {
  let after = action;
  const updates: Update[] = [];
  for (const [index, cycle] of cycles.entries()) {
    const said = replies[index];
    if (!said) continue;
    const texts = { narrative: `Said for ${cycle.cycleId}.`, recoveryStep: 'Next.', evidence: '' };
    const reply = { kind: 'update' as const, ...texts, ...said, finished: false };
    const author = { userId: 'user-sam-barron', name: 'Sam Barron', onBehalfOf: null };
    const update = nextUpdate(
      reply,
      { action: after, cycle, current: null },
      author,
      instant(`${cycle.cycleId}T09:00:00Z`).subtract({ hours: 96 }),
    );
    updates.push(update);
    after = applyUpdate(after, update);
  }
  return { action: after, updates };
}

function tell(stories: readonly Story[], cycleCount: number): GeneratedPlan {
  const cycles = meetings
    .slice(0, cycleCount)
    .map((meeting, index) =>
      index === cycleCount - 1
        ? aCycle(meeting)
        : aCycle(meeting, { state: 'frozen', frozenAt: `${meeting}T08:00:00Z`, frozenBy: 'Robin Pryce' }),
    );
  const told = stories.map((story, index) => {
    const { replies: _said, ...facts } = story;
    const id = String(index + 1).padStart(4, '0');
    return repliedTo(anAction(id, { ...facts, ratingHistory: [point(null, story.rating)] }), story, cycles);
  });
  const all = told.flatMap(({ updates }) => updates);
  return {
    actions: told.map(({ action }) => action),
    people,
    cycles,
    updates: new Map(
      cycles.map(({ cycleId }) => [
        cycleId,
        new Map(
          all.filter((update) => update.cycleId === cycleId).map((update) => [update.actionId, update]),
        ),
      ]),
    ),
  };
}

/** With the given number of cycles, at most three. */
export const generatedPlan = (cycleCount: number) =>
  fc.array(anyStory, { maxLength: 15 }).map((stories) => tell(stories, cycleCount));
