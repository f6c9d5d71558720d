import type { Delivery } from '../../domain/delivery/delivery.ts';
import { Failure } from '../../domain/shared/errors.ts';
import { Conflict, type Services, type Stored } from '../../ports.ts';
import { withRetries } from '../shared/with-retries.ts';

type RecordServices = Pick<Services, 'store' | 'logger'>;

/** Waits so many milliseconds, or until the signal is given. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** The row as replaced, or null when somebody else has changed it meanwhile. */
export async function replaceDelivery(
  services: Pick<Services, 'store'>,
  stored: Stored<Delivery>,
  value: Delivery,
): Promise<Stored<Delivery> | null> {
  try {
    const [etag] = await services.store.commit(value.planId, [
      { op: 'replace', row: { kind: 'delivery', value }, etag: stored.etag },
    ]);
    return etag === undefined ? null : { value, etag };
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

/** Storage is away, which says nothing of the delivery. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Failure && error.code !== 'storage-limit';
}

/** Two seconds at most between attempts, so that whoever finds the lease lapsed comes too late. */
const longestPauseMilliseconds = 2_000;
const mostAttempts = 600;

/**
 * Records what became of a send, however long storage is away: a card that has gone out and is not recorded would be
 * sent again. While storage is away nobody else can take the row either, so the first attempt after it
 * comes back nearly always wins; when it does not, the other's outcome stands.
 */
export async function settleDelivery(
  services: RecordServices,
  claimed: Stored<Delivery>,
  settled: Delivery,
  wait: Wait,
): Promise<void> {
  await withRetries(() => replaceDelivery(services, claimed, settled), {
    attempts: mostAttempts,
    helps: isStorageFailure,
    between: (error, attempt) => {
      services.logger.warn(
        { err: error, state: settled.state, attempt },
        'delivery could not be recorded yet',
      );
      return wait(Math.min(longestPauseMilliseconds, 125 * 2 ** attempt));
    },
  });
}
