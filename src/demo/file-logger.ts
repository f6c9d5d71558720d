import pino from 'pino';
import { createLogger } from '../adapters/telemetry/logger.ts';
import type { Logger } from '../ports.ts';

/** The service's log in a file, away from what the demo says to the person at the terminal. */
export function createFileLogger(level: string, file: string): Logger {
  return createLogger(level, pino.destination({ dest: file, mkdir: true, sync: true }));
}
