import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePeople } from '../../../src/demo/sample/sample-people.ts';
import {
  nextSampleMeeting,
  sampleAssignments,
  samplePeopleFile,
  samplePlanId,
  sampleTracker,
} from '../../../src/demo/sample/sample-plan.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { answerAll, fillForm } from '../../support/answer-all.ts';
import { eventually } from '../../support/eventually.ts';
import { cardButtons, cardBytes, cardInputs, cardText, cardTexts } from '../../support/read-card.ts';
import { readPages } from '../../support/read-pages.ts';
import { importFiles } from '../../support/small-plan.ts';
import { cardOf, type TestPerson } from '../../support/test-person.ts';
import { londonDay, startWorld, type TestWorld } from '../../support/test-world.ts';

const operator = { via: 'cli' } as const;
const user = { name: 'Rowan Fielding', userId: 'b0a4dac7-0000-4000-8000-0000000000ff' };
const people = samplePeople(user);
const leads = people.filter(({ roles }) => roles.includes('lead'));
const firstMeeting = '2026-12-09';
const secondMeeting = '2027-01-13';

let world: TestWorld;
const chat = new Map<string, TestPerson>();
const person = (name: string): TestPerson => {
  const found = chat.get(name);
  if (!found) throw new Error(`Nobody is called ${name}.`);
  return found;
};
const rowan = () => person(user.name);

const section = (texts: readonly string[], from: RegExp, to: RegExp) => {
  const start = texts.findIndex((text) => from.test(text));
  const end = texts.findIndex((text, at) => at > start && to.test(text));
  return texts.slice(start, end < 0 ? undefined : end).join('\n');
};

beforeAll(async () => {
  world = await startWorld({ serving: true });
  const { services } = world.app;
  const today = londonDay(world.clock.now());
  expect(nextSampleMeeting(today).toString()).toBe(firstMeeting);
  await importFiles(services, {
    planId: samplePlanId,
    tracker: sampleTracker(today),
    people: samplePeopleFile(user),
  });
  for (const { ref, lead, strategic } of sampleAssignments(user)) {
    const selection = { by: 'ref', ref } as const;
    await assignLeads(services, operator, {
      planId: samplePlanId,
      selection,
      leads: [lead],
      strategic: [strategic],
    });
  }
  for (const somebody of people) chat.set(somebody.name, world.person(somebody));
});
afterAll(() => world.close());

