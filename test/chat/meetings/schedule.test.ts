import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  emptyForm,
  oftenChoices,
  recurrenceOf,
  whichChoices,
} from '../../../src/cards/meetings/schedule-form.ts';
import { finish } from '../../../src/chat/answer.ts';
import { pressRequest } from '../../../src/chat/converse.ts';
import { parseRecurrence } from '../../../src/domain/calendar/recurrence.ts';
import { Conflict } from '../../../src/ports.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { listMeetings } from '../../../src/use-cases/meetings/list-meetings.ts';
import { eventually } from '../../support/eventually.ts';
import {
  type CardJson,
  cardButtons,
  cardBytes,
  cardInputs,
  cardText,
  cardTexts,
} from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';
import { testTenant } from '../../support/test-world.ts';

const planId = smallPlanId;
const operator = { via: 'cli' } as const;

let world: SmallPlanWorld;
let morgan: TestPerson;
let sam: TestPerson;

const meetingDays = async () =>
  (await world.app.services.store.listMeetings(planId))
    .filter(({ value }) => value.state === 'planned')
    .map(({ value }) => value.date);
const meetingOf = async (date: string) => (await world.app.services.store.readMeeting(planId, date))?.value;
const logged = async (what: string) =>
  (await world.app.services.store.listLog(planId, 200)).filter((entry) => entry.what === what);

/** The form, filled in, as far as its preview. */
async function previewOf(inputs: Readonly<Record<string, string>>): Promise<CardJson> {
  const form = cardOf(await morgan.taps(await morgan.says('schedule'), 'Add meetings'));
  return cardOf(await morgan.taps(form, 'Preview', inputs));
}

beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'sam', 'chris']);
  ({ morgan, sam } = world.people);
});
afterAll(() => world.close());

