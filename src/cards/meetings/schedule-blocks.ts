import type {
  CalendarDate,
  CalendarMeeting,
  CalendarWarning,
  DateChange,
  MeetingChange,
} from '../../domain/meetings/board-calendar.ts';
import { formatWeekday } from '../../domain/shared/dates.ts';
import type { Button } from '../kit/buttons.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages } from '../kit/pages.ts';

interface Fact {
  readonly title: string;
  readonly value: string;
}

/** A part of a calendar card, top to bottom; every template field is there, whatever the kind. */
export interface ScheduleBlock {
  readonly kind: 'item' | 'strong' | 'text' | 'warning' | 'facts' | 'fold' | 'buttons' | 'link';
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly buttons: readonly Button[];
  /** Of a fold: its button and what it shows and hides; of a link: its button and where it leads. */
  readonly title: string;
  readonly tooltip: string;
  readonly id: string;
}

/** Our longest sentences with somebody’s names in them. */
const longestText = 400;
const longestReason = 300;

const nothing = { text: '', facts: [], buttons: [], title: '', tooltip: '', id: '' } as const;

/** Words of ours or somebody's, cut to what a reader takes in and escaped. */
export function textBlock(kind: 'item' | 'strong' | 'text' | 'warning', text: string): ScheduleBlock {
  return { ...nothing, kind, text: shortLine(text, longestText) };
}

/** Buttons that fit one row of the narrowest phone. */
function buttonBlock(buttons: readonly Button[]): ScheduleBlock {
  return { ...nothing, kind: 'buttons', buttons };
}

/** A button that opens an address of this service, and the address to copy. */
export function linkBlocks(title: string, address: string): ScheduleBlock[] {
  return [
    { ...nothing, kind: 'link', title, tooltip: title, id: address },
    { ...nothing, kind: 'text', text: escapeLine(address) },
  ];
}

function factBlock(facts: readonly Fact[]): ScheduleBlock[] {
  return facts.length === 0 ? [] : [{ ...nothing, kind: 'facts', facts }];
}

/**
 * Its day, who meets, where its replies come from, every date, and their reasons folded away. With buttons, a meeting
 * that is in the calendar: what is next is said too.
 */
export function meetingBlocks(meeting: CalendarMeeting, buttons: readonly Button[] = []): ScheduleBlock[] {
  const { date, boards, movedFrom, missed, warnings, dates } = meeting;
  const next = buttons.length === 0 ? undefined : dates.find(({ past }) => !past);
  const before = movedFrom.at(-1);
  return [
    textBlock('item', formatWeekday(date)),
    textBlock('text', boards.map(plainLine).join(', ')),
    ...(before === undefined ? [] : [textBlock('text', `Moved from ${formatWeekday(before)}.`)]),
    textBlock('text', meeting.replies),
    ...(next === undefined ? [] : [textBlock('strong', nextWords(next))]),
    ...warnings.map(({ message }) => textBlock('warning', message)),
    // Said already where a warning of the same says so.
    ...(missed === null || warnings.some(({ code }) => code === 'missed')
      ? []
      : [textBlock('warning', missed)]),
    ...factBlock(dateFacts(dates)),
    ...reasonsBlock(meeting),
    ...(buttons.length === 0 ? [] : [buttonBlock(buttons)]),
  ];
}

/** Days of one kind on one line, in the order of the first. */
function dateFacts(dates: readonly CalendarDate[]): Fact[] {
  const names = [...new Set(dates.filter(({ what }) => what !== 'meeting').map(({ name }) => name))];
  return names.map((name) => ({
    title: escapeLine(name),
    value: escapeLine(
      dates
        .filter((one) => one.name === name)
        .map((one) => `${shortWhen(one)}${one.past ? ' (passed)' : ''}`)
        .join('; '),
    ),
  }));
}

function reasonsBlock({ date, dates }: CalendarMeeting): ScheduleBlock[] {
  const reasons = dates
    .filter(({ reason }) => reason !== '')
    .map((one) => `• ${shortLine(`${one.name}, ${whenWords(one)}: ${one.reason}`, longestReason)}`);
  if (reasons.length === 0) return [];
  return [
    {
      ...nothing,
      kind: 'fold',
      title: 'Why these dates?',
      tooltip: `Why these dates for ${formatWeekday(date)}?`,
      id: `why-${date}`,
      text: reasons.join('\n\n'),
    },
  ];
}

