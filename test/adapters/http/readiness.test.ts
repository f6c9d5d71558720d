import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeartbeat, createReadiness, type ReadyCheck } from '../../../src/adapters/http/readiness.ts';
import { Failure } from '../../../src/domain/shared/errors.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function checkOf(name: string, check: ReadyCheck['check']): ReadyCheck {
  return { name, advice: `Mend the ${name}.`, check };
}

describe('createReadiness', () => {
  it('is ready when every check is', async () => {
    const ask = createReadiness([checkOf('tables', async () => null)], { logger: createRecordingLogger() });
    expect(await ask()).toEqual({
      status: 'ready',
      checks: [{ name: 'tables', ok: true, code: 'ok', advice: '' }],
    });
  });

  it('shows each failure with its code and advice beside what is well, and nothing of the error', async () => {
    const logger = createRecordingLogger();
    const ask = createReadiness(
      [
        checkOf('tables', () => Promise.reject(new Failure('storage-unavailable', 'AccountKey=s3cret'))),
        checkOf('queue', async () => null),
        checkOf('scheduler', async () => 'tick-late'),
        checkOf('odd', () => Promise.reject(new TypeError('secretaccount.table.core.windows.net'))),
      ],
      { logger },
    );
    const told = await ask();
    expect(told).toEqual({
      status: 'not ready',
      checks: [
        { name: 'tables', ok: false, code: 'storage-unavailable', advice: 'Mend the tables.' },
        { name: 'queue', ok: true, code: 'ok', advice: '' },
        { name: 'scheduler', ok: false, code: 'tick-late', advice: 'Mend the scheduler.' },
        { name: 'odd', ok: false, code: 'unexpected', advice: 'Mend the odd.' },
      ],
    });
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('answers in time though a check hangs, and does not ask it again beside itself', async () => {
    let asked = 0;
    const hangs = () => {
      asked += 1;
      return new Promise<null>(() => {});
    };
    const ask = createReadiness([checkOf('tables', hangs), checkOf('queue', async () => null)], {
      logger: createRecordingLogger(),
    });
    for (let round = 0; round < 3; round += 1) {
      const answer = ask();
      await vi.advanceTimersByTimeAsync(1_800);
      expect((await answer).checks.map(({ code }) => code)).toEqual(['no-answer', 'ok']);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(asked).toBe(1);
  });

  it('asks once for many probes, and again a moment later', async () => {
    let asked = 0;
    const count = async () => {
      asked += 1;
      return null;
    };
    const ask = createReadiness([checkOf('tables', count)], { logger: createRecordingLogger() });
    await Promise.all(Array.from({ length: 100 }, ask));
    await vi.advanceTimersByTimeAsync(1_900);
    await ask();
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    await ask();
    expect(asked).toBe(2);
  });

  it('logs when it changes, not at every probe', async () => {
    const logger = createRecordingLogger();
    let code: string | null = 'down';
    const ask = createReadiness([checkOf('tables', async () => code)], { logger });
    for (const next of ['down', 'down', null, null]) {
      code = next;
      await ask();
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(logger.lines.map(({ message }) => message)).toEqual(['not ready', 'ready again']);
  });
});

describe('createHeartbeat', () => {
  it('fails once its work has not come round in time, and recovers with the next beat', async () => {
    let now = 1_000;
    const about = { name: 'scheduler', advice: 'Restart it.', code: 'tick-late' };
    const heart = createHeartbeat(about, 300_000, () => now);
    expect(await heart.check()).toBeNull();
    now += 300_000;
    expect(await heart.check()).toBeNull();
    now += 1;
    expect(await heart.check()).toBe('tick-late');
    heart.beat();
    expect(await heart.check()).toBeNull();
  });
});
