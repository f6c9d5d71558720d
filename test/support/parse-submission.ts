import { parsePress } from '../../src/chat/parse-press.ts';

/** What a press brings, beside its verb. Throws as `parsePress` does. */
export function parseSubmission(value: unknown): { readonly verb: string } {
  const { verb, pressed } = parsePress(value);
  return { verb, ...pressed };
}
