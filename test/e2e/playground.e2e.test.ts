import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgress } from '../../src/demo/progress.ts';
import { nextSampleMeeting, sampleCalendar } from '../../src/demo/sample/sample-plan.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { formatDate, formatWeekday } from '../../src/domain/shared/dates.ts';
import type { Logger } from '../../src/ports.ts';
import { type ChatPage, launchBrowser, openChat } from './chat-page.ts';

// One month, told in order: each test goes on where the one before it stopped.

const failures: string[] = [];
const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (fields, message) => failures.push(`${message} ${JSON.stringify(fields)}`),
  child: () => logger,
};

let dataDir: string;
let demo: Demo;
let browser: Browser;
let chat: ChatPage;
let told = '';

function start(): Promise<Demo> {
  const progress = createProgress(
    (text) => {
      told += text;
    },
    () => performance.now(),
  );
  return startDemo({ dataDir, fresh: false, botPort: 0, playgroundPort: 0, pace: 0.002, progress, logger });
}

/** Waits for a text in one message, and gives all of that message. */
async function textWith(message: Locator, text: string | RegExp): Promise<string> {
  await message.getByText(text).first().waitFor();
  // Without the chat client's own bar under a card that has been answered.
  // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, line by line, is what is tested
  return (await message.innerText()).replace(/\s*Your response was sent to the app\s*$/, '');
}

const filledIn = (message: Locator, label: string) =>
  message.getByRole('textbox', { name: label }).inputValue();
