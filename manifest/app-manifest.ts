import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest';
import { searchCommand } from '../src/chat/insert.ts';
import { listedCommands } from '../src/chat/registry.ts';
import type { PackageSettings } from './package-settings.ts';

export type AppManifest = TeamsManifestV1D30.TeamsManifestV1D30;

/** Fills the template's `${{NAME}}` placeholders and lists the bot's commands. Throws when one is left that no setting answers. */
export function fillTemplate(template: string, settings: PackageSettings): AppManifest {
  const values: Readonly<Record<string, string>> = {
    VERSION: settings.version,
    BOT_ID: settings.botId,
    TEAMS_APP_ID: settings.teamsAppId,
    PUBLIC_HOST: settings.publicHost,
    DEVELOPER_NAME: settings.developerName,
    DEVELOPER_WEBSITE_URL: settings.websiteUrl,
    DEVELOPER_PRIVACY_URL: settings.privacyUrl,
    DEVELOPER_TERMS_URL: settings.termsUrl,
  };
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The manifest template names ${name}, which nothing sets.`);
    // The placeholder stands inside a JSON string: a quote in a value must not end it.
    return JSON.stringify(value).slice(1, -1);
  });
  const manifest: AppManifest = JSON.parse(filled);
  for (const bot of manifest.bots ?? []) bot.commandLists = commandLists();
  manifest.composeExtensions = [searchOf(settings.botId)];
  return manifest;
}

type Bot = NonNullable<AppManifest['bots']>[number];

/** What Teams offers while somebody types: of the conversation's own registry, so that nothing is listed that it does not know. */
function commandLists(): NonNullable<Bot['commandLists']> {
  const of = (where: 'personal' | 'shared') =>
    listedCommands(where).map(({ title, description }) => ({ title, description }));
  return [
    { scopes: ['personal'], commands: of('personal') },
    { scopes: ['team'], commands: of('shared') },
    { scopes: ['groupChat'], commands: of('shared') },
  ];
}

/** The search beside a message that somebody writes, in every app of Teams' own that has one. */
function searchOf(botId: string): NonNullable<AppManifest['composeExtensions']>[number] {
  const { parameter, ...command } = searchCommand;
  return {
    botId,
    commands: [
      {
        ...command,
        type: 'query',
        context: ['compose', 'commandBox'],
        initialRun: true,
        parameters: [{ ...parameter, inputType: 'text' }],
      },
    ],
  };
}

/** What is wrong with a manifest, by its own schema (read offline) and by what the schema leaves to the reader. */
export async function checkManifest(manifest: AppManifest): Promise<string[]> {
  const faults = (await AppManifestUtils.validateAgainstSchema(manifest)).map(
    (fault) => `manifest.json: ${fault}`,
  );
  const bot = manifest.bots?.[0];
  if (!bot) return [...faults, 'manifest.json: there is no bot.'];

  const listed = new Set<string>();
  for (const { scopes, commands } of bot.commandLists ?? []) {
    for (const scope of scopes) {
      if (listed.has(scope)) faults.push(`manifest.json: scope ${scope} has more than one command list.`);
      if (!bot.scopes.some((known) => known === scope)) {
        faults.push(`manifest.json: commands are listed for ${scope}, which is no scope of the bot.`);
      }
      listed.add(scope);
    }
    const titles = commands.map(({ title }) => title.toLowerCase());
    const repeated = titles.filter((title, index) => titles.indexOf(title) !== index);
    for (const title of repeated) faults.push(`manifest.json: ${scopes.join('/')} lists "${title}" twice.`);
  }
  for (const scope of bot.scopes) {
    if (!listed.has(scope)) faults.push(`manifest.json: scope ${scope} has no command list.`);
  }
  for (const domain of manifest.validDomains ?? []) {
    if (/[/:]|^\*\.[a-z]+$/i.test(domain))
      faults.push(`manifest.json: "${domain}" is no domain that Teams accepts.`);
  }
  return faults;
}
