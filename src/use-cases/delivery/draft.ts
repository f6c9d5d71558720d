import type { FrozenDeliveryKind } from '../../domain/delivery/delivery.ts';
import type { Reachability } from '../../domain/people/reach.ts';
import type { OutgoingMessage, Recipient } from '../../ports.ts';
import type { Sender } from '../shared/requester.ts';

/** A message ready to leave, or why none does. */
export type Draft =
  | { readonly kind: 'send'; readonly to: Recipient; readonly message: OutgoingMessage }
  | {
      readonly kind: 'update';
      readonly to: Recipient;
      readonly activityId: string;
      readonly message: OutgoingMessage;
    }
  | { readonly kind: 'unreachable'; readonly reason: Exclude<Reachability, 'reachable'> | 'no-channel' }
  | { readonly kind: 'not-needed' };

/**
 * Writes what is made of one freeze, for one reader: those nouns come after this one. null where the reader may not have it.
 * Throws as whatever makes it does.
 */
export type ComposeMessage = (
  kind: FrozenDeliveryKind['name'],
  reader: Sender,
  of: { readonly planId: string; readonly cycleId: string },
) => Promise<OutgoingMessage | null>;
