import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/errors.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { buildWorkbook, fillTracker, textFile } from './build-workbook.ts';

/** The same numbers for the same seed (mulberry32), so that a failure can be run again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const random = createRandom(seed);
  const changed = Uint8Array.from(bytes);
  for (let flips = Math.ceil(random() * 8); flips > 0; flips -= 1) {
    changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
  }
  return random() < 0.25 ? changed.slice(0, Math.floor(random() * changed.length)) : changed;
}

async function outcomesOf(name: string, bytes: Uint8Array, runs: number): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  for (let seed = 1; seed <= runs; seed += 1) {
    const outcome = await readPlanFile(name, mutate(bytes, seed)).then(
      (plan) => (plan.actions.length > 0 ? 'plan' : 'empty plan'),
      (error: unknown) => (error instanceof Refusal ? 'refusal' : `seed ${seed}: ${String(error)}`),
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}

const csv =
  'Our plan\nPosition at 4 March 2026\nRef,Theme,Action,By when,By whom,Comments,RAG\n1A,One,"• a\n• b",Dec 25,Ada Quill,"x, ""y""",Red\n1B,,Two,31/03/2026,?,é,Amber\n';

describe('a file with bytes changed or cut off', () => {
  it('as a workbook is a plan or a refusal, never another error', async () => {
    const outcomes = await outcomesOf('plan.xlsx', await buildWorkbook(fillTracker), 200);
    expect([...outcomes.keys()].sort()).toEqual(['plan', 'refusal']);
  }, 20_000);

  it('as CSV is a plan or a refusal, never another error', async () => {
    const outcomes = await outcomesOf('plan.csv', textFile(csv), 300);
    expect([...outcomes.keys()].sort()).toEqual(['plan', 'refusal']);
  }, 20_000);
});
