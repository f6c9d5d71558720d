import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process of its own tells of the work it did. */
export interface Ran {
  readonly milliseconds: number;
  /** The most it held at once. */
  readonly megabytes: number;
}

/** Runs a module of this folder with these words in a process of its own. Throws when it ends without a word. */
export async function runAlone(module: string, ...words: readonly string[]): Promise<Ran> {
  const child = fork(new URL(module, import.meta.url), words, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const told = once(child, 'message').then(([message]) => message as Ran);
  const [ran] = await Promise.all([
    Promise.race([
      told,
      ended.then(([code]) => Promise.reject(new Error(`${module} ended with ${code} and told nothing.`))),
    ]),
    ended,
  ]);
  return ran;
}
