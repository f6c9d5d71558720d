import createIcal, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type {
  BoardCalendar,
  CalendarDate,
  CalendarMeeting,
  DateName,
} from '../domain/meetings/board-calendar.ts';
import { inList, shortWeekday } from '../domain/shared/weekdays.ts';

/** Reminders and escalation are the scheduler's own work: nobody needs them in a diary. */
const shown: ReadonlySet<DateName> = new Set(['opens', 'due', 'freezes', 'publish-by', 'meeting']);

/** Line breaks stay; other control characters are not allowed in a calendar and go. */
const plain = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ');

/** For the calendar's own name, which the package writes as it is given. */
const escaped = (text: string) =>
  plain(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\;,]/g, '\\$&');

/**
 * What names a meeting's entries for ever: the day it first had, so that a diary moves an entry it knows rather than add
 * another. Where that day has a meeting of its own, the present day.
 */
function identityOf(meeting: CalendarMeeting, { meetings }: BoardCalendar): string {
  const first = meeting.movedFrom[0];
  if (first === undefined) return meeting.date;
  const taken = meetings.some(
    (other) => other !== meeting && other.date === first && other.state !== 'moved',
  );
  return taken ? meeting.date : first;
}

function titleOf(what: DateName, boards: string, date: string): string {
  const day = shortWeekday(date);
  switch (what) {
    case 'meeting':
      return `${boards} meets`;
    case 'opens':
      return `Prompts go out for ${boards}, ${day}`;
    case 'due':
      return `Last day for replies for ${boards}, ${day}`;
    case 'freezes':
      return `Freeze of the paper for ${boards}, ${day}`;
    case 'publish-by':
      return `Papers published by today for ${boards}, ${day}`;
    case 'reminder':
    case 'escalates':
      return '';
  }
}

function startOf({ day, time }: Pick<CalendarDate, 'day' | 'time'>, timeZone: string): Date {
  const date = Temporal.PlainDate.from(day);
  const zoned =
    time === null
      ? date.toZonedDateTime('UTC')
      : date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
  return new Date(zoned.epochMilliseconds);
}

/**
 * The calendar as an iCalendar file (RFC 5545) for diaries: whole days for prompts, last day for replies, publication and
 * the meeting, the freeze with its time in UTC. Entries keep their identity when a meeting moves, and a
 * cancelled meeting is said to be. `now` stamps the entries. Holds no names of people.
 */
export function writeCalendar(calendar: BoardCalendar, now: Temporal.Instant): string {
  const ical = createIcal({
    name: escaped(`${calendar.name}: board calendar`),
    prodId: { company: 'Board Actions', product: 'Board calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const meeting of calendar.meetings) {
    if (meeting.state === 'moved') continue;
    const identity = identityOf(meeting, calendar);
    const boards = plain(inList(meeting.boards)).replace(/\s+/g, ' ');
    const isCancelled = meeting.state === 'cancelled';
    const dates: readonly Pick<CalendarDate, 'what' | 'day' | 'time' | 'reason'>[] = isCancelled
      ? [{ what: 'meeting', day: meeting.date, time: null, reason: meeting.replies }]
      : meeting.dates;
    for (const date of dates) {
      if (!shown.has(date.what)) continue;
      // The time is shown for the freeze alone: prompts go out during that day.
      const time = date.what === 'freezes' ? date.time : null;
      const description =
        date.what === 'meeting' ? `${calendar.name}\n${meeting.replies}` : `${calendar.name}\n${date.reason}`;
      ical.createEvent({
        id: `${calendar.plan}-${identity}-${date.what}@board-actions`,
        sequence: meeting.movedFrom.length + (isCancelled ? 1 : 0),
        stamp: new Date(now.epochMilliseconds),
        start: startOf({ day: date.day, time }, calendar.timeZone),
        allDay: time === null,
        summary: titleOf(date.what, boards, meeting.date),
        description: plain(description),
        status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    }
  }
  return ical.toString();
}
