import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTemplate, setTemplate } from '../../../src/use-cases/paper/set-template.ts';
import { buildTemplate, templateLink } from '../../support/build-template.ts';
import { checkWord } from '../../support/check-word.ts';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { drawPlain } from '../../support/paper-samples.ts';
import { cardButtons, cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { smallPlanId as planId, type SmallPlanWorld, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

const operator = { via: 'cli' } as const;
const { bytes: logo } = await drawPlain({ kind: 'slippage', actions: [] }, { width: 120 }, 1);

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
beforeAll(async () => {
  [world, host] = await Promise.all([
    startSmallPlan(['morgan', 'chris'], { publicUrl: 'https://actions.example' }),
    startFileHost(),
  ]);
  ({ morgan } = world.people);
});
afterAll(() => Promise.all([world.close(), host.close()]));

const send = (person: TestPerson, text: string, name: string, bytes: Uint8Array) =>
  sendFiles(person, text, [{ name, url: host.keep(bytes) }]);
const templateNow = async () =>
  (await world.app.services.store.readPlan(planId))?.value.paper.template ?? null;

/** The paper that a client is given which takes no files. */
async function paperOf(text: string) {
  const { userId, name } = smallPeople.morgan;
  await morgan.posts({ type: 'message', text, from: { id: userId, name, aadObjectId: userId } });
  const card = JSON.stringify(morgan.messages().at(-1)?.card ?? {});
  const path = /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(card)?.[1] ?? '/file/none';
  const response = await fetch(`${world.url}${path}`);
  expect(response.status).toBe(200);
  return checkWord(new Uint8Array(await response.arrayBuffer()));
}

describe('the council’s template, sent in chat', () => {
  it('is kept with the plan, and its papers are written in it until it is removed', async () => {
    const plain = await paperOf('paper');
    expect(plain.parts.has('word/header1.xml')).toBe(false);
    const card = await send(morgan, 'paper template', 'Cabinet report.dotx', await buildTemplate({ logo }));
    expect(cardText(card)).toContain('✔ Papers are written in Cabinet report.dotx from now on.');
    expect(cardText(card)).toContain('Cabinet report.dotx, sent by Morgan Vale on 2 November 2026.');
    for (const text of ['paper', 'paper public']) {
      const { parts, faults } = await paperOf(text);
      expect(faults).toEqual([]);
      expect(parts.get('word/header1.xml')).toContain('Wexcombe Council');
    }
    const [entry] = await world.app.services.store
      .listLog(planId, 10)
      .then((all) => all.filter(({ what }) => what === 'template-set'));
    expect(entry).toMatchObject({ detail: { 'template.from': null, 'template.to': 'Cabinet report.dotx' } });
    // Another takes its place, and the bytes of the first are gone.
    const first = await templateNow();
    await send(
      morgan,
      `Template in ${planId}.`,
      'Another.docx',
      await buildTemplate({ logo, isTemplate: false }),
    );
    expect((await templateNow())?.fileName).toBe('Another.docx');
    expect(await world.app.services.store.readFile(planId, first?.id ?? '')).toBeNull();
    const removed = await morgan.says('paper template remove');
    expect(cardText(removed)).toContain('Another.docx is removed: papers are plain again.');
    expect(cardButtons(removed).map(({ title }) => title)).not.toContain('Remove the template');
    expect((await paperOf('paper')).parts.has('word/header1.xml')).toBe(false);
    expect(cardText(await morgan.says('paper template remove'))).toContain('No template was in use.');
  });

  it('is refused with its place, and the one in use stays', async () => {
    await setTemplate(world.app.services, operator, planId, {
      name: 'Good.dotx',
      bytes: await buildTemplate({ logo }),
    });
    const macro = await buildTemplate({ logo, parts: { 'word/vbaProject.bin': logo } });
    expect(cardText(await send(morgan, 'paper template', 'Bad.dotx', macro))).toContain(
      'The template (word/vbaProject.bin) carries a macro',
    );
    const external = await buildTemplate({
      logo,
      links: templateLink(
        'rId9',
        'attachedTemplate',
        'https://elsewhere.example/x.dotx',
        ' TargetMode="External"',
      ),
    });
    expect(cardText(await send(morgan, 'paper template', 'Bad.dotx', external))).toContain(
      'takes something from elsewhere',
    );
    expect(cardText(await send(morgan, 'paper template', 'x.docx', Buffer.from('no document')))).toContain(
      'The template',
    );
    const large = new Uint8Array(5 * 1024 * 1024 + 1);
    expect(cardText(await send(morgan, 'paper template', 'Large.dotx', large))).toContain(
      'is larger than 5 MB',
    );
    expect((await templateNow())?.fileName).toBe('Good.dotx');
  });

  it('is the project manager’s to send and to remove', async () => {
    const { chris } = world.people;
    const template = await buildTemplate({ logo });
    expect(cardText(await send(chris, 'paper template', 'Mine.dotx', template))).toContain(
      'Only the project manager',
    );
    expect(cardText(await chris.says('paper template remove'))).toContain('Only the project manager');
    expect(wordsOf(await chris.forges('paper.plain', { planId }))).toContain('Only the project manager');
    expect((await templateNow())?.fileName).toBe('Good.dotx');
    const card = cardOf(await morgan.forges('paper.settings', { planId }));
    await morgan.taps(card, 'Remove the template');
    expect(await templateNow()).toBeNull();
  });

  it('of two that come at once is one of them, whole, with nothing left of the other', async () => {
    const { services } = world.app;
    const bytes = await buildTemplate({ logo });
    const names = ['one.dotx', 'two.dotx', 'three.dotx'];
    const sent = await Promise.all(
      names.map((name) => setTemplate(services, operator, planId, { name, bytes })),
    );
    const kept = await readTemplate(services.store, planId);
    expect(names).toContain(kept?.fileName);
    const left = await Promise.all(sent.map(({ id }) => services.store.readFile(planId, id)));
    expect(left.filter((one) => one !== null)).toHaveLength(1);
  });

  it('that is no longer whole is told, with what to do', async () => {
    const template = await templateNow();
    await world.app.services.store.removeFile(planId, template?.id ?? '');
    await expect(readTemplate(world.app.services.store, planId)).rejects.toThrow(
      'send it again with “paper template”',
    );
  });
});
