import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../src/domain/import/imported-plan.ts';
import { splitAnswers } from '../../src/domain/import/reading-question.ts';
import { Refusal } from '../../src/domain/shared/errors.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { buildWorkbook, fillTracker, textFile } from '../support/build-workbook.ts';
import { mutateBytes, mutateText, openForMutation } from '../support/mutate-files.ts';
import { needsRealPlans, planCases, readRealPlan } from '../support/real-plans.ts';
import { createRandom } from '../support/seeded-random.ts';
import {
  formPerAction,
  headingPerAction,
  mergedPriorities,
  organisationsAsLeads,
  ratingPerWorkstream,
} from './word/word-samples.ts';

/** `FUZZ_RUNS=10000 npx vitest run --project node test/plan-files/fuzz.test.ts` runs as many files in all. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 800);
const firstSeed = Number(process.env['PROPERTY_SEED'] ?? 1);
const longestRead = 10_000;

const csv =
  'Our plan\nPosition at 4 March 2026\nRef,Theme,Action,By when,By whom,Comments,RAG\n1A,One,"• a\n• b",Dec 25,Ada Quill,"x, ""y""",Red\n1B,,Two,31/03/2026,?,é,Amber\n';

interface Kind {
  readonly name: string;
  readonly share: number;
  readonly samples: () => Promise<readonly Uint8Array[]>;
  readonly options?: ReturnType<typeof needsRealPlans>;
}

const casesOf = (ending: string): Kind => {
  const cases = planCases.filter((name) => name.endsWith(ending));
  return {
    name: `case${ending}`,
    share: 0.1,
    samples: () => Promise.resolve(cases.map((name) => readRealPlan(name))),
    options: needsRealPlans(...cases),
  };
};

const kinds: readonly Kind[] = [
  { name: 'plan.xlsx', share: 0.3, samples: async () => [await buildWorkbook(fillTracker)] },
  {
    name: 'plan.docx',
    share: 0.25,
    samples: () =>
      Promise.all([
        formPerAction(),
        headingPerAction(),
        mergedPriorities(),
        organisationsAsLeads(),
        ratingPerWorkstream(),
      ]),
  },
  { name: 'plan.csv', share: 0.15, samples: async () => [textFile(csv)] },
  ...['.xlsx', '.docx', '.csv'].map(casesOf),
];

/** Reads a file and, where it leaves something open, reads it again with answers drawn from the choices it gives. */
async function readAndAnswer(name: string, bytes: Uint8Array, random: () => number): Promise<ImportedPlan> {
  const plan = await readPlanFile(name, bytes);
  const answers = plan.questions.map(
    ({ id, choices }) => [id, choices[Math.floor(random() * choices.length)]?.value ?? ''] as const,
  );
  return answers.length === 0 ? plan : readPlanFile(name, bytes, splitAnswers(Object.fromEntries(answers)));
}

/** A changed copy of one of the samples, always the same for the same seed. */
async function createMutator(kind: Kind): Promise<(seed: number) => Promise<Uint8Array>> {
  const samples = await kind.samples();
  const structures = kind.name.endsWith('.csv')
    ? samples.map((bytes) => (random: () => number) => {
        const text = mutateText(new TextDecoder().decode(bytes), random);
        return Promise.resolve(textFile(text));
      })
    : await Promise.all(samples.map(openForMutation));
  return async (seed) => {
    const random = createRandom(seed);
    const at = seed % samples.length;
    const [sample, structure] = [samples[at] ?? new Uint8Array(), structures[at]];
    return random() < 0.4 || structure === undefined ? mutateBytes(sample, random) : structure(random);
  };
}

describe.for(kinds)('a file with bytes or structure changed: $name', ({ name, share, options, ...kind }) => {
  let mutate: (seed: number) => Promise<Uint8Array>;
  const count = Math.round(runs * share);
  const slowest = { seed: 0, milliseconds: 0 };

  beforeAll(async () => {
    if (options?.skip === true) return;
    mutate = await createMutator({ name, share, ...kind });
  });

  it(`is a plan or a refusal ${count} times, never another error, and soon`, {
    timeout: 60_000 + count * 200,
    ...options,
  }, async () => {
    const outcomes = new Map<string, number>();
    for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
      const bytes = await mutate(seed);
      const began = performance.now();
      const outcome = await readAndAnswer(name, bytes, createRandom(seed)).then(
        ({ actions }) => (actions.length > 0 ? 'plan' : 'empty plan'),
        (error: unknown) => (error instanceof Refusal ? 'refusal' : `seed ${seed}: ${String(error)}`),
      );
      const milliseconds = performance.now() - began;
      if (milliseconds > slowest.milliseconds) {
        Object.assign(slowest, { seed, milliseconds });
      }
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].sort(), JSON.stringify([...outcomes])).toEqual(['plan', 'refusal']);
    expect(slowest.milliseconds, `seed ${slowest.seed}`).toBeLessThan(longestRead);
  });
});
