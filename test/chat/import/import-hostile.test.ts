import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StagedFile } from '../../../src/ports.ts';
import { buildWorkbook } from '../../support/build-workbook.ts';
import { eventually } from '../../support/eventually.ts';
import { type FileHost, fileAttachment, sendFiles, startFileHost } from '../../support/file-host.ts';
import { cardBytes, cardText, findButton } from '../../support/read-card.ts';
import { smallTracker } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
const small = smallPlanId;

beforeAll(async () => {
  world = await startSmallPlan(['morgan']);
  host = await startFileHost();
  ({ morgan } = world.people);
});
afterAll(async () => {
  await world.close();
  await host.close();
});
afterEach(() => world.teams.healAll());

const send = (name: string, url: string) => sendFiles(morgan, 'import', [{ name, url }]);
const waiting = () => world.app.services.files.list(null);

describe('a file that cannot be had or read ends in one clear sentence and nothing kept', () => {
  it.each([
    ['nothing at all', 'empty.xlsx', new Uint8Array(), /empty/i],
    ['a picture by another name', 'plan.xlsx', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), /plan\.xlsx/],
    ['a list that is no plan', 'shop.csv', Buffer.from('Item,Price\nTea,2\n'), /no header row/],
    ['headers alone', 'bare.csv', Buffer.from('Ref,Action,Timescale\n'), /no actions below/],
  ])('%s', async (_, name, bytes, words) => {
    const card = await send(name, host.keep(bytes));
    expect(cardText(card)).toContain('I can’t do that');
    expect(cardText(card)).toMatch(words);
    expect(await waiting()).toEqual([]);
  });

  it('a truncated workbook', async () => {
    const whole = await buildWorkbook((workbook) => {
      workbook.addWorksheet('Tracker').addRows([
        ['Ref', 'Action', 'Timescale'],
        ['1', 'Do it', 'June 2027'],
      ]);
    });
    const card = await send('cut.xlsx', host.keep(whole.slice(0, whole.length / 2)));
    expect(cardText(card)).toContain('I can’t do that');
    expect(cardText(card)).toContain('cut.xlsx');
    expect(await waiting()).toEqual([]);
  });

  it('one that says it is too large is not read', async () => {
    const url = host.answerWith((response) => {
      response.writeHead(200, { 'content-length': String(11 * 1024 * 1024) });
      response.write('Ref,Action');
    });
    expect(cardText(await send('big.csv', url))).toContain('big.csv is larger than 10 MB');
  });

  it('one that turns out to be too large is read no further', async () => {
    let written = 0;
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const url = host.answerWith((response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed || written > 40) return;
        written += 1;
        response.write(chunk, more);
      };
      more();
    });
    expect(cardText(await send('endless.csv', url))).toContain('endless.csv is larger than 10 MB');
    expect(written).toBeLessThan(40);
    expect(await waiting()).toEqual([]);
  });

  it.each([403, 404, 410])('one whose link has expired (%s)', async (status) => {
    const url = host.answerWith((response) => {
      response.writeHead(status);
      response.end('no');
    });
    expect(cardText(await send('late.csv', url))).toContain('its link lasts for a few minutes only');
  });

  it('one whose connection breaks', async () => {
    const url = host.answerWith((response) => {
      response.destroy();
    });
    expect(cardText(await send('broken.csv', url))).toContain('Send it again in a minute');
  });

  it('two at once', async () => {
    const files = ['a.csv', 'b.csv'].map((name) => ({ name, url: host.keep(Buffer.from(smallTracker)) }));
    expect(cardText(await sendFiles(morgan, '', files))).toContain('one file at a time');
    expect(await waiting()).toEqual([]);
  });
});

