import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../.ci/totals.mjs', import.meta.url));

/** A report of vitest's JSON reporter, with its files' tests by status. */
function report(...files: { status: string; tests: string[] }[]) {
  const tests = files.flatMap((file) => file.tests);
  return JSON.stringify({
    numPassedTests: tests.filter((status) => status === 'passed').length,
    numFailedTests: tests.filter((status) => status === 'failed').length,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
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
