/** What one property did with one seed; a line of the file in which the test processes tell of it. */
export interface ExploredProperty {
  /** Its test with the groups around it. */
  readonly test: string;
  readonly testPath: string;
  /** With how many seeds it has been done by now. */
  readonly runs: number;
  /** Cases of this run. */
  readonly cases: number;
  readonly failed: { readonly seed: number; readonly path: string } | null;
}

interface ExploreSettings {
  /** Each property's first; the next ones count on from it. */
  readonly seed: number;
  /** What each property gets. */
  readonly seconds: number;
  /** Where to tell of what was done. */
  readonly file: string;
}

/** As environment variables, in which the test processes find them. */
export function exploreEnvironment({ seed, seconds, file }: ExploreSettings): Record<string, string> {
  return { PROPERTY_SEED: String(seed), EXPLORE_SECONDS: String(seconds), EXPLORE_FILE: file };
}

/** Throws where a process was not started by `npm run test:explore`. */
export function exploreSettings(environment: NodeJS.ProcessEnv): ExploreSettings {
  const { PROPERTY_SEED: seed, EXPLORE_SECONDS: seconds, EXPLORE_FILE: file } = environment;
  if (seed === undefined || seconds === undefined || file === undefined) {
    throw new Error('Run this by `npm run test:explore`.');
  }
  return { seed: Number(seed), seconds: Number(seconds), file };
}