describe('addresses that are not Teams’ own', () => {
  it.each([
    'https://files.example.org/x.csv',
    'http://169.254.169.254/latest/meta-data',
    'https://sharepoint.com.example.org/x.csv',
    'file:///etc/hostname',
    'http://10.0.0.1/x.csv',
  ])('are not fetched: %s', async (url) => {
    expect(cardText(await send('x.csv', url))).toContain('not kept where Teams keeps files');
  });

  it('are not fetched after a redirect either', async () => {
    const other = await startFileHost();
    try {
      // The same machine by a name that is not allowed.
      const target = other.keep(Buffer.from(smallTracker)).replace('127.0.0.1', '127.0.0.2');
      const url = host.answerWith((response) => {
        response.writeHead(302, { location: target });
        response.end();
      });
      expect(cardText(await send('x.csv', url))).toContain('not kept where Teams keeps files');
      expect(other.requests()).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('a redirect within them is followed, and no token is sent', async () => {
    const url = host.keep(Buffer.from(smallTracker));
    const from = host.answerWith((response) => {
      response.writeHead(302, { location: url });
      response.end();
    });
    const card = await send('moved.csv', from);
    expect(cardText(card)).toContain('moved.csv changes nothing');
    expect(host.lastHeaders()).not.toHaveProperty('authorization');
    cardOf(await morgan.taps(card, 'Close'));
  });

  it('redirects without end are given up', async () => {
    let url = '';
    url = host.answerWith((response) => {
      response.writeHead(302, { location: url });
      response.end();
    });
    const before = host.requests();
    expect(cardText(await send('round.csv', url))).toContain('not kept where Teams keeps files');
    expect(host.requests() - before).toBeLessThan(6);
  });
});

describe('text from files', () => {
  it('is only text: no mention, Markdown, HTML, template expression or file name takes effect', async () => {
    const evil = '<at>all</at> **bold** [press](https://example.org) ${planId} {{DATE(2026-01-01)}} <b>x</b>';
    const tracker = [
      `Ref,Action,${evil},RAG`,
      `E1,${evil},${evil},${evil}`,
      `E2,"# ${evil}",- ${evil},Red`,
    ].join('\n');
    const card = await send(`${evil}.csv`, host.keep(Buffer.from(tracker)));
    const text = cardText(card);
    expect(text).toContain('E1');
    expect(text).toContain('4 actions of the plan would be closed and none is in this file');
    for (const shown of [text, cardText(cardOf(await morgan.taps(card, 'import.show')))]) {
      expect(shown).not.toContain('<at>');
      expect(shown).not.toContain('<b>');
      expect(shown).not.toMatch(/(?<!\\)\*\*bold/);
      expect(shown).not.toMatch(/(?<!\\)\]\(https:/);
      expect(shown).not.toContain('{{');
    }
    expect(text).toContain('${planId}');
    cardOf(await morgan.taps(card, 'Cancel'));
  });

  it('of 150 columns and endless cells fits a message', async () => {
    const long = 'word '.repeat(3000);
    const tracker = [
      `Ref,Action,RAG,${Array.from({ length: 150 }, (_, at) => `${long.slice(0, 200)}${at}`).join(',')}`,
      ...Array.from({ length: 20 }, (_, at) => `L${at},${long},${long.slice(0, 300)}${at}`),
    ].join('\n');
    const card = await sendFiles(morgan, 'import', [
      { name: `${long}.csv`, url: host.keep(Buffer.from(tracker)) },
    ]);
    const shown = await eventually(() => {
      const last = morgan.messages().at(-1)?.card ?? card;
      findButton(last, 'import.cancel');
      return last;
    });
    expect(cardBytes(shown)).toBeLessThan(80_000);
    cardOf(await morgan.taps(shown, 'Cancel'));
  });
});

describe('a file that takes long to come', () => {
  let slow: SmallPlanWorld;
  let morgan: TestPerson;
  beforeAll(async () => {
    slow = await startSmallPlan(['morgan'], {
      patience: { dueMilliseconds: 400, settleMilliseconds: 12_000 },
    });
    ({ morgan } = slow.people);
  });
  afterAll(() => slow.close());
  const last = () => morgan.messages().at(-1);

  it('is told of, gets its preview in the same place, and is imported', async () => {
    const held = host.hold(Buffer.from(`${smallTracker}3C i,Do one thing more,June 2027\n`));
    const first = await sendFiles(morgan, 'import', [{ name: 'late.csv', url: held.url }]);
    expect(cardText(first)).toContain('Reading late.csv …');
    const id = last()?.id;
    held.release();
    const preview = await eventually(() => {
      expect(last()?.id).toBe(id);
      const card = last()?.card ?? {};
      findButton(card, 'Import');
      return card;
    });
    await morgan.taps(preview, 'Import');
    await eventually(async () => {
      const refs = (await slow.app.services.store.listActions(small)).map(({ value }) => value.ref);
      expect(refs).toContain('3C i');
    });
    await eventually(async () => expect(await slow.app.services.files.list(null)).toEqual([]));
  });

  it('is answered even where it could not be said that it takes long', async () => {
    slow.teams.fail(teamsFaults.invalidHost, { conversationId: morgan.conversationId, times: 1 });
    const held = host.hold(Buffer.from(smallTracker.replace('Clear the', 'Clear all the')));
    await morgan.posts({
      type: 'message',
      text: 'import',
      attachments: [fileAttachment('mute.csv', held.url)],
    });
    held.release();
    await eventually(() => expect(cardText(last()?.card ?? {})).toContain('mute.csv'));
  });

  it('is told in the same place what is wrong with it', async () => {
    const held = host.hold(Buffer.alloc(300 * 1024, 0));
    const first = await sendFiles(morgan, 'import', [{ name: 'zeros.csv', url: held.url }]);
    expect(cardText(first)).toContain('Reading zeros.csv …');
    const id = last()?.id;
    held.release();
    await eventually(() => {
      const text = cardText(last()?.card ?? {});
      expect(last()?.id).toBe(id);
      expect(text).toContain('I can’t do that');
      expect(text).toContain('zeros.csv');
    });
  });
});

describe('files that wait', () => {
  /** Says something that the plan does not say yet. */
  const changed = Buffer.from(smallTracker.replace('Train every', 'Train each new'));
  const other = 'a1000000-0000-4000-8000-0000000000aa';
  const fill = (size: number): StagedFile => ({
    tenantId: world.config.tenantId,
    userId: other,
    id: '00000000-0000-4000-8000-000000000001',
    fileName: 'x.csv',
    size,
    stagedAt: world.clock.now().toString(),
    planId: 'other-plan',
    planName: null,
    acceptReferences: false,
    answers: {},
    seen: null,
    importingSince: null,
  });

  it('fill no more than their room, and make room when they are a day old', async () => {
    const { files } = world.app.services;
    const file = fill(100 * 1024 * 1024);
    await files.save(file, Buffer.from('Ref'));
    const refused = await send('x.csv', host.keep(changed));
    expect(cardText(refused)).toContain('Too many files are waiting');
    expect(await waiting()).toHaveLength(1);
    world.clock.advance({ hours: 25 });
    const card = await send('x.csv', host.keep(changed));
    expect(cardText(card)).toContain('Import x.csv?');
    expect((await waiting()).map(({ userId }) => userId)).toEqual([morgan.userId]);
    cardOf(await morgan.taps(card, 'Cancel'));
  });

  it('are replaced by a newer one for the same plan', async () => {
    const older = await send('older.csv', host.keep(changed));
    const newer = await send('newer.csv', host.keep(changed));
    expect((await waiting()).map(({ fileName }) => fileName)).toEqual(['newer.csv']);
    expect(wordsOf(await morgan.taps(older, 'Import'))).toContain('a newer one took its place');
    cardOf(await morgan.taps(newer, 'Cancel'));
  });

  it('are imported by one replica at a time, and by another when that one has died', async () => {
    const { files } = world.app.services;
    const card = await send('busy.csv', host.keep(changed));
    const [file] = await waiting();
    if (!file) throw new Error('Nothing waits.');
    const stored = await files.find(file.tenantId, file.userId, file.id);
    await files.replace({ ...file, importingSince: world.clock.now().toString() }, stored?.etag ?? '');
    for (const button of ['Import', 'Cancel']) {
      expect(wordsOf(await morgan.taps(card, button))).toContain('being imported at this moment');
    }
    world.clock.advance({ minutes: 6 });
    expect(cardText(cardOf(await morgan.taps(card, 'Import')))).toContain('Imported');
    expect(await waiting()).toEqual([]);
  });
});
