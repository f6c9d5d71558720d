import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playgroundBot } from '../../src/demo/playground-config.ts';
import { createProgress } from '../../src/demo/progress.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { buildWorkbook } from '../support/build-workbook.ts';
import { type FileHost, fileAttachment, startFileHost } from '../support/file-host.ts';
import { createRecordingLogger } from '../support/recording-logger.ts';
import { type ChatPage, launchBrowser, openChat } from './chat-page.ts';

// One file, told in order: each test goes on where the one before it stopped.

const logger = createRecordingLogger();

let dataDir: string;
let demo: Demo;
let host: FileHost;
let browser: Browser;
let chat: ChatPage;

/** What Microsoft Planner gives when a plan is exported to Excel. */
const plannerExport = () =>
  buildWorkbook((workbook) => {
    const sheet = workbook.addWorksheet('Tasks');
    sheet.addRows([
      ['Plan name', 'Harbour Reach early help plan'],
      ['Plan ID', 'Wq7Lk2PzUk-x'],
      ['Date of export', '10/14/2026'],
      [],
      [
        'Task ID',
        'Task Name',
        'Bucket Name',
        'Progress',
        'Priority',
        'Assigned To',
        'Created Date',
        'Due date',
        'Late',
        'Description',
      ],
      [
        't9Xa',
        'Open a second family hub',
        'Priority 1: Early help',
        'In progress',
        'Urgent',
        'Una Fell;Rhys Tarn',
        '09/01/2026',
        '03/31/2027',
        'false',
        'Lease signed, builders start in May',
      ],
      [
        'k2Qd',
        'Publish the offer to families',
        'Priority 1: Early help',
        'Completed',
        'Important',
        'Mina Lowe',
        '09/01/2026',
        '09/30/2026',
        'false',
        '',
      ],
      [
        'p4Zr',
        'Train sixty practitioners',
        'Priority 2: Workforce',
        'Not started',
        'Low',
        'Rhys Tarn',
        '09/02/2026',
        '12/04/2026',
        'false',
        '',
      ],
    ]);
  });

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
  host = await startFileHost();
  browser = await launchBrowser();
  chat = await openChat(browser, demo.url);
  await chat.messages.first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await demo?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** A message with a file, as Teams sends it. */
function messageWith(text: string, name: string, bytes: Uint8Array): object {
  const { userId, name: sender } = demo.user;
  return {
    id: randomUUID(),
    type: 'message',
    text,
    channelId: 'msteams',
    serviceUrl: `${demo.url}/_connector`,
    timestamp: new Date().toISOString(),
    recipient: playgroundBot,
    from: { id: userId, aadObjectId: userId, name: sender },
    conversation: { id: `a:${userId}`, conversationType: 'personal' },
    attachments: [fileAttachment(name, host.keep(bytes))],
  };
}

describe('a new plan, sent in the chat client as Microsoft Planner exports it', () => {
  let preview: Locator;

  it('is shown as it was understood, with its question on the card', async () => {
    preview = await chat.sendActivity(
      messageWith('import as harbour-reach', 'harbour.xlsx', await plannerExport()),
    );
    const text = await textWith(preview, 'Import harbour.xlsx?');
    expect(text).toContain('New plan: Harbour Reach early help plan');
    expect(text).toMatch(/Rows read\s+3/);
    expect(text).toContain('1 question before you import');
    expect(text).toContain('Does “Description” say what has been done so far?');
    expect(text).toContain('03/31/2027 (31 March 2027) · Una Fell; Rhys Tarn · Not rated yet · In progress');
    expect(text).not.toContain('Lease signed, builders start in May\n\nImport');
    await chat.shoot('20-import-asks', preview);
  });

  it('is not imported past an answer that was chosen: the preview is drawn again with it', async () => {
    await preview.getByRole('radio', { name: /^Yes/ }).check();
    await chat.press(preview, 'Import');
    const text = await textWith(preview, 'I have read the file again with your answers.');
    expect(text).toContain('1 question answered');
    expect(text).toMatch(/Description\s+Progress narrative/);
    await chat.shoot('21-import-answered', preview);
    await chat.press(preview, 'Your answers (1)');
    await textWith(preview, 'You have said so; choose again to change it.');
    await preview.getByRole('radio', { name: /^No/ }).check();
    // An answer beside a button that leads elsewhere counts as well.
    await chat.press(preview, 'Summary');
    const beside = await textWith(preview, 'Kept beside the action as they stand');
    expect(beside).not.toMatch(/Description\s+Progress narrative/);
  });

  it('is imported at the next press, and stands in the register', async () => {
    await chat.press(preview, 'Import');
    const text = await textWith(preview, 'The plan is here');
    expect(text).toContain('Harbour Reach early help plan: 3 actions added.');
    await chat.shoot('22-import-done', preview);
    const names = await chat.say('match leads in harbour-reach');
    const leads = await textWith(names, 'Una Fell');
    for (const name of ['Rhys Tarn', 'Mina Lowe']) expect(leads).toContain(name);
    await chat.shoot('23-import-leads', names);
  });

  it('sent again shows nothing to import, and what was answered', async () => {
    const again = await chat.sendActivity(
      messageWith('import into harbour-reach', 'harbour.xlsx', await plannerExport()),
    );
    const text = await textWith(again, 'harbour.xlsx changes nothing');
    expect(text).toContain('1 question answered');
    await chat.press(again, 'Close');
    await textWith(again, 'Not imported');
  });

  it('has met no failure on the way', () => {
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
