import { Temporal } from 'temporal-polyfill';
import { emptyForm, type ScheduleForm } from '../../../src/cards/meetings/schedule-form.ts';
import { draftOf } from '../../../src/cards/meetings/schedule-rules-draft.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import type {
  BoardCalendar,
  CalendarDate,
  CalendarMeeting,
  MeetingMove,
  MeetingsPreview,
  RulesChange,
} from '../../../src/domain/meetings/board-calendar.ts';

/** Calendars of an invented plan, for tests, the gallery and the card designer. */
const planId = 'marlbury-send';
const planName = 'Marlbury SEND accelerated progress plan';
const timeZone = 'Europe/London';

const date = (
  what: CalendarDate['what'],
  name: string,
  day: string,
  reason: string,
  more: Partial<CalendarDate> = {},
): CalendarDate => ({ what, name, day, time: null, reason, past: false, ...more });

const roundDates: readonly CalendarDate[] = [
  date('opens', 'Prompts go out', '2026-11-17', 'Ten working days before the last day for replies.', {
    time: '09:00',
    past: true,
  }),
  date('reminder', 'Reminder', '2026-11-24', 'Five working days before the last day for replies.', {
    time: '09:00',
  }),
  date('reminder', 'Reminder', '2026-11-27', 'Two working days before the last day for replies.', {
    time: '09:00',
  }),
  date('due', 'Last day for replies', '2026-12-01', 'Three working days before papers are published.'),
  date(
    'escalates',
    'Silence goes to the strategic lead',
    '2026-12-02',
    'One working day after the last day for replies.',
    {
      time: '09:00',
    },
  ),
  date('freezes', 'Data are frozen', '2026-12-02', 'Two working days before papers are published.', {
    time: '17:00',
  }),
  date(
    'publish-by',
    'Papers published',
    '2026-12-04',
    'Papers must be open five clear working days before the meeting: neither the day of issue nor the day of the meeting counts, nor do weekends and bank holidays.',
  ),
  date('meeting', 'Meeting', '2026-12-14', ''),
];

const later = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
const daysBetween = (a: string, b: string) =>
  Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'day' }).days;

/** The dates of a meeting on the weekday of 14 or 16 December 2026, whole weeks away, all of them still to come. */
function roundFor(day: string): CalendarDate[] {
  const isMonday = Temporal.PlainDate.from(day).dayOfWeek === 1;
  // Two days later every date but the first Monday's is two working days later.
  const wednesday = { '2026-11-27': '2026-12-01', '2026-12-04': '2026-12-08', '2026-12-14': '2026-12-16' };
  const base = (one: string) =>
    isMonday ? one : (Object.entries(wednesday).find(([monday]) => monday === one)?.[1] ?? later(one, 2));
  const days = daysBetween(base('2026-12-14'), day);
  return roundDates.map((one) => ({ ...one, day: later(base(one.day), days), past: false }));
}

export const meeting: CalendarMeeting = {
  date: '2026-12-14',
  state: 'planned',
  boards: ['Marlbury SEND Improvement Board'],
  asking: 'when-due',
  cycle: '2026-12-14',
  asks: true,
  cycleState: 'open',
  replies: 'Leads are asked for this meeting.',
  dates: roundDates,
  movedFrom: ['2026-12-09'],
  movedTo: null,
  missed: null,
  warnings: [],
};

const drawing: CalendarMeeting = {
  ...meeting,
  date: '2026-12-17',
  boards: ['Health and Wellbeing Board', 'Children’s *Scrutiny* Committee'],
  asks: false,
  replies:
    'It draws on the replies for the meeting on 14 December 2026: both fall into one reporting period.',
  dates: [date('publish-by', 'Papers published', '2026-12-09', roundDates.at(-2)?.reason ?? '')],
  movedFrom: [],
};

const doubtful: CalendarMeeting = {
  ...meeting,
  date: '2027-05-03',
  cycle: '2027-05-03',
  cycleState: 'planned',
  movedFrom: [],
  dates: roundFor('2027-05-03'),
  warnings: [
    {
      code: 'closed-day',
      meeting: '2027-05-03',
      message:
        'Monday 3 May 2027 is a bank holiday (Early May bank holiday). The nearest working day is Tuesday 4 May 2027.',
    },
    {
      code: 'out-of-term',
      meeting: '2027-05-03',
      message: 'Prompts go out on 6 April 2027, which is out of term.',
    },
  ],
};

/** Every four weeks. */
const many = (number: number): CalendarMeeting[] =>
  Array.from({ length: number }, (_, index) => {
    const day = later('2027-01-13', 28 * index);
    const message = 'Some of its days fall out of term.';
    return {
      ...doubtful,
      date: day,
      cycle: day,
      dates: roundFor(day),
      warnings: index % 3 === 0 ? [{ code: 'out-of-term', meeting: day, message }] : [],
    };
  });