const repliesTold = () => told.match(/Simulated colleague .* replied to/g)?.length ?? 0;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'board-actions-e2e-'));
  demo = await start();
  browser = await launchBrowser();
  chat = await openChat(browser, demo.url);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a month in the chat client', () => {
  const meeting = nextSampleMeeting(Temporal.Now.plainDateISO('Europe/London')).toString();
  let prompt: Locator;
  let status: Locator;

  it('greets who opens it by name and role', async () => {
    const greeting = chat.messages.first();
    const text = await textWith(greeting, 'Hello Rowan Fielding');
    for (const offer of [
      'Open a cycle',
      'See who has answered',
      'Read the digest',
      'Answer for your actions',
    ]) {
      expect(text).toContain(offer);
    }
    await chat.shoot('01-greeting');
  });

  it('opens a cycle by form, and says who cannot be reached', async () => {
    const card = chat.messages.first();
    await chat.press(card, 'Open a cycle');
    await textWith(card, 'Date of the board meeting');
    await chat.pickDate(card, meeting);
    await chat.shoot('02-open-cycle');
    prompt = await chat.nextAfter(() => chat.press(card, 'Open and ask leads'));
    const text = await textWith(card, 'Cycle open');
    expect(text).toContain(`Board meeting ${formatDate(meeting)}`);
    expect(text).toContain('11 leads are being asked about 35 actions');
    expect(text).toContain('1 lead cannot be reached yet');
    expect(text).toContain('Siobhan Doyle');
    expect(text).not.toContain('Joanna Kowalska');
  });

  it('prompts the lead once, with what was said last time', async () => {
    const text = await textWith(prompt, '3 actions to update');
    for (const ref of ['1A ii', '1A iv', '2B v']) expect(text).toContain(ref);
    expect(text).toContain('Last said: “The form is agreed.');
    expect(await chat.messages.count()).toBe(2);
    await chat.shoot('03-prompt');
    await chat.shoot('prompt', prompt, { forReadme: true });
  });

  it('shows the form in place, filled with the last reply', async () => {
    await chat.press(prompt, 'Update 2B v');
    await textWith(prompt, 'What has happened since the last board?');
    expect(await chat.messages.count()).toBe(2);
    expect(await prompt.getByRole('radio', { name: 'Amber' }).isChecked()).toBe(true);
    expect(await filledIn(prompt, 'What has happened')).toContain('The form is agreed.');
    expect(await filledIn(prompt, 'What will put it right')).toContain('Use a Word version');
    await chat.shoot('reply-form', prompt, { forReadme: true });
  });

  it('says what is missing beside the field, and keeps what was typed', async () => {
    await chat.type(
      prompt,
      'What has happened',
      'The system change is booked. <b>Costs</b> *agreed* & signed.',
    );
    await chat.type(prompt, 'Why is it off track?', '');
    await chat.press(prompt, 'Save');
    const text = await textWith(prompt, 'Not saved yet: 1 field needs your attention');
    expect(text.indexOf('⚠ Please say why it is Amber.')).toBeGreaterThan(text.indexOf('What has happened'));
    expect(text).toMatch(/⚠ Please say why it is Amber\.\s+Why is it off track\?/);
    expect(await filledIn(prompt, 'What has happened')).toBe(
      'The system change is booked. <b>Costs</b> *agreed* & signed.',
    );
    await chat.shoot('04-missing-reason');
  });

  it('takes the reply once it is whole, and shows a receipt with the next action', async () => {
    await chat.type(prompt, 'Why is it off track?', 'The supplier had no free date until now.');
    await chat.press(prompt, 'Save');
    const text = await textWith(prompt, /✔ Saved/);
    expect(text).toContain('“The system change is booked. <b>Costs</b> *agreed* & signed.”');
    expect(text).toContain('1 of 3 answered.');
    expect(text).toMatch(/Next\s+1A ii/);
    await chat.shoot('05-receipt');
  });

  it('records “no change” in one tap', async () => {
    await chat.press(prompt, 'No change to 1A ii');
    const text = await textWith(prompt, /✔ Saved: no change/);
    expect(text).toContain('2 of 3 answered.');
    expect(text).toMatch(/Next\s+1A iv/);
    await chat.shoot('receipt', prompt, { forReadme: true });
  });

  it('says who has answered, who has not and who cannot be asked', async () => {
    await expect.poll(repliesTold, { timeout: 20_000 }).toBe(8);
    status = await chat.say('status');
    const text = await textWith(status, '28 of 37 actions answered');
    expect(text).toMatch(/Joanna Kowalska\s+0 of 3 · asked, waiting/);
    expect(text).toMatch(/Amara Okoye\s+0 of 3 · asked, waiting/);
    expect(text).toMatch(/Siobhan Doyle\s+0 of 2 · cannot be reached/);
    expect(text).toContain(
      'All answered: Grace Adeyemi, Helen Marsh, Nadia Rahman, Owen Pritchard, Tom Hartley',
    );
    await chat.shoot('status', status, { forReadme: true });
  });

  it('reminds the silent, the person who asks among them', async () => {
    const reminder = await chat.nextAfter(() => chat.press(status, 'Remind everyone outstanding'));
    expect(await textWith(status, 'Reminders are on their way')).toContain('3 leads will get a reminder');
    expect(await textWith(reminder, 'Reminder: 1 action still to answer')).toContain('1A iv');
    await expect.poll(() => told, { timeout: 20_000 }).toContain('Amara Okoye replied to 3 actions');
    const again = await chat.say('remind');
    expect(await textWith(again, 'Nobody new to remind')).toContain('had a reminder today already');
  });

  it('gives more time in one press, and shows where the cycle stands then', async () => {
    const before = await chat.messages.count();
    await chat.press(status, 'Extend');
    await textWith(status, 'Press the new last day for replies');
    await chat.shoot('08-extend');
    const day = status.getByTitle(/^Replies until /).first();
    const until = ((await day.getAttribute('title')) ?? '').replace('Replies until ', '');
    await day.click();
    const text = await textWith(status, '31 of 37 actions answered');
    expect(text).toContain(`✔ Replies are taken until ${until}`);
    await chat.press(status, 'Freeze');
    expect(await textWith(status, 'Freeze now?')).toContain('6 actions unanswered');
    await chat.press(status, 'Leave it open');
    await status.getByText('Freeze now?').waitFor({ state: 'detached' });
    expect(await textWith(status, '31 of 37 actions answered')).toContain(
      `replies by ${until.replace(/^\w+ /, '')}`,
    );
    expect(await chat.messages.count()).toBe(before);
  });

  it('shows the boards to come, and takes another from a pasted list', async () => {
    const later = sampleCalendar(Temporal.Now.plainDateISO('Europe/London'));
    const added = (later.at(-1) ?? Temporal.PlainDate.from(meeting)).add({ weeks: 4 });
    const schedule = await chat.say('schedule');
    const text = await textWith(schedule, `${later.length + 1} meetings to come`);
    expect(text).toContain('Leads have been asked for this meeting.');
    for (const day of [meeting, ...later.slice(0, 3)]) expect(text).toContain(formatWeekday(day.toString()));
    await chat.shoot('09-schedule', schedule);
    await chat.press(schedule, 'Add meetings');
    await chat.type(schedule, 'Dates', formatWeekday(added.toString()));
    await chat.press(schedule, 'Preview');
    const preview = await textWith(schedule, 'Add 1 meeting?');
    expect(preview).toContain('Nothing is saved until you press Save.');
    expect(preview).toContain('Leads are asked for this meeting.');
    await chat.shoot('10-schedule-preview', schedule);
    await chat.press(schedule, 'Save');
    await textWith(schedule, '1 meeting added');
    await chat.press(schedule, 'Calendar');
    await textWith(schedule, `${later.length + 2} meetings to come`);
    await chat.press(schedule, 'Next');
    await textWith(schedule, 'Page 2 of 2');
    await chat.press(schedule, `Why these dates for ${formatWeekday(added.toString())}?`);
    const whole = await textWith(schedule, /Papers published by, .*: .* clear/);
    expect(whole).toContain(formatWeekday(added.toString()));
    await chat.shoot('schedule', schedule, { forReadme: true });
  });

  it('lists every red for the chair, and what of the rest concerns the reds', async () => {
    const digest = await chat.say('digest red');
    const first = await textWith(digest, 'Digest: red only');
    expect(first).toContain('Red (4)');
    for (const [ref, lead] of [
      ['1B ii', 'Owen Pritchard'],
      ['1B iii', 'Joanna Kowalska'],
      ['2A iv', 'Priya Nair'],
      ['4A iv', 'David Chen'],
    ]) {
      expect(first).toMatch(new RegExp(`${ref} [^◆]*◆ Red[^◆]*${lead}`));
    }
    expect(first).toMatch(/1B iii [^◆]*◆ Red · No reply; last known on /);
    expect(first).toContain('No reply yet, last known red');
    await chat.shoot('06-digest-red');
  });

  it('turns the pages of the whole digest without losing one', async () => {
    const digest = await chat.say('digest');
    const first = await textWith(digest, 'Digest: red and amber');
    const count = Number(/Page 1 of (\d+)/.exec(first)?.[1]);
    expect(count).toBeGreaterThan(1);
    const pages = [first];
    for (let page = 2; page <= count; page += 1) {
      await chat.press(digest, 'Next page');
      pages.push(await textWith(digest, `Page ${page} of ${count}`));
    }
    expect(pages.join('\n')).toContain('Siobhan Doyle');
    await chat.press(digest, 'Previous page');
    expect(await textWith(digest, `Page ${count - 1} of ${count}`)).toBe(pages[count - 2]);
  });

  it('narrows the digest to a theme', async () => {
    const digest = await chat.say('digest red joint commissioning');
    const text = await textWith(digest, 'Red (2)');
    expect(text).toContain('1B ii');
    expect(text).not.toContain('2A iv');
    await chat.shoot('digest', digest, { forReadme: true });
  });

  it('adds a person by name and e-mail address, gives them an action, and has it on record', async () => {
    const people = await chat.say('people');
    await chat.press(people, 'Add people');
    await chat.type(
      people,
      'One person a line',
      'Nia Holt, nia.holt@ostlemere.example, Ostlemere Council, lead',
    );
    await chat.press(people, 'Preview');
    await textWith(people, '1 added');
    await chat.shoot('13-people-preview', people);
    await chat.press(people, 'Save');
    await textWith(people, 'Saved');
    const assigned = await textWith(await chat.say('assign 2B v to Nia Holt'), 'now led by Nia Holt');
    expect(assigned).toContain('2B v');
    const log = await chat.say('log');
    const text = await textWith(log, 'said who leads');
    expect(text).toContain('imported a people list');
    await chat.shoot('14-log', log);
  });

  it('gives the register by a link that ends, where the client takes no files', async () => {
    const text = await textWith(await chat.say('export'), 'Download');
    expect(text).toMatch(/link/i);
  });

  it('answers words it does not know with help', async () => {
    const help = await chat.say('what about the *minutes*');
    const text = await textWith(help, 'I did not understand that');
    expect(text).toContain('“what about the *minutes*”');
    expect(text).toContain('digest red');
    await chat.shoot('07-help');
  });

  it('goes on where it was after a restart', async () => {
    await chat.page.close();
    await demo.close();
    demo = await start();
    chat = await openChat(browser, demo.url);
    await textWith(chat.messages.first(), 'Hello Rowan Fielding');
    const after = await chat.say('status');
    expect(await textWith(after, '31 of 37 actions answered')).toContain(formatDate(meeting));
  });

  it('has met no failure on the way', () => {
    expect(failures).toEqual([]);
  });
});
