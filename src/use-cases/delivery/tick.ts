import type { Services } from '../../ports.ts';
import { sweepFiles } from '../import/confirm-import.ts';
import { measureQueue, type Waiting } from './measure-queue.ts';
import { runDue } from './run-due.ts';

export interface TickOptions {
  /** Somebody sees the gauges: else nobody pays for reading what they show. */
  readonly watched: boolean;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed?: () => number;
}

const measureMilliseconds = 60_000;

/**
 * What one replica does again and again in the background: whatever is due, files nobody has decided on, and once a minute the
 * gauges. Throws when storage fails; the next call finds what this one has left.
 */
export function createTick(
  services: Services,
  { watched, elapsed = () => performance.now() }: TickOptions,
): () => Promise<void> {
  const { telemetry } = services;
  let measuredAt = Number.NEGATIVE_INFINITY;
  let looks: Waiting[] = [];
  return async () => {
    const startedAt = elapsed();
    let outcome = 'failed';
    try {
      const report = await runDue(services);
      await sweepFiles(services);
      outcome = report.failed > 0 ? 'partly' : 'done';
      looks.push(report);
    } finally {
      telemetry.time('tick.time', elapsed() - startedAt, { outcome });
    }
    if (elapsed() - measuredAt < measureMilliseconds) return;
    measuredAt = elapsed();
    const seen = looks;
    looks = [];
    if (watched) await measureQueue(services, seen);
  };
}
