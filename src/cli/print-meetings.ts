import { describeRule, ruleNames } from '../domain/calendar/check-rules.ts';
import type { ScheduleRules } from '../domain/calendar/schedule-rules.ts';
import type {
  BoardCalendar,
  CalendarDate,
  CalendarMeeting,
  CalendarWarning,
  DateChange,
  MeetingChange,
  MeetingMove,
  MeetingsPreview,
  RulesChange,
} from '../domain/meetings/board-calendar.ts';
import { inList, shortWeekday } from '../domain/shared/weekdays.ts';
import { lines, plural, safeLine } from './print.ts';

const dateLine = ({ name, day, time, reason, past }: CalendarDate) =>
  `    ${shortWeekday(day)}${time === null ? '' : ` ${time}`}  ${name}${past ? ' (past)' : ''}: ${safeLine(reason)}`;

function meetingLines(meeting: CalendarMeeting): string[] {
  const boards = inList(meeting.boards.map(safeLine));
  const moved =
    meeting.movedFrom.length === 0 ? '' : ` (moved from ${inList(meeting.movedFrom.map(shortWeekday))})`;
  return [
    `  ${shortWeekday(meeting.date)}  ${boards}${moved}: ${safeLine(meeting.replies)}`,
    ...meeting.dates.filter(({ what }) => what !== 'meeting').map(dateLine),
  ];
}

function warningLines(warnings: readonly CalendarWarning[]): string[] {
  return warnings.length === 0
    ? []
    : ['Look at:', ...warnings.map(({ code, message }) => `  - [${code}] ${safeLine(message)}`)];
}

const dateChangeLine = ({ name, from, to }: DateChange) =>
  `      ${name}: ${safeLine(from ?? 'none')} becomes ${safeLine(to ?? 'none')}`;

function changeLines(changes: readonly MeetingChange[]): string[] {
  if (changes.length === 0) return [];
  return [
    'Other meetings:',
    ...changes.flatMap(({ date, message, dates }) => [
      `  ${shortWeekday(date)}: ${safeLine(message)}`,
      ...dates.map(dateChangeLine),
    ]),
  ];
}

const notWritten = 'Nothing has been written.';

export function printMeetings(preview: MeetingsPreview): string {
  const { added, changed, written } = preview;
  return lines(
    preview.understood === '' ? [] : [`${preview.understood}.`],
    `${plural(added.length, 'meeting')} ${written ? 'added' : 'to add'} in ${preview.plan}${added.length === 0 ? '.' : ':'}`,
    added.flatMap(meetingLines),
    changeLines(changed),
    warningLines(preview.warnings),
    written ? [] : [notWritten],
  );
}

/** A calendar as `meeting list` gives it; `ics` is the file written, null for none. */
export function printCalendar({
  calendar,
  ics,
}: {
  readonly calendar: BoardCalendar;
  readonly ics: string | null;
}): string {
  const { meetings } = calendar;
  return lines(
    meetings.length === 0
      ? `${calendar.plan} has no board meetings yet. Add them: meeting add "16 December 2026" --plan ${calendar.plan}.`
      : `${plural(meetings.length, 'meeting')} in ${calendar.plan} (times in ${calendar.timeZone}):`,
    meetings.flatMap(meetingLines),
    warningLines(meetings.flatMap(({ warnings }) => warnings)),
    ics === null ? [] : [`Written to ${ics}.`],
  );
}

export function printMove(move: MeetingMove): string {
  const { from, to, written } = move;
  const what = to === null ? 'cancelled' : `moved to ${shortWeekday(to)}`;
  const cards = move.refreshed === 0 ? [] : [`${plural(move.refreshed, 'card')} brought up to date.`];
  return lines(
    `The meeting on ${shortWeekday(from)} is ${written ? '' : 'to be '}${what}.`,
    move.moved.map(dateChangeLine),
    move.stays.length === 0
      ? []
      : ['What has happened stays:', ...move.stays.map((text) => `  - ${safeLine(text)}`)],
    changeLines(move.changed),
    warningLines(move.warnings),
    cards,
    written ? [] : [notWritten],
  );
}

export function printRules(rules: ScheduleRules): string {
  return lines(
    (Object.keys(ruleNames) as (keyof ScheduleRules)[]).map(
      (rule) => `${ruleNames[rule]}: ${safeLine(describeRule(rule, rules))}`,
    ),
  );
}

export function printRulesChange(change: RulesChange): string {
  return lines(
    change.changes.length === 0
      ? 'The rules are as they were.'
      : change.changes.map(
          ({ rule, from, to }) => `${ruleNames[rule]}: ${safeLine(from)} becomes ${safeLine(to)}`,
        ),
    changeLines(change.meetings),
    change.kept.length === 0
      ? []
      : [`Cycles opened already keep their dates: ${inList(change.kept.map(shortWeekday))}.`],
    warningLines(change.warnings),
  );
}
