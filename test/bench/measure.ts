/** Samples of one round, floor and ours taken in turn on the same machine, in the figure's unit. */
export interface Round {
  readonly floor: readonly number[];
  readonly ours: readonly number[];
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | '/s';
  /** What ours is compared with. */
  readonly floorName: string;
  /** Over all samples of all rounds. */
  readonly floor: number;
  readonly ours: number;
  /** Ours over floor, each round with itself: what else the machine was doing hits both. */
  readonly ratio: Spread;
  readonly rounds: number;
  /** Of ours, in all rounds. */
  readonly samples: number;
}

/** Something counted that has no floor. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What one part of the bench found. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly facts: readonly Fact[];
}

/** The smallest sample that at least `percent` of all are not above. Throws for no samples: there is nothing to say. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('A percentile needs samples.');
  return found;
}

function spread(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: percentile(values, 50), max: Math.max(...values) };
}

/** Compares the rounds of one measurement at a percentile. */
export function compare(
  what: Pick<Figure, 'name' | 'unit' | 'floorName'>,
  rounds: readonly Round[],
  percent = 50,
): Figure {
  const ours = rounds.flatMap((round) => round.ours);
  const floor = rounds.flatMap((round) => round.floor);
  return {
    ...what,
    floor: percentile(floor, percent),
    ours: percentile(ours, percent),
    ratio: spread(rounds.map((round) => percentile(round.ours, percent) / percentile(round.floor, percent))),
    rounds: rounds.length,
    samples: ours.length,
  };
}

/** Runs `task` on several workers at once, each the given number of times in turn; gives every run's milliseconds. */
export async function timeAll(
  load: { readonly workers: number; readonly each: number },
  task: (worker: number) => Promise<void>,
): Promise<number[]> {
  const samples: number[] = [];
  const work = async (worker: number) => {
    for (let run = 0; run < load.each; run += 1) {
      const from = performance.now();
      await task(worker);
      samples.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: load.workers }, (_, worker) => work(worker)));
  return samples;
}

/** Rounds of measurements taken one after the other, in alternating order so that neither always runs first. */
export async function takeTurns<Name extends string>(
  rounds: number,
  measurements: Readonly<Record<Name, () => Promise<readonly number[]>>>,
): Promise<Record<Name, readonly number[]>[]> {
  const names = Object.keys(measurements) as Name[];
  const taken: Record<Name, readonly number[]>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const result: Partial<Record<Name, readonly number[]>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed())
      result[name] = await measurements[name]();
    taken.push(result as Record<Name, readonly number[]>);
  }
  return taken;
}
