import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import type { AdaptiveCard } from '../../src/cards/kit/card.ts';
import { renderMarkdown } from '../cards/kit/markdown.ts';
import { allCards, designerData } from '../cards/samples/all-cards.ts';
import type { TeamsTheme } from '../support/teams-themes.ts';
import { teamsCss, teamsHostConfig } from './teams-host-config.ts';

/**
 * Draws every card as a phone and as a desktop show it, in each theme of Teams, to artefacts/cards/*.png.
 * `npx tsx test/e2e/card-gallery.ts [NAME ...]` draws those whose name starts so; `--data` rewrites the card
 * designer's samples, cards/NAME.data.json, instead.
 */
const folder = new URL('../../artefacts/cards/', import.meta.url);
const looks = [
  { theme: 'light', width: 320 },
  { theme: 'light', width: 800 },
  { theme: 'dark', width: 320 },
  { theme: 'dark', width: 800 },
  { theme: 'contrast', width: 320 },
] as const;

async function draw(page: Page, card: AdaptiveCard, theme: TeamsTheme): Promise<void> {
  await page.setContent(`<style>${teamsCss(theme)}</style><div id="card"></div>`);
  await page.addScriptTag({
    path: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js'),
  });
  await page.addScriptTag({
    content: `var __name = (f) => f; var renderMarkdown = ${renderMarkdown.toString()};`,
  });
  const script = `
    const { AdaptiveCard, HostConfig } = AdaptiveCards;
    AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = renderMarkdown(text); result.didProcess = true; };
    const card = new AdaptiveCard();
    card.hostConfig = new HostConfig(${JSON.stringify(teamsHostConfig(theme))});
    card.parse(${JSON.stringify(card)});
    document.getElementById('card').appendChild(card.render());
  `;
  await page.addScriptTag({ content: `{${script}}` });
}

async function gallery(names: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    for (const { theme, width } of looks) {
      const page = await browser.newPage({ viewport: { width, height: 600 } });
      for (const [name, card] of Object.entries(allCards)) {
        if (names.length > 0 && !names.some((wanted) => name.startsWith(wanted))) continue;
        await draw(page, card, theme);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        if (Number(overflow) > 0) process.stdout.write(`${name} is ${overflow} px too wide at ${width} px\n`);
        const path = new URL(`${name}.${theme}.${width}.png`, folder).pathname;
        await page.screenshot({ path, fullPage: true });
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

function writeDesignerData(): void {
  for (const [name, data] of Object.entries(designerData)) {
    const file = new URL(`../../cards/${name}.data.json`, import.meta.url);
    writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
  }
}

const args = process.argv.slice(2);
if (args.includes('--data')) writeDesignerData();
else await gallery(args);
