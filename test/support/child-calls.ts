import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A helper in a process of its own, so that its work is not counted as the measured process's. */
export interface Child {
  readonly pid: number;
  /** Runs a function that the child has offered; throws what it threw, as text. */
  call<T>(name: string, ...args: readonly unknown[]): Promise<T>;
  stop(): Promise<void>;
}

interface Question {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

type Handler = (...args: never[]) => unknown;

/** In the child: offers functions to the parent, and ends the process when the parent has gone. */
export function answerCalls(handlers: Readonly<Record<string, Handler>>): void {
  const answer = async ({ id, name, args }: Question) => {
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`There is no ${name} to call.`);
      process.send?.({ id, value: await handler(...(args as never[])) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on('message', (question: Question) => {
    answer(question).catch(() => process.exit(1));
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ id: 0, value: null });
}

/** Starts a TypeScript module that calls `answerCalls`; resolves once it has. */
export async function startChild(module: URL): Promise<Child> {
  const child = fork(module, { execArgv: ['--import', 'tsx'], cwd: root, serialization: 'advanced' });
  const waiting = new Map<number, (answer: Answer) => void>();
  const ended = once(child, 'exit').then(() => {
    for (const [id, settle] of waiting) settle({ id, error: `${module.pathname} has ended.` });
  });
  const started = new Promise<Answer>((resolve) => waiting.set(0, resolve));
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let last = 0;
  const read = (answer: Answer): unknown => {
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };
  read(await started);
  return {
    pid: child.pid ?? 0,
    async call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
      last += 1;
      const id = last;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.send({ id, name, args } satisfies Question);
      return read(await answered) as T;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
