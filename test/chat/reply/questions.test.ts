import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showLog } from '../../../src/use-cases/digest/show-log.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardInputs, cardText, findButton } from '../../support/read-card.ts';
import { type SmallWorld, smallPlanId, startSmallWorld } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

const operator = { via: 'cli' } as const;
const typedIn = (card: CardJson) => cardInputs(card).find(({ id }) => id === 'text')?.value;

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const services = () => world.app.services;
const cardsWith = (person: TestPerson, words: string) =>
  person.prompts().filter((card) => cardText(card).includes(words));

/** What somebody has been sent that says so, once it has come. */
async function sentTo(person: TestPerson, words: string): Promise<CardJson> {
  await world.app.runDueOnce();
  await eventually(() => expect(cardsWith(person, words)).not.toEqual([]));
  const card = cardsWith(person, words).at(-1);
  if (!card) throw new Error('It has just come.');
  return card;
}

const questions = async (actionId: string) =>
  (await services().store.listQuestions(smallPlanId, actionId)).map(({ value }) => value);
const logged = async (what: string) =>
  (await showLog(services(), operator, smallPlanId, { limit: 1_000 })).entries.filter(
    (entry) => entry.what === what,
  );
const formOf = async (person: TestPerson, ref: string) =>
  cardOf(await person.taps(await person.says(`action ${ref}`), 'Ask the lead'));

describe('the chair’s minute', () => {
  it('goes from the digest to a red, its history, a question to its lead, and the answer', async () => {
    const { chris, sam } = world.people;
    const action = cardOf(await chris.taps(await chris.says('digest'), 'Open 1A i'));
    const form = cardOf(await chris.taps(action, 'Ask the lead'));
    expect(cardText(form)).toContain('Ask Sam Barron');
    expect(cardInputs(form)[0]?.label).toBe('Your question to Sam Barron (at most 500 characters)');
    expect(typedIn(form)).toBe('Why has nobody replied, and is this still the position?');
    const sent = cardOf(await chris.taps(form, 'Ask', { text: 'Is this still the position?' }));
    expect(cardText(sent)).toContain('✔ Asked Sam Barron');
    const asked = await sentTo(sam, 'Chris Aldous asks you');
    expect(cardText(asked)).toContain('Is this still the position?');
    expect(cardText(asked)).toContain('It is no reply for a board, and changes no rating.');
    expect(findButton(asked, 'Open the update form').data).toMatchObject(world.idsOf('0001'));
    const receipt = cardOf(await sam.taps(asked, 'Answer', { text: 'It is. A nurse starts in May.' }));
    expect(cardText(receipt)).toContain('✔ Answered');
    const answer = await sentTo(chris, 'Sam Barron has answered');
    expect(cardText(answer)).toContain('**Answer:** It is. A nurse starts in May.');
    const shown = cardText(cardOf(await chris.taps(answer, 'Open the action')));
    expect(shown).toContain('Questions to the lead (1)');
    expect(shown).toContain('**Answer:** It is. A nurse starts in May.');
    expect((await logged('question-asked'))[0]?.words).toContain('put a question to the lead of 1A i');
    expect((await logged('question-answered'))[0]?.detail).toMatchObject({ version: 1 });
    // No reply, and no rating: the register stands as it did.
    expect(await services().store.listUpdates(smallPlanId, '2026-12-16')).toEqual([]);
  });

  it('lets the lead answer anew: the latest answer stands and comes once, the earlier one is in the log', async () => {
    const { chris, sam } = world.people;
    const asked = cardsWith(sam, 'Chris Aldous asks you').at(-1) ?? {};
    for (const _ of [1, 2]) await sam.taps(asked, 'Answer', { text: 'In June, not May.' });
    await sentTo(chris, 'In June, not May.');
    expect(cardsWith(chris, 'In June, not May.')).toHaveLength(1);
    expect((await questions('0001'))[0]?.answer).toMatchObject({ text: 'In June, not May.', version: 2 });
    expect((await logged('question-answered')).map(({ detail }) => detail['answer'])).toEqual([
      'In June, not May.',
      'It is. A nurse starts in May.',
    ]);
  });
});

