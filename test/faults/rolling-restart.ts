import { checkNothingWaits, untilSettled } from './ledger.ts';
import { type Audience, pressForAll } from './open-plans.ts';
import { findRepeats } from './repeats.ts';
import { watch } from './watch.ts';
import type { World } from './world.ts';

/** Container hosts kill after 30 seconds; the service promises to have ended by then. */
const stopsWithin = 25_000;
/** What a stopped replica held must go on at once, not when its claims lapse. */
const longestSilence = 10_000;

/** Every replica is asked to stop in mid-delivery, as a new version is rolled out: no card repeated, no work left lying. */
export async function rollingRestart(world: World, audience: Audience, meeting: string): Promise<void> {
  const { report, connector, replicas } = world;
  const expected = audience.reachable.size;
  report.say(`---- ${expected} prompts, every replica stopped once`);
  const delivery = await watch(connector, new Set(audience.reachable.keys()));
  await pressForAll(world, 'cycle.open', audience, meeting);
  for (const [index, replica] of replicas.entries()) {
    await delivery.until(Math.ceil((expected * (index + 1)) / (replicas.length + 1)), 60_000);
    const { code, signal, milliseconds } = await replica.end('SIGTERM');
    const ended = code === 0 && milliseconds < stopsWithin;
    const how = `exit ${code ?? signal} after ${Math.round(milliseconds)} ms`;
    report.check(`SIGTERM ${index + 1}: it ends in time`, ended, how);
    await replica.start();
  }
  const ledger = await untilSettled(
    world,
    audience.plans,
    meeting,
    expected + audience.unreachable.length,
    180_000,
  );
  await delivery.stop();
  const moments = delivery.messages.map(({ at }) => at).toSorted((a, b) => a - b);
  const silence = Math.max(0, ...moments.map((at, index) => at - (moments[index - 1] ?? at)));
  report.check(
    'SIGTERM: what it held went on at once',
    silence < longestSilence && delivery.reached === expected,
    `longest silence ${Math.round(silence)} ms, ${delivery.reached} of ${expected} reached`,
  );
  const repeats = findRepeats(delivery.messages);
  report.check('SIGTERM: no card repeated', repeats.length === 0, `${repeats.length} repeated`);
  await Promise.all(replicas.map((replica) => replica.untilReady()));
  await checkNothingWaits(world, ledger);
}
