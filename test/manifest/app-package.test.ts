import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { type AppManifest, checkManifest, fillTemplate } from '../../manifest/app-manifest.ts';
import { checkPackage, checkParts, zipParts } from '../../manifest/app-package.ts';
import { checkColourIcon, checkOutlineIcon } from '../../manifest/icons.ts';
import { parsePackageSettings } from '../../manifest/package-settings.ts';

const file = (name: string) => readFileSync(new URL(`../../manifest/${name}`, import.meta.url));
const template = file('manifest.template.json').toString('utf8');
const botId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const env = {
  MicrosoftAppId: botId,
  BOT_DOMAIN: 'actions.ostlemere.example',
  DEVELOPER_NAME: 'Ostlemere "SEND" team',
};

function settingsFrom(values: Record<string, string>) {
  const parsed = parsePackageSettings(values, '1.2.3');
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  return parsed.settings;
}

function parts(change: (manifest: AppManifest) => void = () => {}) {
  const manifest = fillTemplate(template, settingsFrom(env));
  change(manifest);
  return { manifest, colourIcon: file('color.png'), outlineIcon: file('outline.png') };
}

function png(size: number, content: string): Uint8Array {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${content}</svg>`;
  return new Resvg(svg).render().asPng();
}

describe('parsePackageSettings', () => {
  it('gives values that validate, and says so, when nothing is set', async () => {
    const parsed = parsePackageSettings({}, '0.1.0');
    expect(parsed).toMatchObject({
      ok: true,
      notes: [expect.stringContaining('BOT_DOMAIN'), expect.stringContaining('MicrosoftAppId')],
    });
    expect(await checkManifest(fillTemplate(template, settingsFrom({})))).toEqual([]);
  });

  it('uses the bot’s id for the app unless the app has its own', () => {
    const other = '0b8a1f1e-6a52-4b58-9b1c-3d1f7d2c9a10';
    expect(settingsFrom(env)).toMatchObject({ botId, teamsAppId: botId });
    expect(settingsFrom({ ...env, TEAMS_APP_ID: other })).toMatchObject({ botId, teamsAppId: other });
  });

  it('tells all faults at once', () => {
    const bad = {
      MicrosoftAppId: '{7c9e6679}',
      BOT_DOMAIN: 'https://actions.example/bot',
      DEVELOPER_NAME: 'x'.repeat(33),
      DEVELOPER_PRIVACY_URL: 'http://actions.example/privacy',
    };
    const parsed = parsePackageSettings(bad, '1.2');
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'BOT_DOMAIN',
      'DEVELOPER_NAME',
      'DEVELOPER_PRIVACY_URL',
      'MicrosoftAppId',
      'The',
    ]);
  });
});

describe('fillTemplate', () => {
  it('puts settings in as text, whatever they hold', () => {
    expect(parts().manifest).toMatchObject({
      version: '1.2.3',
      id: botId,
      developer: { name: 'Ostlemere "SEND" team' },
      bots: [{ botId }],
      validDomains: ['actions.ostlemere.example'],
    });
  });

  it('refuses a placeholder that nothing sets', () => {
    expect(() => fillTemplate('{"id":"${{NOBODY}}"}', settingsFrom(env))).toThrow('NOBODY');
  });
});

describe('checkManifest', () => {
  it('finds nothing wrong with ours', async () => {
    expect(await checkParts(parts())).toEqual([]);
  });

  it.each<[string, (manifest: AppManifest) => void, RegExp]>([
    [
      'a bot id that is no GUID',
      (manifest) => Object.assign(manifest.bots?.[0] ?? {}, { botId: 'bot' }),
      /botId/,
    ],
    [
      'a short name over 30 characters',
      (manifest) => Object.assign(manifest.name, { short: 'x'.repeat(31) }),
      /name\/short/,
    ],
    [
      'a short description over 80',
      (manifest) => Object.assign(manifest.description, { short: 'x'.repeat(81) }),
      /description\/short/,
    ],
    [
      'a property the schema does not know',
      (manifest) => Object.assign(manifest, { supportsMagic: true }),
      /additional/,
    ],
    [
      'more than 12 commands',
      (manifest) =>
        manifest.bots?.[0]?.commandLists?.[0]?.commands.push(
          ...Array.from({ length: 12 }, (_, n) => ({ title: `more ${n}` })),
        ),
      /commands/,
    ],
    [
      'a command listed twice',
      (manifest) => manifest.bots?.[0]?.commandLists?.[1]?.commands.push({ title: 'Digest' }),
      /team lists "digest" twice/,
    ],
    [
      'a scope without commands',
      (manifest) => manifest.bots?.[0]?.commandLists?.splice(2, 1),
      /groupChat has no command list/,
    ],
    [
      'two lists for one scope',
      (manifest) => manifest.bots?.[0]?.commandLists?.[0]?.scopes.push('team' as never),
      /team has more than one/,
    ],
    ['no bot', (manifest) => Object.assign(manifest, { bots: [] }), /no bot/],
    ['a domain with a scheme', (manifest) => manifest.validDomains?.push('https://x.example'), /no domain/],
  ])('tells of %s', async (_, change, fault) => {
    expect((await checkParts(parts(change))).join('\n')).toMatch(fault);
  });
});

describe('checkColourIcon', () => {
  const square = '<rect width="192" height="192" fill="#246"/>';

  it.each<[string, Uint8Array, RegExp]>([
    ['text', Buffer.from('not a picture'.repeat(5)), /not a PNG/],
    [
      'the wrong size',
      png(96, '<rect width="96" height="96" fill="#246"/>'),
      /is 96x96; Teams takes 192x192/,
    ],
    [
      'a huge picture',
      Buffer.concat([
        file('color.png').subarray(0, 16),
        Buffer.from([0, 1, 0, 0, 0, 1, 0, 0]),
        Buffer.alloc(20),
      ]),
      /65536x65536/,
    ],
    ['transparent parts', png(192, '<rect width="150" height="192" fill="#246"/>'), /transparent/],
    ['an empty square', png(192, square), /nothing but its background/],
    [
      'a symbol outside the middle',
      png(192, `${square}<circle cx="96" cy="96" r="60" fill="#fff"/>`),
      /leaves the middle/,
    ],
    ['a damaged file', file('color.png').subarray(0, 200), /transparent/],
  ])('refuses %s', (_, bytes, fault) => {
    expect(checkColourIcon(bytes).join('\n')).toMatch(fault);
  });
});

describe('checkOutlineIcon', () => {
  const frame = (colour: string, opacity = 1) =>
    `<rect x="1" y="1" width="30" height="30" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="2"/>`;

  it('takes soft white edges', () => {
    expect(checkOutlineIcon(png(32, frame('#fff', 0.5)))).toEqual([]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['the wrong size', png(30, ''), /is 30x30; Teams takes 32x32/],
    ['a colour', png(32, frame('#fefefe')), /not white/],
    ['a faint colour', png(32, frame('#ccc', 0.3)), /not white/],
    ['no transparency', png(32, '<rect width="32" height="32" fill="#fff"/>'), /no transparent background/],
    ['nothing drawn', png(32, ''), /shows nothing/],
    ['padding', png(32, '<circle cx="16" cy="16" r="10" fill="#fff"/>'), /leaves 6 empty pixels/],
  ])('refuses %s', (_, bytes, fault) => {
    expect(checkOutlineIcon(bytes).join('\n')).toMatch(fault);
  });
});

describe('the search beside a message', () => {
  it('is this bot’s, with one box, and asks before anything is typed', () => {
    expect(parts().manifest.composeExtensions).toEqual([
      {
        botId,
        commands: [
          expect.objectContaining({
            id: 'boardActions',
            title: 'Board Actions',
            type: 'query',
            context: ['compose', 'commandBox'],
            initialRun: true,
            parameters: [expect.objectContaining({ name: 'words', inputType: 'text' })],
          }),
        ],
      },
    ]);
  });
});

describe('the package', () => {
  it('holds the three files and nothing else', async () => {
    const bytes = await zipParts(parts());
    expect(Object.keys((await JSZip.loadAsync(bytes)).files)).toEqual([
      'manifest.json',
      'color.png',
      'outline.png',
    ]);
    expect(await checkPackage(bytes)).toEqual([]);
  });

  it('is the same to the byte when built again', async () => {
    expect(Buffer.compare(await zipParts(parts()), await zipParts(parts()))).toBe(0);
  });

  it.each<[string, (zip: JSZip) => void, RegExp]>([
    ['a missing icon', (zip) => zip.remove('outline.png'), /outline.png is named .* not in the package/],
    ['a stray file', (zip) => zip.file('.DS_Store', ''), /.DS_Store does not belong/],
    ['a missing manifest', (zip) => zip.remove('manifest.json'), /not at the top/],
    ['a bad icon', (zip) => zip.file('outline.png', file('color.png')), /outline.png: is 192x192/],
  ])('is refused with %s', async (_, change, fault) => {
    const zip = await JSZip.loadAsync(await zipParts(parts()));
    change(zip);
    expect((await checkPackage(await zip.generateAsync({ type: 'uint8array' }))).join('\n')).toMatch(fault);
  });

  it('is refused when it is no zip', async () => {
    expect(await checkPackage(Buffer.from('hello'))).toEqual(['The package is not a zip file.']);
  });
});
