import process from 'node:process';

const tasks = new Set<() => void>();
process.once('exit', () => {
  for (const task of tasks) task();
});

/** Runs when this process ends, however it does but by SIGKILL; gives a way to call it off. */
export function atExit(task: () => void): () => void {
  tasks.add(task);
  return () => tasks.delete(task);
}
