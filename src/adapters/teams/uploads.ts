import { setTimeout as wait } from 'node:timers/promises';
import { parseFileUrl } from './files.ts';

/** What became of an upload; `unsure` where OneDrive gave no answer, so that the file may be there all the same. */
export type UploadOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly unsure: boolean };

/** Puts a file where a person has allowed it to be put. */
export interface FileTarget {
  /** Whether an address is one where Teams keeps files, so that this service may be sent there. */
  isOurs(url: string): boolean;
  upload(url: string, bytes: Uint8Array): Promise<UploadOutcome>;
}

export interface FileTargetOptions {
  /** Also this machine itself: for trying out where nobody is authenticated. */
  readonly allowLoopback: boolean;
  /** Ends what is under way. */
  readonly stop: AbortSignal;
  readonly patienceMilliseconds?: number;
  /** Before the second attempt, the third and so on. */
  readonly pausesMilliseconds?: readonly number[];
}

/** OneDrive takes a file in one piece up to this; our documents are a fraction of it. */
const mostBytes = 60 * 1024 * 1024;
const usualPatience = 20_000;
const usualPauses = [1_000, 3_000] as const;

type Attempt = { readonly outcome: UploadOutcome; readonly again: boolean };

/** What an HTTP status means (OneDrive, "Upload bytes to the upload session"). */
function judgeStatus(status: number): Attempt {
  if (status === 200 || status === 201) return { outcome: { kind: 'saved' }, again: false };
  const again = status === 429 || status >= 500;
  return again
    ? { outcome: { kind: 'failed', reason: `status ${status}`, unsure: false }, again }
    : { outcome: { kind: 'refused', status }, again };
}

/** No token is sent along: the address itself is the permission. It is asked nowhere else: no redirect is followed. */
export function createFileTarget({
  allowLoopback,
  stop,
  patienceMilliseconds = usualPatience,
  pausesMilliseconds = usualPauses,
}: FileTargetOptions): FileTarget {
  async function attemptUpload(url: URL, bytes: Uint8Array): Promise<Attempt> {
    const signal = AbortSignal.any([AbortSignal.timeout(patienceMilliseconds), stop]);
    try {
      const response = await fetch(url, {
        method: 'PUT',
        headers: {
          'Content-Type': 'application/octet-stream',
          'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
        },
        body: new Uint8Array(bytes),
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return judgeStatus(response.status);
    } catch (error) {
      const reason = stop.aborted ? 'stopped' : signal.aborted ? 'timeout' : 'no answer';
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      // Its address holds the permission to write: of the error, only what the network said.
      return { outcome: { kind: 'failed', reason: `${reason}${cause}`, unsure: true }, again: !stop.aborted };
    }
  }

  return {
    isOurs: (url) => parseFileUrl(url, allowLoopback) !== null,
    async upload(text, bytes) {
      const url = parseFileUrl(text, allowLoopback);
      if (url === null) return { kind: 'refused', status: 0 };
      if (bytes.length === 0 || bytes.length > mostBytes) {
        return { kind: 'failed', reason: `${bytes.length} bytes`, unsure: false };
      }
      let unsure = false;
      for (let round = 0; ; round += 1) {
        const { outcome, again } = await attemptUpload(url, bytes);
        unsure ||= outcome.kind === 'failed' && outcome.unsure;
        const pause = pausesMilliseconds[round];
        if (outcome.kind === 'saved') return outcome;
        // A session that is gone after an attempt whose answer was lost has most likely been used by that attempt.
        if (outcome.kind === 'refused' && unsure) {
          return { kind: 'failed', reason: `status ${outcome.status} after no answer`, unsure };
        }
        if (!again || pause === undefined)
          return outcome.kind === 'failed' ? { ...outcome, unsure } : outcome;
        await wait(pause, undefined, { signal: stop }).catch(() => undefined);
      }
    },
  };
}
