import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsByUpdater, currentTimescale } from '../../../src/domain/plan/action-rules.ts';
import { actionStatuses } from '../../../src/domain/plan/document-facts.ts';
import {
  actionsToPrompt,
  actionsToShow,
  listPrompt,
  openDraft,
  promptItem,
  ratedOn,
  replyForm,
} from '../../../src/domain/reply/list-prompt.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import { dayOf } from '../../../src/domain/shared/days.ts';
import { unrated } from '../../../src/domain/shared/rating.ts';
import { describeTimescale, noTimescale } from '../../../src/domain/shared/timescale.ts';
import {
  aCycle,
  amber,
  anAction,
  anUpdate,
  aPerson,
  aPlan,
  aRevision,
  bragKey,
  day,
  dayScale,
  green,
  point,
  ragKey,
  red,
} from '../../support/builders.ts';

const plan = aPlan();
const cycle = aCycle('2026-10-14', { due: '2026-10-02' });
const sam = aPerson('sam-barron');
const today = day('2026-10-07');

const leads = fc.uniqueArray(fc.constantFrom('sam-barron', 'kit-holloway', 'ada-moor'), { maxLength: 3 });
const anyActions = fc
  .array(fc.record({ responsible: leads, strategic: leads, status: fc.constantFrom(...actionStatuses) }), {
    maxLength: 12,
  })
  .map((all) => all.map((over, index) => anAction(String(index + 1).padStart(4, '0'), over)));

describe('dayOf', () => {
  it.each([
    ['2026-06-30T22:59:59Z', 'Europe/London', '2026-06-30'],
    ['2026-06-30T23:00:00Z', 'Europe/London', '2026-07-01'],
    ['2026-12-31T23:59:59Z', 'Europe/London', '2026-12-31'],
    ['2026-03-29T00:59:59Z', 'Europe/London', '2026-03-29'],
    ['2026-10-25T23:30:00Z', 'Europe/London', '2026-10-25'],
    ['2026-10-24T23:30:00Z', 'Europe/London', '2026-10-25'],
  ])('%s in %s is %s', (at, zone, expected) => {
    expect(dayOf(at, zone)).toBe(expected);
  });
});

describe('ratedOn', () => {
  it('takes an imported point’s own day even west of Greenwich', () => {
    expect(ratedOn(point(null, red, '2026-09-01T00:00:00Z'), 'America/New_York')).toBe('2026-09-01');
  });

  it('takes a reply’s day in the plan’s zone', () => {
    expect(ratedOn(point('2026-07-15', red, '2026-06-30T23:30:00Z'), 'Europe/London')).toBe('2026-07-01');
  });
});

describe('describeTimescale', () => {
  it.each([
    [dayScale('2026-10-16'), '16 October 2026'],
    [{ text: 'Dec 18', kind: 'month', date: '2018-12-31' }, 'Dec 18'],
    [{ text: 'Ongoing', kind: 'ongoing', date: null }, 'Ongoing'],
    [noTimescale, ''],
  ] as const)('%o reads %j', (timescale, expected) => {
    expect(describeTimescale(timescale)).toBe(expected);
  });
});

