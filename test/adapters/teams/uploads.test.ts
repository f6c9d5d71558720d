import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileTarget, type FileTargetOptions } from '../../../src/adapters/teams/uploads.ts';
import { type FileHost, startFileHost } from '../../support/file-host.ts';

let host: FileHost;
beforeAll(async () => {
  host = await startFileHost();
});
afterAll(() => host.close());

const bytes = Buffer.from('Ref,Action');
const target = (options: Partial<FileTargetOptions> = {}) =>
  createFileTarget({
    allowLoopback: true,
    stop: new AbortController().signal,
    patienceMilliseconds: 200,
    pausesMilliseconds: [1, 1],
    ...options,
  });

describe('putting a file into OneDrive', () => {
  it.each([
    [[200], { kind: 'saved' }, 1],
    [[201], { kind: 'saved' }, 1],
    [[429, 503, 201], { kind: 'saved' }, 3],
    [[500, 502, 503], { kind: 'failed', reason: 'status 503', unsure: false }, 3],
    [[403], { kind: 'refused', status: 403 }, 1],
    [[302], { kind: 'refused', status: 302 }, 1],
    [['hang', 201], { kind: 'saved' }, 2],
    [['hang'], { kind: 'failed', reason: 'timeout', unsure: true }, 3],
    [['drop', 404], { kind: 'failed', reason: 'status 404 after no answer', unsure: true }, 2],
  ] as const)('answered %j comes to %j', async (given, outcome, times) => {
    const session = host.session(given);
    // An answer that comes is waited for, however busy the machine; only what hangs is to time out.
    const patient = given.some((answer) => answer === 'hang') ? {} : { patienceMilliseconds: 10_000 };
    const { reason, ...rest } = { reason: '', ...(await target(patient).upload(session.url, bytes)) };
    const { reason: expected = '', ...others } = { ...outcome } as { reason?: string };
    expect(rest).toEqual(others);
    expect(reason).toContain(expected);
    expect(session.puts()).toHaveLength(times);
  });

  it('goes nowhere else, and not to this machine where people are authenticated', async () => {
    const session = host.session();
    const outcome = await target({ allowLoopback: false }).upload(session.url, bytes);
    expect(outcome).toEqual({ kind: 'refused', status: 0 });
    expect(session.puts()).toEqual([]);
    expect(
      target({ allowLoopback: false }).isOurs('https://contoso-my.sharepoint.com/personal/x/up?guid=1'),
    ).toBe(true);
  });

  it('sends nothing that is empty, and ends with the service', async () => {
    expect(await target().upload(host.session().url, Buffer.from(''))).toMatchObject({ kind: 'failed' });
    const stop = new AbortController();
    const ending = target({ stop: stop.signal, patienceMilliseconds: 60_000 }).upload(
      host.session(['hang']).url,
      bytes,
    );
    stop.abort();
    expect(await ending).toMatchObject({ kind: 'failed', reason: expect.stringContaining('stopped') });
  });
});
