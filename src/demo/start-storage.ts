import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

/** A storage process on its way. */
export interface StartedStorage {
  readonly pid: number | undefined;
  readonly state: 'starting' | 'lost-the-race' | 'failed';
  /** What it said when it failed. */
  readonly failure: string;
  /** From here on nothing ties it to this process: it is held by leases alone. */
  release(): void;
}

/** What goes wrong in a process that no terminal belongs to is found here. */
export const storageLog = 'storage.log';

/** It needs no secret of the service’s, and gets none. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'USERPROFILE'];
const failure = z.object({ failed: z.string() });

/** Starts a storage process that takes the claim after number `after`, or ends when somebody else has. */
export function startStorage(dataDir: string, after: number): StartedStorage {
  const here = fileURLToPath(import.meta.url);
  const fromSource = path.extname(here) === '.ts';
  const main = path.join(path.dirname(here), `storage-main${path.extname(here)}`);
  const loader = () => pathToFileURL(createRequire(here).resolve('tsx')).href;
  const log = openSync(path.join(dataDir, storageLog), 'a', 0o600);
  const child = spawn(
    process.execPath,
    [...(fromSource ? ['--import', loader()] : []), main, path.resolve(dataDir), `${after}`],
    {
      // A session of its own: Ctrl-C at the user's terminal is not for it, and no terminal or pipe waits for its end.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log, 'ipc'],
      cwd: path.join(path.dirname(here), '..', '..'),
      env: Object.fromEntries(
        Object.entries(process.env).filter(([name]) => passedOn.includes(name.toUpperCase())),
      ),
    },
  );
  closeSync(log);
  let state: StartedStorage['state'] = 'starting';
  let said = '';
  child.on('message', (message) => {
    const parsed = failure.safeParse(message);
    if (parsed.success) said = parsed.data.failed;
  });
  child.on('error', (error) => {
    state = 'failed';
    said = error.message;
  });
  child.once('exit', (code) => {
    state = code === 0 ? 'lost-the-race' : 'failed';
  });
  return {
    pid: child.pid,
    get state() {
      return state;
    },
    get failure() {
      return said;
    },
    release: () => detach(child),
  };
}

function detach(child: ChildProcess): void {
  if (child.connected) child.disconnect();
  child.unref();
}
