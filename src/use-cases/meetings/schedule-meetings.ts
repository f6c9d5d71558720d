import { Temporal } from 'temporal-polyfill';
import type { Asking } from '../../domain/calendar/meeting.ts';
import {
  describeDateProblem,
  mostDates,
  type ParsedDate,
  parseDates,
} from '../../domain/calendar/parse-dates.ts';
import {
  describeRecurrence,
  parseRecurrence,
  type Recurrence,
  settleRecurrence,
} from '../../domain/calendar/recurrence.ts';
import type { CalendarWarning, MeetingsPreview } from '../../domain/meetings/board-calendar.ts';
import { changedMeetings, planAdded } from '../../domain/meetings/plan-meetings.ts';
import { viewMeeting } from '../../domain/meetings/view-calendar.ts';
import { todayOf } from '../../domain/meetings/warn-meeting.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal, type RefusedField } from '../../domain/shared/errors.ts';
import { inList, shortWeekday } from '../../domain/shared/weekdays.ts';
import { Conflict, type Services } from '../../ports.ts';
import {
  calendarFacts,
  readStoredCalendar,
  type StoredCalendar,
  writeCalendarChange,
} from '../calendar/calendar-changes.ts';
import { expandRecurrence } from '../calendar/expand-recurrence.ts';
import { actorOf, type Requester } from '../shared/requester.ts';

/** Meetings as somebody typed them: a list of dates, a recurrence, or both. Texts that are not given are ''. */
export interface MeetingsEntered {
  /** A pasted list: `Wed 16 December 2026, 20/1/2027`. */
  readonly dates: string;
  /** How often: chosen, or as a phrase such as `second Wednesday monthly`. */
  readonly every: Recurrence | string;
  /** First and last day of the recurrence; today and a year on where ''. */
  readonly from: string;
  readonly until: string;
  /** Names of the boards that meet; [] for the plan's own. */
  readonly boards: readonly string[];
  readonly asking: Asking;
}

type ScheduleServices = Pick<Services, 'store' | 'directory' | 'clock' | 'bankHolidays'>;

/** Years of a recurrence: bank holidays are known a year or two ahead. */
const longestYears = 3;
const mostBoards = 20;
const longestBoard = 100;

interface EnteredDays {
  readonly days: readonly string[];
  readonly duplicates: readonly ParsedDate[];
  readonly understood: string;
}

/** One day as people write it. Throws `bad-input` in words, of the field where one is given. */
export function readOneDay(
  text: string,
  today: Temporal.PlainDate,
  what: string,
  field?: RefusedField,
): Temporal.PlainDate {
  const { dates, problems } = parseDates(text, today);
  const [first] = dates;
  const [problem] = problems;
  if (problem) throw refuseInput(describeDateProblem(problem, 'one'), field);
  if (first === undefined || dates.length > 1) {
    throw refuseInput(`Give one date for ${what}, such as 16 December 2026.`, field);
  }
  return Temporal.PlainDate.from(first.day);
}

function refuseInput(message: string, field?: RefusedField): Refusal {
  return new Refusal('bad-input', message, field === undefined ? {} : { field });
}

/** null where nothing is said of how often. Throws `bad-input` for a phrase that is none. */
function readEvery(every: MeetingsEntered['every']): Recurrence | null {
  if (typeof every !== 'string') return every;
  if (every.trim() === '') return null;
  const parsed = parseRecurrence(every);
  if ('problem' in parsed) throw refuseInput(parsed.problem, 'every');
  return parsed;
}

function expandEntered(
  recurrence: Recurrence,
  { from, until }: MeetingsEntered,
  today: Temporal.PlainDate,
): { days: string[]; understood: string } {
  const first = from.trim() === '' ? today : readOneDay(from, today, 'the first day', 'from');
  const last =
    until.trim() === '' ? first.add({ years: 1 }) : readOneDay(until, today, 'the last day', 'until');
  const [firstDay, lastDay] = [formatDate(first.toString()), formatDate(last.toString())];
  if (Temporal.PlainDate.compare(last, first) < 0) {
    throw refuseInput(`The last day, ${lastDay}, is before the first, ${firstDay}.`, 'until');
  }
  const longest = first.add({ years: longestYears });
  if (Temporal.PlainDate.compare(last, longest) > 0) {
    throw refuseInput(
      `That is more than three years. Give a last day up to ${formatDate(longest.toString())}.`,
      'until',
    );
  }
  const settled = settleRecurrence(recurrence, first);
  const days = expandRecurrence(settled, first, last, mostDates + 1).map(String);
  if (days.length > mostDates) {
    throw refuseInput(`That is more than ${mostDates} meetings. Give an earlier last day.`, 'every');
  }
  if (days.length === 0) {
    throw refuseInput(
      `There is no such day from ${firstDay} until ${lastDay}. Give a later last day.`,
      'every',
    );
  }
  const span = `from ${shortWeekday(days[0] ?? '')} until ${lastDay}`;
  return { days, understood: `${describeRecurrence(settled)}, ${span}` };
}

const mostProblemsTold = 5;

