import { RestError } from '@azure/storage-queue';
import { Failure } from '../../domain/shared/errors.ts';

/** `doing` completes "The queue failed while ...". The cause is kept for the operator's log. */
export function queueFailure(error: unknown, doing: string): Failure {
  const told = error instanceof RestError ? [error.statusCode, error.code].filter(Boolean).join(' ') : '';
  const what = told === '' ? 'did not answer' : `answered ${told}`;
  return new Failure('storage-unavailable', `The queue ${what} while ${doing}. Try again in a minute.`, {
    cause: error,
  });
}

/** Handed out elsewhere since, or removed there already: Azure says 404 or 400, Azurite 400. */
export function isStaleReceipt(error: unknown): boolean {
  return (
    error instanceof RestError && (error.code === 'MessageNotFound' || error.code === 'PopReceiptMismatch')
  );
}
