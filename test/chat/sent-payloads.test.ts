import { describe, expect, it } from 'vitest';
import { presses } from '../../src/chat/registry.ts';
import { parseSubmission } from '../support/parse-submission.ts';
import sent from './sent-payloads.json' with { type: 'json' };

/** Ids and numbers that a press carries as they are; what is typed may be tidied. */
const carried = ['verb', 'planId', 'meeting', 'actionId', 'personId', 'fileId', 'list', 'what', 'document'];

/**
 * Every verb, and every set of keys under it, that a card of ours has ever sent back: cards stand in chats for years. Add to
 * the list, and take nothing away.
 */
describe('a card that was sent long ago', () => {
  it.each(Object.entries<Readonly<Record<string, unknown>>[]>(sent))('%s is still read', (verb, payloads) => {
    expect(payloads.length).toBeGreaterThan(0);
    for (const payload of payloads) {
      expect(payload['verb']).toBe(verb);
      const executed = { action: { type: 'Action.Execute', verb, data: payload } };
      const read: Readonly<Record<string, unknown>> = { ...parseSubmission(executed) };
      expect(parseSubmission(payload)).toEqual(read);
      for (const key of carried.filter((key) => key in payload)) expect(read[key]).toEqual(payload[key]);
    }
  });

  it('has every verb there is in its list', () => {
    expect([...presses.keys()].sort()).toEqual(Object.keys(sent).sort());
  });
});
