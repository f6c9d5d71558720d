import { Temporal } from 'temporal-polyfill';
import type { Cycle } from '../../src/domain/cycle/cycle.ts';
import type { ConversationRef } from '../../src/ports.ts';
import { addMeetings } from '../../src/use-cases/meetings/schedule-meetings.ts';
import type { TeamsMessage } from './fake-teams.ts';
import { importSmallPlan, smallPeople } from './small-plan.ts';
import { conversationOf } from './test-person.ts';
import { startWorld, type TestWorld, testTenant } from './test-world.ts';

export type SmallName = keyof typeof smallPeople;

/** The small plan in a world where nothing runs by itself: a tick is one call. */
export interface QuietWorld
  extends Pick<TestWorld, 'app' | 'teams' | 'clock' | 'logger' | 'addReplica' | 'close'> {
  readonly planId: string;
  /** The clock goes on to this instant. */
  goTo(instant: string): void;
  /** Goes there, ticks once and sends everything that is due. */
  tickAt(instant: string): ReturnType<TestWorld['app']['runDueOnce']>;
  /** What a person’s chat shows. */
  chatOf(name: SmallName): readonly TeamsMessage[];
  /** The bot can reach them from now on. */
  meet(name: SmallName): Promise<void>;
  /** Puts meetings into the calendar, as a PM does. */
  schedule(dates: string, boards?: readonly string[]): Promise<void>;
  /** Throws when there is none. */
  cycle(meeting: string): Promise<Cycle>;
}

export const operator = { via: 'cli' } as const;

const everybody: readonly SmallName[] = ['morgan', 'chris', 'sam', 'lee', 'jo', 'kit'];

export async function startQuietWorld(
  at: string,
  known: readonly SmallName[] = everybody,
): Promise<QuietWorld> {
  const { app, teams, clock, logger, addReplica, close } = await startWorld({ serving: false, at });
  const { services } = app;
  const planId = 'wexcombe-send';
  await importSmallPlan(services, planId);
  const goTo = (instant: string) => clock.advance(clock.now().until(Temporal.Instant.from(instant)));
  const meet = async (name: SmallName) => {
    const { userId } = smallPeople[name];
    const ref: ConversationRef = {
      tenantId: testTenant,
      userId,
      conversationId: conversationOf(userId),
      serviceUrl: teams.serviceUrl,
      channelId: 'msteams',
      botId: '28:board-actions',
      botName: 'Board Actions',
      memberId: `29:${userId}`,
    };
    teams.openConversation(ref.conversationId);
    await services.directory.saveConversation(ref);
  };
  for (const name of known) await meet(name);
  return {
    ...{ app, teams, clock, logger, addReplica, close, planId, goTo, meet },
    async tickAt(instant) {
      goTo(instant);
      return app.runDueOnce();
    },
    chatOf: (name) => teams.messagesIn(conversationOf(smallPeople[name].userId)),
    async schedule(dates, boards = []) {
      const entered = { dates, every: '', from: '', until: '', boards, asking: 'when-due' } as const;
      await addMeetings(services, operator, planId, entered);
    },
    async cycle(meeting) {
      const stored = await services.store.readCycle(planId, meeting);
      if (!stored) throw new Error(`There is no cycle ${meeting}.`);
      return stored.value;
    },
  };
}
