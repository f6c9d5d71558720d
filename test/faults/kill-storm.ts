import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import { pick } from '../support/seeded-random.ts';
import { checkNothingWaits, tally, untilSettled } from './ledger.ts';
import { type Audience, pressForAll } from './open-plans.ts';
import { blameKills, findRepeats } from './repeats.ts';
import { checkReplies, createRepliers } from './repliers.ts';
import { type Watch, watch } from './watch.ts';
import type { World } from './world.ts';

/** How many of those who got a card answer it while replicas come and go. */
const answering = 0.4;
/** A kill waits this long for the delivery to come to its moment. */
const longestWait = 90_000;

/** How many kills, over which part of the delivery: 0.9 leaves the last tenth in peace. */
export interface Storm {
  readonly kills: number;
  readonly spread: number;
}

/** Kills a random replica at random moments of the delivery and starts it again at once; gives when each was killed. */
async function killAtRandom(
  world: World,
  { kills, spread }: Storm,
  delivery: Watch,
  expected: number,
): Promise<readonly number[]> {
  const { random, replicas, report } = world;
  const moments = Array.from({ length: kills }, () => Math.ceil(random() * spread * expected)).toSorted(
    (a, b) => a - b,
  );
  const ready = new Set(replicas);
  const killed: number[] = [];
  for (const moment of moments) {
    await delivery.until(moment, longestWait);
    await wait(random() * 60);
    // One that is still starting holds nothing: its death would prove nothing.
    while (ready.size === 0) await wait(10);
    const replica = pick(random, [...ready]);
    ready.delete(replica);
    killed.push(Date.now());
    await replica.end('SIGKILL');
    await replica.start();
    replica.untilReady(180_000).then(
      () => ready.add(replica),
      (error: unknown) => report.check('A killed replica starts again', false, String(error)),
    );
    if (killed.length % 10 === 0)
      report.say(`     ${killed.length} kills, ${delivery.reached} of ${expected} leads reached`);
  }
  while (ready.size < replicas.length && replicas.every(({ running }) => running)) await wait(20);
  return killed;
}

function checkLedger({ report }: World, audience: Audience, ledger: readonly Delivery[]): void {
  const rows = new Map(ledger.map((row) => [`${row.planId} ${row.personId}`, row]));
  const wrong = audience.unreachable.filter(({ lead, state, reason }) => {
    const row = rows.get(`${lead.planId} ${lead.personId}`);
    return row?.state !== state || row.reason !== reason;
  });
  const told = tally(audience.unreachable.map(({ state, reason }) => `${state} ${reason}`));
  const seen = wrong.map(({ lead, reason }) => {
    const row = rows.get(`${lead.planId} ${lead.personId}`);
    return `${reason} is ${row?.state} ${row?.reason}`;
  });
  const detail = wrong.length === 0 ? told : tally(seen);
  report.check('Everybody out of reach has a row with the right reason', wrong.length === 0, detail);
  const unsent = [...audience.reachable.values()]
    .map((lead) => rows.get(`${lead.planId} ${lead.personId}`))
    .filter((row) => row?.state !== 'sent' && row?.state !== 'not-needed');
  report.check(
    'Everybody else has a row that says sent',
    unsent.length === 0,
    unsent.length === 0
      ? `${audience.reachable.size} rows`
      : tally(unsent.map((row) => `${row?.state} ${row?.reason}`)),
  );
}

/** Prompts to everybody while replicas are killed: nobody is missed, no reply lost, at most one card repeated for each kill. */
export async function stormOfKills(
  world: World,
  audience: Audience,
  meeting: string,
  storm: Storm,
): Promise<void> {
  const { report, connector, random } = world;
  const expected = audience.reachable.size;
  report.say(`---- ${expected} prompts, ${storm.kills} kills`);
  const repliers = createRepliers(world, meeting);
  const delivery = await watch(connector, new Set(audience.reachable.keys()), ({ conversation }, isFirst) => {
    const lead = audience.reachable.get(conversation);
    if (isFirst && lead && random() < answering) repliers.answerSoon(lead);
  });
  const from = performance.now();
  const storming = killAtRandom(world, storm, delivery, expected);
  await pressForAll(world, 'cycle.open', audience, meeting);
  const killed = await storming;
  report.say(`     all kills done, ${delivery.reached} of ${expected} leads reached`);
  const ledger = await untilSettled(
    world,
    audience.plans,
    meeting,
    expected + audience.unreachable.length,
    300_000,
  );
  report.say(`     settled after ${((performance.now() - from) / 1_000).toFixed(0)} s`);
  const replies = await repliers.finish();
  await checkNothingWaits(world, ledger);
  await delivery.stop();

  report.check(
    'Every lead within reach got the prompt',
    delivery.reached === expected,
    `${delivery.reached}`,
  );
  const repeats = findRepeats(delivery.messages);
  report.check(
    'No more repeated cards than kills',
    repeats.length <= killed.length,
    `${repeats.length} repeated, ${killed.length} kills`,
  );
  const { explained, unexplained } = blameKills(repeats, killed);
  const told = `${killed.length - explained} kills repeated none, ${explained} repeated one, ${unexplained.length} without a kill`;
  const when = unexplained.map(({ first, second }) => `again after ${Math.round(second - first)} ms`);
  report.check(
    'No kill repeated more than one card',
    unexplained.length === 0,
    unexplained.length === 0 ? told : `${told} (${when.slice(0, 5).join(', ')})`,
  );
  checkLedger(world, audience, ledger);
  await checkReplies(world, replies, meeting);
  const { byStatus, created } = await connector.counts();
  const unmet = [...audience.reachable.values()].filter((lead) => lead.unmet);
  const chats = await Promise.all(
    unmet.map(({ userId }) => world.seeder.directory.findConversation('local', userId)),
  );
  const known = chats.filter((chat) => chat !== null).length;
  report.check(
    'The chat of every lead who had none is known now',
    known === unmet.length,
    `${known} of ${unmet.length}; ${created} created, those of lost chats among them`,
  );
  const answers = Object.entries(byStatus).map(([status, count]) => `${status} x ${count}`);
  report.say(`     the connector answered ${answers.join(', ')}`);
}
