import pino, { type DestinationStream } from 'pino';
import type { Logger } from '../../ports.ts';

/**
 * Structured logs on standard output. An error is told by its name, code, message and stack; what people wrote, their names and
 * their addresses are never handed to the logger, and the request an SDK error drags along is left out.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'board-actions' },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    destination,
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'Something was thrown that is no error.' };
  const facts = ['code', 'statusCode', 'status'].flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return {
    name: error.name,
    ...Object.fromEntries(facts),
    message: error.message.slice(0, 500),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
