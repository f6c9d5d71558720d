import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/adapters/teams/send-outcome.ts';
import { type TeamsFault, teamsFaults } from '../../support/teams-faults.ts';

/** An answer as botbuilder throws it. */
function restError(fault: TeamsFault): object {
  if (fault.kind !== 'answer') return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const bodyAsText = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
  const headers = new Map(Object.entries(fault.headers ?? {}));
  return Object.assign(new Error('Unexpected status'), {
    statusCode: fault.status,
    response: { headers, bodyAsText },
  });
}

describe('outcomeOf', () => {
  it.each([
    ['429 with Retry-After', teamsFaults.throttled(17), { kind: 'throttled', retryAfterSeconds: 17 }],
    ['429 without', teamsFaults.throttled(null), { kind: 'throttled', retryAfterSeconds: null }],
    ['412', teamsFaults.preconditionFailed, { kind: 'retry', reason: 'http-412' }],
    ['502', teamsFaults.unavailable(502), { kind: 'retry', reason: 'http-502' }],
    ['503', teamsFaults.unavailable(503), { kind: 'retry', reason: 'http-503' }],
    ['504', teamsFaults.unavailable(504), { kind: 'retry', reason: 'http-504' }],
    ['no answer', teamsFaults.dropped, { kind: 'retry', reason: 'no-answer' }],
    ['500, which may have been sent', teamsFaults.internalError, { kind: 'failed', reason: 'ServiceError' }],
    ['413', teamsFaults.tooBig, { kind: 'failed', reason: 'MessageSizeTooBig' }],
    ['a wrong host', teamsFaults.invalidHost, { kind: 'failed', reason: 'InvalidBotApiHost' }],
    [
      'MessageWritesBlocked, in JSON within the JSON',
      teamsFaults.writesBlocked,
      { kind: 'unreachable', reason: 'blocked' },
    ],
    ['blocked', teamsFaults.blockedByUser, { kind: 'unreachable', reason: 'blocked' }],
    ['disabled', teamsFaults.disabledByAdmin, { kind: 'unreachable', reason: 'disabled-by-admin' }],
    ['not in the roster', teamsFaults.notInRoster, { kind: 'unreachable', reason: 'not-in-conversation' }],
    ['not installed', teamsFaults.notInstalled, { kind: 'unreachable', reason: 'not-installed' }],
    ['gone', teamsFaults.conversationNotFound, { kind: 'unreachable', reason: 'conversation-gone' }],
  ] as [string, TeamsFault, object][])('reads %s', (_name, fault, expected) => {
    expect(outcomeOf(restError(fault))).toEqual(expected);
  });

  it.each([
    ['a plain sub-code', { subCode: 'MessageWritesBlocked' }],
    ['a sub-code within the error', { error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } }],
    ['nulls beside it', { subCode: 'MessageWritesBlocked', message: null, error: null }],
  ])('finds %s', (_what, body) => {
    expect(outcomeOf(restError({ kind: 'answer', status: 403, body }))).toEqual({
      kind: 'unreachable',
      reason: 'blocked',
    });
  });

  it.each([
    ['words', 'Forbidden'],
    ['a list', [1]],
    ['a message that is no JSON', { message: 'No.' }],
    ['nothing', ''],
    ['a code of Object’s own', { error: { code: 'constructor' } }],
  ])('fails a 403 for good whose body is %s', (_what, body) => {
    expect(outcomeOf(restError({ kind: 'answer', status: 403, body })).kind).toBe('failed');
  });

  it.each([
    ['a date', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['negative', '-5'],
    ['words', 'soon'],
  ])('backs off by itself where Retry-After is %s', (_what, header) => {
    const fault: TeamsFault = { kind: 'answer', status: 429, body: '', headers: { 'retry-after': header } };
    expect(outcomeOf(restError(fault))).toEqual({ kind: 'throttled', retryAfterSeconds: null });
  });

  it.each([undefined, null, 'text', 7, new Error('x'), {}])('takes whatever was thrown: %s', (thrown) => {
    expect(outcomeOf(thrown)).toEqual({ kind: 'retry', reason: 'no-answer' });
  });
});
