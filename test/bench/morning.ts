import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { pm } from '../support/seed-leads.ts';
import { openChannel, press } from './activities.ts';
import { createDeliveryWorld, untilAccepted } from './delivery-world.ts';
import type { Fact, Findings } from './measure.ts';
import type { Subjects } from './subjects.ts';

const plans = 150;
const leadsEach = 40;
const replicaCount = 2;
const atOnce = 4;
const sampled = 500;

/** Every lead of 150 plans prompted in one morning, under the platform's limit: told with its time and what storage was asked. */
export async function measureMorning(subjects: Subjects): Promise<Findings> {
  const world = await createDeliveryWorld(subjects, { counting: true });
  try {
    const { connector, seeder, proxy } = world;
    const size = { leads: leadsEach, actionsEach: 3, neverMet: 0, noAccount: 0 };
    for (let number = 1; number <= plans; number += 1)
      await seeder.addPlan(`morning-${number}`, number, size, connector.serviceUrl);
    await connector.configure({ latency: [50, 150], perSecond: 50 });
    const replicas = await world.startReplicas(replicaCount, {
      TEAMS_SENDS_AT_ONCE: String(atOnce),
      LOG_LEVEL: 'warn',
    });
    const [first] = replicas;
    if (!first) throw new Error('No replica was started.');
    // The scheduler's first look at every plan is no part of the morning.
    await wait(20_000);
    const before = await Promise.all(replicas.map((replica) => replica.usage()));
    await connector.reset();
    await proxy?.resetCounts();
    const channel = openChannel(first.url);
    const meeting = Temporal.Now.plainDateISO('Europe/London').add({ days: 60 }).toString();
    const from = performance.now();
    let most = 0;
    let done = false;
    const sampling = (async () => {
      while (!done) {
        for (const replica of replicas) most = Math.max(most, (await replica.usage()).megabytes);
        await wait(sampled);
      }
    })();
    for (let number = 1; number <= plans; number += 1)
      await channel.post(
        press(pm, connector.serviceUrl, 'cycle.open', { planId: `morning-${number}`, meeting }),
      );
    const opened = performance.now() - from;
    const leads = plans * leadsEach;
    await untilAccepted(connector, leads, 900_000);
    const took = performance.now() - from;
    done = true;
    await sampling;
    channel.close();
    const counts = (await proxy?.counts()) ?? {};
    const teams = await connector.counts();
    const after = await Promise.all(replicas.map((replica) => replica.usage()));
    const repeated = (await connector.accepted()).length - leads;
    const cpu = after.reduce(
      (sum, { cpuSeconds }, index) => sum + cpuSeconds - (before[index]?.cpuSeconds ?? 0),
      0,
    );
    const kinds = Object.entries(counts).toSorted((a, b) => b[1] - a[1]);
    const requests = kinds.reduce((sum, [, count]) => sum + count, 0);
    const facts: Fact[] = [
      {
        name: `Morning: ${leads} leads of ${plans} plans, ${replicaCount} replicas, ${atOnce} at once each, connector 50-150 ms`,
        value: `${(took / 1_000).toFixed(0)} s, ${(leads / (took / 1_000)).toFixed(1)}/s; all cycles open after ${(opened / 1_000).toFixed(0)} s`,
      },
      {
        name: 'Morning: 429 answers, busiest second, repeated cards',
        value: `${teams.byStatus[429] ?? 0}, ${teams.busiestSecond}, ${repeated}`,
      },
      { name: 'Morning: storage transactions a prompt', value: (requests / leads).toFixed(2) },
      ...kinds.map(([kind, count]) => ({
        name: `Morning: ${kind}`,
        value: `${count}, ${(count / leads).toFixed(2)} a prompt`,
      })),
      {
        name: 'Morning: processor time, most memory of a replica',
        value: `${((cpu * 1_000) / leads).toFixed(1)} ms a prompt, ${most.toFixed(0)} MB`,
      },
    ];
    return { figures: [], facts };
  } finally {
    await world.close();
  }
}
