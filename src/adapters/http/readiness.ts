import { Failure } from '../../domain/shared/errors.ts';
import type { Logger } from '../../ports.ts';

/** One thing the service cannot work without. */
export interface ReadyCheck {
  readonly name: string;
  /** What an operator does about it. Shown to whoever asks: no secret, no name of an account. */
  readonly advice: string;
  /** null when all is well, else a stable code. What it throws is a failure too, and goes to the log alone. */
  check(): Promise<string | null>;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** `ok`, `no-answer` in time, `unexpected`, a code of `Failure`, or the check’s own. */
  readonly code: string;
  /** What to do about it; '' when all is well. */
  readonly advice: string;
}

export interface Readiness {
  readonly status: 'ready' | 'not ready';
  readonly checks: readonly CheckResult[];
}

export interface ReadinessOptions {
  readonly logger: Logger;
  /** Until a check counts as unanswered. Probes themselves give up after a few seconds. */
  readonly deadlineMilliseconds?: number;
  /** For so long an answer stands, however many ask. */
  readonly freshMilliseconds?: number;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed?: () => number;
}

/** Asks all checks at once, so that one which hangs holds up no other, and remembers the answer for a moment. */
export function createReadiness(
  checks: readonly ReadyCheck[],
  options: ReadinessOptions,
): () => Promise<Readiness> {
  const { logger, deadlineMilliseconds = 1_800, freshMilliseconds = 2_000 } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const asking = checks.map((check) => askOnce(check, logger));
  let known: { readonly since: number; readonly answer: Promise<Readiness> } | null = null;
  let told = '';

  async function ask(): Promise<Readiness> {
    const results = await Promise.all(
      checks.map(async ({ name, advice }, place): Promise<CheckResult> => {
        const code = await withDeadline(asking[place]?.() ?? Promise.resolve(null), deadlineMilliseconds);
        return code === null ? { name, ok: true, code: 'ok', advice: '' } : { name, ok: false, code, advice };
      }),
    );
    const failed = results.filter(({ ok }) => !ok).map(({ name, code }) => `${name}: ${code}`);
    // Probes come every few seconds: only a change is worth a line.
    if (failed.join() !== told) {
      told = failed.join();
      if (failed.length > 0) logger.warn({ failed }, 'not ready');
      else logger.info({}, 'ready again');
    }
    return { status: failed.length === 0 ? 'ready' : 'not ready', checks: results };
  }

  return () => {
    const now = elapsed();
    if (known === null || now - known.since >= freshMilliseconds) known = { since: now, answer: ask() };
    return known.answer;
  };
}

/** A check that hangs is not asked a second time beside itself. */
function askOnce({ name, check }: ReadyCheck, logger: Logger): () => Promise<string | null> {
  let running: Promise<string | null> | null = null;
  const run = async () => {
    try {
      return await check();
    } catch (error) {
      logger.debug({ err: error, check: name }, 'readiness check failed');
      return error instanceof Failure ? error.code : 'unexpected';
    } finally {
      running = null;
    }
  };
  return () => {
    running ??= run();
    return running;
  };
}

async function withDeadline(answer: Promise<string | null>, milliseconds: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no-answer'), milliseconds);
  });
  try {
    return await Promise.race([answer, expired]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Heartbeat extends ReadyCheck {
  /** The work has come round once more. */
  beat(): void;
}

/** Work that must come round again and again: not ready once it has not for so long. Counts from its making. */
export function createHeartbeat(
  about: { readonly name: string; readonly advice: string; readonly code: string },
  withinMilliseconds: number,
  elapsed: () => number = () => performance.now(),
): Heartbeat {
  let last = elapsed();
  return {
    name: about.name,
    advice: about.advice,
    beat: () => {
      last = elapsed();
    },
    check: async () => (elapsed() - last > withinMilliseconds ? about.code : null),
  };
}
