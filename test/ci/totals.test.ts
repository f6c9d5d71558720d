import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../.ci/totals.mjs', import.meta.url));

/** A report of vitest's JSON reporter, with its files' tests by status, and what their one suite lacks. */
function report(...files: { status: string; tests: string[]; lacks?: string }[]) {
  const tests = files.flatMap((file) => file.tests);
  return JSON.stringify({
    numPassedTests: tests.filter((status) => status === 'passed').length,
    numFailedTests: tests.filter((status) => status === 'failed').length,
    testResults: files.map((file, at) => ({
      name: `test/file-${at}.test.ts`,
      status: file.status,
      assertionResults: file.tests.map((status) => ({
        ancestorTitles: ['a suite'],
        status,
        meta: file.lacks === undefined ? {} : { lacks: file.lacks },
      })),
    })),
  });
}

const sound = report({ status: 'passed', tests: ['passed', 'passed', 'skipped'] });

describe('the totals of a CI run', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'totals-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, (string | null)[], string, number]>([
    ['two sound runs', [sound, sound], '4 passed, 0 failed\n', 0],
    ['a run without tests', [sound, report()], '2 passed, 0 failed\n', 0],
    [
      'a failed test',
      [sound, report({ status: 'failed', tests: ['failed', 'passed'] })],
      '3 passed, 1 failed\n',
      1,
    ],
    ['a file that never ran', [report({ status: 'failed', tests: [] })], '0 passed, 1 failed\n', 1],
    [
      'suites that lack their files',
      [
        report({ status: 'passed', tests: ['skipped', 'skipped'], lacks: 'no plans' }),
        report(
          { status: 'passed', tests: ['passed'] },
          { status: 'passed', tests: ['skipped'], lacks: 'no plans' },
          { status: 'passed', tests: ['skipped'], lacks: 'no maps' },
        ),
      ],
      '2 suites skipped: no plans\n1 suite skipped: no maps\n1 passed, 0 failed\n',
      0,
    ],
    ['a missing report', [sound, null], '2 passed, 1 failed\n', 1],
    ['a report cut short', [sound, sound.slice(0, 20)], '2 passed, 1 failed\n', 1],
  ])('of %s', (name, reports, line, status) => {
    const paths = reports.map((content, index) => {
      const path = join(folder, `${name}-${index}.json`);
      if (content !== null) writeFileSync(path, content);
      return path;
    });
    const run = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8' });
    expect({ line: run.stdout, status: run.status }).toEqual({ line, status });
  });
});
