import { z } from 'zod';
import { Refusal } from '../domain/shared/errors.ts';
import type { Press } from './press.ts';
import { presses } from './registry.ts';

const executed = z.object({
  action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).optional() }),
});
const submitted = z.looseObject({ verb: z.string() });

type Sent = Readonly<Record<string, unknown>> & { readonly verb: string };

/** Both ways a client sends a press, made one: Action.Execute wraps it, Action.Submit sends it flat. null for neither. */
function unwrap(value: unknown): Sent | null {
  const execute = executed.safeParse(value);
  if (execute.success) {
    const { verb, data } = execute.data.action;
    // A client sends the verb twice; two that differ were not made by one of our cards.
    return data?.['verb'] === undefined || data['verb'] === verb ? { ...data, verb } : null;
  }
  return submitted.safeParse(value).data ?? null;
}

export interface ParsedPress {
  readonly verb: string;
  readonly press: Press;
  /** What the press brings, with everything typed: ids are well formed but not yet checked against anybody's rights. */
  readonly pressed: object;
}

/**
 * Reads what a card sent back. Keys that no card of ours has, such as an author, are ignored. Throws
 * `Refusal('bad-input')` on anything else, with words for the person who pressed.
 */
export function parsePress(value: unknown): ParsedPress {
  const sent = unwrap(value);
  const press = sent === null ? undefined : presses.get(sent.verb);
  if (sent === null || press === undefined) throw unreadable(false);
  const result = press.schema.safeParse(sent);
  if (result.success) return { verb: sent.verb, press, pressed: result.data };
  const tooLong = result.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.path[0] !== 'filter' && issue.origin === 'string',
  );
  throw unreadable(tooLong, result.error);
}

function unreadable(tooLong: boolean, cause?: unknown): Refusal {
  return new Refusal(
    'bad-input',
    tooLong
      ? 'That text is too long to take in. Shorten it and press Save again.'
      : 'This card could not be read; it may be an old one. Type "my actions" to get a new card.',
    { cause },
  );
}
