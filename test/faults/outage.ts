import { setTimeout as wait } from 'node:timers/promises';
import type { ProxyMode } from '../support/storage-proxy-process.ts';
import { checkNothingWaits, readLedger, tally, untilSettled } from './ledger.ts';
import { type Audience, pressForAll } from './open-plans.ts';
import { findRepeats } from './repeats.ts';
import { type Watch, watch } from './watch.ts';
import type { World } from './world.ts';

/** A probe gives up sooner than this; `/readyz` must have said what is wrong by then. */
const probeMilliseconds = 5_000;
/** How soon after storage is back the service must be, without anybody's help. */
const recoveredWithin = 60_000;

/** Storage fails in this way for so long, and comes back. */
async function interrupt(
  world: World,
  mode: Exclude<ProxyMode, 'pass'>,
  milliseconds: number,
  delivery: Watch,
): Promise<void> {
  const { report, proxy, replicas } = world;
  const name = mode === 'refuse' ? 'Storage answers 503' : 'Storage does not answer';
  report.say(`     ${name.toLowerCase()} for ${milliseconds / 1_000} s, ${delivery.reached} leads reached`);
  await proxy.setMode(mode);
  const until = performance.now() + milliseconds;
  // What was known before the outage may be told for a moment still.
  await wait(Math.min(2_500, milliseconds / 2));
  const answers = await Promise.all(replicas.map((replica) => replica.askReady(probeMilliseconds)));
  await wait(Math.max(0, until - performance.now()));
  await proxy.setMode('pass');
  const back = performance.now();
  const unready = answers.filter(
    (answer) => answer?.status === 503 && /storage|table|queue/i.test(answer.body),
  );
  const [first] = answers;
  report.check(
    `${name}: /readyz says 503 and why`,
    unready.length === replicas.length,
    `${unready.length} of ${replicas.length} in ${answers.map((answer) => (answer ? Math.round(answer.milliseconds) : 'over 5000')).join(', ')} ms: ${first?.body.slice(0, 300)}`,
  );
  await Promise.all(replicas.map((replica) => replica.untilReady(recoveredWithin).catch(() => undefined)));
  const ready = await Promise.all(replicas.map((replica) => replica.askReady(probeMilliseconds)));
  report.check(
    `${name}: /readyz says 200 again`,
    ready.every((answer) => answer?.status === 200),
    `after ${Math.round(performance.now() - back)} ms`,
  );
  const reached = delivery.reached;
  const moved = await delivery.until(reached + 1, recoveredWithin);
  report.check(
    `${name}: cards go out again by themselves`,
    moved,
    `the next ${Math.round(performance.now() - back)} ms after storage came back`,
  );
}

/** Reminders to all who have not answered, while storage goes away twice: nobody is missed and hardly a card repeated. */
export async function outages(
  world: World,
  audience: Audience,
  meeting: string,
  milliseconds: number,
): Promise<void> {
  const { report, connector, seeder } = world;
  const owing = new Set<string>();
  const prompted = new Set(
    (await readLedger(world, audience.plans, meeting))
      .filter(({ state, kind }) => kind.name === 'prompt' && (state === 'sent' || state === 'not-needed'))
      .map(({ planId, personId }) => `${planId} ${personId}`),
  );
  for (const { planId, leads } of audience.plans) {
    const answered = new Set(
      (await seeder.store.listUpdates(planId, meeting)).map(({ value }) => value.actionId),
    );
    for (const { personId, actionId, conversation } of leads) {
      if (prompted.has(`${planId} ${personId}`) && !answered.has(actionId)) owing.add(conversation);
    }
  }
  report.say(`---- ${owing.size} reminders, storage away for ${milliseconds / 1_000} s twice`);
  const before = (await readLedger(world, audience.plans, meeting)).length;
  const delivery = await watch(connector, owing);
  await pressForAll(world, 'cycle.remind', audience, meeting);
  await delivery.until(Math.ceil(owing.size * 0.2), 60_000);
  await interrupt(world, 'refuse', milliseconds, delivery);
  await delivery.until(Math.ceil(owing.size * 0.55), 120_000);
  await interrupt(world, 'hang', milliseconds, delivery);
  const ledger = await untilSettled(world, audience.plans, meeting, before + owing.size, 240_000);
  await checkNothingWaits(world, ledger);
  await delivery.stop();
  report.check(
    'Outages: every lead who owes a reply was reminded',
    delivery.reached === owing.size,
    `${delivery.reached} of ${owing.size}`,
  );
  const reminders = ledger.filter(({ kind }) => kind.name === 'reminder');
  // Whose chat refuses every card has a prompt that failed, and is reminded all the same.
  const refused = new Set(
    ledger
      .filter(({ kind, state }) => kind.name === 'prompt' && state === 'failed')
      .map(({ planId, personId }) => `${planId} ${personId}`),
  );
  const ended = reminders.filter(
    ({ state, planId, personId }) =>
      state !== 'sent' &&
      state !== 'not-needed' &&
      !(state === 'failed' && refused.has(`${planId} ${personId}`)),
  );
  report.check(
    'Outages: no reminder ended otherwise',
    ended.length === 0,
    tally(reminders.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`))),
  );
  const repeats = findRepeats(delivery.messages);
  report.check(
    'Outages: at most one card repeated in each',
    repeats.length <= 2,
    `${repeats.length} repeated`,
  );
}
