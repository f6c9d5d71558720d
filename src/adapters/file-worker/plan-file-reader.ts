import { Worker, type WorkerOptions } from 'node:worker_threads';
import pLimit from 'p-limit';
import { Refusal } from '../../domain/shared/errors.ts';
import { unreadable } from '../../office/unreadable.ts';
import { fileLabel } from '../../plan-files/text/file-limits.ts';
import type { PlanFileReader, Telemetry } from '../../ports.ts';
import type { ReadAnswer, ReadRequest } from './messages.ts';

export interface ReaderOptions {
  /** For one file, from the moment a thread has it. */
  readonly patienceMilliseconds?: number;
  /** Of one thread. */
  readonly heapMegabytes?: number;
  /** A thread without work ends after this. */
  readonly idleMilliseconds?: number;
}

/** The port, with what whoever stops the process needs. */
export interface ThreadedReader extends PlanFileReader {
  /** Threads there are at this moment. */
  threads(): number;
  /** Ends the threads without work; those that read go on. */
  close(): Promise<void>;
}

/** One PM’s large workbook holds up nobody’s small one; more would need more memory than a small container has. */
const mostThreads = 2;
/** A register of 10,000 rows takes four and a half seconds of one core; a small container may give half of one. */
const usualPatience = 60_000;
/** 140 were enough for a register of 20,000 rows and eight megabytes, close to the reader’s own bounds. */
const usualHeap = 200;
const usualIdle = 30_000;

/**
 * A thread of the build, or of the sources, where it first needs the loader of TypeScript: the one that this process has does
 * not reach into its threads.
 */
function startThread(heapMegabytes: number): Worker {
  const options: WorkerOptions = {
    name: 'plan-file-reader',
    execArgv: [],
    // What a stranger wrote is read here: this process’s secrets are none of its business.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./thread.js', import.meta.url), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const source = new URL('./thread.ts', import.meta.url).href;
  const code = `import('${loader}').then(({ register }) => { register(); return import('${source}'); });`;
  return new Worker(code, { ...options, eval: true });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

const remedy =
  'Save it without pictures, formatting and old sheets, or split it into smaller files, and send that.';

/** Asks a thread; it is of no more use when this throws. */
function askThread(thread: Worker, request: ReadRequest, patience: number): Promise<ReadAnswer> {
  const label = fileLabel(request.name);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(unreadable(label, `took longer than ${patience / 1000} seconds to read. ${remedy}`)),
      patience,
    );
    const onMessage = (answer: ReadAnswer) => {
      clearTimeout(timer);
      thread.off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: unknown) => {
      clearTimeout(timer);
      reject(isOutOfMemory(error) ? unreadable(label, `needs too much memory to read. ${remedy}`) : error);
    };
    const onExit = (code: number) => {
      clearTimeout(timer);
      reject(new Error(`The thread that read a file ended by itself with ${code}.`));
    };
    // Kept after a failure: a second error without a listener would end the process.
    thread.once('message', onMessage).on('error', onError).on('exit', onExit);
    // A copy that is handed over: the caller keeps its bytes.
    const bytes = new Uint8Array(request.bytes);
    thread.postMessage({ ...request, bytes }, [bytes.buffer]);
  });
}

/**
 * Reads plan files in threads of this process, which start with the first file and end when none has come for a while. A file
 * that takes too long or too much memory ends its thread and nothing else.
 */
export function createPlanFileReader(
  telemetry: Telemetry,
  {
    patienceMilliseconds = usualPatience,
    heapMegabytes = usualHeap,
    idleMilliseconds = usualIdle,
  }: ReaderOptions = {},
): ThreadedReader {
  const few = pLimit(mostThreads);
  const idle = new Map<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();

  function forgetThread(thread: Worker): void {
    clearTimeout(idle.get(thread));
    idle.delete(thread);
    all.delete(thread);
  }

  async function endThread(thread: Worker): Promise<void> {
    forgetThread(thread);
    await thread.terminate();
  }

  function takeThread(): Worker {
    const [waiting] = idle.keys();
    if (waiting !== undefined) {
      clearTimeout(idle.get(waiting));
      idle.delete(waiting);
      waiting.ref();
      return waiting;
    }
    const thread = startThread(heapMegabytes);
    all.add(thread);
    // Whatever ends it, also while it rests.
    thread.on('error', () => forgetThread(thread)).on('exit', () => forgetThread(thread));
    return thread;
  }

  /** Keeps a thread for the next file; it keeps no process alive meanwhile. */
  function restThread(thread: Worker): void {
    thread.unref();
    const ending = setTimeout(() => endThread(thread), idleMilliseconds);
    idle.set(thread, ending.unref());
  }

  async function readIn(thread: Worker, request: ReadRequest): Promise<ReadAnswer> {
    try {
      const answer = await askThread(thread, request, patienceMilliseconds);
      restThread(thread);
      return answer;
    } catch (error) {
      await endThread(thread);
      throw error;
    }
  }

  return {
    threads: () => all.size,
    async read(name, bytes, choices) {
      const from = performance.now();
      let outcome = 'failed';
      try {
        const answer = await few(() => readIn(takeThread(), { name, bytes, choices }));
        if (answer.kind === 'failed') throw new Error(answer.stack);
        if (answer.kind === 'refused') throw new Refusal(answer.code, answer.message);
        outcome = 'read';
        return answer.imported;
      } catch (error) {
        if (error instanceof Refusal) outcome = 'refused';
        throw error;
      } finally {
        telemetry.time('file.read', performance.now() - from, { outcome });
      }
    },
    async close() {
      await Promise.all([...idle.keys()].map(endThread));
    },
  };
}
