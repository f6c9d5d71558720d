import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const shots = fileURLToPath(new URL('../../artefacts/e2e/', import.meta.url));
const pictures = fileURLToPath(new URL('pictures/', import.meta.url));

/** Debian's Chromium without a display; it asks the network for nothing of its own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The bot's messages in the open chat, and what a person does there. */
export interface ChatPage {
  readonly page: Page;
  /** Messages of the bot, oldest first. */
  readonly messages: Locator;
  /** Types a message and gives the bot's answer to it. */
  say(text: string): Promise<Locator>;
  /** Sends an activity as the open chat's client would, for what the Playground has no button for; gives the bot's answer. */
  sendActivity(activity: object): Promise<Locator>;
  /** The next message that the bot sends after `act`, which must not make it send two. */
  nextAfter(act: () => Promise<void>): Promise<Locator>;
  /** Presses a button of a message; where several have the same title, the one whose tooltip this is. */
  press(message: Locator, title: string): Promise<void>;
  type(message: Locator, label: string, text: string): Promise<void>;
  /** Sets the only date field of a message, `YYYY-MM-DD`. */
  pickDate(message: Locator, date: string): Promise<void>;
  /** Keeps a picture of a message's card, or of the whole window; `forReadme` also renews the committed one when asked to. */
  shoot(name: string, of?: Locator, options?: { readonly forReadme?: boolean }): Promise<void>;
}

/** Opens the Agents Playground's 1:1 chat. */
export async function openChat(browser: Browser, url: string): Promise<ChatPage> {
  const window = { width: 1100, height: 1400 };
  const sharp = process.env['UPDATE_PICTURES'] === '1' ? { deviceScaleFactor: 1.5 } : {};
  const page = await browser.newPage({ viewport: window, ...sharp });
  page.setDefaultTimeout(15_000);
  // Its fonts come from elsewhere; a test must not depend on that.
  await page.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  mkdirSync(shots, { recursive: true });
  await page.goto(url);
  const compose = page.locator('div[role="textbox"][contenteditable="true"]');
  await compose.waitFor();
  const messages = page.locator(
    'div:has(> [aria-label="Message header"]:has([aria-label="Message author"]))',
  );
  const nextAfter = async (act: () => Promise<void>) => {
    const next = messages.nth(await messages.count());
    await act();
    await next.waitFor();
    return next;
  };
  return {
    page,
    messages,
    nextAfter,
    say: (text) =>
      nextAfter(async () => {
        await compose.click();
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      }),
    sendActivity: (activity) =>
      nextAfter(async () => {
        await page.getByRole('button', { name: 'Mock an Activity' }).click();
        await page.getByRole('menuitem', { name: 'Custom activity' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.locator('.monaco-editor').click();
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.insertText(JSON.stringify(activity));
        // The editor closes brackets that are opened, also pasted ones.
        await page.keyboard.press('ControlOrMeta+Shift+End');
        await page.keyboard.press('Delete');
        await dialog.getByRole('button', { name: 'Send activity' }).click();
        await dialog.waitFor({ state: 'detached' });
      }),
    async press(message, title) {
      const named = message.getByRole('button', { name: title, exact: true });
      const told = message.getByTitle(title, { exact: true });
      await named.or(told).first().click();
    },
    async type(message, label, text) {
      await message.getByRole('textbox', { name: label }).fill(text);
    },
    async pickDate(message, date) {
      const field = message.locator('.fui-DatePicker input');
      await field.fill(date);
      await field.press('Enter');
      await page.keyboard.press('Escape');
    },
    async shoot(name, of, { forReadme = false } = {}) {
      const renewed = forReadme && process.env['UPDATE_PICTURES'] === '1';
      // Taller than any card that is pictured: the chat client's header would cover what is scrolled under it.
      if (of) await page.setViewportSize({ ...window, height: 2400 });
      for (const folder of renewed ? [shots, pictures] : [shots]) {
        const file = path.join(folder, `${name}.png`);
        await (of
          ? of.locator('.ac-adaptiveCard').first().screenshot({ path: file })
          : page.screenshot({ path: file }));
      }
      if (of) await page.setViewportSize(window);
    },
  };
}
