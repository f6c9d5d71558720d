import { z } from 'zod';
import type { DeliveryKey, DeliveryKind } from '../../domain/delivery.ts';

const kind = z.custom<DeliveryKind>(
  (value) => typeof value === 'string' && (value === 'prompt' || value.startsWith('reminder-')),
);
const part = z.string().min(1);
const deliveryKey = z.object({ planId: part, meeting: part, personId: part, kind });

/** Base64, because a message travels inside XML, which cannot carry every character. */
export function encodeMessage({ planId, meeting, personId, kind }: DeliveryKey): string {
  return Buffer.from(JSON.stringify({ planId, meeting, personId, kind })).toString('base64');
}

/** null for anything but a delivery's key. */
export function parseMessage(text: string): DeliveryKey | null {
  try {
    const parsed = deliveryKey.safeParse(JSON.parse(Buffer.from(text, 'base64').toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
