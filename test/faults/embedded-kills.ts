import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { openEmbeddedStorage } from '../../src/demo/embedded-storage.ts';
import { readClaim } from '../../src/demo/storage-claim.ts';
import type { Update } from '../../src/domain/reply/update.ts';
import { type Channel, openChannel, press, saveReply } from '../bench/activities.ts';
import { buildSubjects } from '../bench/subjects.ts';
import { atExit } from '../support/at-exit.ts';
import { startConnector } from '../support/connector.ts';
import { createReplica, type Replica } from '../support/replica.ts';
import { createSeeder, pm, type SeededLead, type SeededPlan } from '../support/seed-leads.ts';
import { createRandom, type Random } from '../support/seeded-random.ts';
import { tally } from './ledger.ts';
import type { Report } from './report.ts';

export interface EmbeddedKills {
  readonly seed: number;
  readonly kills: number;
  readonly meeting: string;
  /** Where the service’s log is kept; null to throw it away. */
  readonly logs: string | null;
}

/** Leads who reply at the same time: so many replies are in flight when the service is killed. */
const repliers = 24;
/** From a start to the first reply told as saved, milliseconds. */
const longestStart = 180_000;
/** A lead reads before the next reply. */
const longestPause = 200;
const quiet = pino({ level: 'silent' });

/** One action as its lead knows it. */
interface Told {
  readonly planId: string;
  readonly actionId: string;
  /** Versions of the reply that its lead was told of as saved. */
  versions: number;
  /** What the last of them said. */
  narrative: string | null;
  /** A reply that got no answer, or another than that it was saved: it may be stored or not. */
  unanswered: string | null;
}

interface Replier {
  readonly lead: SeededLead;
  readonly actions: Told[];
}

function repliersOf(plans: readonly SeededPlan[], actionsEach: number): Replier[] {
  return plans
    .flatMap(({ leads }) => leads)
    .map((lead) => ({
      lead,
      actions: Array.from({ length: actionsEach }, (_, index) => ({
        planId: lead.planId,
        actionId: String(Number(lead.actionId) + index).padStart(4, '0'),
        versions: 0,
        narrative: null,
        unanswered: null,
      })),
    }));
}

/** Replies again and again until told to stop; an action whose reply got no answer is let be. */
async function keepReplying(
  { lead, actions }: Replier,
  channel: Channel,
  world: {
    readonly meeting: string;
    readonly serviceUrl: string;
    readonly others: string[];
    stopped(): boolean;
  },
): Promise<void> {
  const { planId, userId } = lead;
  const { meeting, serviceUrl } = world;
  for (let number = 1; !world.stopped(); number += 1) {
    await wait(Math.random() * longestPause);
    const free = actions.filter(({ unanswered }) => unanswered === null);
    const action = free[number % free.length];
    if (action === undefined) return;
    const narrative = `Reply ${number} of ${lead.personId} on ${action.actionId}.`;
    const draft = {
      rating: 'Amber',
      narrative,
      revisedDate: '',
      reason: 'The provider has yet to sign.',
      recoveryStep: 'The chair writes to the provider this week.',
      evidence: '',
      finished: false,
    };
    const target = { planId, cycleId: meeting, actionId: action.actionId };
    try {
      const answer = await channel.post(saveReply(userId, target, action.versions, draft, serviceUrl));
      if (answer.includes('"✔ Saved"')) {
        action.versions += 1;
        action.narrative = narrative;
      } else {
        action.unanswered = narrative;
        world.others.push(/"text":"([^"]{1,80})/.exec(answer)?.[1] ?? answer.slice(0, 80));
      }
    } catch (error) {
      const neverSent = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
      if (!neverSent) action.unanswered = narrative;
      await wait(50);
    }
  }
}

/** Kills the service at random moments while everybody replies, and starts it again. */
async function killAgainAndAgain(
  replica: Replica,
  { kills, random, saved, report }: { kills: number; random: Random; saved: () => number; report: Report },
): Promise<void> {
  for (let kill = 1; kill <= kills; kill += 1) {
    // Not until it says that it is ready: on a busy machine it never does while everybody replies.
    const before = saved();
    const deadline = performance.now() + longestStart;
    while (saved() === before) {
      if (!replica.running || performance.now() > deadline)
        throw new Error(`Nobody was answered after kill ${kill - 1}.`);
      await wait(5);
    }
    await wait(random() * 1_000);
    await replica.end('SIGKILL');
    if (kill % 10 === 0 || kill === kills) report.say(`     ${kill} kills, ${saved()} replies told as saved`);
    if (kill < kills) await replica.start();
  }
}

