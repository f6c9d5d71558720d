import { randomUUID } from 'node:crypto';
import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger, Pace } from '../../ports.ts';
import { type Tables, withDeadline } from './connect.ts';
import { joinKey } from './keys.ts';
import { noPace, type PaceState, pauseSlots, reserveSlots } from './pace-slots.ts';
import { decodeRow, readRow } from './read-rows.ts';
import { jsonColumn, rowCodec, schemaVersion } from './row-schema.ts';
import { isExistingRow, isMissingRow, isStaleTag, storageFailure } from './storage-error.ts';

export interface PaceOptions {
  readonly logger: Logger;
  /** What Teams takes from one app in one tenant; 50. */
  readonly requestsPerSecond: number;
  /** Of the system. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** No tenant can have this key, since `~` is escaped in theirs. */
const pacePartition = '~pace';

/**
 * Slots are this part of the limit, evenly spread: 48.5 a second for 50. A second then never holds more than 50 requests as
 * long as no two of them are delayed by more than 30 milliseconds from one another, here and on their way.
 */
const usedPart = 0.97;
/** A slot missed by more is given up: made up for, it would stand too close to the next. */
const tolerance = 15;
const horizon = 1_000;
const near = 300;
/** What is left of this replica's slots when it asks for more. */
const refill = 550;
/** A turn further off is `later`: the claim that waits for it must not lapse. */
const longestWait = 5_000;
const longestPause = 3_000;
const crowdedWait = 150;
/** Without the table, each replica sends so seldom that even many of them stay under the limit. */
const aloneWait = 1_000;
/** A reservation that takes longer is of no use. */
const patience = 1_500;
const mostRounds = 6;
/** Clocks that differ by less count as equal: the grid of slots takes as much. */
const clockNoise = 50;
const clockSampleMilliseconds = 600_000;

const stateSchema = z.object({
  from: z.number(),
  taken: z.string(),
  replicas: z.record(z.string(), z.number()),
  pausedUntil: z.number(),
});

const paceCodec = rowCodec<{ pace: PaceState }>({ pace: jsonColumn(stateSchema) });

/** What this replica knows of one tenant. Times are of the storage's clock. */
interface TenantPace {
  slots: number[];
  pausedUntil: number;
  reserving: Promise<void> | null;
}

/** How far the storage's clock is ahead of ours, from rows we wrote: the service stamps each with its own time. */
function createStorageClock(now: () => number) {
  let ahead = 0;
  let sample = { roundTrip: Number.POSITIVE_INFINITY, at: 0 };
  let written = { etag: '', from: 0, to: 0 };
  return {
    now: () => now() + ahead,
    isKnown: () => sample.at !== 0,
    wrote(etag: string, from: number, to: number) {
      written = { etag, from, to };
    },
    read(etag: string, timestamp: unknown) {
      if (etag !== written.etag || typeof timestamp !== 'string') return;
      const roundTrip = written.to - written.from;
      const isOld = written.to - sample.at > clockSampleMilliseconds;
      if (roundTrip > sample.roundTrip && !isOld) return;
      sample = { roundTrip, at: written.to };
      const measured = Date.parse(timestamp) - (written.from + written.to) / 2;
      ahead = Math.abs(measured) <= roundTrip / 2 + clockNoise ? 0 : measured;
    },
  };
}

/**
 * The allowance of requests per tenant, shared by all replicas through one row of the table `directory`: each reserves some
 * slots of the coming second by the row's tag, so no slot is given twice and nobody leads. Slots are counted
 * by the storage's clock, from which each replica knows how far its own differs.
 */
export function createPace(tables: Tables, options: PaceOptions): Pace {
  const { logger, requestsPerSecond, now = Date.now } = options;
  const wait = options.wait ?? ((milliseconds: number) => waitFor(milliseconds));
  const interval = 1_000 / (requestsPerSecond * usedPart);
  const replica = randomUUID().slice(0, 8);
  const impatient = { ...tables, patience };
  const clock = createStorageClock(now);
  const tenants = new Map<string, TenantPace>();

  function tenantPace(tenantId: string): TenantPace {
    const known = tenants.get(tenantId);
    if (known) return known;
    const fresh: TenantPace = { slots: [], pausedUntil: 0, reserving: null };
    tenants.set(tenantId, fresh);
    return fresh;
  }

  async function read(rowKey: string): Promise<{ state: PaceState; etag: string | null }> {
    const entity = await readRow(impatient, tables.directory, pacePartition, rowKey);
    if (entity === null) return { state: noPace, etag: null };
    clock.read(entity.etag, entity['timestamp']);
    return { state: decodeRow(paceCodec, entity).pace, etag: entity.etag };
  }

  /** False when another replica was quicker. */
  async function write(rowKey: string, state: PaceState, etag: string | null): Promise<boolean> {
    const entity = {
      partitionKey: pacePartition,
      rowKey,
      v: schemaVersion,
      ...paceCodec.encode({ pace: state }),
    };
    const from = now();
    try {
      const written =
        etag === null
          ? await tables.directory.createEntity(entity, withDeadline(impatient))
          : await tables.directory.updateEntity(entity, 'Replace', { etag, ...withDeadline(impatient) });
      if (written.etag !== undefined) clock.wrote(written.etag, from, now());
      return true;
    } catch (error) {
      if (isExistingRow(error) || isStaleTag(error) || isMissingRow(error)) return false;
      throw storageFailure(error, 'sharing the pace of messages');
    }
  }

  /** Changes the tenant's row; null when others were quicker every time. */
  async function change<T>(
    tenantId: string,
    decide: (state: PaceState) => { state: PaceState; result: T },
  ): Promise<{ state: PaceState; result: T } | null> {
    const rowKey = joinKey(tenantId);
    for (let round = 1; round <= mostRounds; round += 1) {
      const { state, etag } = await read(rowKey);
      const decided = decide(state);
      if (await write(rowKey, decided.state, etag)) return decided;
      await wait(Math.random() * 10 * round);
    }
    return null;
  }

  async function reserve(tenantId: string, tenant: TenantPace): Promise<void> {
    try {
      if (!clock.isKnown()) {
        await change(tenantId, (state) => ({ state, result: null }));
        await read(joinKey(tenantId));
      }
      const reserved = await change(tenantId, (known) => {
        const request = { replica, now: clock.now(), interval, horizon, near };
        const { state, slots } = reserveSlots(known, request);
        return { state, result: slots };
      });
      if (reserved === null) return;
      tenant.pausedUntil = Math.max(tenant.pausedUntil, reserved.state.pausedUntil);
      tenant.slots = [...tenant.slots, ...reserved.result].sort((a, b) => a - b);
    } catch (error) {
      logger.warn({ err: error }, 'the pace could not be shared; this replica sends slowly meanwhile');
      tenant.slots = [...tenant.slots, Math.max(clock.now(), tenant.slots.at(-1) ?? 0) + aloneWait];
    }
  }

  /** One reservation at a time; whoever needs slots meanwhile waits for the same one. */
  function reserveOnce(tenantId: string, tenant: TenantPace): Promise<void> {
    tenant.reserving ??= reserve(tenantId, tenant).finally(() => {
      tenant.reserving = null;
    });
    return tenant.reserving;
  }

  function nextSlot(tenant: TenantPace): number | undefined {
    const earliest = Math.max(clock.now() - tolerance, tenant.pausedUntil);
    const at = tenant.slots.findIndex((slot) => slot >= earliest);
    if (at < 0) tenant.slots = [];
    return at < 0 ? undefined : tenant.slots.splice(0, at + 1).at(-1);
  }

  return {
    async take(tenantId) {
      const tenant = tenantPace(tenantId);
      const giveUpAt = now() + longestWait;
      while (now() <= giveUpAt) {
        const paused = tenant.pausedUntil - clock.now();
        if (paused > longestPause) return { kind: 'later', seconds: paused / 1_000 };
        if (paused > 0) await wait(paused);
        const slot = nextSlot(tenant);
        if (slot === undefined) {
          await reserveOnce(tenantId, tenant);
          if (tenant.slots.length === 0) await wait(crowdedWait);
          continue;
        }
        const last = tenant.slots.at(-1) ?? slot;
        // Never rejects: a failure becomes a slot of its own.
        if (last - clock.now() < refill) void reserveOnce(tenantId, tenant);
        const ahead = slot - clock.now();
        if (ahead > 0) await wait(ahead);
        const isMissed = clock.now() - slot > tolerance || slot < tenant.pausedUntil;
        if (!isMissed) return { kind: 'go' };
      }
      return { kind: 'later', seconds: Math.max(1, (tenant.pausedUntil - clock.now()) / 1_000) };
    },

    async pause(tenantId, seconds) {
      const tenant = tenantPace(tenantId);
      const until = clock.now() + seconds * 1_000;
      tenant.pausedUntil = Math.max(tenant.pausedUntil, until);
      await change(tenantId, (state) => ({ state: pauseSlots(state, until), result: null }));
    },
  };
}
