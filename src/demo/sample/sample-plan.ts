import { Temporal } from 'temporal-polyfill';
import { forEachText, type Reply, type ReplyText } from '../../domain/reply/reply-fields.ts';
import { priority1 } from './priority-1.ts';
import { priority2 } from './priority-2.ts';
import { priority3 } from './priority-3.ts';
import { priority4 } from './priority-4.ts';
import { type SampleUser, sampleLead, samplePeople, yourJobTitle } from './sample-people.ts';
import { longDate, writeTimescale } from './sample-timescale.ts';
import type { SampleAction, SampleAnswer, SampleRating } from './sample-types.ts';

export const samplePlanId = 'ostlemere-send';
export const samplePlanName = 'Ostlemere local area SEND improvement plan';

const priorities = [priority1, priority2, priority3, priority4];
const actions: readonly SampleAction[] = priorities.flatMap((priority) => priority.actions);

/** The board meets on the second Wednesday of the month. */
function boardOf(month: Temporal.PlainYearMonth): Temporal.PlainDate {
  const first = month.toPlainDate({ day: 1 });
  return first.add({ days: ((3 - first.dayOfWeek + 7) % 7) + 7 });
}

/** The last `count` board meetings before `today`, oldest first. */
function boardsBefore(today: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  const thisMonth = boardOf(today.toPlainYearMonth());
  const newest = Temporal.PlainDate.compare(thisMonth, today) < 0 ? 0 : 1;
  return Array.from({ length: count }, (_, index) =>
    boardOf(today.toPlainYearMonth().subtract({ months: newest + count - 1 - index })),
  );
}

/** The first board meeting that leaves the leads a fortnight: the one to open a cycle for. */
export function nextSampleMeeting(today: Temporal.PlainDate): Temporal.PlainDate {
  const earliest = today.add({ days: 14 });
  const thisMonth = boardOf(earliest.toPlainYearMonth());
  return Temporal.PlainDate.compare(thisMonth, earliest) >= 0
    ? thisMonth
    : boardOf(earliest.toPlainYearMonth().add({ months: 1 }));
}

/**
 * The board meetings in the calendar: the four after the next one, which is left to be opened by hand. Their prompts go
 * out more than a week from `today`, so that nobody is asked by surprise.
 */
export function sampleCalendar(today: Temporal.PlainDate): Temporal.PlainDate[] {
  const next = nextSampleMeeting(today).toPlainYearMonth();
  return [1, 2, 3, 4].map((months) => boardOf(next.add({ months })));
}

/** The day that the sample tracker describes: the board before the two past cycles. */
export function samplePositionDate(today: Temporal.PlainDate): Temporal.PlainDate {
  const [position = today] = boardsBefore(today, 3);
  return position;
}

/** The sample tracker as CSV, the way a council would save it: title lines above the header row. */
export function sampleTracker(today: Temporal.PlainDate): string {
  return toCsv([
    [samplePlanName],
    ['Ostlemere SEND Improvement Board'],
    [`Position at ${longDate(samplePositionDate(today))}`],
    [],
    [
      'Ref',
      'Priority',
      'Theme',
      'Action',
      'Responsible lead',
      'Strategic lead',
      'Original timescale',
      'Progress',
      'Evidence',
      'RAG',
    ],
    ...priorities.flatMap((priority) =>
      priority.actions.map((action) => [
        action.ref,
        priority.title,
        action.theme,
        action.action,
        leadText(action.lead),
        leadText(action.strategic),
        writeTimescale(action.original, today),
        action.progress,
        action.evidence,
        action.rating,
      ]),
    ),
  ]);
}

/** The people file that goes with the tracker, as CSV. */
export function samplePeopleFile(user: SampleUser): string {
  return toCsv([
    ['Name', 'Initials', 'Aliases', 'E-mail', 'Entra object id', 'Agency', 'Role'],
    ...samplePeople(user).map((person) => [
      person.name,
      person.initials,
      person.aliases.join('; '),
      person.email,
      person.userId,
      person.agency,
      person.roles.join('; '),
    ]),
  ]);
}

export interface SampleAssignment {
  readonly ref: string;
  /** Names as the people file gives them. */
  readonly lead: string;
  readonly strategic: string;
}

/** Who is confirmed to lead what. */
export function sampleAssignments(user: SampleUser): readonly SampleAssignment[] {
  return actions.map(({ ref, lead, strategic }) => ({
    ref,
    lead: sampleLead(lead, user).name,
    strategic: sampleLead(strategic, user).name,
  }));
}

/** One lead's reply for one action; `''` where the lead left a field blank. Dates are days in the plan's zone. */
export interface SampleReply extends Pick<Reply, ReplyText> {
  readonly ref: string;
  readonly lead: string;
  readonly on: string;
  readonly kind: 'update' | 'no-change';
  /** null for no change. */
  readonly rating: SampleRating | null;
  readonly revisedDate: string;
}

export interface SampleCycle {
  /** `YYYY-MM-DD`. */
  readonly meeting: string;
  readonly openedOn: string;
  readonly frozenOn: string;
  readonly replies: readonly SampleReply[];
}

/** The two cycles before `today`, older first, with every reply that came. */
export function samplePastCycles(today: Temporal.PlainDate, user: SampleUser): readonly SampleCycle[] {
  return boardsBefore(today, 2).map((meeting, index) => ({
    meeting: meeting.toString(),
    openedOn: meeting.subtract({ days: 27 }).toString(),
    frozenOn: meeting.subtract({ days: 9 }).toString(),
    replies: actions.flatMap((action, place) => {
      const answer = action.answers[index === 0 ? 0 : 1];
      return answer === null ? [] : [replyOf(action, answer, { place, meeting, today, user })];
    }),
  }));
}

interface AnsweredWhen {
  /** Of the action in the plan, from 0. */
  readonly place: number;
  readonly meeting: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
  readonly user: SampleUser;
}

function replyOf(
  action: SampleAction,
  answer: SampleAnswer,
  { place, meeting, today, user }: AnsweredWhen,
): SampleReply {
  const said = answer === 'no-change' ? null : answer;
  return {
    ref: action.ref,
    lead: sampleLead(action.lead, user).name,
    // Spread over a week that ends before any cycle's due date, bank holidays included.
    on: meeting.subtract({ days: 18 + (place % 7) }).toString(),
    kind: said ? 'update' : 'no-change',
    rating: said?.rating ?? null,
    ...forEachText((field) => said?.[field] ?? ''),
    revisedDate: said?.revisedMonths === undefined ? '' : monthEnd(today, said.revisedMonths),
  };
}

function monthEnd(today: Temporal.PlainDate, months: number): string {
  const month = today.toPlainYearMonth().add({ months });
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

function leadText(lead: SampleAction['lead']): string {
  return lead === 'you' ? yourJobTitle : sampleLead(lead, { name: '', userId: '' }).name;
}

/** RFC 4180 with the line ends that spreadsheet programs write. */
function toCsv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}
