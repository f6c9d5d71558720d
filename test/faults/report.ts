import { writeFile } from 'node:fs/promises';
import process from 'node:process';

/** What a run found, told as it goes. */
export interface Report {
  say(text: string): void;
  /** One thing that must hold; `detail` says what was seen, whether it held or not. */
  check(name: string, held: boolean, detail: string): void;
  readonly failed: number;
  /** In the shape of vitest's JSON report, for whoever adds up totals. */
  save(file: string): Promise<void>;
}

export function createReport(): Report {
  const checks: { name: string; held: boolean; detail: string }[] = [];
  const from = performance.now();
  const say = (text: string) => {
    const seconds = ((performance.now() - from) / 1_000).toFixed(1).padStart(6);
    process.stdout.write(`${seconds} s  ${text}\n`);
  };
  const failures = () => checks.filter(({ held }) => !held).length;
  return {
    say,
    check(name, held, detail) {
      checks.push({ name, held, detail });
      say(`${held ? 'ok  ' : 'FAIL'} ${name}: ${detail}`);
    },
    get failed() {
      return failures();
    },
    async save(file) {
      const assertionResults = checks.map(({ name, held, detail }) => ({
        title: name,
        status: held ? 'passed' : 'failed',
        failureMessages: held ? [] : [detail],
      }));
      const failed = failures();
      const result = {
        numPassedTests: checks.length - failed,
        numFailedTests: failed,
        testResults: [{ name: 'test/faults', status: failed === 0 ? 'passed' : 'failed', assertionResults }],
      };
      await writeFile(file, JSON.stringify(result, null, 2));
    },
  };
}
