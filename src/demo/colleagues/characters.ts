import { type SamplePerson, type SampleUser, sampleLead } from '../sample/sample-people.ts';
import { sampleAssignments } from '../sample/sample-plan.ts';
import type { SampleLead } from '../sample/sample-types.ts';

/** How a simulated colleague takes a prompt. */
export type Habit =
  /** Answers at once. */
  | 'quick'
  /** Answers after a minute or so. */
  | 'late'
  /** Lets the prompt lie and answers the reminder. */
  | 'after-reminder'
  /** Reads and never answers. */
  | 'silent'
  /** Has never installed the bot, so nothing can be sent. */
  | 'never-met';

export interface Character {
  readonly person: SamplePerson;
  readonly habit: Habit;
  /** Refs of the actions they answer for. */
  readonly refs: readonly string[];
}

const habits: Readonly<Record<Exclude<SampleLead, 'you'>, Habit>> = {
  nadia: 'quick',
  tom: 'quick',
  grace: 'quick',
  helen: 'quick',
  david: 'quick',
  marcus: 'quick',
  owen: 'late',
  priya: 'late',
  amara: 'after-reminder',
  joanna: 'silent',
  siobhan: 'never-met',
};

/** The sample plan's leads but the person who runs the demo. */
export function listCharacters(user: SampleUser): readonly Character[] {
  const assignments = sampleAssignments(user);
  return (Object.keys(habits) as (keyof typeof habits)[]).map((key) => {
    const person = sampleLead(key, user);
    const refs = assignments.filter(({ lead }) => lead === person.name).map(({ ref }) => ref);
    return { person, habit: habits[key], refs };
  });
}

export type Reaction =
  | { readonly kind: 'ignore' }
  | { readonly kind: 'answer'; readonly fromSeconds: number; readonly toSeconds: number };

const ignore: Reaction = { kind: 'ignore' };

/** Whether a character answers a prompt, and after how long: some time between the two. */
export function reactTo(habit: Habit, tone: 'prompt' | 'reminder'): Reaction {
  switch (habit) {
    case 'quick':
      return { kind: 'answer', fromSeconds: 5, toSeconds: 20 };
    case 'late':
      return tone === 'reminder'
        ? { kind: 'answer', fromSeconds: 5, toSeconds: 10 }
        : { kind: 'answer', fromSeconds: 60, toSeconds: 90 };
    case 'after-reminder':
      return tone === 'reminder' ? { kind: 'answer', fromSeconds: 5, toSeconds: 15 } : ignore;
    case 'silent':
    case 'never-met':
      return ignore;
  }
}
