import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontSheetPages } from '../../../src/cards/paper/paper-form-card.ts';
import { paperForms } from '../../../src/domain/paper/paper-form.ts';
import { longestFrontSheetText, standardPaper } from '../../../src/domain/plan/paper-settings.ts';
import { changePaper, setPaper } from '../../../src/use-cases/paper/set-paper.ts';
import { type CardJson, cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { smallPlanId as planId, type SmallPlanWorld, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

const operator = { via: 'cli' } as const;

let world: SmallPlanWorld;
let morgan: TestPerson;
beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris', 'sam'], { publicUrl: 'https://actions.example' });
  ({ morgan } = world.people);
});
afterAll(() => world.close());

const stored = async () => {
  const plan = await world.app.services.store.readPlan(planId);
  if (plan === null) throw new Error('The plan is missing.');
  return plan.value.paper;
};
const press = async (card: CardJson, title: string, inputs = {}) =>
  cardOf(await morgan.taps(card, title, inputs));
const settings = () => morgan.says('paper settings');

/** What a client that takes no files is answered. */
async function asksWithoutFiles(who: 'morgan' | 'chris', text: string) {
  const person = world.people[who];
  const { userId, name } = smallPeople[who];
  await person.posts({ type: 'message', text, from: { id: userId, name, aadObjectId: userId } });
  return person.messages().at(-1)?.card ?? {};
}

describe('a paper with a blank front sheet', () => {
  it('is given all the same, says what is blank, and one button opens the form', async () => {
    const card = await asksWithoutFiles('morgan', 'paper');
    expect(cardText(card)).toContain(
      'Blank on the front sheet, and marked so:** Executive member, Reporting officers, Purpose, Financial',
    );
    expect(JSON.stringify(card)).toContain('https://actions.example/file/');
    const form = await press(card, 'Fill in the front sheet');
    expect(cardInputs(form).map(({ id }) => id)).toEqual(frontSheetPages[0]);
    // Where a file is offered, the same is said below it.
    const answer = await morgan.says('paper');
    expect(cardText(answer)).toContain('I have offered you the file here');
    expect(cardButtons(answer).map(({ title }) => title)).toContain('Fill in the front sheet');
  });

  it('tells the chair too, who fills nothing in', async () => {
    const card = await asksWithoutFiles('chris', 'paper');
    expect(cardText(card)).toContain('Blank on the front sheet');
    expect(cardButtons(card).map(({ title }) => title)).not.toContain('Fill in the front sheet');
  });
});

describe('the front sheet', () => {
  it('is filled page by page, once for every paper', async () => {
    let card = await press(await settings(), 'Front sheet');
    card = await press(card, 'Save, next page', {
      executiveMember: '  Cllr Ash *Pryce*  ',
      reportingOfficers: 'M. Vale',
    });
    expect(cardInputs(card).map(({ id }) => id)).toEqual(frontSheetPages[1]);
    card = await press(card, 'Save, next page', { purpose: 'For decision', financial: 'None\narising.' });
    card = await press(card, 'Save, next page', { legal: 'None.', risk: 'None.', equality: 'None.' });
    card = await press(card, 'Save', { governance: 'None.', background: 'None.', contact: 'The PM' });
    expect(cardText(card)).toContain('✔ The front sheet is saved.');
    expect(cardText(card)).toContain('Front sheet: 1 blank');
    expect(await stored()).toMatchObject({
      frontSheet: {
        executiveMember: 'Cllr Ash *Pryce*',
        purpose: 'For decision',
        financial: 'None\narising.',
      },
    });
    // What is blank now is asked for at once.
    const paper = await asksWithoutFiles('morgan', 'paper');
    expect(cardText(paper)).toContain('marked so:** Safeguarding implications.');
    const form = await press(paper, 'Fill in the front sheet');
    expect(cardInputs(form).map(({ id }) => id)).toContain('safeguarding');
    await press(form, 'Save', { safeguarding: 'None.' });
    expect(cardText(await asksWithoutFiles('morgan', 'paper'))).not.toContain('Blank on the front sheet');
    // Chosen blank again.
    const again = await morgan.forges('paper.front', { planId, page: 2 });
    await press(cardOf(again), 'Save', { purpose: 'not given' });
    expect((await stored()).frontSheet.purpose).toBeUndefined();
  });

  it('tells beside the field what is too long, and keeps what was typed', async () => {
    const long = 'x'.repeat(longestFrontSheetText + 12);
    const form = cardOf(await morgan.forges('paper.front', { planId, page: 1 }));
    const card = await press(form, 'Save', { subject: long, reportTo: 'The cabinet' });
    expect(cardText(card)).toContain('please shorten this by 12 characters');
    expect(cardInputs(card)).toMatchObject([
      { value: 'The cabinet' },
      {},
      {},
      { id: 'subject', value: long },
    ]);
    expect((await stored()).frontSheet.reportTo).toBeUndefined();
    await press(card, 'Save', { subject: 'Short' });
    expect((await stored()).frontSheet).toMatchObject({ subject: 'Short', reportTo: 'The cabinet' });
  });

  it('tells of another’s change, loses neither, and asks again', async () => {
    const form = cardOf(await morgan.forges('paper.front', { planId, page: 4 }));
    await setPaper(world.app.services, operator, planId, { frontSheet: { contact: 'The *operator*' } });
    const card = await press(form, 'Save', { contact: 'Morgan Vale' });
    expect(cardText(card)).toContain('Command line changed this at 09:00 while you were at it');
    expect(cardText(card)).toContain('Now: The \\*operator\\*');
    expect(cardInputs(card).find(({ id }) => id === 'contact')?.value).toBe('Morgan Vale');
    expect((await stored()).frontSheet.contact).toBe('The *operator*');
    await press(card, 'Save');
    expect((await stored()).frontSheet.contact).toBe('Morgan Vale');
  });

  it('takes another page’s change for none of its own', async () => {
    const form = cardOf(await morgan.forges('paper.front', { planId, page: 4 }));
    await setPaper(world.app.services, operator, planId, {
      form: 'quarterly',
      frontSheet: { legal: 'Some.' },
    });
    expect(cardText(await press(form, 'Save', { contact: 'Another' }))).toContain(
      '✔ The front sheet is saved.',
    );
    expect(await stored()).toMatchObject({
      form: 'quarterly',
      frontSheet: { legal: 'Some.', contact: 'Another' },
    });
  });
});

