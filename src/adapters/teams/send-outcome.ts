import { z } from 'zod';
import type { SendOutcome } from '../../domain/delivery/send-outcome.ts';

const restError = z.object({
  statusCode: z.number().optional(),
  code: z.unknown().optional(),
  message: z.string().optional(),
  response: z
    .object({
      headers: z.unknown().optional(),
      bodyAsText: z.string().nullish(),
      parsedBody: z.unknown().optional(),
    })
    .optional(),
});

const errorBody = z.object({
  subCode: z.string().nullish(),
  /** Words, or JSON once more: `{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\", ..."}`. */
  message: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), subCode: z.string().nullish() }).nullish(),
});

/** Teams will not take messages from this bot for this person until they act: not worth a retry. */
const unreachableCodes: ReadonlyMap<string, string> = new Map([
  ['BotDisabledByAdmin', 'disabled-by-admin'],
  ['BotNotInConversationRoster', 'not-in-conversation'],
  ['ConversationBlockedByUser', 'blocked'],
  ['ForbiddenOperationException', 'not-installed'],
  ['MessageWritesBlocked', 'blocked'],
  ['ConversationNotFound', 'conversation-gone'],
]);

const transientStatuses = new Set([412, 502, 503, 504]);

function headerOf(headers: unknown, name: string): string | null {
  const get = z.object({ get: z.custom<(key: string) => unknown>((value) => typeof value === 'function') });
  const readable = get.safeParse(headers);
  const value = readable.success ? readable.data.get.call(headers, name) : undefined;
  return typeof value === 'string' ? value : null;
}

function parseBody(text: string | null | undefined): z.infer<typeof errorBody> {
  try {
    const parsed = errorBody.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : {};
  } catch {
    // An answer that is no JSON has no code; its status decides.
    return {};
  }
}

function codesOf(error: z.infer<typeof restError>): string[] {
  const body = parseBody(error.response?.bodyAsText);
  const nested = parseBody(body.message);
  const found = [nested.subCode, body.subCode, body.error?.subCode, body.error?.code, error.code];
  return found.filter((code): code is string => typeof code === 'string' && code !== '');
}

/** Seconds to wait, from a Retry-After in seconds; null when absent or a date, which Teams does not send. */
function retryAfter(error: z.infer<typeof restError>): number | null {
  const header = headerOf(error.response?.headers, 'retry-after');
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

/** Every outcome but success. */
export type RefusedSend = Exclude<SendOutcome, { readonly kind: 'sent' }>;

/**
 * What a failed send means, by the connector's documented answers: 429 waits; 412, 502, 503, 504 and a lost connection are
 * transient; the known 403 and 404 codes mean the person cannot be reached; all else has failed for good,
 * a 500 among them, since the message may have gone out.
 */
export function outcomeOf(error: unknown): RefusedSend {
  const parsed = restError.safeParse(error);
  const status = parsed.success ? parsed.data.statusCode : undefined;
  if (!parsed.success || status === undefined) {
    return { kind: 'retry', reason: 'no-answer' };
  }
  if (status === 429) return { kind: 'throttled', retryAfterSeconds: retryAfter(parsed.data) };
  const codes = codesOf(parsed.data);
  if (codes.includes('ActivityNotFoundInConversation')) return { kind: 'failed', reason: 'message-gone' };
  if (transientStatuses.has(status)) return { kind: 'retry', reason: `http-${status}` };
  for (const code of codes) {
    const reason = unreachableCodes.get(code);
    if (reason !== undefined) return { kind: 'unreachable', reason };
  }
  return { kind: 'failed', reason: codes[0] ?? `http-${status}` };
}

/** What a failed creation of a chat means: as for a send, but after a 500 it is tried again, which cannot create it twice. */
export function openOutcomeOf(error: unknown): RefusedSend {
  const parsed = restError.safeParse(error);
  if (parsed.success && parsed.data.statusCode === 500) return { kind: 'retry', reason: 'http-500' };
  return outcomeOf(error);
}
