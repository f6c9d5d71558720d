import { z } from 'zod';
import { isLoopback, parseOrigin } from './adapters/http/loopback.ts';
import { type FirstManagers, parseFirstManagers } from './domain/people/first-managers.ts';

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
  /** Requests a second that Teams takes from this app in one tenant, from all replicas together. */
  readonly requestsPerSecond: number;
  /** Cards that one replica may have on the wire at once: as many may be repeated when it is killed. */
  readonly sendsAtOnce: number;
  /** Where people’s browsers and calendars reach the service, without a slash at the end; null when nobody has said so. */
  readonly publicUrl: string | null;
  /** Azure Monitor’s connection string; null: nothing is sent. */
  readonly applicationInsights: string | null;
  /** Who may import an organisation’s first plan in chat. Personal data: never logged. */
  readonly firstProjectManagers: FirstManagers;
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
  TEAMS_REQUESTS_PER_SECOND: text,
  TEAMS_SENDS_AT_ONCE: text,
  PUBLIC_URL: text,
  BOT_DOMAIN: text,
  APPLICATIONINSIGHTS_CONNECTION_STRING: text,
  FIRST_PROJECT_MANAGERS: text,
});
type Environment = z.infer<typeof environment>;

function readPort(value: string, faults: string[]): number {
  if (value === '') return 3978;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  faults.push(`PORT is “${value}”: give a number from 0 to 65535, or leave it out for 3978.`);
  return 3978;
}

function readWhole(
  env: Environment,
  name: 'TEAMS_REQUESTS_PER_SECOND' | 'TEAMS_SENDS_AT_ONCE',
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
  faults: string[],
): number {
  const value = env[name];
  if (value === '') return usual;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  faults.push(
    `${name} is “${value}”: give a whole number from ${least} to ${most}, or leave it out for ${usual}.`,
  );
  return usual;
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
  if (host !== '' && !isLoopback(host)) {
    faults.push(
      `HOST is “${host}” but MicrosoftAppId is not set: without authentication only 127.0.0.1 is allowed.`,
    );
  }
  return host === '' ? '127.0.0.1' : host;
}

function readPublicUrl(
  env: Environment,
  port: number,
  bot: BotCredentials | null,
  faults: string[],
): string | null {
  const { PUBLIC_URL: publicUrl, BOT_DOMAIN: botDomain } = env;
  const isHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(botDomain);
  if (botDomain !== '' && !isHost) {
    faults.push(
      `BOT_DOMAIN is “${botDomain}”: give a host name alone, such as actions.example.gov.uk, without https:// or a path.`,
    );
  }
  if (publicUrl !== '') {
    const origin = parseOrigin(publicUrl);
    if (origin === null) {
      faults.push(
        'PUBLIC_URL must be https:// and a host name, such as https://actions.example.gov.uk, without a path.',
      );
    }
    return origin;
  }
  if (isHost) return `https://${botDomain.toLowerCase()}`;
  return bot === null && port !== 0 ? `http://localhost:${port}` : null;
}

/** The exporter takes the whole string for nothing where one part is odd. The text is kept out of the fault, as every key is. */
function readApplicationInsights(env: Environment, faults: string[]): string | null {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString } = env;
  if (connectionString === '') return null;
  const parts = connectionString.split(';').filter((part) => part.trim() !== '');
  const pairs = parts.map((part) => part.split('='));
  const value = (name: string) =>
    pairs.find(([key]) => key?.trim().toLowerCase() === name)?.[1]?.trim() ?? '';
  const endpoint = value('ingestionendpoint');
  const key = value('instrumentationkey');
  // The exporter knows keys in lower case alone.
  const isKey = guid.test(key) && key === key.toLowerCase();
  const isWhole = isKey && pairs.every((pair) => pair.length === 2);
  if (isWhole && (endpoint === '' || parseOrigin(endpoint) !== null)) return parts.join(';');
  faults.push(
    'APPLICATIONINSIGHTS_CONNECTION_STRING is no connection string: copy the whole of it from the Application Insights resource (Overview).',
  );
  return null;
}

function readFirstManagers(text: string, faults: string[]): FirstManagers {
  const read = parseFirstManagers(text);
  faults.push(...read.faults.map((fault) => `FIRST_PROJECT_MANAGERS: ${fault}`));
  return read.managers;
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
  const port = readPort(parsed.PORT, faults);
  const config: Config = {
    production,
    host: readHost(parsed.HOST, bot, faults),
    port,
    logLevel: readLogLevel(parsed.LOG_LEVEL, faults),
    bot,
    tenantId: parsed.MicrosoftAppTenantId === '' ? localTenant : parsed.MicrosoftAppTenantId.toLowerCase(),
    storage: readStorage(parsed, production, faults),
    requestsPerSecond: readWhole(
      parsed,
      'TEAMS_REQUESTS_PER_SECOND',
      { least: 2, most: 10_000, usual: 50 },
      faults,
    ),
    sendsAtOnce: readWhole(parsed, 'TEAMS_SENDS_AT_ONCE', { least: 1, most: 50, usual: 1 }, faults),
    publicUrl: readPublicUrl(parsed, port, bot, faults),
    applicationInsights: readApplicationInsights(parsed, faults),
    firstProjectManagers: readFirstManagers(parsed.FIRST_PROJECT_MANAGERS, faults),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** The configuration as it may be logged: every secret replaced by whether it is set, people by how many. */
export function describeConfig(config: Config): Record<string, unknown> {
  const { bot, storage, applicationInsights, firstProjectManagers, ...open } = config;
  return {
    ...open,
    applicationInsights: applicationInsights === null ? 'none' : 'set',
    firstProjectManagers: firstProjectManagers.userIds.size + firstProjectManagers.emails.size,
    bot: bot && { ...bot, password: bot.password === '' ? 'none' : 'set' },
    storage: storage.kind === 'connection-string' ? { kind: storage.kind, connectionString: 'set' } : storage,
  };
}
