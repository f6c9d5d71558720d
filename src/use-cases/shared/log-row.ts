import type { Action } from '../../domain/plan/action.ts';
import type { Update } from '../../domain/reply/update.ts';
import type { LogCode } from '../../domain/shared/log-words.ts';
import type { LogEntry, Write } from '../../ports.ts';
import { actorOf, type Requester } from './requester.ts';

/** The audit row of a change: who made it, what it was, when (ISO instant) and its facts. */
export function logRow(requester: Requester, what: LogCode, at: string, detail: LogEntry['detail']): Write {
  const value: LogEntry = { what, actor: actorOf(requester), at, from: requester.via, detail };
  return { op: 'insert', row: { kind: 'log', value } };
}

/** An action, and its reply where that changes too, as they stood before a change; `at` is the instant of it. */
export function historyRow(
  requester: Requester,
  at: string,
  action: Action,
  update: Update | null = null,
): Write {
  const value = { actionId: action.id, at, by: actorOf(requester), action, update };
  return { op: 'insert', row: { kind: 'history', value } };
}
