import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checkTables, connectTables, createTables } from '../../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../../src/adapters/tables/plan-store.ts';
import type { PlanStore, Write } from '../../../src/ports.ts';
import { startTestStorage } from '../../support/azurite.ts';
import { aDelivery, anAction } from '../../support/builders.ts';
import { answerError, type FakeTables, startFakeTables } from './fake-tables.ts';
import { aLogEntry, insertAction, insertLog } from './rows.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function fake(handler: http.RequestListener): Promise<FakeTables> {
  const server = await startFakeTables(handler);
  closers.push(() => server.close());
  return server;
}

const unavailable = { name: 'Failure', code: 'storage-unavailable' };

describe('a failure is never absence', () => {
  const answers: [string, http.RequestListener][] = [
    ['403', (_, response) => answerError(response, 403, 'AuthorizationFailure')],
    ['a missing table', (_, response) => answerError(response, 404, 'TableNotFound')],
    [
      'a 404 of something that is not storage',
      (_, response) => response.writeHead(404).end('<h1>Not here</h1>'),
    ],
    ['500', (_, response) => answerError(response, 500, 'InternalError')],
    ['503', (_, response) => answerError(response, 503, 'ServerBusy')],
    [
      '503 that asks us to wait an hour',
      (_, response) => {
        response.setHeader('retry-after', '3600');
        answerError(response, 503, 'ServerBusy');
      },
    ],
    ['silence', () => {}],
    ['an answer that stops half-way', (_, response) => response.writeHead(200).write('{"value":[')],
    ['a dropped connection', (request) => request.socket.destroy()],
  ];

  it('and names nobody: what a failure says goes into the log', async () => {
    const { tables } = await fake((_, response) => answerError(response, 403, 'AuthorizationFailure'));
    const store = createPlanStore(tables);
    const directory = createDirectory(tables);
    const sams = {
      planId: 'hill-vale',
      cycleId: '2026-12-16',
      personId: 'sam-barron',
      kind: { name: 'prompt' },
    } as const;
    const told = async (work: Promise<unknown>) => String(await work.catch((error: unknown) => error));
    const secrets = /sam|barron|token|user-/i;
    for (const work of [
      store.readDelivery(sams),
      directory.findCalendar('token-of-a-shared-calendar'),
      directory.saveCalendar('token-of-a-shared-calendar', 'tenant', 'hill-vale', null),
      directory.findConversation('tenant', 'user-sam'),
      directory.listMemberships('tenant', 'user-sam'),
      directory.addMembership('tenant', 'user-sam', 'hill-vale'),
    ]) {
      expect(await told(work)).not.toMatch(secrets);
    }
    expect(await told(store.readDelivery(sams))).toContain('row delivery~2026-12-16~…~… of hill-vale');
  });

  it.each(answers)('%s', async (_, handler) => {
    const { tables } = await fake(handler);
    const store = createPlanStore(tables);
    const directory = createDirectory(tables);
    const started = performance.now();
    await Promise.all([
      expect(store.readPlan('hill-vale')).rejects.toMatchObject(unavailable),
      expect(store.readUpdate('hill-vale', '2026-12-16', '0001')).rejects.toMatchObject(unavailable),
      expect(store.listActions('hill-vale')).rejects.toMatchObject(unavailable),
      expect(store.listLog('hill-vale', 5)).rejects.toMatchObject(unavailable),
      expect(store.commit('hill-vale', [insertAction()])).rejects.toMatchObject(unavailable),
      expect(directory.findConversation('tenant', 'user')).rejects.toMatchObject(unavailable),
      expect(directory.forgetConversation('tenant', 'user')).rejects.toMatchObject(unavailable),
      expect(directory.listPlans()).rejects.toMatchObject(unavailable),
      expect(directory.registerPlan('tenant', 'hill-vale')).rejects.toMatchObject(unavailable),
      expect(checkTables(tables)).rejects.toMatchObject(unavailable),
    ]);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('a port where nothing listens', async () => {
    const { tables, close } = await startFakeTables(() => {});
    await close();
    await expect(createPlanStore(tables).readPlan('hill-vale')).rejects.toMatchObject(unavailable);
  });

  it('an empty store whose tables were never made', async () => {
    const storage = await startTestStorage();
    closers.push(() => storage.close());
    const tables = connectTables(storage);
    await expect(createPlanStore(tables).readPlan('hill-vale')).rejects.toMatchObject(unavailable);
    await expect(createPlanStore(tables).listPeople('hill-vale')).rejects.toMatchObject(unavailable);
    await expect(createPlanStore(tables).commit('hill-vale', [insertLog()])).rejects.toMatchObject(
      unavailable,
    );
    await expect(checkTables(tables)).rejects.toMatchObject(unavailable);
    await createTables(tables);
    await checkTables(tables);
  });

  it('keeps the cause', async () => {
    const { tables } = await fake((_, response) => answerError(response, 403, 'AuthorizationFailure'));
    const reading = createPlanStore(tables).readPlan('hill-vale');
    await expect(reading).rejects.toMatchObject({ cause: { statusCode: 403 } });
    await expect(reading).rejects.toThrow('403 AuthorizationFailure');
  });
});

describe('absence', () => {
  it('is read from the code in the body, where Azure sends no header', async () => {
    const { tables } = await fake((_, response) => answerError(response, 404, 'ResourceNotFound'));
    expect(await createPlanStore(tables).readPlan('hill-vale')).toBeNull();
  });
});

describe('a list', () => {
  it('goes on after an empty page that has a continuation', async () => {
    const { tables, count } = await fake((request, response) => {
      const next = new URL(request.url ?? '', 'http://fake').searchParams.get('NextRowKey');
      response.setHeader('content-type', 'application/json;odata=minimalmetadata');
      if (next === null || next === 'b') {
        response.setHeader('x-ms-continuation-NextPartitionKey', 'hill-vale');
        response.setHeader('x-ms-continuation-NextRowKey', next === null ? 'b' : 'c');
        response.end(JSON.stringify({ value: [] }));
        return;
      }
      const { actor, at, what, from } = aLogEntry();
      const keys = { PartitionKey: 'hill-vale', RowKey: 'log~1~1', 'odata.etag': 'W/"1"' };
      const columns = { v: 1, what, at, from, byId: actor.userId, byName: actor.name, detail: '{}' };
      response.end(JSON.stringify({ value: [{ ...keys, ...columns }] }));
    });
    expect(await createPlanStore(tables).listLog('hill-vale', 5)).toEqual([aLogEntry()]);
    expect(count()).toBe(3);
  });
});

describe('a write whose answer was lost', () => {
  /** Passes everything on to real storage, but breaks the connection instead of giving the first write's answer. */
  async function lossyStorage(meanwhile: (direct: PlanStore) => Promise<unknown> = async () => {}) {
    const storage = await startTestStorage();
    closers.push(() => storage.close());
    const real = connectTables(storage);
    await createTables(real);
    let lost = 0;
    const passOn: http.RequestListener = (request, response) => {
      const target = new URL(request.url ?? '', real.plans.url);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const onward = http.request(
          target,
          { method: request.method, headers: request.headers },
          (answer) => {
            if (request.method !== 'GET' && lost === 0) {
              lost += 1;
              answer.resume();
              answer.on('end', async () => {
                await meanwhile(createPlanStore(real));
                request.socket.destroy();
              });
              return;
            }
            response.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(response);
          },
        );
        onward.end(body);
      });
    };
    const proxy = http.createServer(passOn);
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    closers.push(async () => {
      proxy.closeAllConnections();
      proxy.close();
    });
    const address = proxy.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const connectionString = storage.connectionString.replace(
      /TableEndpoint=http:\/\/127\.0\.0\.1:\d+/,
      `TableEndpoint=http://127.0.0.1:${address.port}`,
    );
    const lossy = createPlanStore(connectTables({ connectionString }));
    return { lossy, direct: createPlanStore(real), lost: () => lost };
  }

  it('is known as our own when the repetition finds its rows there', async () => {
    const { lossy, direct, lost } = await lossyStorage();
    const tags = await lossy.commit('hill-vale', [insertAction(), insertLog()]);
    expect(lost()).toBe(1);
    expect((await direct.readAction('hill-vale', '0001'))?.etag).toBe(tags[0]);
    expect(await direct.listLog('hill-vale', 5)).toHaveLength(1);
  });

  it('is known as our own when it replaced a row', async () => {
    const { lossy, direct, lost } = await lossyStorage();
    const [etag = ''] = await direct.commit('hill-vale', [insertAction()]);
    const value = anAction('0001', { narrative: 'mine' });
    const [newTag = ''] = await lossy.commit('hill-vale', [
      { op: 'replace', etag, row: { kind: 'action', value } },
    ]);
    expect(lost()).toBe(1);
    expect(await direct.readAction('hill-vale', '0001')).toEqual({ value, etag: newTag });
  });

  it('is known as our own for a delivery, which is written by itself', async () => {
    const planned = aDelivery('sam-barron', { planId: 'hill-vale', state: 'planned' });
    const first = await lossyStorage();
    const inserted = await first.lossy.commit('hill-vale', [
      { op: 'insert', row: { kind: 'delivery', value: planned } },
    ]);
    expect(first.lost()).toBe(1);
    expect(await first.direct.readDelivery(planned)).toEqual({ value: planned, etag: inserted[0] });
    const second = await lossyStorage();
    const [etag = ''] = await second.direct.commit('hill-vale', [
      { op: 'insert', row: { kind: 'delivery', value: planned } },
    ]);
    const claimed = aDelivery('sam-barron', { planId: 'hill-vale', state: 'claimed', attempts: 1 });
    const claim: Write = { op: 'replace', etag, row: { kind: 'delivery', value: claimed } };
    const [newTag] = await second.lossy.commit('hill-vale', [claim]);
    expect(second.lost()).toBe(1);
    expect(await second.direct.readDelivery(planned)).toEqual({ value: claimed, etag: newTag });
    // Another claim by the tag read before is somebody else’s and loses.
    await expect(second.lossy.commit('hill-vale', [claim])).rejects.toMatchObject({ reason: 'changed' });
  });

  it('gives no tag that would overwrite what somebody has written since', async () => {
    const theirs = anAction('0001', { narrative: 'theirs' });
    const { lossy, direct } = await lossyStorage(async (store) => {
      const etag = (await store.readAction('hill-vale', '0001'))?.etag ?? '';
      await store.commit('hill-vale', [{ op: 'replace', etag, row: { kind: 'action', value: theirs } }]);
    });
    const [etag = ''] = await lossy.commit('hill-vale', [insertAction({ narrative: 'mine' }), insertLog()]);
    const again: Write = { op: 'replace', etag, row: { kind: 'action', value: anAction('0001') } };
    await expect(lossy.commit('hill-vale', [again])).rejects.toMatchObject({ reason: 'changed' });
    expect((await direct.readAction('hill-vale', '0001'))?.value).toEqual(theirs);
  });

  it('is still a conflict when the rows are somebody else’s', async () => {
    const { lossy, direct } = await lossyStorage();
    await direct.commit('hill-vale', [insertAction({ narrative: 'theirs' })]);
    const mine = [insertAction({ narrative: 'mine' }), insertLog()];
    await expect(lossy.commit('hill-vale', mine)).rejects.toMatchObject({
      name: 'Conflict',
      reason: 'exists',
    });
    expect((await direct.readAction('hill-vale', '0001'))?.value.narrative).toBe('theirs');
  });
});
