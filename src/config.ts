import { z } from 'zod';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** The tenant of plans and people where nobody is authenticated: loopback only. */
const localTenant = 'local';

export interface BotCredentials {
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly appId: string;
  /** '' for a managed identity. */
  readonly password: string;
  /** '' only for a multi-tenant bot. */
  readonly tenantId: string;
}

export type StorageConfig =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | { readonly kind: 'account'; readonly accountName: string }
  | { readonly kind: 'embedded'; readonly dataDir: string };

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof logLevels)[number];
  /** null: requests are not authenticated, and the service listens on loopback only. */
  readonly bot: BotCredentials | null;
  /** Tenant that imported plans belong to; `local` where nobody is authenticated and none is given. */
  readonly tenantId: string;
  readonly storage: StorageConfig;
}

/** Every fault of the environment at once, each with what to do about it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);
const text = z.string().trim().default('');

const environment = z.object({
  NODE_ENV: text,
  HOST: text,
  PORT: text,
  LOG_LEVEL: text,
  DATA_DIR: text,
  MicrosoftAppType: text,
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppTenantId: text,
  STORAGE_CONNECTION_STRING: text,
  STORAGE_ACCOUNT_NAME: text,
});
type Environment = z.infer<typeof environment>;

function readPort(value: string, faults: string[]): number {
  if (value === '') return 3978;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  faults.push(`PORT is “${value}”: give a number from 0 to 65535, or leave it out for 3978.`);
  return 3978;
}

function readLogLevel(value: string, faults: string[]): Config['logLevel'] {
  if (value === '') return 'info';
  const level = logLevels.find((known) => known === value.toLowerCase());
  if (level) return level;
  faults.push(`LOG_LEVEL is “${value}”: use one of ${logLevels.join(', ')}.`);
  return 'info';
}

const botTypes = {
  multitenant: 'MultiTenant',
  singletenant: 'SingleTenant',
  userassignedmsi: 'UserAssignedMSI',
} as const;

function readBot(env: Environment, faults: string[]): BotCredentials | null {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = env;
  if (tenantId !== '' && !guid.test(tenantId)) faults.push('MicrosoftAppTenantId is not a GUID.');
  if (appId === '') {
    if (password !== '') faults.push('MicrosoftAppPassword is set without MicrosoftAppId.');
    return null;
  }
  if (!guid.test(appId)) faults.push('MicrosoftAppId is not a GUID.');
  const named = env.MicrosoftAppType === '' ? 'singletenant' : env.MicrosoftAppType.toLowerCase();
  const type = Object.entries(botTypes).find(([key]) => key === named)?.[1];
  if (!type) {
    faults.push(
      `MicrosoftAppType is “${env.MicrosoftAppType}”: use one of ${Object.values(botTypes).join(', ')}.`,
    );
    return null;
  }
  if (type !== 'UserAssignedMSI' && password === '')
    faults.push(`MicrosoftAppPassword is missing: a ${type} bot needs it.`);
  if (type === 'UserAssignedMSI' && password !== '') {
    faults.push(
      'MicrosoftAppPassword is set: a UserAssignedMSI bot signs in with its identity and needs none.',
    );
  }
  // A multi-tenant bot serves whoever installs it; imported plans still need to know whose they are.
  if (tenantId === '')
    faults.push('MicrosoftAppTenantId is missing: it says whose people may see the plans.');
  return { type, appId: appId.toLowerCase(), password, tenantId: tenantId.toLowerCase() };
}

/** Whether the SDK could make anything of it; what it says of one that it cannot is a stack. The text is a secret: never in a fault. */
function isConnectionString(text: string): boolean {
  const names = text
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => /^\s*(\w+)=./.exec(part)?.[1]?.toLowerCase() ?? '');
  const has = (name: string) => names.includes(name);
  const signsIn = (has('accountname') && has('accountkey')) || has('sharedaccesssignature');
  return !has('') && (signsIn || has('usedevelopmentstorage'));
}

function readStorage(env: Environment, production: boolean, faults: string[]): StorageConfig {
  const { STORAGE_CONNECTION_STRING: connectionString, STORAGE_ACCOUNT_NAME: accountName } = env;
  if (connectionString !== '' && accountName !== '') {
    faults.push('STORAGE_CONNECTION_STRING and STORAGE_ACCOUNT_NAME are both set: keep one.');
  }
  if (connectionString !== '') {
    if (!isConnectionString(connectionString)) {
      faults.push(
        'STORAGE_CONNECTION_STRING is no connection string: copy the whole of it from the storage account (Access keys).',
      );
    }
    return { kind: 'connection-string', connectionString };
  }
  if (accountName !== '') {
    if (!/^[a-z0-9]{3,24}$/.test(accountName)) {
      faults.push(
        'STORAGE_ACCOUNT_NAME must be the bare account name: 3 to 24 lower-case letters and digits.',
      );
    }
    return { kind: 'account', accountName };
  }
  if (production) {
    faults.push(
      'No storage: set STORAGE_ACCOUNT_NAME (managed identity) or STORAGE_CONNECTION_STRING. The embedded one is not for production.',
    );
  }
  return { kind: 'embedded', dataDir: env.DATA_DIR === '' ? '.data' : env.DATA_DIR };
}

function readHost(host: string, bot: BotCredentials | null, faults: string[]): string {
  if (bot) return host === '' ? '0.0.0.0' : host;
  if (host !== '' && !loopback.has(host)) {
    faults.push(
      `HOST is “${host}” but MicrosoftAppId is not set: without authentication only 127.0.0.1 is allowed.`,
    );
  }
  return host === '' ? '127.0.0.1' : host;
}

/** Reads the configuration from an environment. Throws `ConfigError` with every fault; never falls back on a wrong value. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.parse(env);
  const faults: string[] = [];
  const production = parsed.NODE_ENV === 'production';
  const bot = readBot(parsed, faults);
  if (production && parsed.MicrosoftAppId === '') {
    faults.push('MicrosoftAppId is missing: in production every request must be authenticated.');
  }
  const config: Config = {
    production,
    host: readHost(parsed.HOST, bot, faults),
    port: readPort(parsed.PORT, faults),
    logLevel: readLogLevel(parsed.LOG_LEVEL, faults),
    bot,
    tenantId: parsed.MicrosoftAppTenantId === '' ? localTenant : parsed.MicrosoftAppTenantId.toLowerCase(),
    storage: readStorage(parsed, production, faults),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** The configuration as it may be logged: every secret replaced by whether it is set. */
export function describeConfig(config: Config): Record<string, unknown> {
  const { bot, storage, ...open } = config;
  return {
    ...open,
    bot: bot && { ...bot, password: bot.password === '' ? 'none' : 'set' },
    storage: storage.kind === 'connection-string' ? { kind: storage.kind, connectionString: 'set' } : storage,
  };
}
