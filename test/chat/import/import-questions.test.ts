import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerField } from '../../../src/cards/import/answer-field.ts';
import { columnQuestionId, rangeQuestionId } from '../../../src/domain/import/reading-question.ts';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { type CardJson, cardButtons, cardInputs, cardText, findButton } from '../../support/read-card.ts';
import { type SmallPlanWorld, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';

let world: SmallPlanWorld;
let host: FileHost;
let morgan: TestPerson;
let chris: TestPerson;

beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris']);
  host = await startFileHost();
  ({ morgan, chris } = world.people);
});
afterAll(async () => {
  await world.close();
  await host.close();
});

const send = (text: string, file: string) =>
  sendFiles(morgan, text, [{ name: 'plan.csv', url: host.keep(Buffer.from(file)) }]);
const fileIdOf = (card: CardJson) => String(findButton(card, 'import.cancel').data['fileId']);
const titles = (card: CardJson) => cardButtons(card).map(({ title }) => title);
const planOf = async (planId: string) => (await world.app.services.store.readPlan(planId))?.value;
const refsOf = async (planId: string) =>
  (await world.app.services.store.listActions(planId)).map(({ value }) => value.ref);

const file =
  'Ref,Action,Lead,Steer,Cost\n3B i-iii,Open three hubs,Cara Day,Ana Holt,9\n4,Train the panel,Cara Day,Ben Croft,2\n';
const range = answerField(rangeQuestionId('3B i-iii'));

