import { appendFileSync } from 'node:fs';
import process from 'node:process';
import type { RunDetails } from 'fast-check';
import { expect, vi } from 'vitest';
import { type ExploredProperty, exploreSettings } from './explore-settings.ts';

// Set up before each test file that `npm run test:explore` runs: every `fc.assert` in it is done over and over, with one seed
// after the other, until its share of the time is over or it fails.

const { seed: firstSeed, seconds, file } = exploreSettings(process.env);

vi.mock('fast-check', async (importOriginal) => {
  const original = await importOriginal<typeof import('fast-check')>();

  function assert(
    property: Parameters<typeof original.assert>[0],
    parameters: Parameters<typeof original.assert>[1] = {},
  ): void | Promise<void> {
    const { currentTestName: test = '', testPath = '' } = expect.getState();
    const until = performance.now() + seconds * 1_000;
    let runs = 0;
    // Called with every run's outcome, before a failed one is thrown.
    const record = (details: RunDetails<unknown>) => {
      runs += 1;
      const failed = details.failed ? { seed: details.seed, path: details.counterexamplePath ?? '' } : null;
      const explored: ExploredProperty = { test, testPath, runs, cases: details.numRuns, failed };
      appendFileSync(file, `${JSON.stringify(explored)}\n`);
    };
    const once = () => {
      const seed = (firstSeed + runs) | 0;
      const outcome = original.check(property, { ...parameters, seed });
      const judge = (details: RunDetails<unknown>) => {
        record(details);
        const message = original.defaultReportMessage(details);
        if (details.failed)
          throw new Error(message ?? 'A property failed.', { cause: details.errorInstance });
      };
      return outcome instanceof Promise ? outcome.then(judge) : judge(outcome);
    };
    const isOver = () => performance.now() >= until;
    const first = once();
    if (first instanceof Promise) {
      return first.then(async () => {
        while (!isOver()) await once();
      });
    }
    while (!isOver()) once();
  }

  return { ...original, assert, default: { ...original.default, assert } };
});
