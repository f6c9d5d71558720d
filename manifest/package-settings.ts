export interface PackageSettings {
  readonly version: string;
  readonly botId: string;
  /** The app's own id in the tenant's catalogue; the bot's id unless it is given. */
  readonly teamsAppId: string;
  /** Host name of the service, without scheme or path. */
  readonly publicHost: string;
  readonly developerName: string;
  readonly websiteUrl: string;
  readonly privacyUrl: string;
  readonly termsUrl: string;
}

export type ParsedSettings =
  | { readonly ok: true; readonly settings: PackageSettings; readonly notes: readonly string[] }
  | { readonly ok: false; readonly faults: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const host = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const dryRunId = '00000000-0000-0000-0000-000000000000';
const dryRunHost = 'board-actions.example';

/**
 * What goes into the package, from the environment. Without an id or a host the package is good for checking
 * only, and a note says so. All faults are told at once.
 */
export function parsePackageSettings(env: Env, version: string): ParsedSettings {
  const faults: string[] = [];
  const notes: string[] = [];

  const read = (name: string) => env[name]?.trim() || undefined;
  const id = (name: string, fallback: string) => {
    const value = read(name) ?? fallback;
    if (!guid.test(value))
      faults.push(`${name} is "${value}": it must be a GUID, 8-4-4-4-12 hexadecimal digits.`);
    return value.toLowerCase();
  };
  const url = (name: string, fallback: string) => {
    const value = read(name) ?? fallback;
    if (!/^https:\/\//i.test(value) || !URL.canParse(value)) {
      faults.push(`${name} is "${value}": it must be a full address that starts with https://.`);
    }
    return value;
  };

  const publicHost = read('BOT_DOMAIN') ?? dryRunHost;
  if (!host.test(publicHost)) {
    faults.push(
      `BOT_DOMAIN is "${publicHost}": it must be a host name alone, such as actions.example.gov.uk, without https:// or a path.`,
    );
  }
  if (publicHost === dryRunHost) notes.push('BOT_DOMAIN is not set: the package is good for checking only.');

  const botId = id('MicrosoftAppId', dryRunId);
  if (botId === dryRunId) notes.push('MicrosoftAppId is not set: the package is good for checking only.');

  const developerName = read('DEVELOPER_NAME') ?? 'Board Actions contributors';
  if (developerName.length > 32) {
    faults.push(`DEVELOPER_NAME is ${developerName.length} characters long: Teams takes at most 32.`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    faults.push(`The version in package.json is "${version}": Teams takes three numbers, such as 1.2.0.`);
  }

  const settings: PackageSettings = {
    version,
    botId,
    teamsAppId: read('TEAMS_APP_ID') === undefined ? botId : id('TEAMS_APP_ID', botId),
    publicHost,
    developerName,
    websiteUrl: url('DEVELOPER_WEBSITE_URL', `https://${publicHost}`),
    privacyUrl: url('DEVELOPER_PRIVACY_URL', `https://${publicHost}/privacy`),
    termsUrl: url('DEVELOPER_TERMS_URL', `https://${publicHost}/terms`),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings, notes };
}