describe('promptItem', () => {
  it('shows the original timescale beside the revised one and counts from the revised', () => {
    const action = anAction('0001', { revisedTimescale: aRevision('2026-12-07') });
    const item = promptItem(action, null, plan, today);
    expect(item.timescale).toBe('31 October 2026, revised to 7 December 2026');
    expect(item.lateness).toBe('due in 2 months');
    expect(currentTimescale(action)).toEqual(dayScale('2026-12-07'));
  });

  it('has only the revised one to show where the plan gave none', () => {
    const action = anAction('0001', {
      originalTimescale: noTimescale,
      revisedTimescale: aRevision('2026-12-07'),
    });
    expect(promptItem(action, null, plan, today).timescale).toBe('revised to 7 December 2026');
  });

  it('calls nothing late that its lead has said is complete', () => {
    const action = anAction('0001', { originalTimescale: dayScale('2026-01-01'), completionProposed: true });
    expect(promptItem(action, null, plan, today).lateness).toBeNull();
  });

  it('tells when the rating was given, and nothing where nobody has rated', () => {
    const rated = anAction('0001', {
      rating: green,
      ratingHistory: [point(null, green, '2026-09-01T00:00:00Z')],
    });
    expect(promptItem(rated, null, plan, today).ratedOn).toBe('2026-09-01');
    const never = anAction('0002', { rating: unrated, ratingHistory: [point(null, unrated)] });
    expect(promptItem(never, null, plan, today).ratedOn).toBeNull();
  });

  it('dates the rating by the latest reply even when that was for an earlier meeting', () => {
    const action = anAction('0001', {
      rating: green,
      lastReply: { meeting: '2026-10-14', at: '2026-10-07T10:00:00Z', by: 'Sam Barron' },
      ratingHistory: [
        point('2026-10-14', green, '2026-10-07T10:00:00Z'),
        point('2026-12-16', red, '2026-10-05T10:00:00Z'),
      ],
    });
    expect(promptItem(action, null, plan, today).ratedOn).toBe('2026-10-07');
  });

  it('tells this cycle’s reply by its day and author', () => {
    const reply = anUpdate('2026-10-14', '0001', { at: '2026-10-06T23:30:00Z', rating: red });
    expect(promptItem(anAction('0001'), reply, plan, today).reply).toEqual({
      kind: 'update',
      rating: red,
      on: '2026-10-07',
      by: 'Sam Barron',
    });
  });
});

describe('actionsByUpdater', () => {
  it('gives each person just the actions they are prompted for', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const people = ['sam-barron', 'kit-holloway', 'ada-moor'].map((id) => aPerson(id));
        const byUpdater = actionsByUpdater(actions);
        for (const person of people) {
          expect(byUpdater.get(person.id) ?? []).toEqual(actionsToPrompt(actions, person));
        }
        expect([...byUpdater.values()].every((theirs) => theirs.length > 0)).toBe(true);
      }),
    );
  });
});

describe('actionsToPrompt', () => {
  it('asks each open action of exactly one person, its first responsible lead', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const people = ['sam-barron', 'kit-holloway', 'ada-moor'].map((id) => aPerson(id));
        const asked = people.flatMap((person) =>
          actionsToPrompt(actions, person).map(({ id }) => [id, person.id]),
        );
        const expected = actions
          .filter(({ status }) => status === 'not-started' || status === 'in-progress')
          .flatMap(({ id, responsible: [first] }) => (first === undefined ? [] : [[id, first]]));
        expect(asked.sort()).toEqual(expected.sort());
      }),
    );
  });

  it.each(['complete', 'superseded', 'withdrawn', 'merged'] as const)(
    'no longer asks about a %s action',
    (status) => {
      expect(actionsToPrompt([anAction('0001', { status })], sam)).toEqual([]);
    },
  );
});

describe('actionsToShow', () => {
  it('shows a lead every open action they lead in any way', () => {
    const actions = [
      anAction('0001'),
      anAction('0002', { responsible: ['kit-holloway', 'sam-barron'] }),
      anAction('0003', { responsible: ['kit-holloway'], strategic: ['sam-barron'] }),
      anAction('0004', { responsible: ['kit-holloway'] }),
      anAction('0005', { status: 'superseded' }),
    ];
    expect(actionsToShow(actions, sam).map(({ id }) => id)).toEqual(['0001', '0002', '0003']);
  });
});

