import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { eventually } from '../../support/eventually.ts';
import type { FileAttachment } from '../../support/fake-teams.ts';
import { type FileHost, startFileHost, type UploadSession } from '../../support/file-host.ts';
import { cardButtons, cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

const consentType = 'application/vnd.microsoft.teams.card.file.consent';
const infoType = 'application/vnd.microsoft.teams.card.file.info';
const planId = smallPlanId;

let world: SmallPlanWorld;
let oneDrive: FileHost;
let morgan: TestPerson;
let sam: TestPerson;
beforeAll(async () => {
  [world, oneDrive] = await Promise.all([startSmallPlan(['morgan', 'sam']), startFileHost()]);
  ({ morgan, sam } = world.people);
});
afterAll(async () => {
  await Promise.all([world.close(), oneDrive.close()]);
});

const offersOf = (person: TestPerson) =>
  person.messages().flatMap(({ id, files }) => {
    const offer = files.find(({ contentType }) => contentType === consentType);
    return offer === undefined ? [] : [{ id, offer }];
  });

/** Types it and gives the offer that answers, with the message it stands in. */
async function asks(person: TestPerson, text: string): Promise<{ id: string; offer: FileAttachment }> {
  const before = new Set(offersOf(person).map(({ id }) => id));
  await person.posts({ type: 'message', text });
  const found = offersOf(person).find(({ id }) => !before.has(id));
  if (!found) throw new Error(`No file was offered: ${cardText(person.messages().at(-1)?.card ?? {})}`);
  return found;
}

interface Answered {
  readonly session?: UploadSession;
  readonly action?: 'accept' | 'decline';
  readonly context?: object;
  readonly url?: string;
  readonly contentUrl?: string;
}

function answers(
  person: TestPerson,
  { id, offer }: { id: string; offer: FileAttachment },
  { session, action = 'accept', context, url, contentUrl }: Answered = {},
) {
  const uploadUrl = url ?? session?.url ?? 'http://127.0.0.1:9/none';
  const uploadInfo = {
    uploadUrl,
    contentUrl: contentUrl ?? 'http://127.0.0.1:9/Documents/file',
    name: offer.name,
    uniqueId: randomUUID(),
    fileType: offer.name.split('.').at(-1),
  };
  return person.posts({
    type: 'invoke',
    name: 'fileConsent/invoke',
    replyToId: id,
    value: {
      type: 'fileUpload',
      action,
      context: context ?? offer.content['acceptContext'],
      ...(action === 'accept' ? { uploadInfo } : {}),
    },
  });
}

/** The next message after so many. */
const nextAfter = (person: TestPerson, seen: number) =>
  eventually(() => {
    const message = person.messages().filter(({ files }) => files[0]?.contentType !== consentType)[seen];
    if (!message) throw new Error('Nothing has been said yet.');
    return message;
  });
const said = (person: TestPerson) =>
  person.messages().filter(({ files }) => files[0]?.contentType !== consentType).length;

describe('export in a 1:1 chat', () => {
  it('offers the register, and puts it where it is allowed to be put', async () => {
    const asked = await asks(morgan, 'export');
    expect(asked.offer).toMatchObject({
      name: 'wexcombe-send-register-2026-10-01.xlsx',
      content: { description: 'The register as Excel: Wexcombe SEND improvement plan' },
    });
    const seen = said(morgan);
    const session = oneDrive.session();
    expect(await answers(morgan, asked, { session })).toMatchObject({ status: 200 });
    const message = await nextAfter(morgan, seen);
    expect(message.files[0]).toMatchObject({
      contentType: infoType,
      name: asked.offer.name,
      contentUrl: 'http://127.0.0.1:9/Documents/file',
      content: { fileType: 'xlsx' },
    });
    const [put, ...others] = session.puts();
    expect(others).toEqual([]);
    const size = put?.bytes.length ?? 0;
    expect(put?.headers).toMatchObject({ method: 'PUT', 'content-range': `bytes 0-${size - 1}/${size}` });
    expect(Number(asked.offer.content['sizeInBytes'])).toBeGreaterThan(1_000);
    const read = await readPlanFile('back.xlsx', put?.bytes ?? new Uint8Array());
    expect(read.actions.map(({ ref }) => ref)).toEqual(['1A i', '1A ii', '2B i', '2B ii']);
    await eventually(() => {
      if (offersOf(morgan).some(({ id }) => id === asked.id)) throw new Error('The offer stands still.');
      return true;
    });
    const [entry] = await world.app.services.store.listLog(planId, 1);
    expect(entry).toMatchObject({ what: 'document-saved', detail: { document: 'register-xlsx' } });
    // Nothing of the address, which is a permission to write, in the log of the service.
    expect(JSON.stringify(world.logger.lines)).not.toContain(session.url);
  });

  it('makes the document anew when it is taken another day', async () => {
    const asked = await asks(morgan, 'export csv');
    expect(asked.offer.name).toMatch(/\.csv$/);
    world.clock.advance({ hours: 26 });
    const reply = { ref: '2B ii', to: 'Sam Barron' };
    await morgan.says(`assign ${reply.ref} to ${reply.to}`);
    const session = oneDrive.session();
    const seen = said(morgan);
    await answers(morgan, asked, { session });
    await nextAfter(morgan, seen);
    expect(Buffer.from(session.puts()[0]?.bytes ?? []).toString()).toContain('Train every case officer');
  });

  it('puts nothing anywhere where it is declined, and offers it again', async () => {
    const asked = await asks(morgan, 'export');
    const seen = said(morgan);
    await answers(morgan, asked, { action: 'decline' });
    const { card } = await nextAfter(morgan, seen);
    if (!card) throw new Error('A card was expected.');
    expect(cardText(card)).toContain('Nothing was put into your OneDrive.');
    await eventually(() => expect(offersOf(morgan)).toEqual([]));
    expect(cardText(cardOf(await morgan.taps(card, 'Offer it again')))).toContain('It is offered below');
    const [again] = offersOf(morgan);
    if (!again) throw new Error('Nothing is offered again.');
    await answers(morgan, again, { action: 'decline' });
    await eventually(() => expect(offersOf(morgan)).toEqual([]));
  });

  it('saves once where it is pressed twice', async () => {
    const asked = await asks(morgan, 'export');
    const [first, second] = [oneDrive.session(), oneDrive.session()];
    const seen = said(morgan);
    await answers(morgan, asked, { session: first });
    await answers(morgan, asked, { session: second });
    await nextAfter(morgan, seen + 1);
    await answers(morgan, asked, { session: second });
    const { card } = await nextAfter(morgan, seen + 2);
    expect(cardText(card ?? {})).toMatch(/already|at this moment/);
    expect([first.puts().length, second.puts().length]).toEqual([1, 0]);
  });

  it('tries again where OneDrive is busy, and tells what to do where it refuses', async () => {
    const busy = oneDrive.session([503, 201]);
    let seen = said(morgan);
    await answers(morgan, await asks(morgan, 'export'), { session: busy });
    expect((await nextAfter(morgan, seen)).files[0]?.contentType).toBe(infoType);
    expect(busy.puts()).toHaveLength(2);
    const gone = oneDrive.session([404]);
    seen = said(morgan);
    const asked = await asks(morgan, 'export');
    await answers(morgan, asked, { session: gone });
    const { card } = await nextAfter(morgan, seen);
    expect(cardText(card ?? {})).toContain('OneDrive did not take the file. Try again in a few minutes');
    expect(gone.puts()).toHaveLength(1);
    // The offer itself is free again: a forged or repeated answer with a sound session would be taken.
    const session = oneDrive.session();
    seen = said(morgan);
    await answers(morgan, asked, { session });
    expect((await nextAfter(morgan, seen)).files[0]?.contentType).toBe(infoType);
  });

  it('follows no redirect and calls no address but where Teams keeps files', async () => {
    const moved = oneDrive.session([302]);
    const seen = said(morgan);
    await answers(morgan, await asks(morgan, 'export'), { session: moved });
    expect(cardText((await nextAfter(morgan, seen)).card ?? {})).toContain('OneDrive did not take the file');
    const asked = await asks(morgan, 'export');
    for (const url of [
      'http://169.254.169.254/latest/meta-data',
      'https://evil.example/sharepoint.com',
      'http://contoso.sharepoint.com/x',
      'https://contoso.sharepoint.com:8443/x',
      'https://contoso.sharepoint.com@evil.example/x',
      'file:///etc/passwd',
      'not an address',
    ]) {
      await answers(morgan, asked, { url });
      expect(cardText(morgan.messages().at(-1)?.card ?? {}), url).toContain('not where Teams keeps files');
      await answers(morgan, asked, { url: oneDrive.session().url, contentUrl: url });
      expect(cardText(morgan.messages().at(-1)?.card ?? {}), url).toContain('not where Teams keeps files');
    }
  });

  it('is nobody’s but who asked for it, whatever an answer claims', async () => {
    const asked = await asks(morgan, 'export');
    const session = oneDrive.session();
    const forged = [
      asked.offer.content['acceptContext'] as object,
      { offer: randomUUID() },
      { offer: '../x' },
      {},
    ];
    for (const context of forged) {
      await answers(sam, asked, { session, context });
      expect(cardText(sam.messages().at(-1)?.card ?? {})).toMatch(
        /no longer have that on offer|could not read/,
      );
    }
    const elsewhere = world.person({
      ...smallPeople.morgan,
      tenantId: 'd0000000-0000-4000-8000-000000000009',
    });
    world.teams.openConversation(elsewhere.conversationId);
    expect(session.puts()).toEqual([]);
    // Who has lost the role meanwhile gets nothing, though the offer is theirs.
    const { store } = world.app.services;
    const person = (await store.listPeople(planId)).find(({ value }) => value.id === 'morgan-vale');
    if (!person) throw new Error('Morgan is missing.');
    const row = { kind: 'person', value: { ...person.value, roles: ['lead'] } } as const;
    const [etag = ''] = await store.commit(planId, [{ op: 'replace', row, etag: person.etag }]);
    const seen = said(morgan);
    await answers(morgan, asked, { session });
    expect(cardText((await nextAfter(morgan, seen)).card ?? {})).toContain(
      'Only the project manager can do that',
    );
    expect(session.puts()).toEqual([]);
    await store.commit(planId, [{ op: 'replace', row: { kind: 'person', value: person.value }, etag }]);
  });
});

describe('who may not export', () => {
  it('is told so, typed or pressed', async () => {
    expect(cardText(await sam.says('export'))).toContain('Only the project manager can do that');
    for (const verb of ['document.offer', 'document.link']) {
      const data = { planId, document: 'register-xlsx' };
      expect(wordsOf(await sam.forges(verb, data))).toMatch(/Only the project manager/);
      expect(wordsOf(await morgan.forges(verb, { ...data, planId: 'no-such-plan' }))).toContain(
        'I know of no plan',
      );
      expect(wordsOf(await morgan.forges(verb, { ...data, document: 'people' }))).toContain(
        'could not be read',
      );
    }
  });

  it('gets no document in a channel', async () => {
    const id = randomUUID();
    const conversation = {
      id: '19:board@thread.tacv2',
      conversationType: 'channel',
      isGroup: true,
      tenantId: undefined,
    };
    world.teams.openConversation(conversation.id);
    await morgan.posts({ id, type: 'message', text: 'export', conversation });
    expect(cardText(world.teams.messagesIn(conversation.id).at(-1)?.card ?? {})).toContain(
      'between you and me',
    );
  });

  it('is told plainly where a chat takes no files and there is no public address', async () => {
    const from = {
      id: smallPeople.morgan.userId,
      name: 'Morgan Vale',
      aadObjectId: smallPeople.morgan.userId,
    };
    await morgan.posts({ type: 'message', text: 'export', from });
    const card = morgan.messages().at(-1)?.card ?? {};
    expect(cardText(card)).toContain('the service has no public address for a link');
    expect(cardButtons(card)).toEqual([]);
  });
});