describe('what a file leaves open', () => {
  it('is asked on the card, answered there, shown anew and remembered for the next file', async () => {
    const card = await send('import as asks-ranges Range plan', file);
    expect(cardText(card)).toContain('1 question before you import');
    expect(JSON.stringify(card)).toContain('covers 3 numbers. Is it one action or 3?');
    const answered = cardOf(await morgan.taps(card, 'Use these answers', { [range]: 'apart' }));
    expect(cardText(answered)).toContain('What would change: 4 actions added');
    expect(cardText(answered)).toContain('1 question answered');
    expect(titles(answered)).toContain('Your answers (1)');
    await morgan.taps(answered, 'Import');
    expect(await refsOf('asks-ranges')).toEqual(['3B i', '3B ii', '3B iii', '4']);
    expect((await planOf('asks-ranges'))?.readingAnswers).toEqual({ 'range:3bi-iii': 'apart' });

    const again = await send('import into asks-ranges', file);
    expect(cardText(again)).toContain('plan.csv changes nothing');
    expect(cardText(again)).toContain('1 question answered');
    const list = cardOf(await morgan.taps(again, 'Your answers (1)'));
    expect(cardText(list)).toContain('You have said so; choose again to change it.');
    cardOf(await morgan.taps(list, 'Close'));
  });

  it('is read by the marked choice where it is not answered', async () => {
    const card = await send('import as asks-nothing Quiet plan', file);
    await morgan.taps(card, 'Import');
    expect(await refsOf('asks-nothing')).toEqual(['3B i-iii', '4']);
    expect((await planOf('asks-nothing'))?.readingAnswers).toEqual({});
  });

  it('takes a correction of any column, and remembers that alone', async () => {
    const card = await send('import as asks-columns Column plan', file);
    const columns = cardOf(await morgan.taps(card, 'Correct columns'));
    expect(cardText(columns)).toContain('5 columns');
    const steer = answerField(columnQuestionId('Steer'));
    const read = cardOf(await morgan.taps(columns, 'Read them this way', { [steer]: 'strategic' }));
    expect(cardText(read)).toContain('Now: Strategic lead');
    const summary = cardOf(await morgan.taps(read, 'Summary'));
    await morgan.taps(summary, 'Import');
    expect((await planOf('asks-columns'))?.columnMap).toEqual({ Steer: 'strategic' });
    const [action] = await world.app.services.store.listActions('asks-columns');
    expect(action?.value.strategicLeads).toEqual(['Ana Holt']);
  });

  it('takes an answer that is chosen and followed by any other button, and never imports past it', async () => {
    const card = await send('import as asks-hurried Hurried plan', file);
    const looked = cardOf(await morgan.taps(card, 'Import', { [range]: 'apart' }));
    expect(cardText(looked)).toContain('read the file again with your answers');
    expect(cardText(looked)).toContain('What would change: 4 actions added');
    expect(await planOf('asks-hurried')).toBeUndefined();
    const again = cardOf(await morgan.taps(looked, 'Correct columns'));
    // Chosen beside a button that leads elsewhere.
    const steer = answerField(columnQuestionId('Steer'));
    const summary = cardOf(await morgan.taps(again, 'Summary', { [steer]: 'strategic' }));
    expect(cardText(summary)).not.toContain('read the file again');
    cardOf(await morgan.taps(summary, 'Import'));
    expect(await refsOf('asks-hurried')).toEqual(['3B i', '3B ii', '3B iii', '4']);
    expect(await planOf('asks-hurried')).toMatchObject({
      columnMap: { Steer: 'strategic' },
      readingAnswers: { 'range:3bi-iii': 'apart' },
    });
  });

  it('takes two answers pressed at the same moment, and none once the file is in', async () => {
    const card = await send('import as asks-twice Twice plan', file);
    const press = { fileId: fileIdOf(card), list: 'summary', page: 1 };
    const steer = answerField(columnQuestionId('Steer'));
    const answers = await Promise.all([
      morgan.forges('import.answer', { ...press, [range]: 'apart' }),
      morgan.forges('import.answer', { ...press, [steer]: 'strategic' }),
      morgan.forges('import.answer', { ...press, [range]: 'apart' }),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['card', 'card', 'card']);
    const shown = cardOf(await morgan.forges('import.show', press));
    cardOf(await morgan.taps(shown, 'Import'));
    expect(await planOf('asks-twice')).toMatchObject({
      columnMap: { Steer: 'strategic' },
      readingAnswers: { 'range:3bi-iii': 'apart' },
    });
    expect(wordsOf(await morgan.forges('import.answer', { ...press, [range]: 'one' }))).toContain(
      'not waiting any more',
    );
    expect(await refsOf('asks-twice')).toHaveLength(4);
  });

  it('keeps the answers of two plans apart', async () => {
    const one = await send('import as asks-one One plan', file);
    const other = await send('import as asks-other Other plan', file);
    const answered = cardOf(await morgan.taps(one, 'Use these answers', { [range]: 'apart' }));
    cardOf(await morgan.taps(other, 'Import'));
    cardOf(await morgan.taps(answered, 'Import'));
    expect(await refsOf('asks-other')).toEqual(['3B i-iii', '4']);
    expect(await refsOf('asks-one')).toEqual(['3B i', '3B ii', '3B iii', '4']);
  });

  it('asks what an answer brings up, and forgets what an answer makes vanish', async () => {
    const dates =
      'Ref,Action,Owner,Date\n1,Open the hub,Cara Day,04/05/2027\n2,Train the panel,Ben Croft,06/07/2027\n';
    const isDate = answerField(columnQuestionId('Date'));
    const card = await send('import as asks-dates Dated plan', dates);
    const beside = cardOf(await morgan.taps(card, 'Use these answers', { [isDate]: 'keep' }));
    expect(JSON.stringify(beside)).not.toContain('04/05/2027” the');
    const list = cardOf(await morgan.taps(beside, 'Your answers (1)'));
    const due = cardOf(await morgan.taps(list, 'Use these answers', { [isDate]: 'timescale' }));
    const order = cardInputs(due).find(({ choices }) => choices.includes('month-first'));
    const monthFirst = cardOf(
      await morgan.taps(due, 'Use these answers', { [order?.id ?? '']: 'month-first' }),
    );
    const back = cardOf(await morgan.taps(monthFirst, 'Use these answers', { [isDate]: 'keep' }));
    expect(cardInputs(back).map(({ id }) => id)).toEqual([isDate]);
    cardOf(await morgan.taps(cardOf(await morgan.taps(back, 'Summary')), 'Import'));
    expect(await planOf('asks-dates')).toMatchObject({ columnMap: { Date: 'keep' }, readingAnswers: {} });
    const [action] = await world.app.services.store.listActions('asks-dates');
    expect(action?.value.originalTimescale.date).toBeNull();
  });

  it('cannot be answered by anybody else, nor with what no card of ours offers', async () => {
    const card = await send('import as asks-hostile Hostile plan', file);
    const fileId = fileIdOf(card);
    const press = { fileId, list: 'summary', page: 1 };
    expect(wordsOf(await chris.forges('import.answer', { ...press, [range]: 'apart' }))).toContain(
      'not waiting any more',
    );
    for (const value of ['<b>apart</b>', 7, 'x'.repeat(200)]) {
      expect(wordsOf(await morgan.forges('import.answer', { ...press, [range]: value }))).toMatch(
        /could not be read|too long/,
      );
    }
    // A well-formed answer to what the file does not ask is not kept.
    const strange = { [answerField('no-such:thing')]: 'yes', [range]: 'sideways' };
    const same = cardOf(await morgan.forges('import.answer', { ...press, ...strange }));
    expect(cardText(same)).toContain('1 question before you import');
    const [waiting] = await world.app.services.files.list(world.config.tenantId);
    expect(waiting?.answers).not.toHaveProperty('no-such:thing');
    // What was shown is what is imported, at the first press.
    const done = cardOf(await morgan.taps(same, 'Import'));
    expect(cardText(done)).toContain('The plan is here');
    expect((await planOf('asks-hostile'))?.readingAnswers).not.toHaveProperty('no-such:thing');
  });

  it('leaves out what a plan that is there already is not asked, at the first press of Import', async () => {
    await morgan.taps(await send('import as asks-known Known plan', file), 'Import');
    const longer = `${file}5,Open a fourth hub,Cara Day,Ana Holt,1\n`;
    const card = await send('import into asks-known', longer);
    const press = { fileId: fileIdOf(card), list: 'summary', page: 1 };
    const same = cardOf(
      await morgan.forges('import.answer', { ...press, [answerField('no-such:thing')]: 'yes' }),
    );
    expect(cardText(same)).toContain('What would change: 1 action added');
    const done = cardOf(await morgan.taps(same, 'Import'));
    expect(cardText(done)).toContain('Imported');
    expect(await refsOf('asks-known')).toEqual(['3B i-iii', '4', '5']);
    expect((await planOf('asks-known'))?.readingAnswers).toEqual({});
  });
});
