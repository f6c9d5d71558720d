// Sums vitest's JSON reports into one line, `N passed, N failed`, after a line for each reason for which suites were skipped.
// A report that is not there, and a test file that failed before its first test, count as a failure each: neither
// may look like a pass.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
/** Suites by what they lack. */
const skipped = new Map();
for (const path of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    failed += 1;
    continue;
  }
  const neverRan = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  passed += report.numPassedTests;
  failed += report.numFailedTests + neverRan.length;
  for (const { name, assertionResults } of report.testResults) {
    for (const { ancestorTitles = [], meta } of assertionResults) {
      if (meta?.lacks === undefined) continue;
      const suites = skipped.get(meta.lacks) ?? new Set();
      skipped.set(meta.lacks, suites.add([name, ...ancestorTitles].join('\n')));
    }
  }
}
for (const [lacks, { size }] of skipped) {
  process.stdout.write(`${size} ${size === 1 ? 'suite' : 'suites'} skipped: ${lacks}\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
