import type { Reachability } from '../../domain/people/reach.ts';
import type { OutgoingMessage, Recipient } from '../../ports.ts';

/** A message ready to leave, or why none does. */
export type Draft =
  | { readonly kind: 'send'; readonly to: Recipient; readonly message: OutgoingMessage }
  | {
      readonly kind: 'update';
      readonly to: Recipient;
      readonly activityId: string;
      readonly message: OutgoingMessage;
    }
  | { readonly kind: 'unreachable'; readonly reason: Exclude<Reachability, 'reachable'> }
  | { readonly kind: 'not-needed' };
