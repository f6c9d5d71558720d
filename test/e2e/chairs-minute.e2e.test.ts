import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgress } from '../../src/demo/progress.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { createRecordingLogger } from '../support/recording-logger.ts';
import { type ChatPage, launchBrowser, openChat } from './chat-page.ts';

// One file, told in order: each test goes on where the one before it stopped.

const logger = createRecordingLogger();

let dataDir: string;
let demo: Demo;
let browser: Browser;
let chat: ChatPage;

async function textWith(message: Locator, text: string | RegExp): Promise<string> {
  await message.getByText(text).first().waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, line by line, is what is tested
  return message.innerText();
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-e2e-'));
  const progress = createProgress(
    () => {},
    () => performance.now(),
  );
  demo = await startDemo({
    dataDir,
    fresh: false,
    botPort: 0,
    playgroundPort: 0,
    pace: 0.002,
    progress,
    logger,
  });
  browser = await launchBrowser();
  chat = await openChat(browser, demo.url);
  await chat.messages.first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the chair’s minute in the chat client', () => {
  let card: Locator;
  let answer: Locator;

  it('opens one red of the digest with a tap, with its history', async () => {
    card = await chat.say('digest red');
    await textWith(card, 'Digest: red only');
    await chat.press(card, 'Open 4A iv');
    const text = await textWith(card, 'Said for each board');
    expect(text).toContain('4A iv: ');
    expect(text).toContain('Lead: David Chen');
    expect(text).toMatch(/Board of .*\n.*\n?.*David Chen/s);
    await chat.shoot('30-chair-action', card);
  });

  it('asks its lead, with the question that the facts suggest', async () => {
    await chat.press(card, 'Ask the lead of 4A iv');
    await textWith(card, 'Ask David Chen');
    const field = card.getByRole('textbox', { name: 'Your question to David Chen' });
    expect(await field.inputValue()).toMatch(/\?$/);
    await chat.shoot('31-chair-asks', card);
    answer = await chat.nextAfter(() => chat.press(card, 'Ask'));
    await textWith(card, '✔ Asked David Chen');
  });

  it('gets the answer in the same chat, and finds it with the action', async () => {
    const text = await textWith(answer, 'David Chen has answered');
    expect(text).toContain('Both committees meet in the first week of next month.');
    await chat.shoot('32-chair-answer', answer);
    await chat.press(answer, 'Open the action');
    const action = await textWith(answer, 'Questions to the lead (1)');
    expect(action).toContain('Both committees meet in the first week of next month.');
    await chat.shoot('33-chair-action-answered', answer);
  });

  it('has met no failure on the way', () => {
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