function readEntered(entered: MeetingsEntered, today: Temporal.PlainDate): EnteredDays {
  const { dates, duplicates, problems } = parseDates(entered.dates, today);
  if (problems.length > 0) {
    const told = problems.slice(0, mostProblemsTold).map((problem) => describeDateProblem(problem));
    const more = problems.length - told.length;
    throw refuseInput([...told, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'), 'dates');
  }
  const recurrence = readEvery(entered.every);
  const recurring = recurrence && expandEntered(recurrence, entered, today);
  const days = [...new Set([...dates.map(({ day }) => day), ...(recurring?.days ?? [])])].sort();
  if (days.length === 0) {
    throw refuseInput(
      'Give the dates of the board meetings, such as 16 December 2026, or how often it meets, such as “second Wednesday monthly”.',
      'dates',
    );
  }
  if (days.length > mostDates) {
    throw refuseInput(`That is ${days.length} meetings. Add at most ${mostDates} at once.`);
  }
  return { days, duplicates, understood: recurring?.understood ?? '' };
}

/** Board names as typed, each once. Throws `bad-input`. */
function readBoards(boards: readonly string[]): string[] {
  const names = [...new Set(boards.map((name) => name.replace(/\s+/g, ' ').trim()))].filter(
    (name) => name !== '',
  );
  if (names.length > mostBoards) throw refuseInput(`Name at most ${mostBoards} boards.`, 'boards');
  const long = names.find((name) => name.length > longestBoard);
  if (long !== undefined) {
    throw refuseInput(
      `“${long.slice(0, 40)}…” is too long for a board’s name. Use at most ${longestBoard} characters.`,
      'boards',
    );
  }
  return names;
}

/** Twenty meetings that are all far off are told of once. */
function gatherWarnings(warnings: readonly CalendarWarning[]): CalendarWarning[] {
  const far = warnings.filter(({ code }) => code === 'far-away');
  if (far.length < 2) return [...warnings];
  const first = far[0]?.meeting ?? '';
  return [
    ...warnings.filter(({ code }) => code !== 'far-away'),
    {
      code: 'far-away',
      meeting: null,
      message: `${far.length} meetings from ${formatDate(first)} on are over a year away: bank holidays may still be changed by then. Look at their dates again nearer the time.`,
    },
  ];
}

interface Prepared {
  readonly stored: StoredCalendar;
  readonly meetings: Parameters<typeof writeCalendarChange>[3]['meetings'];
  readonly preview: MeetingsPreview;
}

async function prepareAddition(
  services: ScheduleServices,
  requester: Requester,
  planId: string,
  entered: MeetingsEntered,
): Promise<Prepared> {
  const stored = await readStoredCalendar(services, requester, planId, 'run-cycle');
  const plan = stored.plan.value;
  const today = todayIn(plan, services.clock.now());
  const { days, duplicates, understood } = readEntered(entered, today);
  const facts = calendarFacts(services, plan, stored, days);
  const { meetings, added, warnings } = planAdded(facts, {
    days,
    boards: readBoards(entered.boards),
    asking: entered.asking,
    by: actorOf(requester).name,
  });
  const after = { ...facts, meetings };
  const isAdded = new Set(added);
  const shown = meetings
    .filter(({ date }) => isAdded.has(date))
    .map((meeting) => viewMeeting(meeting, after));
  const twice = duplicates.map(
    ({ day, line }): CalendarWarning => ({
      code: 'duplicate',
      meeting: day,
      message: `${formatDate(day)} is given twice, again on line ${line}. It counts once.`,
    }),
  );
  const preview: MeetingsPreview = {
    plan: plan.id,
    name: plan.name,
    timeZone: plan.timeZone,
    today: todayOf(facts),
    understood,
    added: shown,
    changed: changedMeetings(facts.meetings, after, isAdded),
    warnings: gatherWarnings([...twice, ...warnings, ...shown.flatMap((meeting) => meeting.warnings)]),
    written: false,
  };
  return { stored, meetings, preview };
}

/**
 * What adding these meetings would come to: every date with its rule, and everything to look at. Writes nothing. Throws
 * `bad-input` for dates that are not certain, with their place.
 */
export async function previewMeetings(
  services: ScheduleServices,
  requester: Requester,
  planId: string,
  entered: MeetingsEntered,
): Promise<MeetingsPreview> {
  return (await prepareAddition(services, requester, planId, entered)).preview;
}

/**
 * Adds the meetings that are not there yet and assigns every meeting its cycle anew. `written` is false where all were
 * there. Throws `meeting-exists` when somebody has added one of them at this moment.
 */
export async function addMeetings(
  services: ScheduleServices,
  requester: Requester,
  planId: string,
  entered: MeetingsEntered,
): Promise<MeetingsPreview> {
  const { stored, meetings, preview } = await prepareAddition(services, requester, planId, entered);
  try {
    const written = await writeCalendarChange(services, requester, stored, { meetings });
    return { ...preview, written };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw await existingRefusal(services, stored, preview, error);
  }
}

/** Which of the meetings somebody else has added meanwhile. */
async function existingRefusal(
  services: ScheduleServices,
  stored: StoredCalendar,
  { plan, added }: MeetingsPreview,
  cause: Conflict,
): Promise<Error> {
  const known = new Set(stored.meetings.map(({ value }) => value.date));
  const rows = new Set((await services.store.listMeetings(plan)).map(({ value }) => value.date));
  const there = added
    .filter(({ date }) => rows.has(date) && !known.has(date))
    .map(({ date }) => formatDate(date));
  if (cause.reason !== 'exists' || there.length === 0) return cause;
  return new Refusal(
    'meeting-exists',
    `Somebody has added ${inList(there)} at this moment. Look at the calendar and add what is missing.`,
    { cause },
  );
}
