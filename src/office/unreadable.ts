import { Refusal } from '../domain/shared/errors.ts';

/** A file that cannot be read, or should not be: the message names it and says what to do. */
export function unreadable(file: string, what: string, cause?: unknown): Refusal {
  return new Refusal('file-unreadable', `${file} ${what}`, cause === undefined ? {} : { cause });
}
