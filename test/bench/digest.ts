import { digestCard } from '../../src/cards/digest/digest-card.ts';
import { showDigest } from '../../src/use-cases/digest/show-digest.ts';
import { startFakeTeams } from '../support/fake-teams.ts';
import { createFixedClock } from '../support/fixed-clock.ts';
import { conversationOf, openChannel, sayText } from './activities.ts';
import { compare, type Figure, takeTurns, timeAll } from './measure.ts';
import { createRawStorage } from './raw-storage.ts';
import { chair, planId, seedPlan } from './seed-plan.ts';
import { type Subjects, startStorage } from './subjects.ts';

const sizes = [
  { actions: 115, rounds: 5, each: 10, inChat: true },
  { actions: 1_000, rounds: 5, each: 3, inChat: true },
  // In chat a digest of so many says that it is on its way, and comes later.
  { actions: 10_000, rounds: 3, each: 1, inChat: false },
] as const;

/** The digest's first page, by call and by chat, against a scan of the same rows by the SDK alone. */
export async function measureDigests(subjects: Subjects): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await measureDigest(subjects, size)));
  return figures;
}

async function measureDigest(subjects: Subjects, size: (typeof sizes)[number]): Promise<Figure[]> {
  const [storage, teams] = await Promise.all([startStorage(), startFakeTeams()]);
  const running: { stop(): Promise<void> }[] = [];
  try {
    const { store } = await seedPlan(storage.connectionString, size.actions);
    const services = { store, clock: createFixedClock('2026-12-01T09:00:00Z') };
    const sender = { via: 'teams', tenantId: 'local', userId: chair, name: 'Chair' } as const;
    const request = { planId, cycleId: null, level: null, group: null };
    const raw = await createRawStorage(storage.connectionString);
    await subjects.setCard(digestCard(await showDigest(services, sender, request)));
    const service = await subjects.startService(storage.connectionString);
    running.push(service);
    const echo = await subjects.startEcho();
    running.push(echo);
    const [ours, bare] = [openChannel(service.url), openChannel(echo.url)];
    const conversation = conversationOf(chair);
    teams.openConversation(conversation);
    const ask = async (channel: typeof ours) => {
      const before = teams.messagesIn(conversation).length;
      await channel.post(sayText(chair, teams.serviceUrl, 'digest'));
      const title = JSON.stringify(teams.messagesIn(conversation)[before]?.card ?? null);
      if (!title.includes('Digest: red and amber')) throw new Error(`No digest came: ${title.slice(0, 300)}`);
    };
    const tasks = {
      scan: async () => {
        await raw.scan();
      },
      call: async () => {
        digestCard(await showDigest(services, sender, request), 1);
      },
      echo: size.inChat ? () => ask(bare) : () => Promise.resolve(),
      chat: size.inChat ? () => ask(ours) : () => Promise.resolve(),
    };
    for (const task of Object.values(tasks))
      await timeAll({ workers: 1, each: Math.max(2, size.each) }, task);
    const load = { workers: 1, each: size.each };
    const taken = await takeTurns(size.rounds, {
      scan: () => timeAll(load, tasks.scan),
      call: () => timeAll(load, tasks.call),
      echo: () => timeAll(load, tasks.echo),
      chat: () => timeAll(load, tasks.chat),
    });
    ours.close();
    bare.close();
    const name = `Digest of ${size.actions.toLocaleString('en-GB')} actions`;
    const against = (what: 'call' | 'chat') =>
      taken.map((round) => ({ floor: round.scan, ours: round[what] }));
    return [
      compare({ name: `${name}, call`, unit: 'ms', floorName: 'raw scan' }, against('call')),
      ...(size.inChat
        ? [
            compare({ name: `${name}, chat`, unit: 'ms', floorName: 'raw scan' }, against('chat')),
            compare(
              { name: `${name}, chat`, unit: 'ms', floorName: 'bare echo' },
              taken.map((round) => ({ floor: round.echo, ours: round.chat })),
            ),
          ]
        : []),
    ];
  } finally {
    await Promise.all(running.map((subject) => subject.stop()));
    await Promise.all([storage.stop(), teams.close()]);
  }
}
