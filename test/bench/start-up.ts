import { setTimeout as wait } from 'node:timers/promises';
import { openChannel, saveReply } from './activities.ts';
import { compare, type Figure } from './measure.ts';
import { cardIn, createReplier } from './reply-round-trip.ts';
import { actionIdOf, leadOf, meeting, planId, seedPlan } from './seed-plan.ts';
import { type Subject, type Subjects, startStorage } from './subjects.ts';

const rounds = 5;
const requests = 500;

interface Footprint {
  readonly startedIn: number;
  readonly idle: number;
  readonly worked: number;
}

async function measureFootprint(subject: Subject, work: (url: string) => Promise<void>): Promise<Footprint> {
  try {
    await wait(1_000);
    const idle = await subject.memory();
    await work(subject.url);
    return { startedIn: subject.startedIn, idle, worked: await subject.memory() };
  } finally {
    await subject.stop();
  }
}

/** From the start of the process to its first right answer, and resident memory then and after 500 replies. */
export async function measureStartUp(subjects: Subjects): Promise<Figure[]> {
  const taken: { floor: Footprint; ours: Footprint }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // The replies of one round are the next one's past: each round gets a plan nobody has answered yet.
    const storage = await startStorage();
    try {
      await seedPlan(storage.connectionString, 115);
      const ours = await measureFootprint(await subjects.startService(storage.connectionString), (url) =>
        saveReplies(subjects, url),
      );
      const floor = await measureFootprint(await subjects.startEcho(), echoReplies);
      taken.push({ floor, ours });
    } finally {
      await storage.stop();
    }
  }
  const figure = (name: string, unit: Figure['unit'], what: keyof Footprint) =>
    compare(
      { name, unit, floorName: 'bare echo' },
      taken.map(({ floor, ours }) => ({ floor: [floor[what]], ours: [ours[what]] })),
    );
  return [
    figure('Start to first answer', 'ms', 'startedIn'),
    figure('Memory, idle', 'MB', 'idle'),
    figure(`Memory after ${requests} replies`, 'MB', 'worked'),
  ];
}

/** The last receipt is what echoes answer with from now on. */
async function saveReplies(subjects: Subjects, url: string): Promise<void> {
  const channel = openChannel(url);
  const replier = createReplier(channel);
  let last = '';
  await inTurn(async (worker) => {
    last = await replier.save(worker);
  });
  await subjects.setCard(cardIn(last));
  channel.close();
}

async function echoReplies(url: string): Promise<void> {
  const channel = openChannel(url);
  const draft = {
    rating: 'Amber',
    narrative: 'The same.',
    revisedDate: '',
    reason: '',
    recoveryStep: '',
    evidence: '',
  };
  await inTurn((worker) =>
    channel.post(
      saveReply(leadOf(worker), { planId, cycleId: meeting, actionId: actionIdOf(worker) }, 0, {
        ...draft,
        finished: false,
      }),
    ),
  );
  channel.close();
}

async function inTurn(send: (worker: number) => Promise<unknown>): Promise<void> {
  for (let sent = 0; sent < requests; sent += 1) await send(sent % 8);
}
