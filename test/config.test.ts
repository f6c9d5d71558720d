import { describe, expect, it } from 'vitest';
import { ConfigError, describeConfig, loadConfig } from '../src/config.ts';
import { noFirstManagers } from '../src/domain/people/first-managers.ts';

const appId = 'A0000000-0000-4000-8000-000000000001';
const tenant = 'B0000000-0000-4000-8000-000000000002';
const signedIn = { MicrosoftAppId: appId, MicrosoftAppPassword: 'pa55word', MicrosoftAppTenantId: tenant };
const storage = { STORAGE_CONNECTION_STRING: 'AccountName=a;AccountKey=s3cret==' };

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing: loopback, unauthenticated, embedded storage', () => {
    expect(loadConfig({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3978,
      logLevel: 'info',
      bot: null,
      tenantId: 'local',
      storage: { kind: 'embedded', dataDir: '.data' },
      requestsPerSecond: 50,
      sendsAtOnce: 1,
      publicUrl: 'http://localhost:3978',
      applicationInsights: null,
      firstProjectManagers: noFirstManagers,
    });
  });

  it('reads a production environment, ids in lower case', () => {
    const config = loadConfig({
      NODE_ENV: 'production',
      ...signedIn,
      STORAGE_ACCOUNT_NAME: 'boardstore',
      LOG_LEVEL: 'WARN',
    });
    expect(config).toEqual({
      production: true,
      host: '0.0.0.0',
      port: 3978,
      logLevel: 'warn',
      bot: {
        type: 'SingleTenant',
        appId: appId.toLowerCase(),
        password: 'pa55word',
        tenantId: tenant.toLowerCase(),
      },
      tenantId: tenant.toLowerCase(),
      storage: { kind: 'account', accountName: 'boardstore' },
      requestsPerSecond: 50,
      sendsAtOnce: 1,
      publicUrl: null,
      applicationInsights: null,
      firstProjectManagers: noFirstManagers,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['multitenant', 'pa55word', 'MultiTenant'],
    ['SINGLETENANT', 'pa55word', 'SingleTenant'],
    ['UserAssignedMSI', '', 'UserAssignedMSI'],
  ])('takes the bot type %s whatever its case', (type, password, expected) => {
    const env = { ...signedIn, MicrosoftAppType: type, MicrosoftAppPassword: password };
    expect(loadConfig(env).bot?.type).toBe(expected);
  });

  it('reads the pace of messages', () => {
    const env = { TEAMS_REQUESTS_PER_SECOND: '120', TEAMS_SENDS_AT_ONCE: '4' };
    expect(loadConfig(env)).toMatchObject({ requestsPerSecond: 120, sendsAtOnce: 4 });
  });

  it.each([
    ['TEAMS_REQUESTS_PER_SECOND', '1'],
    ['TEAMS_REQUESTS_PER_SECOND', '10001'],
    ['TEAMS_REQUESTS_PER_SECOND', '49.5'],
    ['TEAMS_SENDS_AT_ONCE', '0'],
    ['TEAMS_SENDS_AT_ONCE', 'many'],
  ])('refuses the pace %s=%s', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(`${name} is “${value}”`);
  });

  it('treats blank values as left out and trims the others', () => {
    expect(loadConfig({ PORT: '  ', HOST: '', LOG_LEVEL: ' debug ', DATA_DIR: ' here ' })).toMatchObject({
      port: 3978,
      logLevel: 'debug',
      storage: { dataDir: 'here' },
    });
    expect(loadConfig({ PORT: '0' }).port).toBe(0);
  });

  it('tells every fault at once', () => {
    const env = {
      PORT: 'http',
      LOG_LEVEL: 'loud',
      HOST: '0.0.0.0',
      MicrosoftAppTenantId: 'contoso',
      MicrosoftAppPassword: 'pa55word',
      STORAGE_ACCOUNT_NAME: 'https://x.table.core.windows.net',
      STORAGE_CONNECTION_STRING: 'x',
      PUBLIC_URL: 'actions.example',
      BOT_DOMAIN: 'https://actions.example',
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=s3cret',
    };
    const faults = faultsOf(env);
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'HOST',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'STORAGE_ACCOUNT_NAME',
      'STORAGE_CONNECTION_STRING is no',
      'PUBLIC_URL',
      'BOT_DOMAIN',
      'APPLICATIONINSIGHTS_CONNECTION_STRING is no',
    ]) {
      expect(
        faults.filter((fault) => fault.includes(name)),
        name,
      ).not.toEqual([]);
    }
    expect(() => loadConfig(env)).toThrow(new RegExp(`has ${faults.length} fault`));
    expect(faults.join('\n')).not.toMatch(/pa55word|s3cret/);
  });

  it.each([
    [
      'the address given',
      { PUBLIC_URL: 'https://Actions.example/', BOT_DOMAIN: 'bot.example' },
      'https://actions.example',
    ],
    [
      'the address given, with its port',
      { PUBLIC_URL: 'https://actions.example:8443' },
      'https://actions.example:8443',
    ],
    ['this machine, where it is given', { PUBLIC_URL: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    ['the bot’s host', { ...signedIn, BOT_DOMAIN: 'Bot.Example' }, 'https://bot.example'],
    ['this machine, where nobody is authenticated', { PORT: '4000' }, 'http://localhost:4000'],
    ['nothing, where the port is chosen later', { PORT: '0' }, null],
    ['nothing, where somebody is authenticated and no host is given', signedIn, null],
  ])('takes for its public address %s', (_what, env, expected) => {
    expect(loadConfig(env).publicUrl).toBe(expected);
  });

  it.each([
    ['PUBLIC_URL', 'actions.example'],
    ['PUBLIC_URL', 'http://actions.example'],
    ['PUBLIC_URL', 'https://actions.example/teams'],
    ['PUBLIC_URL', 'https://actions.example/?x=1'],
    ['PUBLIC_URL', 'https://actions.example/#'],
    ['PUBLIC_URL', 'https://user:pa55word@actions.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['BOT_DOMAIN', 'https://actions.example'],
    ['BOT_DOMAIN', 'actions.example/path'],
    ['BOT_DOMAIN', 'actions'],
  ])('refuses a %s of %s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toEqual([expect.stringContaining(name)]);
    expect(faults.join()).not.toContain('pa55word');
  });

  const insightsKey = 'InstrumentationKey=00000000-0000-4000-8000-000000000001';
  it.each([
    insightsKey,
    `${insightsKey};IngestionEndpoint=https://uksouth-1.in.applicationinsights.example/;LiveEndpoint=https://uksouth.livediagnostics.example/;ApplicationId=00000000-0000-4000-8000-000000000002`,
    `${insightsKey};IngestionEndpoint=http://127.0.0.1:9000`,
  ])('takes the telemetry connection string %s', (text) => {
    const config = loadConfig({ APPLICATIONINSIGHTS_CONNECTION_STRING: ` ${text}; ` });
    expect(config.applicationInsights).toBe(text);
  });

  it.each([
    's3cret',
    '00000000-0000-4000-8000-000000000001',
    'InstrumentationKey=s3cret',
    'IngestionEndpoint=https://s3cret.example/',
    `${insightsKey};IngestionEndpoint=http://s3cret.example/`,
    `${insightsKey};s3cret`,
    `${insightsKey};x=s3cret=`,
    insightsKey.replace('00000000-0', 'ABCDEF00-0'),
  ])('says that %s is no telemetry connection string, without telling it', (text) => {
    const faults = faultsOf({ APPLICATIONINSIGHTS_CONNECTION_STRING: text });
    expect(faults).toEqual([expect.stringContaining('APPLICATIONINSIGHTS_CONNECTION_STRING')]);
    expect(faults.join()).not.toContain('s3cret');
  });

  it.each([
    'UseDevelopmentStorage=true',
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=s3cret==;EndpointSuffix=core.windows.net',
    'TableEndpoint=https://a.table.core.windows.net/;QueueEndpoint=https://a.queue.core.windows.net/;SharedAccessSignature=sv=1&sig=x;',
  ])('takes the connection string %s', (connectionString) => {
    expect(loadConfig({ STORAGE_CONNECTION_STRING: connectionString }).storage).toEqual({
      kind: 'connection-string',
      connectionString,
    });
  });

  it.each(['junk', 'AccountName=a', 'AccountName=;AccountKey=s3cret==', 's3cret==', 'https://a/?sig=s3cret'])(
    'says that %s is no connection string, without telling it',
    (connectionString) => {
      const faults = faultsOf({ STORAGE_CONNECTION_STRING: connectionString });
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain('STORAGE_CONNECTION_STRING');
      expect(faults[0]).not.toContain('s3cret');
    },
  );

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '39.78'],
    ['PORT', '1e3'],
    ['PORT', '0x10'],
    ['STORAGE_ACCOUNT_NAME', 'Upper'],
    ['STORAGE_ACCOUNT_NAME', 'ab'],
    ['HOST', '192.168.1.5'],
    ['MicrosoftAppTenantId', 'not-a-guid'],
  ])('never falls back on a wrong %s: %s', (name, value) => {
    expect(faultsOf({ [name]: value }).join()).toContain(name);
  });

  it.each([
    ['an unknown type', { MicrosoftAppType: 'Robot' }, 'MicrosoftAppType is “Robot”'],
    ['an app id that is no GUID', { MicrosoftAppId: 'bot' }, 'MicrosoftAppId is not a GUID'],
    ['no password', { MicrosoftAppPassword: '' }, 'MicrosoftAppPassword is missing'],
    ['no tenant', { MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId is missing'],
    ['a password beside an identity', { MicrosoftAppType: 'UserAssignedMSI' }, 'needs none'],
  ])('refuses a bot with %s', (_what, change, words) => {
    expect(faultsOf({ ...signedIn, ...change }).join()).toContain(words);
  });

  it('refuses to run in production unauthenticated or on the embedded storage', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'MicrosoftAppId is missing: in production every request must be authenticated.',
      expect.stringContaining('The embedded one is not for production.'),
    ]);
    expect(faultsOf({ NODE_ENV: 'production', ...storage })).toHaveLength(1);
    expect(faultsOf({ NODE_ENV: 'production', ...signedIn, ...storage })).toEqual([]);
  });
});

