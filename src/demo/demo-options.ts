import { parseArgs } from 'node:util';
import { Refusal } from '../domain/shared/errors.ts';

export interface DemoArguments {
  readonly help: boolean;
  /** Deletes the embedded storage first. */
  readonly fresh: boolean;
  /** null: the service's own default. */
  readonly botPort: number | null;
  readonly playgroundPort: number;
}

const defaultPlaygroundPort = 3979;

export const demoUsage = `npm run demo -- [options]

  --fresh              delete the data in DATA_DIR (default .data) and start over
  --port N             port of the bot (default 3978, or PORT)
  --playground-port N  port of the chat client (default ${defaultPlaygroundPort})
  --help               this text`;

/** Throws a `Refusal` that says what may be given. */
export function parseDemoArguments(args: readonly string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        port: { type: 'string' },
        'playground-port': { type: 'string' },
      },
    });
    return {
      help: values.help,
      fresh: values.fresh,
      botPort: values.port === undefined ? null : parsePort('--port', values.port),
      playgroundPort:
        values['playground-port'] === undefined
          ? defaultPlaygroundPort
          : parsePort('--playground-port', values['playground-port']),
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new Refusal('bad-input', `${said}\n\n${demoUsage}`, { cause: error });
  }
}

function parsePort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Refusal(
    'bad-input',
    `${option} is “${text}”: give a number from 0 to 65535; 0 takes any free port.`,
  );
}