describe('listPrompt', () => {
  it('puts the unanswered first and keeps the plan’s order within both', () => {
    fc.assert(
      fc.property(anyActions, fc.func(fc.boolean()), (actions, isAnswered) => {
        const answered = actions.filter(({ id }) => isAnswered(id));
        const updates = new Map(answered.map(({ id }) => [id, anUpdate('2026-10-14', id)]));
        const ids = listPrompt({ plan, cycle, person: sam, actions, updates, today }).items.map(
          ({ actionId }) => actionId,
        );
        const open = actions.filter((action) => !answered.includes(action));
        expect(ids).toEqual([...open, ...answered].map(({ id }) => id));
      }),
    );
  });

  it('says whom it asks, by when, and whether replies are still taken', () => {
    const prompt = listPrompt({
      plan,
      cycle: { ...cycle, state: 'frozen', boardDate: '2026-10-16' },
      person: sam,
      actions: [],
      updates: new Map(),
      today,
      tone: 'reminder',
    });
    expect(prompt).toEqual({
      planId: 'wexcombe',
      planName: 'Wexcombe plan',
      cycleId: '2026-10-14',
      boardDate: '2026-10-16',
      due: '2026-10-02',
      frozen: true,
      closed: false,
      leadName: 'Sam Barron',
      items: [],
      tone: 'reminder',
      alsoOpen: [],
    });
  });

  it('tells of other boards that wait for the same lead, while replies are wanted', () => {
    const actions = [anAction('0001'), anAction('0002')];
    const other = aCycle('2026-09-16', { due: '2026-10-09' });
    const updates = new Map([['0002', anUpdate('2026-09-16', '0002')]]);
    const others = [
      { cycle: other, updates },
      { cycle: { ...other, state: 'frozen' as const }, updates },
    ];
    const told = (of: typeof cycle, mine = actions) =>
      listPrompt({ plan, cycle: of, person: sam, actions: mine, updates: new Map(), today, others }).alsoOpen;
    expect(told(cycle)).toEqual([{ boardDate: '2026-09-16', due: '2026-10-09', waiting: 1 }]);
    expect(told(cycle, actions.slice(1))).toEqual([]);
    expect(told({ ...cycle, state: 'frozen' })).toEqual([]);
  });
});

describe('openDraft', () => {
  const action = anAction('0001', {
    rating: amber,
    narrative: 'Slow.',
    revisedTimescale: aRevision('2027-01-31'),
  });

  it('starts from what was said last without asking for the same date again', () => {
    const lastSaid = anUpdate('2026-09-16', '0001', { revised: dayScale('2027-01-31'), evidence: 'Note.' });
    expect(openDraft(action, null, lastSaid)).toEqual({
      rating: 'Amber',
      narrative: 'Slow.',
      revisedDate: '',
      reason: 'Why it is so.',
      recoveryStep: 'What is next.',
      evidence: 'Note.',
      finished: false,
    });
  });

  it('shows this cycle’s own reply as it was saved, date and all', () => {
    const thisCycle = anUpdate('2026-10-14', '0001', { revised: dayScale('2027-03-31'), reason: 'New.' });
    const earlier = anUpdate('2026-09-16', '0001', { reason: 'Old.' });
    expect(openDraft(action, thisCycle, earlier)).toMatchObject({
      revisedDate: '2027-03-31',
      reason: 'New.',
    });
  });

  it('is blank but for the document’s facts where nobody has replied yet', () => {
    expect(openDraft(anAction('0001', { rating: unrated, narrative: '' }), null, null)).toEqual({
      rating: '',
      narrative: '',
      revisedDate: '',
      reason: '',
      recoveryStep: '',
      evidence: '',
      finished: false,
    });
  });
});

describe('replyForm', () => {
  it('offers "finished" just where the key has no label for it', () => {
    const offers = [bragKey, ragKey].map(
      (ratingKey) =>
        replyForm({
          plan: { ...plan, ratingKey },
          cycle,
          action: anAction('0001'),
          thisCycle: null,
          draft: openDraft(anAction('0001'), null, null),
          today,
        }).offerFinished,
    );
    expect(offers).toEqual([false, true]);
  });

  it('names the version it was filled against and the steps with their own timescales', () => {
    const action = anAction('0001', {
      steps: [
        { text: 'Hold a workshop', timescale: dayScale('2026-10-16'), leads: [] },
        { text: 'Write it up', timescale: null, leads: [] },
        { text: 'Share it', timescale: noTimescale, leads: [] },
      ],
    });
    const current = anUpdate('2026-10-14', '0001', { version: 4 });
    const formOf = (thisCycle: Update | null) =>
      replyForm({ plan, cycle, action, thisCycle, draft: openDraft(action, thisCycle, null), today });
    const form = formOf(current);
    expect(form.seen).toBe(4);
    expect(form.steps).toEqual(['Hold a workshop (16 October 2026)', 'Write it up', 'Share it']);
    expect(formOf(null).seen).toBe(0);
  });
});