describe('a question', () => {
  it('pressed twice, also at once, is asked once', async () => {
    const { chris, sam } = world.people;
    const form = await formOf(chris, '1A ii');
    const press = () => chris.taps(form, 'Ask', { text: 'Which two services?' });
    for (const answer of await Promise.all([press(), press()])) {
      expect(cardText(cardOf(answer))).toContain('✔ Asked Sam Barron');
    }
    await press();
    await sentTo(sam, 'Which two services?');
    expect(cardsWith(sam, 'Which two services?')).toHaveLength(1);
    expect(await questions('0002')).toHaveLength(1);
  });

  it('empty or too long is said beside its field, with what was typed', async () => {
    const { chris } = world.people;
    const form = await formOf(chris, '2B i');
    expect(cardText(cardOf(await chris.taps(form, 'Ask', { text: '  ' })))).toContain(
      'Write what you want to ask.',
    );
    const long = cardOf(await chris.taps(form, 'Ask', { text: 'x'.repeat(600) }));
    expect(cardText(long)).toContain('A question has at most 500 characters; this has 600.');
    expect(typedIn(long)).toHaveLength(600);
    expect(wordsOf(await chris.taps(form, 'Ask', { text: 'x'.repeat(30_000) }))).toContain('too long');
    expect(await questions('0003')).toEqual([]);
  });

  it('with whatever is typed appears as text, and so does its answer', async () => {
    const { chris, lee } = world.people;
    const hostile = '=1+1 **b** <at>all</at> ${planId} {{DATE(2026-01-01)}} \u202e\u0007';
    const form = await formOf(chris, '2B i');
    await chris.taps(form, 'Ask', { text: hostile });
    const asked = await sentTo(lee, '=1+1');
    expect(cardText(asked)).toContain(
      '=1+1 \\*\\*b\\*\\* &lt;at>all&lt;/at> ${planId} {\u2060{DATE(2026-01-01)}}',
    );
    expect(cardText(cardOf(await lee.taps(asked, 'Answer', { text: '' })))).toContain('Write your answer.');
    expect(wordsOf(await lee.taps(asked, 'Answer', { text: 'y'.repeat(30_000) }))).toContain('too long');
    await lee.taps(asked, 'Answer', { text: hostile });
    expect(cardText(await sentTo(chris, 'Lee Fenn has answered'))).toContain('\\*\\*b\\*\\*');
  });

  it('is for the chair and the project manager to put, and not where nobody leads', async () => {
    const { kit, sam, chris, stranger } = world.people;
    const ids = world.idsOf('0001');
    const text = 'Who?';
    for (const person of [kit, sam]) {
      const press = { ...ids, questionId: '0123456789abcdef', text };
      for (const verb of ['question.form', 'question.ask']) {
        expect(wordsOf(await person.forges(verb, press))).toContain('Only the chair and the project manager');
      }
    }
    expect(wordsOf(await stranger.forges('question.form', ids))).toContain('I know of no plan here');
    expect(wordsOf(await chris.forges('question.form', world.idsOf('0004')))).toContain(
      '2B ii has no confirmed lead',
    );
    expect(wordsOf(await chris.forges('question.form', world.idsOf('9999')))).toContain('no such action');
  });

  it('of somebody else, of another action or made up is as unknown as one that is not there', async () => {
    const { lee, sam, morgan } = world.people;
    const [known] = await questions('0002');
    const of = (actionId: string, questionId: string) => ({
      ...world.idsOf(actionId),
      questionId,
      text: 'Mine.',
    });
    const none = wordsOf(await lee.forges('question.answer', of('0002', '00000000000000ff')));
    expect(none).toContain('There is no such question');
    expect(wordsOf(await lee.forges('question.answer', of('0002', known?.id ?? '')))).toBe(none);
    expect(wordsOf(await sam.forges('question.answer', of('0003', known?.id ?? '')))).toBe(none);
    expect(wordsOf(await morgan.forges('question.ask', of('0002', known?.id ?? '')))).toBe(none);
    expect((await questions('0002'))[0]?.answer).toBeNull();
  });

  it('goes to whoever leads the action since, and the one before is told so', async () => {
    const { sam, lee, chris } = world.people;
    const before = cardsWith(sam, 'Which two services?').at(-1) ?? {};
    const selection = { by: 'ref', ref: '1A ii' } as const;
    const assignment = { planId: smallPlanId, selection, leads: ['Lee Fenn'], strategic: [] };
    await assignLeads(services(), operator, assignment);
    const told = cardText(cardOf(await sam.taps(before, 'Answer', { text: 'Speech and physio.' })));
    expect(told).toContain('The question is on its way to Lee Fenn, who leads it now.');
    const asked = await sentTo(lee, 'Which two services?');
    await lee.taps(asked, 'Answer', { text: 'Speech and physio.' });
    expect(cardText(await sentTo(chris, 'Speech and physio.'))).toContain('Lee Fenn has answered');
  });

  it('to somebody out of reach is kept, said at once, and goes out when they come back', async () => {
    const { chris, lee } = world.people;
    await lee.uninstalls();
    const sent = cardOf(await chris.taps(await formOf(chris, '2B i'), 'Ask', { text: 'Still on course?' }));
    expect(cardText(sent)).toContain('⚠ Lee Fenn could not be asked');
    await lee.installs();
    expect(cardText(await sentTo(lee, 'Still on course?'))).toContain('Chris Aldous asks you');
    expect(cardsWith(chris, 'could not be asked')).toEqual([]);
  });

  it('that Teams does not take comes back to who asked, with why', async () => {
    const { chris, lee } = world.people;
    // The bot does not know yet that they have gone.
    world.teams.closeConversation(lee.conversationId);
    await chris.taps(await formOf(chris, '2B i'), 'Ask', { text: 'And by when?' });
    // Whether the queue or the next look at it is first is nobody's to say: minutes pass until the word has come.
    await eventually(async () => {
      await world.app.runDueOnce();
      world.clock.advance({ minutes: 1 });
      expect(cardsWith(chris, 'Lee Fenn could not be asked')).not.toEqual([]);
    });
    const told = await sentTo(chris, 'Lee Fenn could not be asked');
    expect(cardText(told)).toContain('**Question:** And by when?');
  });
});
