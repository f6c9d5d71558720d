/** Runs in a worker thread: reads one file after the other as it is asked to. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../domain/shared/errors.ts';
import { readPlanFile } from '../../plan-files/read-plan-file.ts';
import type { ReadAnswer, ReadRequest } from './messages.ts';

async function answerRequest({ name, bytes, choices }: ReadRequest): Promise<ReadAnswer> {
  try {
    return { kind: 'read', imported: await readPlanFile(name, bytes, choices) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, message: error.message };
    return { kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const port = parentPort;
if (port === null) throw new Error('This module is the body of a worker thread.');
// Whoever sent a file waits for seconds; everybody else's replies go first. Linux gives each thread its own priority; elsewhere
// the whole process would be put back.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
port.on('message', (request: ReadRequest) => {
  // `answer` throws nothing; what cannot be posted ends the thread, and its end is told to whoever waits.
  void answerRequest(request).then((told) => port.postMessage(told));
});