describe('form, parts and small numbers', () => {
  it('are chosen, each form said in a line', async () => {
    const form = await press(await settings(), 'Form');
    for (const { title, words } of Object.values(paperForms)) {
      expect(JSON.stringify(form)).toContain(`${title}: ${words}`);
    }
    expect(cardText(await press(form, 'Save', { form: 'front-sheet' }))).toContain(
      'The form is “Committee report”.',
    );
    expect((await stored()).form).toBe('front-sheet');
    expect(wordsOf(await morgan.forges('paper.saveForm', { planId, form: 'no-such' }))).toContain(
      'could not be read',
    );
  });

  it('are ticked and moved, and are the form’s again', async () => {
    await setPaper(world.app.services, operator, planId, standardPaper);
    let card = await press(await settings(), 'Parts');
    card = await press(card, 'Save', { parts: 'reds,ratings,key' });
    expect((await stored()).sections).toEqual(['ratings', 'reds', 'key']);
    card = await press(card, 'Save', { move: 'key', before: 'ratings' });
    expect((await stored()).sections).toEqual(['key', 'ratings', 'reds']);
    expect(cardText(card)).toContain('As you have chosen them.');
    card = await press(card, 'Save', { parts: 'key,ratings,reds,ambers', move: 'key', before: 'end' });
    expect((await stored()).sections).toEqual(['ratings', 'reds', 'ambers', 'key']);
    const none = await press(card, 'Save', { parts: '' });
    expect(cardText(none)).toContain('Choose at least one part.');
    card = await press(card, 'As the form has them');
    expect((await stored()).sections).toBeNull();
    await press(card, 'Save');
    expect((await stored()).sections).toBeNull();
  });

  it('of small numbers names the refs that are not there', async () => {
    const form = await press(await settings(), 'Small numbers');
    const card = await press(form, 'Save', { hideNumbers: '1A i, 9Z; 8Y' });
    expect(cardText(card)).toContain('There is no action 9Z in this plan.');
    expect(cardText(card)).toContain('There is no action 8Y in this plan.');
    expect(cardInputs(card)[0]?.value).toBe('1A i, 9Z; 8Y');
    expect(cardText(await press(card, 'Save', { hideNumbers: '1A i,\n1a I, 2B ii' }))).toContain('Of 1A i');
    expect((await stored()).hideNumbers).toHaveLength(2);
  });

  it('of two who save at once are both kept or told of', async () => {
    await setPaper(world.app.services, operator, planId, standardPaper);
    const frontSheet = (text: string) => ({ change: { frontSheet: { risk: text } }, seen: null });
    await Promise.all(
      ['a', 'b', 'c'].map((text) => changePaper(world.app.services, operator, planId, frontSheet(text))),
    );
    expect(['a', 'b', 'c']).toContain((await stored()).frontSheet.risk);
  });
});

describe('who is not the project manager', () => {
  it('sees no settings and changes none', async () => {
    const before = await stored();
    for (const who of ['chris', 'sam'] as const) {
      const person = world.people[who];
      expect(cardText(await person.says('paper settings'))).toContain('Only the project manager');
      for (const verb of ['paper.settings', 'paper.form', 'paper.parts', 'paper.numbers', 'paper.front']) {
        expect(wordsOf(await person.forges(verb, { planId })), verb).toContain('Only the project manager');
      }
      const sent = { planId, asked: '', page: 1, form: 'quarterly', parts: 'reds', hideNumbers: '1A i' };
      for (const verb of ['saveForm', 'saveParts', 'formParts', 'saveNumbers', 'saveFront']) {
        expect(wordsOf(await person.forges(`paper.${verb}`, sent)), verb).toContain(
          'Only the project manager',
        );
      }
    }
    expect(wordsOf(await world.people.sam.forges('paper.changes', { planId, page: 1 }))).toContain(
      'for the chair and the project manager',
    );
    expect(await stored()).toEqual(before);
  });
});

describe('the public paper', () => {
  it('says what was changed, the first beside it and all of them on pages', async () => {
    const card = await asksWithoutFiles('morgan', 'paper public');
    expect(cardText(card)).toContain('Changed for the public version:');
    expect(cardText(card)).toContain('“Sam Barron” is “a lead officer of Wexcombe Council”');
    const all = cardOf(await morgan.forges('paper.changes', { planId, page: 1 }));
    expect(cardText(all)).toContain('“Sam Barron” is “a lead officer of Wexcombe Council”');
    expect(cardText(all)).toContain('“Lee Fenn” is');
  });
});