/** A claim says `closed` once its storage process has written its data and gone. */
async function untilStorageEnds(dataDir: string): Promise<number | null> {
  const from = performance.now();
  while (performance.now() - from < 60_000) {
    if ((await readClaim(dataDir))?.claim?.state === 'closed') return performance.now() - from;
    await wait(100);
  }
  return null;
}

/**
 * A service on the embedded storage, killed while leads reply: whatever a lead was told as saved is there afterwards. Nobody
 * but the service holds the storage, and what is looked at is what is in the folder after it has ended by itself.
 */
export async function killsOnEmbeddedStorage(report: Report, options: EmbeddedKills): Promise<void> {
  const { kills, meeting, seed, logs } = options;
  report.say(`---- embedded storage, ${repliers} replies at a time, ${kills} kills`);
  const folder = await mkdtemp(path.join(tmpdir(), 'board actions embedded '));
  atExit(() => rmSync(folder, { recursive: true, force: true }));
  if (logs !== null) await mkdir(logs, { recursive: true });
  const dataDir = path.join(folder, 'data');
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const subjects = await buildSubjects();
    closers.push(() => subjects.remove());
    const connector = await startConnector();
    closers.push(() => connector.stop());
    const { serviceUrl } = connector;

    const actionsEach = kills + 10;
    // A plan each: a reply reads its whole plan, and a run is to be about kills.
    const size = { leads: 1, actionsEach, neverMet: 0, noAccount: 0, registered: false };
    const seeding = await openEmbeddedStorage({ dataDir, logger: quiet });
    const seeder = await createSeeder(seeding.connectionString);
    const plans: SeededPlan[] = [];
    for (let number = 1; number <= repliers; number += 1) {
      plans.push(await seeder.addPlan(`embedded-${number}`, number, size, serviceUrl));
    }
    await seeding.close();

    const replica = await createReplica({
      file: subjects.serviceFile,
      connectionString: null,
      env: { DATA_DIR: dataDir },
      logFile: path.join(logs ?? folder, 'embedded.log'),
    });
    closers.push(() => replica.end('SIGKILL'));
    await replica.start();
    await replica.untilReady(120_000);
    const channel = openChannel(replica.url);
    closers.push(async () => channel.close());
    for (const { planId } of plans)
      await channel.post(press(pm, serviceUrl, 'cycle.open', { planId, meeting }));

    const everybody = repliersOf(plans, actionsEach);
    const every = everybody.flatMap(({ actions }) => actions);
    const saved = () => every.reduce((sum, { versions }) => sum + versions, 0);
    const others: string[] = [];
    let stopped = false;
    const world = { meeting, serviceUrl, others, stopped: () => stopped };
    const replying = Promise.all(everybody.map((replier) => keepReplying(replier, channel, world)));
    await killAgainAndAgain(replica, { kills, random: createRandom(seed), saved, report });
    stopped = true;
    await replying;

    const ended = await untilStorageEnds(dataDir);
    const seconds = `after ${((ended ?? 0) / 1_000).toFixed(1)} s`;
    report.check('The storage ends by itself after the last kill', ended !== null, seconds);
    const looking = await openEmbeddedStorage({ dataDir, logger: quiet });
    closers.push(() => looking.close());
    const { store } = await createSeeder(looking.connectionString);
    const stored = new Map<string, Update>();
    for (const { planId } of plans) {
      for (const { value } of await store.listUpdates(planId, meeting))
        stored.set(`${planId} ${value.actionId}`, value);
    }
    const lost = every.filter(({ planId, actionId, versions, narrative, unanswered }) => {
      if (versions === 0) return false;
      const update = stored.get(`${planId} ${actionId}`);
      const isToldOne = update?.version === versions && update.narrative === narrative;
      const isNextOne = update?.version === versions + 1 && update.narrative === unanswered;
      return !isToldOne && !isNextOne;
    });
    const unanswered = every.filter((action) => action.unanswered !== null).length;
    report.check(
      'Every reply told as saved on embedded storage is there',
      lost.length === 0,
      `${lost.length} lost of ${saved()}, ${kills} kills, ${unanswered} not told`,
    );
    if (others.length > 0)
      report.say(`     answered otherwise, and looked at all the same: ${tally(others)}`);
  } catch (error) {
    const told = error instanceof Error ? String(error.stack) : String(error);
    report.check('The run on embedded storage came to its end', false, told);
  } finally {
    for (const closer of closers.toReversed()) await closer();
  }
}
