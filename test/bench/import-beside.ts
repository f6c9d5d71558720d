import { setTimeout as wait } from 'node:timers/promises';
import type { Connector } from '../support/connector.ts';
import { fileAttachment, startFileHost } from '../support/file-host.ts';
import { pm } from '../support/seed-leads.ts';
import { type Channel, openChannel, press, sayText } from './activities.ts';
import { createDeliveryWorld } from './delivery-world.ts';
import { compare, type Fact, type Findings, timeAll } from './measure.ts';
import { buildRegister } from './register.ts';
import { createReplier } from './reply-round-trip.ts';
import { seedPlan } from './seed-plan.ts';
import type { Subjects } from './subjects.ts';

const rowCount = 10_000;
const rounds = 3;
const warmUp = 100;
const quietReplies = 300;
const givenUpAfter = 120_000;
/** What the service's cards say once a file has been read, and once it is in the register. */
const readMark = '"import.confirm"';
const doneMark = ' is in Register ';

/** The body of the first message from now on that holds the words. Throws when none has come in time. */
async function nextMessage(connector: Connector, words: string): Promise<string> {
  const deadline = performance.now() + givenUpAfter;
  for (;;) {
    const body = await connector.lastBody();
    if (body.includes(words)) return body;
    if (performance.now() > deadline)
      throw new Error(`No message said ${words}; the last was ${body.slice(0, 500)}`);
    await wait(50);
  }
}

type Phase = 'read' | 'written';

/** Milliseconds: from the message to the preview, and from the press of Import to the news that it is done. */
type ImportTimes = Readonly<Record<Phase, number>>;

/** A project manager sends the register at `url` and presses Import. */
async function importInChat(
  channel: Channel,
  connector: Connector,
  { url, number }: { readonly url: string; readonly number: number },
  enter: (phase: Phase) => void,
): Promise<ImportTimes> {
  enter('read');
  const from = performance.now();
  const words = sayText(pm, connector.serviceUrl, `import as register-${number} Register ${number}`);
  await channel.post({ ...words, attachments: [fileAttachment('register.xlsx', url)] });
  const preview = await nextMessage(connector, readMark);
  const read = performance.now() - from;
  enter('written');
  const fileId = /"fileId":"([^"]+)"/.exec(preview)?.[1];
  const answer = await channel.post(press(pm, connector.serviceUrl, 'import.confirm', { fileId }));
  if (!answer.includes(doneMark)) await nextMessage(connector, `${doneMark}${number}`);
  return { read, written: performance.now() - from - read };
}

/** Replies of leads while somebody else's register of 10,000 rows is read and written by the same process, against the same replies before it. */
export async function measureTurnsBesideImport(subjects: Subjects): Promise<Findings> {
  const [world, host] = await Promise.all([createDeliveryWorld(subjects), startFileHost()]);
  try {
    const { connector, seeder, connectionString } = world;
    await seedPlan(connectionString, 115);
    const size = { leads: 1, actionsEach: 1, neverMet: 0, noAccount: 0, registered: false };
    await seeder.addPlan('import-own', 1, size, connector.serviceUrl);
    const [replica] = await world.startReplicas(1, {});
    if (replica === undefined) throw new Error('No replica was started.');
    const [leads, manager] = [openChannel(replica.url), openChannel(replica.url)];
    const replier = createReplier(leads);
    const save = async () => {
      await replier.save(0);
    };
    const url = host.keep(await buildRegister(rowCount));
    await timeAll({ workers: 1, each: warmUp }, save);
    const taken: Readonly<Record<Phase | 'quiet', readonly number[]>>[] = [];
    const times: ImportTimes[] = [];
    // The first import warms up what reads and writes; it is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const quiet = await timeAll({ workers: 1, each: quietReplies }, save);
      const beside: Record<Phase, number[]> = { read: [], written: [] };
      let phase: Phase = 'read';
      let isOver = false;
      const importing = importInChat(manager, connector, { url, number: round }, (entered) => {
        phase = entered;
      }).finally(() => {
        isOver = true;
      });
      while (!isOver) beside[phase].push(...(await timeAll({ workers: 1, each: 1 }, save)));
      const took = await importing;
      if (round === 0) continue;
      times.push(took);
      taken.push({ quiet, ...beside });
    }
    leads.close();
    manager.close();
    const against = (phase: Phase) => taken.map((round) => ({ floor: round.quiet, ours: round[phase] }));
    const name = `Reply while ${rowCount.toLocaleString('en-GB')} rows are`;
    const facts: Fact[] = times.map(({ read, written }, at) => ({
      name: `Import in chat beside replies, round ${at + 1}: preview, written`,
      value: `${(read / 1_000).toFixed(1)} s, ${(written / 1_000).toFixed(1)} s; longest reply ${Math.max(...(taken[at]?.read ?? [])).toFixed(0)} ms, ${Math.max(...(taken[at]?.written ?? [])).toFixed(0)} ms`,
    }));
    return {
      figures: (['read', 'written'] as const).flatMap((phase) =>
        [50, 99].map((percent) =>
          compare(
            { name: `${name} ${phase}, p${percent}`, unit: 'ms', floorName: 'the same when quiet' },
            against(phase),
            percent,
          ),
        ),
      ),
      facts,
    };
  } finally {
    await Promise.all([world.close(), host.close()]);
  }
}
