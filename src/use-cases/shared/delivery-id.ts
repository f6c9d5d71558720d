import { createHash } from 'node:crypto';
import { type DeliveryKey, writeDeliveryKind } from '../../domain/delivery/delivery.ts';

/**
 * What a log calls a delivery, the same on every replica and at every attempt: 12 hex digits. Made from its key, which
 * carries a person's name and therefore stays out of logs.
 */
export function deliveryIdOf({ planId, cycleId, personId, kind }: DeliveryKey): string {
  return createHash('sha256')
    .update(JSON.stringify([planId, cycleId, personId, writeDeliveryKind(kind)]))
    .digest('hex')
    .slice(0, 12);
}
