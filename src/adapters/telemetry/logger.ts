import pino, { type DestinationStream } from 'pino';
import type { Logger } from '../../ports.ts';

/** Fields that hold a secret wherever they turn up, at most two levels down: nothing here logs them, a library might. */
const secretFields = [
  'authorization',
  'Authorization',
  'password',
  'connectionString',
  'accessToken',
  'token',
];

/**
 * Structured logs on standard output. An error is told by its name, code, message and stack; what people wrote, their names and
 * their addresses are never handed to the logger, and the request an SDK error drags along is left out. Keys and tokens are
 * taken out of what libraries say.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'board-actions' },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: {
        paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        // The configuration already says only whether a secret is there.
        censor: (value: unknown) => (value === 'set' || value === 'none' ? value : removed),
      },
    },
    destination,
  );
}

const removed = '[removed]';

/** Keys of connection strings, signatures of addresses, bearer tokens, and the links of shared calendars. */
function withoutSecrets(text: string): string {
  return text
    .replace(
      /\b(AccountKey|SharedAccessSignature|SharedAccessKey|InstrumentationKey|client_secret|password|sig)=[^;&\s"']+/gi,
      `$1=${removed}`,
    )
    .replace(/\b(Bearer|SharedKey(?:Lite)?) [^\s"',]+/gi, `$1 ${removed}`)
    .replace(/\/calendar\/[^\s"'/]+/gi, `/calendar/${removed}`);
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
    message: withoutSecrets(error.message).slice(0, 500),
    ...(error.stack === undefined ? {} : { stack: withoutSecrets(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
