import { z } from 'zod';
import { type DeliveryKey, parseDeliveryKind, writeDeliveryKind } from '../../domain/delivery/delivery.ts';

const kind = z.string().transform((text, context) => {
  const parsed = parseDeliveryKind(text);
  if (parsed !== null) return parsed;
  context.addIssue('none of a delivery');
  return z.NEVER;
});
const part = z.string().min(1);
const deliveryKey = z
  .object({ planId: part, meeting: part, personId: part, kind })
  .transform(({ meeting: cycleId, ...key }) => ({ ...key, cycleId }));
const givenBack = z.object({ givenBack: z.int().min(0).default(0) });

/**
 * Base64, because a message travels inside XML, which cannot carry every character. `givenBack`: how often it was handed
 * out and given back untouched, which the queue itself counts like any other time.
 */
export function encodeMessage(
  { planId, cycleId: meeting, personId, kind }: DeliveryKey,
  givenBack = 0,
): string {
  const back = givenBack === 0 ? {} : { givenBack };
  const body = { planId, meeting, personId, kind: writeDeliveryKind(kind), ...back };
  return Buffer.from(JSON.stringify(body)).toString('base64');
}

/** null for anything but a delivery's key. */
export function parseMessage(text: string): { readonly key: DeliveryKey; readonly givenBack: number } | null {
  try {
    const body: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    const key = deliveryKey.safeParse(body);
    const back = givenBack.safeParse(body);
    return key.success ? { key: key.data, givenBack: back.data?.givenBack ?? 0 } : null;
  } catch {
    return null;
  }
}
