import { RestError } from '@azure/data-tables';
import { Failure } from '../../domain/shared/errors.ts';
import { Conflict } from '../../ports.ts';

const tooLarge = new Set([
  'EntityTooLarge',
  'PropertyValueTooLarge',
  'TooManyProperties',
  'RequestBodyTooLarge',
]);

/** Only a missing row is absence. A missing table, a 403 or a time-out is a failure, never "no reply". */
export function isMissingRow(error: unknown): boolean {
  return statusOf(error) === 404 && codeOf(error) === 'ResourceNotFound';
}

export function isExistingRow(error: unknown): boolean {
  return statusOf(error) === 409 && codeOf(error) === 'EntityAlreadyExists';
}

export function isStaleTag(error: unknown): boolean {
  return statusOf(error) === 412;
}

/** What a failed transaction means; a replaced row that is gone has changed as well. */
export function commitError(error: unknown, doing: string): Conflict | Failure {
  if (isExistingRow(error)) return new Conflict('exists', { cause: error });
  if (isStaleTag(error) || isMissingRow(error)) return new Conflict('changed', { cause: error });
  return storageFailure(error, doing);
}

/** `doing` completes "Storage failed while ...". The cause is kept for the operator's log. */
export function storageFailure(error: unknown, doing: string): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (code !== null && tooLarge.has(code)) {
    return new Failure('storage-limit', `Storage refused the size (${code}) while ${doing}.`, {
      cause: error,
    });
  }
  const told = [statusOf(error), code].filter((part) => part !== null).join(' ');
  const what = told === '' ? 'did not answer' : `answered ${told}`;
  return new Failure('storage-unavailable', `Storage ${what} while ${doing}. Try again in a minute.`, {
    cause: error,
  });
}

function statusOf(error: unknown): number | null {
  return error instanceof RestError ? (error.statusCode ?? null) : null;
}

/**
 * A transaction carries the service's code in `code`; other calls carry it in `details`, from the header
 * where the service sends one and from the body where it does not.
 */
function codeOf(error: unknown): string | null {
  if (!(error instanceof RestError)) return null;
  if (error.code !== undefined) return error.code;
  const details = asRecord(error.details);
  for (const code of [details['errorCode'], asRecord(details['odataError'])['code'], details['code']]) {
    if (typeof code === 'string') return code;
  }
  return null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
