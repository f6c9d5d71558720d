/**
 * `npm run test:faults [-- --short] [--seed N] [--only kills,outages,restart,embedded] [--logs FOLDER] [--results FILE]`: three replicas as
 * real processes on one storage and one connector, killed, cut off and stopped in mid-delivery; and one on the embedded
 * storage, killed while leads reply. Ends with exit code 1 when anything was missed, lost or repeated too often.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { killsOnEmbeddedStorage } from './embedded-kills.ts';
import { stormOfKills } from './kill-storm.ts';
import { seedAudience } from './open-plans.ts';
import { outages } from './outage.ts';
import { createReport } from './report.ts';
import { rollingRestart } from './rolling-restart.ts';
import { createWorld } from './world.ts';

const sizes = {
  full: { plans: 5, leads: 200, kills: 50, spread: 0.97, outage: 30_000, restarted: 300 },
  // What a killed replica held comes back after 45 seconds: kills near the end would each add that to the run.
  short: { plans: 3, leads: 50, kills: 6, spread: 0.45, outage: 5_000, restarted: 120 },
} as const;

const parts = ['kills', 'outages', 'restart', 'embedded'] as const;

async function run(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 999_999)) },
      only: { type: 'string', default: parts.join(',') },
      kills: { type: 'string' },
      logs: { type: 'string' },
      results: { type: 'string' },
    },
  });
  const size = values.short ? sizes.short : sizes.full;
  const kills = values.kills === undefined ? size.kills : Number(values.kills);
  const wanted = values.only.split(',');
  const report = createReport();
  report.say(`Seed ${values.seed}, ${values.short ? 'short' : 'full'} form, Node ${process.version}`);
  const meeting = Temporal.Now.plainDateISO('Europe/London').add({ days: 60 }).toString();
  const finish = async () => {
    report.say(report.failed === 0 ? 'Everything held.' : `${report.failed} things did not hold.`);
    if (values.results !== undefined) await report.save(values.results);
    return report.failed === 0;
  };
  if (wanted.includes('embedded')) {
    await killsOnEmbeddedStorage(report, {
      seed: Number(values.seed),
      kills,
      meeting,
      logs: values.logs ?? null,
    });
  }
  if (wanted.join() === 'embedded') return finish();
  const world = await createWorld({
    report,
    seed: Number(values.seed),
    replicas: 3,
    logs: values.logs ?? null,
  });
  try {
    const { connector, replicas } = world;
    const few = { actionsEach: 1, neverMet: 2, noAccount: 2, halfUnmet: true };
    const everybody = await seedAudience(world, 'storm', 1, size.plans, { ...few, leads: size.leads });
    const later = await seedAudience(world, 'restart', 50, 1, { ...few, leads: size.restarted });
    await connector.configure({
      seed: Number(values.seed),
      latency: [20, 150],
      faults: { 412: 0.01, 429: 0.01, 502: 0.01, 503: 0.01, 504: 0.01 },
      lost: 0.02,
      members: { ...everybody.members, ...later.members },
      closed: { ...everybody.closed, ...later.closed },
      refused: { ...everybody.refused, ...later.refused },
    });
    await Promise.all(replicas.map((replica) => replica.start()));
    // A machine that others use as well may take a minute to load three of them.
    await Promise.all(replicas.map((replica) => replica.untilReady(180_000)));
    report.say(`${replicas.length} replicas are ready`);
    if (wanted.includes('kills'))
      await stormOfKills(world, everybody, meeting, { kills, spread: size.spread });
    if (wanted.includes('outages')) {
      if (!wanted.includes('kills')) await stormOfKills(world, everybody, meeting, { kills: 0, spread: 0 });
      await outages(world, everybody, meeting, size.outage);
    }
    if (wanted.includes('restart')) await rollingRestart(world, later, meeting);
    const alive = replicas.filter(({ running }) => running).length;
    report.check(
      'No replica ended by itself',
      alive === replicas.length,
      `${alive} of ${replicas.length} run`,
    );
  } catch (error) {
    report.check(
      'The run came to its end',
      false,
      error instanceof Error ? String(error.stack) : String(error),
    );
  } finally {
    await world.close();
  }
  return finish();
}

// Whatever ends the run, children are killed and folders removed on exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

run().then(
  (held) => process.exit(held ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