describe('the calendar in chat', () => {
  it('says what to do while there is no meeting', async () => {
    for (const words of ['schedule', 'Calendar', `schedule in ${planId}`]) {
      const card = await morgan.says(words);
      expect(cardText(card)).toContain('No meetings to come');
      expect(cardButtons(card).map(({ title }) => title)).toEqual(['Add meetings', 'Rules', 'Calendar file']);
    }
  });

  it('keeps all that was typed where a date of the list is none, and says which', async () => {
    const dates = '9 December 2026\nWed 13 January 2027\n31 February 2027\n10 March 2027';
    const card = await previewOf({ dates, otherBoards: 'Schools Forum', asking: 'always' });
    const text = cardText(card);
    expect(text).toContain('1 field needs your attention');
    expect(text).toMatch(/31 February 2027.*line 3/);
    const values = Object.fromEntries(cardInputs(card).map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ dates, otherBoards: 'Schools Forum', asking: 'always' });
    expect(await meetingDays()).toEqual([]);
  });

  it('offers a year from today for a recurrence', async () => {
    const form = cardOf(await morgan.taps(await morgan.says('schedule'), 'Add meetings'));
    const values = Object.fromEntries(cardInputs(form).map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ from: '2026-11-02', until: '2027-11-02' });
  });

  it('puts each fault beside its field', async () => {
    const none = cardText(await previewOf({}));
    expect(none).toContain('Please give at least one date, or choose above how often the board meets.');
    const half = await previewOf({ often: 'month', from: '2027-01-01', until: '2026-01-01' });
    for (const fault of [
      'Please choose the day of the week.',
      'Please choose which one in the month.',
      'Please choose a day that is not before the first.',
    ]) {
      expect(cardText(half)).toContain(fault);
    }
    expect(cardInputs(half).find(({ id }) => id === 'often')?.value).toBe('month');
    const both = await previewOf({
      often: 'month',
      which: 'second',
      weekday: 'Wednesday',
      from: '2027-01-01',
      until: '2027-06-30',
      dates: 'soon',
    });
    const texts = cardTexts(both);
    const fault = texts.findIndex((text) => text.includes('“soon” (line 1)'));
    expect(fault).toBeGreaterThan(0);
    expect(cardText(both)).toContain('1 field needs your attention');
  });

  it('puts what is wrong with a day or the boards beside them, whatever else was given', async () => {
    const monthly = { often: 'month', which: 'second', weekday: 'Wednesday', dates: '9 December 2026' };
    /** The input that follows a fault on the card. */
    const inputUnder = async (fault: string, inputs: Readonly<Record<string, string>>) => {
      const card = await previewOf({ ...monthly, from: '2027-01-01', until: '2027-06-30', ...inputs });
      const [, after = ''] = JSON.stringify(card).split(fault);
      return /"id":"(\w+)"/.exec(after)?.[1];
    };
    expect(await inputUnder('is 2040 the right year?', { from: '2040-01-01', until: '2040-06-30' })).toBe(
      'from',
    );
    const otherBoards = Array.from({ length: 21 }, (_, index) => `B${index}`).join(';');
    expect(await inputUnder('Name at most 20 boards.', { otherBoards })).toBe('otherBoards');
  });

  it('shows every date of a recurrence with its reason, saves it, and once only', async () => {
    const preview = await previewOf({
      often: 'month',
      which: 'second',
      weekday: 'Wednesday',
      from: '2026-12-01',
      until: '2027-03-31',
    });
    const text = cardText(preview);
    expect(text).toContain('Add 4 meetings?');
    expect(text).toContain('Every month on the second Wednesday');
    for (const day of ['9 December 2026', '13 January 2027', '10 February 2027', '10 March 2027']) {
      expect(text).toContain(`Wednesday ${day}`);
    }
    expect(text).toMatch(/clear/);
    expect(cardBytes(preview)).toBeLessThan(80_000);
    expect(JSON.stringify(preview)).toContain('Action.ToggleVisibility');
    expect(await meetingDays()).toEqual([]);

    const saved = cardOf(await morgan.taps(preview, 'Save'));
    expect(cardText(saved)).toContain('4 meetings added');
    expect(await meetingDays()).toEqual(['2026-12-09', '2027-01-13', '2027-02-10', '2027-03-10']);
    const twice = cardOf(await morgan.taps(preview, 'Save'));
    expect(cardText(twice)).toContain('All of this is in the calendar already.');
    expect(cardButtons(twice).map(({ title }) => title)).not.toContain('Save');
    expect(await meetingDays()).toHaveLength(4);
    expect((await meetingOf('2026-12-09'))?.addedBy).toBe(smallPeople.morgan.name);
  });

  it('goes back to the form with all that was entered, and to the calendar', async () => {
    const dates = '14/4/2027, 12/5/2027';
    const preview = await previewOf({ dates, otherBoards: 'Schools Forum; Cabinet', asking: 'never' });
    const change = cardOf(await morgan.taps(preview, 'Change'));
    const values = Object.fromEntries(cardInputs(change).map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ dates, otherBoards: 'Schools Forum; Cabinet', asking: 'never' });
    expect(cardText(cardOf(await morgan.taps(preview, 'Cancel')))).toContain('4 meetings to come');
    expect(await meetingDays()).toHaveLength(4);
  });

  it('shows the new preview instead of saving when the calendar has changed since', async () => {
    const first = await previewOf({ dates: '14 April 2027' });
    const second = await previewOf({ dates: '14 April 2027\n12 May 2027' });
    expect(cardText(cardOf(await morgan.taps(first, 'Save')))).toContain('1 meeting added');
    const again = cardOf(await morgan.taps(second, 'Save'));
    expect(cardText(again)).toContain('The calendar has changed since you last saw this.');
    expect(cardText(again)).toContain('Add 1 meeting?');
    expect(await meetingDays()).not.toContain('2027-05-12');
    cardOf(await morgan.taps(again, 'Save'));
    expect(await meetingDays()).toContain('2027-05-12');
  });

  it('adds another board to a day that has a meeting, and offers it from then on', async () => {
    const preview = await previewOf({ dates: '10 March 2027', otherBoards: 'Schools *Forum*' });
    expect(cardText(preview)).not.toMatch(/(?<!\\)\*Forum/);
    cardOf(await morgan.taps(preview, 'Save'));
    expect((await meetingOf('2027-03-10'))?.boards).toContain('Schools *Forum*');
    const form = cardOf(await morgan.taps(await morgan.says('schedule'), 'Add meetings'));
    expect(cardInputs(form).find(({ id }) => id === 'boards')?.choices).toContain('Schools%20*Forum*');
    const chosen = cardOf(
      await morgan.taps(form, 'Preview', { dates: '9 June 2027', boards: 'Schools%20*Forum*' }),
    );
    cardOf(await morgan.taps(chosen, 'Save'));
    expect((await meetingOf('2027-06-09'))?.boards).toEqual(['Schools *Forum*']);
  });

  it('lists them soonest first, in pages, with what is next', async () => {
    const first = await morgan.says('schedule');
    const text = cardText(first);
    expect(text).toContain('7 meetings to come');
    expect(text.indexOf('9 December 2026')).toBeLessThan(text.indexOf('13 January 2027'));
    expect(text).toMatch(/Next: prompts go out, \w+ \d+ November 2026/);
    expect(text).toContain('Page 1 of 2');
    const second = cardOf(await morgan.taps(first, 'Next'));
    expect(cardText(second)).toContain('9 June 2027');
    expect(cardText(cardOf(await morgan.taps(second, 'Previous')))).toContain('Page 1 of 2');
  });

  it('moves a meeting after a look at what moves', async () => {
    const form = cardOf(
      await morgan.taps(await morgan.says('schedule'), 'Move the meeting on 10 February 2027'),
    );
    expect(cardText(cardOf(await morgan.taps(form, 'Preview', { to: '' })))).toContain(
      'Please choose the new date.',
    );
    const taken = cardOf(await morgan.taps(form, 'Preview', { to: '2027-03-10' }));
    expect(cardText(taken)).toMatch(/⚠ .*10 March 2027/);
    const preview = cardOf(await morgan.taps(form, 'Preview', { to: '2027-02-17' }));
    expect(cardText(preview)).toContain('Move the meeting from 10 February 2027 to 17 February 2027?');
    expect(await meetingDays()).toContain('2027-02-10');
    const moved = cardOf(await morgan.taps(preview, 'Move it'));
    expect(cardText(moved)).toContain('The meeting has moved to 17 February 2027');
    expect(await meetingDays()).toContain('2027-02-17');
    expect((await meetingOf('2027-02-10'))?.state).toBe('moved');
    // An old card.
    expect(wordsOf(await morgan.taps(preview, 'Move it'))).toContain('has been moved to 17 February 2027');
    expect(wordsOf(await morgan.taps(form, 'Preview', { to: '2027-02-24' }))).toContain('has been moved');
  });

  it('says what a move can no longer change once leads have been asked, and brings their cards up to date', async () => {
    await openCycle(world.app.services, operator, planId, { meeting: '2026-12-09' });
    await world.app.runDueOnce();
    await eventually(() => expect(sam.prompts()).toHaveLength(1));
    const form = cardOf(
      await morgan.taps(await morgan.says('schedule'), 'Move the meeting on 9 December 2026'),
    );
    const preview = cardOf(await morgan.taps(form, 'Preview', { to: '2026-12-16' }));
    expect(cardText(preview)).toContain('What moves');
    expect(cardText(preview)).toContain('What stays as it is');
    const moved = cardOf(await morgan.taps(preview, 'Move it'));
    expect(cardText(moved)).toContain('The meeting has moved to 16 December 2026');
    expect((await world.app.services.store.readCycle(planId, '2026-12-09'))?.value.boardDate).toBe(
      '2026-12-16',
    );
  });

  it('cancels a meeting by a second press', async () => {
    const tooltip = 'Cancel the meeting on 13 January 2027';
    const question = cardOf(await morgan.taps(await morgan.says('schedule'), tooltip));
    expect(cardText(question)).toContain('Cancel the meeting on 13 January 2027?');
    expect(await meetingDays()).toContain('2027-01-13');
    expect(cardText(cardOf(await morgan.taps(question, 'No, keep it')))).toContain('meetings to come');
    const done = cardOf(await morgan.taps(question, 'Yes, cancel it'));
    expect(cardText(done)).toContain('The meeting on 13 January 2027 is cancelled');
    expect(await meetingDays()).not.toContain('2027-01-13');
    expect(wordsOf(await morgan.taps(question, 'Yes, cancel it'))).toContain('is cancelled');
  });

  it('changes the rules and tells which meetings have new dates', async () => {
    const form = cardOf(await morgan.taps(await morgan.says('schedule'), 'Rules'));
    const values = Object.fromEntries(cardInputs(form).map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ reminderDays: '5, 2', sendFrom: '09:00', freezeAt: '17:00' });
    const typed = {
      clearDays: '',
      dueDays: '5',
      openDays: '10',
      escalateDays: '1',
      freezeDays: '2',
      periodDays: '21',
      closedDays: '24 December 2026 to 1 January 2027 Christmas closure\nsometime in May',
      terms: 'Autumn term: 2 September 2026 to 18 December 2026',
      sendsDigest: 'true',
    };
    const fault = cardOf(await morgan.taps(form, 'Save', typed));
    expect(cardText(fault)).toContain('Line 2, “sometime in May”');
    expect(cardInputs(fault).find(({ id }) => id === 'closedDays')?.value).toBe(typed.closedDays);
    const closedDays = '24 December 2026 to 1 January 2027 Christmas closure\n1/6/2027 Inset day';
    const saved = cardOf(await morgan.taps(fault, 'Save', { ...typed, closedDays }));
    expect(cardText(saved)).toContain('The rules are saved');
    expect(cardText(saved)).toMatch(/Last day for replies/);
    expect(cardText(saved)).toMatch(/\d meetings? ha(?:s|ve) new dates/);
    const rules = (await world.app.services.store.readPlan(planId))?.value.schedule;
    expect(cardText(saved)).toContain('Digest on publication day: not sent → sent to the chair and members');
    expect(rules).toMatchObject({
      dueDays: 5,
      clearDays: null,
      sendsDigest: true,
      terms: [{ name: 'Autumn term' }],
    });
    expect(rules?.closedDays).toHaveLength(10);
    const again = cardOf(await morgan.taps(saved, 'Rules'));
    expect(cardInputs(again).find(({ id }) => id === 'closedDays')?.value).toBe(
      '24 December 2026 to 1 January 2027 Christmas closure\n1 June 2027 Inset day',
    );
    const same = cardOf(
      await morgan.taps(again, 'Save', {
        ...typed,
        closedDays: closedDays.replace('1/6/2027', '1 June 2027'),
      }),
    );
    expect(cardText(same)).toContain('The rules are as they were');
    const refused = cardOf(await morgan.taps(again, 'Save', { ...typed, closedDays, sendFrom: '18:00' }));
    expect(cardText(refused)).toContain('Not saved yet.');
  });

  it('gives the link of the calendar file, or says how else to have it', async () => {
    const card = cardOf(await morgan.taps(await morgan.says('schedule'), 'Calendar file'));
    expect(cardText(card)).toContain('no public address');
    expect(await logged('calendar-shared')).toHaveLength(0);
    const sender = { via: 'teams', tenantId: testTenant, ...smallPeople.morgan } as const;
    const { card: given } = await finish(
      await pressRequest({ verb: 'schedule.file', planId }).answer({
        services: world.app.services,
        sender,
        scope: 'personal',
        asksFirst: false,
        takesFiles: false,
        calendarUrl: (token) => `https://actions.example.gov.uk/calendar/${token}.ics`,
        documentUrl: () => null,
      }),
    );
    const token = /calendar\/([\w-]{43})\.ics/.exec(JSON.stringify(given))?.[1] ?? '';
    expect(await world.app.services.directory.findCalendar(token)).toMatchObject({ planId });
    expect(await logged('calendar-shared')).toHaveLength(1);
  });

  it('shows the calendar anew when somebody else writes at the same moment', async () => {
    const sender = { via: 'teams', tenantId: testTenant, ...smallPeople.morgan } as const;
    const { services } = world.app;
    const failing = () => Promise.reject(new Conflict('changed'));
    const store = { ...services.store, commit: failing, commitInBatches: failing };
    const preview = await previewOf({ dates: '13 October 2027' });
    const data = cardButtons(preview).find(({ title }) => title === 'Save')?.data['entered'] as {
      shown: string;
    };
    const form = { ...emptyForm, boards: [], dates: '13 October 2027' };
    const pressed = { verb: 'schedule.save', planId, entered: { ...form, boards: '', shown: data.shown } };
    const { card: answer = {} } = await finish(
      await pressRequest(pressed).answer({
        services: { ...services, store },
        sender,
        scope: 'personal',
        asksFirst: false,
        takesFiles: false,
        calendarUrl: () => null,
        documentUrl: () => null,
      }),
    );
    expect(cardText(answer)).toContain('Look again before you press Save.');
    expect(await meetingDays()).not.toContain('2027-10-13');
  });

  it('is for the project manager alone, in their own chat', async () => {
    const date = '2027-02-17';
    const presses: [string, Record<string, unknown>][] = [
      ['schedule.page', {}],
      ['schedule.addForm', {}],
      ['schedule.preview', { dates: '15 December 2027' }],
      ['schedule.save', { entered: { dates: '15 December 2027', shown: '' } }],
      ['schedule.moveForm', { date }],
      ['schedule.previewMove', { date, to: '2027-02-18' }],
      ['schedule.move', { date, entered: { to: '2027-02-18', shown: '' } }],
      ['schedule.cancel', { date }],
      ['schedule.cancel', { date, accept: true }],
      ['schedule.rulesForm', {}],
      ['schedule.saveRules', {}],
      ['schedule.file', {}],
      ['menu.schedule', {}],
    ];
    for (const [verb, data] of presses) {
      for (const who of [smallPeople.sam, smallPeople.chris]) {
        expect(wordsOf(await world.person(who).forges(verb, { planId, ...data })), verb).toContain(
          'Only the project manager can do that',
        );
      }
      const stranger = wordsOf(await world.person(smallPeople.stranger).forges(verb, { planId, ...data }));
      expect(stranger, verb).toMatch(/I know of no plan here|You are not in a plan/);
      const { body } = await morgan.posts({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb, data: { planId, ...data } }, trigger: 'manual' },
        conversation: { id: '19:chat@thread.v2', conversationType: 'groupChat', tenantId: testTenant },
      });
      expect(JSON.stringify(body), verb).toContain('between you and me');
    }
    expect(cardText(await sam.says('schedule'))).toContain('Only the project manager can do that');
    expect(await meetingDays()).not.toContain('2027-12-15');
  });

  it('takes nothing from a forged card', async () => {
    const refused: [string, Record<string, unknown>][] = [
      ['schedule.save', { entered: { dates: 'x'.repeat(9_000), shown: '' } }],
      ['schedule.save', { entered: { dates: ['15 December 2027'], shown: '' } }],
      ['schedule.save', { entered: { often: 'hourly', shown: '' } }],
      ['schedule.save', { entered: { dates: '15 December 2027', shown: '<script>' } }],
      ['schedule.save', { entered: { dates: '15 December 2027', boards: ['x'], shown: '' } }],
      ['schedule.preview', { dates: '15 December 2027', boards: '%E0%A4%A' }],
      ['schedule.save', {}],
      ['schedule.move', { date: '2027-02-17', entered: { to: 'tomorrow', shown: '' } }],
      ['schedule.cancel', { date: '../plan', accept: true }],
      ['schedule.cancel', { date: '2027-02-30', accept: true }],
      ['schedule.addForm', { from: 'yesterday' }],
      ['schedule.saveRules', { clearDayKind: 'lunar' }],
    ];
    for (const [verb, data] of refused) {
      expect(
        wordsOf(await morgan.forges(verb, { planId, ...data })),
        JSON.stringify(data).slice(0, 80),
      ).toMatch(/could not be read|too long/);
    }
    // Words that never were a preview are shown as one, not saved.
    const forged = { dates: '15 December 2027', often: 'month', which: 'second', weekday: 'Wednesday' };
    const entered = { ...forged, from: '2028-01-01', until: '2028-03-31', shown: 'a'.repeat(32) };
    const shown = cardOf(await morgan.forges('schedule.save', { planId, entered }));
    expect(cardText(shown)).toContain('Look again before you press Save.');
    const faulty = cardOf(
      await morgan.forges('schedule.save', { planId, entered: { dates: '<at>all</at>', shown: '' } }),
    );
    expect(cardText(faulty)).not.toContain('<at>');
    expect(await meetingDays()).not.toContain('2027-12-15');
    expect(wordsOf(await morgan.forges('schedule.page', { planId: 'another-plan' }))).toMatch(
      /not in a plan|I know of no plan/,
    );
    expect(cardText(cardOf(await morgan.forges('schedule.page', { planId, page: 9_999 })))).toContain('Page');
    const rules = cardOf(
      await morgan.forges('schedule.saveRules', { planId, dueDays: '1e9', freezeAt: '25:99' }),
    );
    expect(cardText(rules)).toContain('Please give a whole number from 0 to 30.');
  });

  it('answers a client without Action.Execute alike', async () => {
    const card = await morgan.submits({ verb: 'schedule.preview', planId, dates: '15 December 2027' });
    expect(cardText(card)).toContain('Add 1 meeting?');
  });

  it('has failed in nothing on the way', async () => {
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    const calendar = await listMeetings(world.app.services, operator, planId);
    expect(calendar.meetings.filter(({ state }) => state === 'moved').map(({ movedTo }) => movedTo)).toEqual([
      '2026-12-16',
      '2027-02-17',
    ]);
  });
});

describe('every cadence the form offers', () => {
  const phrases: Readonly<Record<string, string>> = {
    month: 'last Thursday monthly',
    'two-months': 'every two months on the last Thursday',
    quarter: 'quarterly on the last Thursday',
    'half-year': 'twice a year on the last Thursday',
    'two-weeks': 'every two weeks on a Thursday',
    'four-weeks': 'every four weeks on a Thursday',
    'six-weeks': 'every six weeks on a Thursday',
  };

  it.each(oftenChoices.slice(1))('$title is what its phrase says', ({ value }) => {
    const chosen = recurrenceOf({ ...emptyForm, often: value, which: 'last', weekday: 'Thursday' });
    expect(chosen).toEqual(parseRecurrence(phrases[value] ?? ''));
    expect(chosen).not.toHaveProperty('problem');
  });

  it.each(whichChoices.slice(1))('and $title of each month too', ({ value }) => {
    const chosen = recurrenceOf({ ...emptyForm, often: 'month', which: value, weekday: 'Monday' });
    expect(chosen).toEqual(parseRecurrence(`${value} Monday monthly`));
  });
});
