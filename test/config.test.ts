import { describe, expect, it } from 'vitest';
import { ConfigError, describeConfig, loadConfig } from '../src/config.ts';

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
    ]) {
      expect(
        faults.filter((fault) => fault.includes(name)),
        name,
      ).not.toEqual([]);
    }
    expect(() => loadConfig(env)).toThrow(new RegExp(`has ${faults.length} fault`));
    expect(faults.join('\n')).not.toContain('pa55word');
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

describe('describeConfig', () => {
  it('says whether a secret is set and never what it is', () => {
    const told = describeConfig(loadConfig({ ...signedIn, ...storage }));
    expect(JSON.stringify(told)).not.toMatch(/pa55word|s3cret/);
    expect(told).toMatchObject({
      bot: { appId: appId.toLowerCase(), password: 'set' },
      storage: { kind: 'connection-string', connectionString: 'set' },
    });
  });

  it('leaves what is no secret readable', () => {
    expect(describeConfig(loadConfig({}))).toMatchObject({
      bot: null,
      host: '127.0.0.1',
      storage: { dataDir: '.data' },
    });
    const identity = { ...signedIn, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' };
    expect(describeConfig(loadConfig(identity))).toMatchObject({ bot: { password: 'none' } });
  });
});
