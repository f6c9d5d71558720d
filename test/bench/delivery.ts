import { type Child, startChild } from '../support/child-calls.ts';
import {
  acceptedRate,
  createDeliveryWorld,
  type DeliveryWorld,
  planPrompts,
  untilAccepted,
} from './delivery-world.ts';
import { compare, type Fact, type Figure, type Findings, type Round } from './measure.ts';
import type { Subjects } from './subjects.ts';

/** Faster than anything here: the pace is asked for every message and never holds one back. */
const unthrottled = { TEAMS_REQUESTS_PER_SECOND: '10000' };
const leadsEach = 40;
const rounds = 2;
/** Replicas, sends at once in each of them, and the connector's milliseconds with plans enough for some seconds of work. */
const loads = [
  { replicas: 1, atOnce: 1, plansByLatency: { 0: 6, 20: 4, 100: 2 } },
  { replicas: 2, atOnce: 1, plansByLatency: { 0: 8, 20: 6, 100: 3 } },
  { replicas: 4, atOnce: 1, plansByLatency: { 0: 10, 20: 10, 100: 5 } },
  { replicas: 1, atOnce: 8, plansByLatency: { 100: 8 } },
  { replicas: 4, atOnce: 8, plansByLatency: { 100: 16 } },
] as const;

const limit = 50;
const warmUpPlans = 5;
const limited = { latency: 50, atOnce: 8, plans: 15 } as const;

/** Puts prompts on the queue, to be seen when all of them are there; gives how many. */
async function queuePrompts(world: DeliveryWorld, first: number, plans: number): Promise<number> {
  const planned = await planPrompts(world, 'bench', first, plans, leadsEach);
  await world.connector.reset();
  await world.queue.enqueue(planned, { delaySeconds: 1 + Math.ceil(planned.length / 200) });
  return planned.length;
}

interface Senders {
  /** Posts the connector's last message so many times; gives its rate. */
  post(count: number, atOnce: number): Promise<number>;
  stop(): Promise<void>;
}

async function startSenders({ connector }: DeliveryWorld, count: number): Promise<Senders> {
  const senders: Child[] = [];
  for (let index = 0; index < count; index += 1)
    senders.push(await startChild(new URL('sender-process.ts', import.meta.url)));
  const url = `${connector.serviceUrl}v3/conversations/a%3Abare/activities`;
  return {
    async post(total, atOnce) {
      const body = await connector.lastBody();
      await connector.reset();
      const each = Math.ceil(total / count);
      await Promise.all(senders.map((sender) => sender.call('send', url, body, each, atOnce)));
      return acceptedRate(connector);
    },
    async stop() {
      await Promise.all(senders.map((sender) => sender.stop()));
    },
  };
}

const manyReplicas = (count: number) => `${count} replica${count === 1 ? '' : 's'}`;

/** Prompts a second through ledger and queue, against bare posts of the same body from as many processes at once. */
async function measureUnthrottled(
  subjects: Subjects,
  { replicas: count, atOnce, plansByLatency }: (typeof loads)[number],
): Promise<Figure[]> {
  const world = await createDeliveryWorld(subjects);
  const senders = await startSenders(world, count);
  const { connector } = world;
  const figures: Figure[] = [];
  try {
    const env = { ...unthrottled, TEAMS_SENDS_AT_ONCE: String(atOnce), LOG_LEVEL: 'warn' };
    await world.startReplicas(count, env);
    let nextPlan = 1;
    const deliver = async (plans: number) => {
      const prompts = await queuePrompts(world, nextPlan, plans);
      nextPlan += plans;
      await untilAccepted(connector, prompts, 240_000);
      return prompts;
    };
    // Neither side's first work is counted.
    await deliver(2 * count);
    await senders.post(200, atOnce);
    for (const [latency, plans] of Object.entries(plansByLatency).map(([key, value]) => [
      Number(key),
      value,
    ])) {
      if (latency === undefined || plans === undefined) continue;
      await connector.configure({ latency: [latency, latency] });
      const taken: Round[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const prompts = await deliver(plans);
        const ours = await acceptedRate(connector);
        // Without latency the posts of the same number would be over too soon to be timed.
        const floor = await senders.post(Math.max(prompts, latency === 0 ? 3_000 : 0), atOnce);
        taken.push({ ours: [ours], floor: [floor] });
      }
      const name = `Prompts, ${manyReplicas(count)}, ${atOnce} at once, connector ${latency} ms`;
      figures.push(compare({ name, unit: '/s', floorName: 'bare posts' }, taken));
      process.stderr.write(`  ${name}\n`);
    }
  } finally {
    await senders.stop();
    await world.close();
  }
  return figures;
}

/** The same where the connector allows 50 a second, against that limit. */
async function measureLimited(subjects: Subjects): Promise<Findings> {
  const figures: Figure[] = [];
  const facts: Fact[] = [];
  const { latency, atOnce, plans } = limited;
  for (const replicas of [1, 2, 4]) {
    const world = await createDeliveryWorld(subjects);
    try {
      await world.connector.configure({ latency: [latency, latency], perSecond: limit });
      await world.startReplicas(replicas, { TEAMS_SENDS_AT_ONCE: String(atOnce), LOG_LEVEL: 'warn' });
      // A process that has just started compiles what it runs: its first seconds are not counted.
      const first = await queuePrompts(world, 1, warmUpPlans);
      await untilAccepted(world.connector, first, 120_000);
      const count = await queuePrompts(world, 1 + warmUpPlans, plans);
      await untilAccepted(world.connector, count, 120_000);
      const rate = await acceptedRate(world.connector);
      const { busiestSecond, byStatus } = await world.connector.counts();
      const name = `Prompts, ${manyReplicas(replicas)}, ${atOnce} at once, connector ${latency} ms, ${limit} a second`;
      figures.push(compare({ name, unit: '/s', floorName: 'the limit' }, [{ ours: [rate], floor: [limit] }]));
      facts.push({
        name,
        value: `busiest second ${busiestSecond}, 429 x ${byStatus[429] ?? 0}, ${count} prompts`,
      });
    } finally {
      await world.close();
    }
  }
  return { figures, facts };
}

export async function measureDelivery(subjects: Subjects): Promise<Findings> {
  const free: Figure[] = [];
  for (const load of loads) free.push(...(await measureUnthrottled(subjects, load)));
  const { figures, facts } = await measureLimited(subjects);
  return { figures: [...free, ...figures], facts };
}