/** A meeting that was there, and what becomes of it; `also` where it changes because of another. */
export function changedMeetingBlocks(
  { date, message, dates }: MeetingChange,
  also: boolean,
): ScheduleBlock[] {
  return [
    textBlock('item', `${formatWeekday(date)}${also ? ' changes too' : ''}`),
    textBlock('text', message),
    ...movedBlock(dates),
  ];
}

/** What a day was and is now, one a line. */
export function movedBlock(dates: readonly DateChange[]): ScheduleBlock[] {
  return factBlock(
    dates.map(({ name, from, to }) => ({
      title: escapeLine(name),
      value: shortLine(
        `${from === null ? 'none' : plainLine(from)} → ${to === null ? 'none' : plainLine(to)}`,
        300,
      ),
    })),
  );
}

export function calendarWarningBlocks(warnings: readonly CalendarWarning[]): ScheduleBlock[] {
  return warnings.map(({ message }) => textBlock('warning', message));
}

/** `Wednesday 16 December 2026 at 17:00`. */
function whenWords({ day, time }: Pick<CalendarDate, 'day' | 'time'>): string {
  return `${formatWeekday(day)}${time === null ? '' : ` at ${time}`}`;
}

/** `Next: freeze, Wednesday 16 December 2026 at 17:00`. */
function nextWords(next: CalendarDate): string {
  return `Next: ${lowerFirst(next.name)}${next.name.endsWith(' by') ? '' : ','} ${whenWords(next)}`;
}

/** `Wed 16 Dec 2026, 17:00`: short enough for a phone, the reasons say it in full. */
function shortWhen({ day, time }: Pick<CalendarDate, 'day' | 'time'>): string {
  const [weekday = '', date = '', month = '', year = ''] = formatWeekday(day).split(' ');
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)} ${year}${time === null ? '' : `, ${time}`}`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** What the template adds around a block, in characters of JSON, at most. */
const overhead = {
  item: 190,
  strong: 150,
  text: 130,
  warning: 150,
  facts: 90,
  fold: 340,
  buttons: 90,
  link: 150,
} as const;

/** Characters of JSON that blocks take in a message; a button's data is sent twice. */
function sizeOf(blocks: readonly ScheduleBlock[]): number {
  return blocks.reduce((sum, block) => {
    const { kind, text, facts, buttons, title, tooltip, id } = block;
    const shown = JSON.stringify([text, facts, title, tooltip, id, id]).length;
    return sum + overhead[kind] + shown + buttons.reduce((size, one) => size + buttonSize(one), 0);
  }, 0);
}

/** Characters of JSON that a button takes in a message. */
export function buttonSize({ title, tooltip, verb, data }: Button): number {
  return 150 + JSON.stringify([title, title, tooltip, verb]).length + 2 * JSON.stringify(data).length;
}

/** The first of these blocks that fit into so many characters. */
export function fittingBlocks(blocks: readonly ScheduleBlock[], room: number): ScheduleBlock[] {
  let left = room;
  return blocks.filter((block) => {
    left -= sizeOf([block]);
    return left >= 0;
  });
}

/** A group as it is, or what of it cannot be missed where it alone is too much for a message. */
function trimmed(group: readonly ScheduleBlock[], room: number): readonly ScheduleBlock[] {
  if (sizeOf(group) <= room) return group;
  const unfolded = group.filter(({ kind }) => kind !== 'fold');
  if (sizeOf(unfolded) <= room) return unfolded;
  return unfolded.filter(({ kind }) => kind === 'item' || kind === 'facts' || kind === 'buttons');
}

/** Groups of blocks in pages of at most `most` groups and `room` characters; always at least one page. */
export function schedulePages(
  groups: readonly (readonly ScheduleBlock[])[],
  most: number,
  room: number,
): (readonly ScheduleBlock[])[][] {
  const fitting = groups.map((group) => trimmed(group, room));
  return cutPages(fitting, { isFull: atMost(most), room, sizeOf });
}

/** Days in words, one after the other; those beyond `most` counted. */
export function daysWords(days: readonly string[], most: number): string {
  const shown = days.slice(0, most).map((day) => shortWhen({ day, time: null }));
  const left = days.length - shown.length;
  return excerpt(`${shown.join('; ')}${left > 0 ? ` and ${left} more` : ''}`, 3000);
}
