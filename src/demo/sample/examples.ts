import { Temporal } from 'temporal-polyfill';
import { samplePeopleFile, sampleTracker } from './sample-plan.ts';

/** The committed example files by name, made for one fixed day so that the README's walk-through stays true. */
export function exampleFiles(): Readonly<Record<string, string>> {
  const day = Temporal.PlainDate.from('2026-11-02');
  const user = { name: 'Rowan Fielding', userId: 'b0a4dac7-0000-4000-8000-000000000000' };
  return {
    'example-tracker.csv': sampleTracker(day),
    'example-people.csv': samplePeopleFile(user),
  };
}
