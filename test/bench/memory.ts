import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '../support/child-calls.ts';
import { createDeliveryWorld, planPrompts, untilAccepted } from './delivery-world.ts';
import { compare, type Findings } from './measure.ts';
import type { Subjects } from './subjects.ts';

const plans = 15;
const leadsEach = 40;
const settles = 5_000;
const sampled = 250;

/** Resident memory of a replica with nothing to do, and the most it takes while it delivers 50 prompts a second. */
export async function measureMemory(subjects: Subjects): Promise<Findings> {
  const world = await createDeliveryWorld(subjects);
  await subjects.setCard({ type: 'AdaptiveCard', version: '1.5', body: [] });
  const echo = await subjects.startEcho();
  const sender = await startChild(new URL('sender-process.ts', import.meta.url));
  try {
    const planned = await planPrompts(world, 'memory', 1, plans, leadsEach);
    await world.connector.configure({ latency: [50, 50], perSecond: 50 });
    const [replica] = await world.startReplicas(1, { TEAMS_SENDS_AT_ONCE: '8' });
    if (!replica) throw new Error('No replica was started.');
    await wait(settles);
    const idle = (await replica.usage()).megabytes;
    const bareIdle = await echo.memory();
    await world.connector.reset();
    await world.queue.enqueue(planned);
    let most = 0;
    let done = false;
    const sampling = (async () => {
      while (!done) {
        most = Math.max(most, (await replica.usage()).megabytes);
        await wait(sampled);
      }
    })();
    await untilAccepted(world.connector, planned.length, 120_000);
    done = true;
    await sampling;
    await world.connector.configure({ latency: [50, 50] });
    const url = `${world.connector.serviceUrl}v3/conversations/a%3Abare/activities`;
    await sender.call('send', url, await world.connector.lastBody(), planned.length, 8);
    const bareBusy = await sender.call<number>('megabytes');
    const { cpuSeconds } = await replica.usage();
    return {
      figures: [
        compare({ name: 'Memory of an idle replica', unit: 'MB', floorName: 'bare echo, idle' }, [
          { ours: [idle], floor: [bareIdle] },
        ]),
        compare({ name: 'Memory of a replica at 50 prompts a second', unit: 'MB', floorName: 'bare posts' }, [
          { ours: [most], floor: [bareBusy] },
        ]),
      ],
      facts: [
        {
          name: 'Processor time of that replica, start and all',
          value: `${cpuSeconds.toFixed(1)} s for ${planned.length} prompts`,
        },
      ],
    };
  } finally {
    await Promise.all([echo.stop(), sender.stop()]);
    await world.close();
  }
}