describe('FIRST_PROJECT_MANAGERS', () => {
  it('takes addresses and object ids, whatever their case', () => {
    const text = `Ana.Holt@Council.gov.uk , ${appId.toUpperCase()},ana.holt_nhs.net#EXT#@council.onmicrosoft.com`;
    const { firstProjectManagers } = loadConfig({ FIRST_PROJECT_MANAGERS: text });
    expect([...firstProjectManagers.userIds]).toEqual([appId.toLowerCase()]);
    expect([...firstProjectManagers.emails]).toEqual(['ana.holt@council.gov.uk', 'ana.holt@nhs.net']);
  });

  it.each([
    ['Ana Holt', 1],
    ['ana@x.gov.uk;bo@x.gov.uk', 1],
    ['ana@x.gov.uk,,bo@x.gov.uk', 2],
    ['ana@x.gov.uk,', 2],
    ['ana@x.gov.uk,Bo Marsh <bo@x.gov.uk>', 2],
    ['ana@localhost', 1],
    ['a1000000-0000-4000-8000', 1],
  ])('refuses “%s”, naming the entry by its place alone', (text, place) => {
    const faults = faultsOf({ FIRST_PROJECT_MANAGERS: text });
    expect(faults).toEqual([expect.stringContaining(`FIRST_PROJECT_MANAGERS: Entry ${place} is`)]);
    expect(faults.join()).not.toMatch(/ana@|bo@|holt|localhost/i);
  });

  it('is logged as a number', () => {
    const text = `ana@x.gov.uk,${appId}`;
    const told = describeConfig(loadConfig({ FIRST_PROJECT_MANAGERS: text }));
    expect(told['firstProjectManagers']).toBe(2);
    expect(JSON.stringify(told)).not.toMatch(/ana@/);
  });
});

describe('describeConfig', () => {
  it('says whether a secret is set and never what it is', () => {
    const insights = 'InstrumentationKey=00000000-0000-4000-8000-00000053c7e7';
    const env = { ...signedIn, ...storage, APPLICATIONINSIGHTS_CONNECTION_STRING: insights };
    const told = describeConfig(loadConfig(env));
    expect(JSON.stringify(told)).not.toMatch(/pa55word|s3cret|53c7e/);
    expect(told).toMatchObject({
      applicationInsights: 'set',
      bot: { appId: appId.toLowerCase(), password: 'set' },
      storage: { kind: 'connection-string', connectionString: 'set' },
    });
  });

  it('leaves what is no secret readable', () => {
    expect(describeConfig(loadConfig({}))).toMatchObject({
      bot: null,
      host: '127.0.0.1',
      storage: { dataDir: '.data' },
      publicUrl: 'http://localhost:3978',
      applicationInsights: 'none',
    });
    const identity = { ...signedIn, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' };
    expect(describeConfig(loadConfig(identity))).toMatchObject({ bot: { password: 'none' } });
  });
});
