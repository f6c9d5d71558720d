import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { confirmImport } from '../../../src/use-cases/import/confirm-import.ts';
import { importPlan } from '../../../src/use-cases/import/import-plan.ts';
import { receiveFile, showStaged } from '../../../src/use-cases/import/preview-import.ts';
import { importSmallPlan, smallPeople, smallTracker } from '../../support/small-plan.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const planId = 'wexcombe-send';
const sender = { via: 'teams', tenantId: testTenant, ...smallPeople.morgan } as const;
/** With a column that the PM has explained once, and a range of refs: what made a document be read a second time. */
const tracker = (narrative: string) =>
  Buffer.from(
    smallTracker
      .replace('Theme,Action', 'Strand,Action')
      .replace('2B ii,', '2B ii-iv,')
      .replace('Two services publish.', narrative),
  );

let world: TestWorld;
let readings = 0;
const services = () => ({
  ...world.app.services,
  planFiles: {
    read: (...words: Parameters<typeof readPlanFile>) => {
      readings += 1;
      return readPlanFile(...words);
    },
  },
});
const importNow = async (narrative: string) =>
  importPlan(
    services(),
    { via: 'cli' },
    {
      planId,
      tenantId: testTenant,
      name: null,
      imported: await readPlanFile('tracker.csv', tracker(narrative), {
        columnMap: { Strand: 'theme' },
        readingAnswers: { 'range:2bii-iv': 'apart' },
      }),
      dryRun: false,
      confirmed: true,
      reading: { columnMap: { Strand: 'theme' }, readingAnswers: {} },
    },
  );

beforeAll(async () => {
  world = await startWorld({ serving: false });
  await importSmallPlan(world.app.services, planId);
  await importNow('Two services publish.');
});
afterAll(() => world.close());

async function reads<T>(press: Promise<T>): Promise<{ result: T; times: number }> {
  const before = readings;
  const result = await press;
  return { result, times: readings - before };
}

async function send(narrative: string) {
  const sent = { fileName: 'tracker.csv', bytes: tracker(narrative), words: { into: null, as: null } };
  return reads(receiveFile(services(), sender, sent));
}

it('a file is read once a press: sent, shown again, imported', async () => {
  const received = await send('Three services publish.');
  expect(received.times).toBe(1);
  if (received.result.kind !== 'preview') throw new Error('There is no preview.');
  const { fileId, imported, report } = received.result.preview;
  // As the plan was read before: the range apart, the strand as the theme.
  expect(imported.actions.map(({ ref }) => ref)).toEqual([
    '1A i',
    '1A ii',
    '2B i',
    '2B ii',
    '2B iii',
    '2B iv',
  ]);
  expect(imported.actions[0]?.theme).toBe('Joint commissioning');
  expect(report.changes).toHaveLength(1);
  expect((await reads(showStaged(services(), sender, fileId))).times).toBe(1);
  const confirmed = await reads(confirmImport(services(), sender, fileId));
  expect(confirmed).toMatchObject({ times: 1, result: { kind: 'imported' } });
});

it('a file is read once also where the plan has changed since and is shown anew', async () => {
  const received = await send('Four services publish.');
  if (received.result.kind !== 'preview') throw new Error('There is no preview.');
  await importNow('Five services publish.');
  const { fileId } = received.result.preview;
  const confirmed = await reads(confirmImport(services(), sender, fileId));
  expect(confirmed).toMatchObject({
    times: 1,
    result: { kind: 'look-again', preview: { lookAgain: 'plan-changed' } },
  });
  expect(await reads(confirmImport(services(), sender, fileId))).toMatchObject({
    times: 1,
    result: { kind: 'imported' },
  });
});
