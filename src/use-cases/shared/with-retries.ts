import { Conflict } from '../../ports.ts';

/** Somebody may write between our read and write; a few attempts outlast that. */
const usualAttempts = 5;

interface Retries {
  readonly attempts?: number;
  /** Whether trying again may help; after a `Conflict` alone where it is left out. */
  readonly helps?: (error: unknown) => boolean;
  /** Done before the next attempt: to wait, to tell somebody. `attempt` counts from 1. */
  readonly between?: (error: unknown, attempt: number) => Promise<void>;
}

/**
 * Does work that reads, decides and writes, all of it anew when it lost a race; `work` throws the `Conflict` of its write.
 * What is to be done once comes after it, not in it. Throws the last error when the attempts are spent, and any
 * other at once.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { attempts = usualAttempts, helps = (error) => error instanceof Conflict, between }: Retries = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !helps(error)) throw error;
      await between?.(error, attempt);
    }
  }
}
