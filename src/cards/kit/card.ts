export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A finished Adaptive Card, ready to be attached to a message. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: string;
  readonly fallbackText: string;
  readonly body: readonly Json[];
  readonly [key: string]: Json;
}

/** Teams refuses a message at about 100 KB and asks bots to stay under 80. */
export const maxMessageBytes = 80_000;

/** The bytes of an image within a card. */
const imageBytes = /(?<="data:image\/png;base64,)[A-Za-z0-9+/=]+/g;

/** What a card weighs in a message: its JSON as UTF-16, which is how Teams counts, without the bytes of its images, which it leaves out. */
export function messageBytes(card: AdaptiveCard): number {
  return JSON.stringify(card).replace(imageBytes, '').length * 2;
}
