import { type Channel, openChannel, saveReply } from './activities.ts';
import { compare, type Figure, type Round, takeTurns, timeAll } from './measure.ts';
import { createRawStorage, type RawStorage } from './raw-storage.ts';
import { actionIdOf, leadOf, meeting, planId, seedPlan } from './seed-plan.ts';
import { type Subject, type Subjects, startStorage } from './subjects.ts';

const rounds = 4;
const warmUp = 100;
const loads = [
  { words: 'one at a time', workers: 1, each: 100 },
  { words: '8 at once', workers: 8, each: 25 },
] as const;
/** Workers save for actions of their own; raw storage takes the next ones. */
const mostWorkers = 8;

/** Saves that are each a real change: another text, against the version the last save made. */
export function createReplier(channel: Channel): { save(worker: number): Promise<string> } {
  const versions = new Map<number, number>();
  return {
    async save(worker) {
      const seen = versions.get(worker) ?? 0;
      const answer = await channel.post(
        saveReply(leadOf(worker), { planId, cycleId: meeting, actionId: actionIdOf(worker) }, seen, {
          rating: 'Amber',
          narrative: `Change ${seen + 1}: the pathway is drafted and out to parents and carers for their comments.`,
          revisedDate: '',
          reason: 'The provider has yet to sign.',
          recoveryStep: 'The chair writes to the provider this week.',
          evidence: '',
          finished: false,
        }),
      );
      if (!answer.includes('"✔ Saved"')) throw new Error(`A reply was not saved: ${answer.slice(0, 500)}`);
      versions.set(worker, seen + 1);
      return answer;
    },
  };
}

/** The card of an invoke's answer. */
export function cardIn(answer: string): unknown {
  return (JSON.parse(answer) as { readonly value?: unknown }).value;
}

/** The reply from the invoke to the receipt, against the bare echo and against storage alone, on a plan of 115 actions. */
export async function measureReplies(subjects: Subjects): Promise<Figure[]> {
  const storage = await startStorage();
  let service: Subject | null = null;
  let echo: Subject | null = null;
  try {
    await seedPlan(storage.connectionString, 115);
    service = await subjects.startService(storage.connectionString);
    const ours = openChannel(service.url);
    const replier = createReplier(ours);
    await subjects.setCard(cardIn(await replier.save(0)));
    echo = await subjects.startEcho();
    const bare = openChannel(echo.url);
    const raw = await createRawStorage(storage.connectionString);
    const figures = await compareAll(replier, bare, raw);
    ours.close();
    bare.close();
    return figures;
  } finally {
    await Promise.all([service?.stop(), echo?.stop()]);
    await storage.stop();
  }
}

async function compareAll(
  replier: ReturnType<typeof createReplier>,
  bare: Channel,
  raw: RawStorage,
): Promise<Figure[]> {
  const tasks = {
    echo: async (worker: number) => {
      const target = { planId, cycleId: meeting, actionId: actionIdOf(worker) };
      const draft = {
        rating: 'Amber',
        narrative: 'The same.',
        revisedDate: '',
        reason: '',
        recoveryStep: '',
        evidence: '',
      };
      await bare.post(saveReply(leadOf(worker), target, 0, { ...draft, finished: false }));
    },
    storage: (worker: number) => raw.reply(actionIdOf(worker + mostWorkers)),
    ours: async (worker: number) => {
      await replier.save(worker);
    },
  };
  for (const task of Object.values(tasks)) await timeAll({ workers: 1, each: warmUp }, task);
  const figures: Figure[] = [];
  for (const load of loads) {
    const taken = await takeTurns(rounds, {
      echo: () => timeAll(load, tasks.echo),
      storage: () => timeAll(load, tasks.storage),
      ours: () => timeAll(load, tasks.ours),
    });
    const against = (floor: (round: (typeof taken)[number]) => readonly number[]): Round[] =>
      taken.map((round) => ({ floor: floor(round), ours: round.ours }));
    for (const percent of [50, 99]) {
      const name = `Reply, ${load.words}, p${percent}`;
      figures.push(
        compare(
          { name, unit: 'ms', floorName: 'bare echo' },
          against(({ echo }) => echo),
          percent,
        ),
        compare(
          { name, unit: 'ms', floorName: 'storage alone' },
          against(({ storage }) => storage),
          percent,
        ),
      );
    }
    // Request and storage work follow each other: their times add up, sample by sample in order of size.
    const both = against(({ echo, storage }) => addInOrder(echo, storage));
    figures.push(
      compare({ name: `Reply, ${load.words}, p50`, unit: 'ms', floorName: 'echo + storage' }, both),
    );
  }
  return figures;
}

function addInOrder(one: readonly number[], other: readonly number[]): number[] {
  const ordered = other.toSorted((a, b) => a - b);
  return one.toSorted((a, b) => a - b).map((value, index) => value + (ordered[index] ?? 0));
}
