import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillTemplate } from './app-manifest.ts';
import { checkPackage, zipParts } from './app-package.ts';
import { parsePackageSettings } from './package-settings.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url));

function refuse(faults: readonly string[]): never {
  process.stderr.write(`No package was written:\n${faults.map((fault) => `- ${fault}\n`).join('')}`);
  process.exit(1);
}

const { version } = JSON.parse(read('../package.json').toString('utf8'));
const parsed = parsePackageSettings(process.env, version);
if (!parsed.ok) refuse(parsed.faults);

const bytes = await zipParts({
  manifest: fillTemplate(read('manifest.template.json').toString('utf8'), parsed.settings),
  colourIcon: read('color.png'),
  outlineIcon: read('outline.png'),
});
const faults = await checkPackage(bytes);
if (faults.length > 0) refuse(faults);

const folder = new URL('../dist-package/', import.meta.url);
mkdirSync(folder, { recursive: true });
const target = new URL(`board-actions-${version}.zip`, folder);
writeFileSync(target, bytes);
for (const note of parsed.notes) process.stdout.write(`Note: ${note}\n`);
process.stdout.write(`Checked and written: ${fileURLToPath(target)}\n`);