describe('a board’s month in chat, on the sample plan', () => {
  it('greets each of 13 people once when they install', async () => {
    for (const somebody of chat.values()) await somebody.installs();
    for (const somebody of chat.values()) {
      expect(somebody.messages(), somebody.name).toHaveLength(1);
      expect(cardText(somebody.messages()[0]?.card ?? {})).toContain(`Hello ${somebody.name}`);
    }
  });

  it('gives the digest as imported before the first cycle', async () => {
    const text = cardText(await rowan().says('digest'));
    expect(text).toMatch(/as imported/i);
    expect(text).toContain('Red (6)');
  });

  it('opens a cycle from chat and prompts each of 12 leads exactly once', async () => {
    const card = await rowan().says(`open cycle for ${firstMeeting}`);
    expect(cardText(card)).toContain('12 leads are being asked about 37 actions.');
    await world.app.runDueOnce();
    await eventually(() => {
      for (const { name } of leads) expect(person(name).prompts(), name).toHaveLength(1);
    });
    expect(person('Ruth Ellison').prompts()).toEqual([]);
    await rowan().says(`open cycle for ${firstMeeting}`);
    await world.app.runDueOnce();
    for (const { name } of leads) expect(person(name).prompts(), name).toHaveLength(1);
    const rows = await world.app.services.store.listDeliveries(samplePlanId, firstMeeting);
    const shown = leads.flatMap(({ name }) =>
      person(name)
        .messages()
        .map(({ id }) => id),
    );
    expect(rows).toHaveLength(12);
    for (const { value } of rows) {
      expect(value).toMatchObject({ state: 'sent', kind: { name: 'prompt' }, attempts: 1, reason: null });
      expect(shown).toContain(value.activityId);
    }
  });

  it('takes "no change" by one tap an action, and a form where nobody has rated yet', async () => {
    let answered = 0;
    for (const { name } of leads) {
      const [prompt = {}] = person(name).prompts();
      answered += await answerAll(person(name), prompt, {
        rating: 'Green',
        narrative: 'Started this month.',
      });
    }
    expect(answered).toBe(37);
    const done = await person('Amara Okoye').says('my actions');
    expect(cardText(done)).toContain('All answered, thank you');
    expect(cardText(await rowan().says('status'))).toContain('37 of 37 actions answered');
    await freezeCycle(world.app.services, operator, { planId: samplePlanId, cycleId: firstMeeting });
  });

  it('prompts anew for the next board', async () => {
    world.clock.advance({ hours: 24 * 42 });
    await rowan().says(`open cycle for ${secondMeeting}`);
    await world.app.runDueOnce();
    await eventually(() => {
      for (const { name } of leads) expect(person(name).prompts(), name).toHaveLength(2);
    });
  });

  it('keeps what was typed while a red lacks its reason, then saves it and offers the next', async () => {
    const owen = person('Owen Pritchard');
    const [, prompt = {}] = owen.prompts();
    const narrative = 'The analyst left; *nobody* has the data.';
    const refused = await fillForm(owen, prompt, '1B ii', { rating: 'Red', narrative });
    expect(cardText(refused)).toMatch(/Please say why it is Red/);
    expect(cardText(refused)).toMatch(/what will be done next to recover it/);
    expect(cardInputs(refused).find(({ id }) => id === 'narrative')?.value).toBe(narrative);
    const reason = 'No sign-off route was agreed.';
    const recoveryStep = 'Joint meeting of both directors in January.';
    const receipt = cardOf(
      await owen.taps(refused, 'Save', { reason, recoveryStep, revisedDate: '2027-03-31' }),
    );
    expect(cardText(receipt)).toContain('1 of 4 answered.');
    expect(cardText(receipt)).toContain('New date asked for: 31 March 2027');
    expect(cardText(receipt)).toContain('\\*nobody\\*');
    expect(cardButtons(receipt).map(({ tooltip }) => tooltip)).toContain('Update 3B iii');
  });

  it('takes a complete action with its evidence, and a change of mind with its history', async () => {
    const tom = person('Tom Hartley');
    const [, prompt = {}] = tom.prompts();
    const bare = await fillForm(tom, prompt, '2A ii', {
      rating: 'Complete',
      narrative: 'All done.',
      evidence: '',
    });
    expect(cardText(bare)).toContain('Please say what shows that it is complete.');
    const done = cardOf(await tom.taps(bare, 'Save', { evidence: 'Audit of November 2026.' }));
    expect(cardText(done)).toContain('Finished, for the project manager or chair to confirm.');

    const green = await fillForm(tom, prompt, '2A v', { rating: 'Green', narrative: 'Caught up.' });
    const form = cardOf(await tom.taps(green, 'Change this reply'));
    const amber = {
      rating: 'Amber',
      narrative: 'Slipped again.',
      reason: 'Sickness.',
      recoveryStep: 'Agency cover.',
    };
    expect(cardText(cardOf(await tom.taps(form, 'Save', amber)))).toContain('▲ Amber');
    const actions = await world.app.services.store.listActions(samplePlanId);
    const action = actions.find(({ value }) => value.ref === '2A v')?.value;
    const history = await world.app.services.store.listHistory(samplePlanId, action?.id ?? '');
    expect(action).toMatchObject({ narrative: 'Slipped again.', rating: { label: 'Amber' } });
    expect(history[0]?.update).toMatchObject({ narrative: 'Caught up.', version: 1 });
  });

  it('lets all others say "no change", and Amara nothing', async () => {
    for (const { name } of leads) {
      if (name === 'Amara Okoye') continue;
      const [, prompt = {}] = person(name).prompts();
      await answerAll(person(name), prompt, {});
    }
    const status = cardText(await rowan().says('status'));
    expect(status).toContain('34 of 37 actions answered');
    expect(status).toMatch(/Amara Okoye {2}0 of 3 · asked, waiting for a reply/);
  });

  it('reminds only those who owe a reply, once a day', async () => {
    world.clock.advance({ hours: 24 });
    expect(cardText(await rowan().says('remind'))).toContain('1 lead will get a reminder');
    await world.app.runDueOnce();
    await eventually(() => expect(person('Amara Okoye').prompts()).toHaveLength(3));
    expect(cardText(person('Amara Okoye').prompts()[2] ?? {})).toContain(
      'Reminder: 3 actions still to answer',
    );
    expect(cardText(await rowan().says('remind'))).toContain('Nobody new to remind.');
    const others = leads.filter(({ name }) => name !== 'Amara Okoye');
    for (const { name } of others) expect(person(name).prompts(), name).toHaveLength(2);
  });

  it('answers the chair with counts, every red, movements with reasons, and the silent apart', async () => {
    const pages = await readPages(rowan(), 'digest');
    const texts = pages.flatMap(cardTexts);
    for (const page of pages) expect(cardBytes(page)).toBeLessThan(80_000);
    const counts = texts.filter((text) => / now/.test(text));
    expect(counts.find((text) => text.includes('Red'))).toBe('◆ Red: 6 now, 6 at the last board');
    expect(counts.find((text) => text.includes('Amber'))).toBe(
      '▲ Amber: 13 now, 1 last known, 14 at the last board',
    );
    const reds = section(texts, /^Red \(6\)/, /^Amber \(/);
    for (const ref of ['1B i ', '1B ii ', '1B iii ', '2A iii ', '3B i ', '4B ii '])
      expect(reds).toContain(ref);
    expect(reds).toContain('No sign-off route was agreed.');
    const moved = section(texts, /^Moved since the board of 9 December 2026/, /^No reply yet/);
    expect(moved).toMatch(/1B ii [\s\S]*was Amber · worse\nNo sign-off route was agreed\./);
    expect(moved).toMatch(/2A v [\s\S]*was Red · better/);
    expect(moved).toMatch(/2A ii [\s\S]*was Green · better/);
    const silent = section(texts, /^No reply yet \(3\)/, /^Page|^No confirmed/);
    expect(silent).toContain('Amara Okoye');
    // The silent amber is named once, where the ambers are.
    expect(silent).toContain('1 of these is named above, among the reds and ambers: Sallowfield');
    expect(silent).not.toContain('3B iv');
    const ambers = section(texts, /^Amber \(/, /^Moved since/);
    expect(ambers).toMatch(/3B iv [^▲]*▲ Amber · No reply; last known on 2 November 2026/);
  });

  it('narrows the digest as asked', async () => {
    const red = cardText(await rowan().says('digest red'));
    expect(red).toContain('Red (6)');
    expect(red).not.toContain('Amber (');
    const amber = cardText(await rowan().says('digest amber joint commissioning'));
    expect(amber).toContain('Amber (2)');
    expect(amber).toContain('1B iv');
    expect(amber).not.toContain('2B ii');
  });

  it('takes a reply after the freeze as a late change, and gives the frozen digest without it', async () => {
    const amara = person('Amara Okoye');
    const form = cardOf(await amara.taps(amara.prompts()[2] ?? {}, 'Update 3B iv'));
    await freezeCycle(world.app.services, operator, { planId: samplePlanId, cycleId: secondMeeting });
    const typed = { rating: 'Red', narrative: 'Too late?', reason: 'Late.', recoveryStep: 'Soon.' };
    const receipt = cardOf(await amara.taps(form, 'Save', typed));
    expect(cardText(receipt)).toContain('Saved as a late change');
    expect(cardText(await rowan().says('late changes'))).toContain('Too late?');
    const pages = await readPages(person('Ruth Ellison'), 'digest');
    expect(pages.map(cardText).join('\n')).not.toContain('Too late?');
    expect(cardText(await person('Ruth Ellison').says('digest'))).toContain('frozen');
  });

  it('has failed in nothing on the way, and logs no word of what people wrote', () => {
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    const told = JSON.stringify(world.logger.lines).toLowerCase();
    expect(told).toContain('delivery attempted');
    for (const personal of ['slipped again', 'no sign-off', 'amara', 'okoye', 'rowan'])
      expect(told).not.toContain(personal);
  });
});
