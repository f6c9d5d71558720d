import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { loadSample } from '../../src/demo/load-sample.ts';
import { nextSampleMeeting, sampleCalendar, samplePlanId } from '../../src/demo/sample/sample-plan.ts';
import type { Logger, PlanStore } from '../../src/ports.ts';
import { runDue } from '../../src/use-cases/delivery/run-due.ts';
import { showStatus } from '../../src/use-cases/digest/show-status.ts';
import { listMeetings } from '../../src/use-cases/meetings/list-meetings.ts';
import { startTestStorage, type TestStorage } from '../support/azurite.ts';

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => quiet,
};
const user = { name: 'Rowan Fielding', userId: 'b0a4dac7-0000-4000-8000-000000000000' };

/** A store whose process dies at the given commit. */
function dyingAt(store: PlanStore, commits: number): PlanStore {
  let left = commits;
  const live = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  return {
    ...store,
    async commit(planId, writes) {
      live();
      return store.commit(planId, writes);
    },
    async commitInBatches(planId, writes) {
      live();
      return store.commitInBatches(planId, writes);
    },
  };
}

describe('the sample plan', () => {
  let storage: TestStorage;
  let app: App;
  beforeAll(async () => {
    storage = await startTestStorage();
    app = createApp({
      config: loadConfig({}),
      storage: { connectionString: storage.connectionString },
      logger: quiet,
    });
    await app.prepare();
  });
  afterAll(async () => {
    await storage.close();
  });

  it('is loaded whole, however often that is broken off', async () => {
    const { services } = app;
    for (const commits of [0, 1, 20, 30, 20, 30]) {
      const dying = { ...services, store: dyingAt(services.store, commits) };
      await expect(loadSample(dying, 'local', user)).rejects.toThrow('killed');
    }
    expect(await loadSample(services, 'local', user)).toBe('loaded');
    expect(await loadSample(services, 'local', user)).toBe('was-there');
    const status = await showStatus(services, { via: 'cli' }, { planId: samplePlanId, cycleId: null });
    expect(status).toMatchObject({ state: 'frozen', answered: 34, total: 37, unassigned: [] });
    const states = status.agencies.flatMap(({ leads }) => leads.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['answered', 'outstanding']));
    const cycles = await services.store.listCycles(samplePlanId);
    expect(cycles.map(({ value }) => value.state)).toEqual(['frozen', 'frozen']);
    const earliest = await services.store.listUpdates(samplePlanId, cycles[0]?.value.cycleId ?? '');
    expect(earliest.every(({ value }) => value.version === 1 && value.at < new Date().toISOString())).toBe(
      true,
    );
    expect(earliest).toHaveLength(36);
  });

  it('has board meetings ahead, whose leads nobody asks within a week', async () => {
    const { services } = app;
    const now = services.clock.now();
    const today = now.toZonedDateTimeISO('Europe/London').toPlainDate();
    const { meetings } = await listMeetings(services, { via: 'cli' }, samplePlanId);
    const ahead = meetings.filter(({ date }) => date > today.toString());
    expect(ahead.map(({ date }) => date)).toEqual(sampleCalendar(today).map(String));
    expect(ahead.map(({ asks, cycleState, warnings }) => ({ asks, cycleState, warnings }))).toEqual(
      ahead.map(() => ({ asks: true, cycleState: 'planned', warnings: [] })),
    );
    expect(ahead.map(({ date }) => date)).not.toContain(nextSampleMeeting(today).toString());
    for (let days = 0; days <= 7; days += 1) {
      const clock = { now: () => now.add({ hours: 24 * days }) };
      expect(await runDue({ ...services, clock }, { all: true })).toMatchObject({ done: [], failed: 0 });
    }
    // A day on which messages may go out, else the week above would show nothing.
    const later = Temporal.ZonedDateTime.from(`${ahead[0]?.dates[0]?.day}T10:00[Europe/London]`).toInstant();
    const { done } = await runDue({ ...services, clock: { now: () => later } }, { all: true });
    expect(done).toMatchObject([{ kind: 'open' }]);
  });
});