export const calendar: BoardCalendar = {
  plan: planId,
  name: planName,
  timeZone,
  today: '2026-11-20',
  rules: {
    ...standardRules,
    boards: [
      { name: 'Marlbury SEND Improvement Board', clearDays: null },
      { name: 'Schools Forum', clearDays: 7 },
    ],
    closedDays: [
      { date: '2026-12-24', name: 'Christmas closure' },
      { date: '2026-12-25', name: 'Christmas closure' },
      { date: '2027-06-04', name: 'Inset day' },
    ],
    terms: [{ name: 'Autumn term', from: '2026-09-02', to: '2026-12-18' }],
  },
  meetings: [
    { ...meeting, date: '2026-10-14', dates: [] },
    { ...meeting, date: '2026-12-09', state: 'moved', movedTo: '2026-12-14', movedFrom: [], dates: [] },
    meeting,
    drawing,
    doubtful,
  ],
};
export const calendarNone: BoardCalendar = { ...calendar, meetings: [] };
export const calendarLong: BoardCalendar = { ...calendar, meetings: many(36) };

export const form: ScheduleForm = {
  ...emptyForm,
  often: 'month',
  which: 'second',
  weekday: 'Wednesday',
  from: '2027-01-01',
  until: '2027-12-31',
  boards: ['Schools Forum'],
  otherBoards: 'Health and Wellbeing Board',
};
export const addView = {
  planId,
  planName,
  knownBoards: ['Marlbury SEND Improvement Board', 'Schools Forum', 'Children’s *Scrutiny*, Health & Care'],
  form: emptyForm,
  faults: {},
  problem: null,
};
export const addFaults = {
  ...addView,
  form: { ...form, weekday: '', dates: '14 December 2026\n13 January 2027\n31 February 2027' },
  faults: {
    weekday: 'Please choose the day of the week.',
    dates: '“31 February 2027” (line 3): February 2027 has no day 31. Correct the date.',
  },
};

export const preview: MeetingsPreview = {
  plan: planId,
  name: planName,
  timeZone,
  today: '2026-11-20',
  understood: 'Every month on the second Wednesday, from 1 January 2027 until 31 December 2027',
  added: [
    {
      ...drawing,
      date: '2027-01-06',
      dates: roundFor('2027-01-06').filter(({ what }) => what === 'publish-by'),
    },
    doubtful,
    {
      ...doubtful,
      date: '2027-06-09',
      cycle: '2027-06-09',
      dates: roundFor('2027-06-09'),
      warnings: [],
    },
  ],
  changed: [
    {
      date: '2026-12-17',
      message: 'Leads are asked for it: nobody asks them shortly before.',
      dates: [
        { what: 'opens', name: 'Prompts go out', from: null, to: 'Tuesday 17 November 2026' },
        { what: 'due', name: 'Last day for replies', from: null, to: 'Tuesday 1 December 2026' },
      ],
    },
  ],
  warnings: [
    ...doubtful.warnings,
    {
      code: 'meeting-exists',
      meeting: '2026-12-14',
      message: 'There is a meeting on 14 December 2026 already; nothing is added for it.',
    },
  ],
  written: false,
};
export const previewLong: MeetingsPreview = { ...preview, added: many(36), changed: [] };
export const previewNothing: MeetingsPreview = {
  ...preview,
  added: [],
  changed: [],
  warnings: preview.warnings.slice(-1),
};
export const seen = '0123456789abcdef0123456789abcdef';
export const previewed = { preview, form, seen, notice: '' };

export const move: MeetingMove = {
  plan: planId,
  name: planName,
  from: '2026-12-14',
  to: '2026-12-16',
  meeting,
  moved: [
    {
      what: 'due',
      name: 'Last day for replies',
      from: 'Tuesday 1 December 2026',
      to: 'Thursday 3 December 2026',
    },
    {
      what: 'freezes',
      name: 'Data are frozen',
      from: 'Wednesday 2 December 2026',
      to: 'Friday 4 December 2026',
    },
    {
      what: 'publish-by',
      name: 'Papers published',
      from: 'Friday 4 December 2026',
      to: 'Tuesday 8 December 2026',
    },
  ],
  stays: ['Prompts went out on Tuesday 17 November 2026 and are not sent again.'],
  changed: [
    {
      date: '2026-12-17',
      message: 'It draws on the replies for the meeting on 16 December 2026.',
      dates: [],
    },
  ],
  warnings: [
    {
      code: 'date-passed',
      meeting: '2026-12-16',
      message: 'The first reminder would have been on Thursday 19 November 2026; it is left out.',
    },
  ],
  refreshed: 0,
  written: false,
};
export const moveForm = { planId, planName, date: '2026-12-14', to: '', fault: null };
export const cancelling: MeetingMove = {
  ...move,
  to: null,
  moved: [],
  stays: ['The cycle stays open and its replies are kept. Freeze it when you need no more.'],
  warnings: [],
};

export const rulesForm = { planId, planName, draft: draftOf(calendar.rules), faults: {}, problem: null };
export const rulesFaults = {
  ...rulesForm,
  draft: { ...rulesForm.draft, dueDays: '99', closedDays: '24 December 2026\nChristmas' },
  faults: {
    dueDays: 'Please give a whole number from 0 to 30.',
    closedDays:
      'Line 2, “Christmas”: I cannot read a date at its start. Write it like 25 December 2026 Christmas closure.',
  },
  problem: 'The freeze cannot be before the last day for replies.',
};
export const rulesChange: RulesChange = {
  plan: planId,
  name: planName,
  rules: calendar.rules,
  changes: [
    { rule: 'dueDays', from: '3', to: '5' },
    { rule: 'closedDays', from: '', to: '24 December 2026 (Christmas closure)' },
  ],
  meetings: [{ date: '2027-01-13', message: 'Its dates are worked back anew.', dates: move.moved }],
  kept: ['2026-12-14'],
  warnings: [],
};
