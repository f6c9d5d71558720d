import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTables, createTables, type Tables } from '../../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { LeadMatch } from '../../../src/domain/leads/lead-match.ts';
import { leadTextId } from '../../../src/domain/leads/lead-text.ts';
import type { PlanStore, TeamRef } from '../../../src/ports.ts';
import { startTestStorage, type TestStorage } from '../../support/azurite.ts';

let storage: TestStorage;
let tables: Tables;
let store: PlanStore;

beforeAll(async () => {
  storage = await startTestStorage();
  tables = connectTables(storage);
  await createTables(tables);
  store = createPlanStore(tables);
});
afterAll(() => storage.close());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('Siân O’Hara', '?', '日本'.repeat(60), `x${'𠀋'.repeat(50)}`, 'a/b\\c#d?e~f=g'),
);
const anyMatch: fc.Arbitrary<LeadMatch> = fc
  .record({
    text,
    decision: fc.constantFrom('people', 'organisation', 'nobody'),
    people: fc.array(fc.stringMatching(/^[a-z-]{1,20}$/)),
    by: text,
  })
  .map((drawn) => ({ ...drawn, id: leadTextId(drawn.text), at: '2026-11-21T10:00:00Z' }));

/** A lone half of a surrogate pair cannot be stored. */
const sound = (drawn: string) => drawn.replace(/\p{Surrogate}/gu, '\uFFFD');

describe('matches of lead texts', () => {
  it('are read back as they were written, whatever the text', async () => {
    let plans = 0;
    await fc.assert(
      fc.asyncProperty(anyMatch, async (value) => {
        plans += 1;
        await store.commit(`plan-${plans}`, [{ op: 'insert', row: { kind: 'lead', value } }]);
        const [read] = await store.listLeadMatches(`plan-${plans}`);
        expect(read?.value).toEqual({
          ...value,
          text: sound(value.text),
          by: sound(value.by),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are replaced by their tag alone, and stand apart from people', async () => {
    const value: LeadMatch = { id: 'sb', text: 'SB', decision: 'people', people: ['sam'], at: '', by: '' };
    const [etag = ''] = await store.commit('tags', [{ op: 'insert', row: { kind: 'lead', value } }]);
    const row = { kind: 'lead', value: { ...value, people: ['sue'] } } as const;
    await store.commit('tags', [{ op: 'replace', row, etag }]);
    await expect(store.commit('tags', [{ op: 'replace', row, etag }])).rejects.toMatchObject({
      reason: 'changed',
    });
    expect((await store.listLeadMatches('tags')).map((read) => read.value.people)).toEqual([['sue']]);
    expect(await store.listPeople('tags')).toEqual([]);
  });
});

describe('teams that have the bot', () => {
  it('are kept by tenant until it is removed from them', async () => {
    const directory = createDirectory(tables);
    const team: TeamRef = {
      tenantId: 'tenant',
      teamId: '19:a@thread.tacv2',
      serviceUrl: 'https://smba.example/',
      channelId: 'msteams',
      botId: '28:b',
      botName: 'Bot',
    };
    await directory.saveTeam(team);
    await directory.saveTeam({ ...team, botName: 'Renamed' });
    expect(await directory.listTeams('tenant')).toEqual([{ ...team, botName: 'Renamed', readAt: null }]);
    expect(await directory.listTeams('elsewhere')).toEqual([]);
    await directory.forgetTeam('tenant', team.teamId);
    await directory.forgetTeam('tenant', team.teamId);
    expect(await directory.listTeams('tenant')).toEqual([]);
  });
});
