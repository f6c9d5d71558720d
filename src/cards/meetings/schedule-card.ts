import type { BoardCalendar, CalendarMeeting, MeetingMove } from '../../domain/meetings/board-calendar.ts';
import { type Button, type ButtonRow, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { openPage, pageButtons, shortTitles } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords } from '../kit/words.ts';
import {
  calendarWarningBlocks,
  changedMeetingBlocks,
  linkBlocks,
  meetingBlocks,
  movedBlock,
  type ScheduleBlock,
  schedulePages,
  textBlock,
} from './schedule-blocks.ts';

/** Meetings on one page: three screens of a phone. */
const onPage = 4;
/** Characters of JSON for a page's meetings, of the 40,000 that a message holds. */
const room = 28_000;

/** What the template of the calendar's cards is filled with. */
export interface ScheduleCard {
  readonly plan: string;
  readonly title: string;
  readonly notice: string;
  readonly intro: string;
  readonly blocks: readonly ScheduleBlock[];
  readonly pageWords: string;
  readonly rows: readonly ButtonRow[];
  readonly fallback: string;
}

/** The plan's meetings from today on, soonest first, `page` counted from 1; a page that is not there shows the nearest one. */
export function scheduleCard(calendar: BoardCalendar, page = 1): AdaptiveCard {
  return fillCard('schedule', scheduleData(calendar, page));
}

/** What the calendar's template is filled with. */
export function scheduleData(calendar: BoardCalendar, page = 1): ScheduleCard {
  const { plan: planId, today } = calendar;
  const coming = calendar.meetings.filter(({ date, state }) => state === 'planned' && date >= today);
  const groups = coming.map((meeting) => meetingBlocks(meeting, meetingButtons(planId, meeting)));
  const shown = openPage(schedulePages(groups, onPage, room), page);
  const [next] = coming;
  return {
    plan: shortLine(calendar.name, 200),
    title: next === undefined ? 'No meetings to come' : `${count(coming.length, 'meeting')} to come`,
    notice: '',
    intro:
      next === undefined
        ? 'Add the board’s meetings once. Leads are then asked and reminded, the data frozen and the papers’ day kept, each worked back from its meeting.'
        : '',
    blocks: shown.items.flat(),
    pageWords: shown.words,
    rows: [
      ...buttonRows(pageButtons(shown, { verb: 'schedule.page', planId }, shortTitles)),
      ...buttonRows([
        button('Add meetings', { verb: 'schedule.addForm', planId }),
        button('Rules', { verb: 'schedule.rulesForm', planId }, 'Rules for the dates'),
        button('Calendar file', { verb: 'schedule.file', planId }, 'These dates in your own calendar'),
      ]),
    ],
    fallback: `${plainLine(calendar.name)}: ${next === undefined ? 'no meetings to come' : `next board meeting ${dayWords(next.date)}`}.`,
  };
}

function meetingButtons(planId: string, { date }: CalendarMeeting): Button[] {
  return [
    button('Move', { verb: 'schedule.moveForm', planId, date }, `Move the meeting on ${dayWords(date)}`),
    button('Cancel it', { verb: 'schedule.cancel', planId, date }, `Cancel the meeting on ${dayWords(date)}`),
  ];
}

/** Asks before a meeting is cancelled, with what comes of it. */
export function scheduleCancelCard(cancelling: MeetingMove, notice = ''): AdaptiveCard {
  const { plan: planId, from: date } = cancelling;
  const title = `Cancel the meeting on ${dayWords(date)}?`;
  const comes = consequenceBlocks(cancelling);
  const data: ScheduleCard = {
    plan: shortLine(cancelling.name, 200),
    title: escapeLine(title),
    notice: escapeLine(notice),
    intro: 'Nothing is changed until you say yes.',
    blocks: [
      textBlock('text', boardWords(cancelling.meeting)),
      ...(comes.length > 0 ? comes : [textBlock('text', 'No other meeting changes.')]),
    ],
    pageWords: '',
    rows: buttonRows([
      button(
        'Yes, cancel it',
        { verb: 'schedule.cancel', planId, date, accept: true },
        `Cancel the meeting on ${dayWords(date)}`,
      ),
      button('No, keep it', { verb: 'schedule.page', planId }),
    ]),
    fallback: title,
  };
  return fillCard('schedule', data);
}

function boardWords({ boards }: CalendarMeeting): string {
  return boards.map((name) => excerpt(plainLine(name), 100)).join(', ');
}

/** What moving a meeting would do, or a move or cancellation has done. `seen` stands for the preview; `notice` is '' for none. */
export function scheduleMovedCard(move: MeetingMove, seen: string, notice = ''): AdaptiveCard {
  return fillCard('schedule', scheduleMovedData(move, seen, notice));
}

function scheduleMovedData(move: MeetingMove, seen: string, notice: string): ScheduleCard {
  const { plan: planId, from, to, written } = move;
  const title = moveTitle(move);
  const back = button(written ? 'Calendar' : 'Leave it', { verb: 'schedule.page', planId });
  return {
    plan: shortLine(move.name, 200),
    title: escapeLine(title),
    notice: escapeLine(notice),
    intro: written ? doneWords(move) : 'Nothing is changed until you press Move it.',
    blocks: consequenceBlocks(move),
    pageWords: '',
    rows: buttonRows(
      written || to === null
        ? [back]
        : [
            button('Move it', { verb: 'schedule.move', planId, date: from, entered: { to, shown: seen } }),
            button('Another date', { verb: 'schedule.moveForm', planId, date: from }),
            back,
          ],
    ),
    fallback: title,
  };
}

/** What moves, what no longer can, and other meetings that change, as far as a message holds them. */
function consequenceBlocks({ written, moved, stays, warnings, changed }: MeetingMove): ScheduleBlock[] {
  const parts: ScheduleBlock[][] = [
    moved.length === 0
      ? []
      : [textBlock('strong', written ? 'What has moved' : 'What moves'), ...movedBlock(moved)],
    stays.length === 0
      ? []
      : [
          textBlock('strong', written ? 'What stays as it was' : 'What stays as it is'),
          ...stays.map((text) => textBlock('text', text)),
        ],
    calendarWarningBlocks(warnings),
    ...changed.map((change) => changedMeetingBlocks(change, true)),
  ].filter((part) => part.length > 0);
  // One page: a move touches one meeting and the few that draw on it.
  const [fitting = []] = schedulePages(parts, 20, room);
  const left = parts.length - fitting.length;
  return [
    ...fitting.flat(),
    ...(left > 0
      ? [textBlock('text', `and ${count(left, 'more meeting changes', 'more meetings change')}.`)]
      : []),
  ];
}

function moveTitle({ from, to, written }: MeetingMove): string {
  if (to === null) return `The meeting on ${dayWords(from)} is cancelled`;
  return written
    ? `The meeting has moved to ${dayWords(to)}`
    : `Move the meeting from ${dayWords(from)} to ${dayWords(to)}?`;
}

function doneWords({ refreshed }: MeetingMove): string {
  return refreshed > 0
    ? `${count(refreshed, 'card in a lead’s chat is', 'cards in leads’ chats are')} brought up to date.`
    : '';
}

/** Asks before everybody who has the calendar's link loses it. */
export function scheduleReplaceLinkCard(plan: { readonly id: string; readonly name: string }): AdaptiveCard {
  const data: ScheduleCard = {
    plan: shortLine(plan.name, 200),
    title: 'Give a new link?',
    notice: '',
    intro:
      'The old link finds nothing from then on: everybody who has added these dates to their own calendar by it must do so again with the new one.',
    blocks: [],
    pageWords: '',
    rows: buttonRows([
      button('Yes, give a new link', { verb: 'schedule.replaceLink', planId: plan.id, accept: true }),
      button('Keep the old one', { verb: 'schedule.file', planId: plan.id }),
    ]),
    fallback: `${plainLine(plan.name)}: give a new calendar link?`,
  };
  return fillCard('schedule', data);
}

/** Gives the address of the plan's calendar file; null where the service has no public address. */
export function scheduleFileCard(
  plan: { readonly id: string; readonly name: string },
  url: string | null,
): AdaptiveCard {
  const data: ScheduleCard = {
    plan: shortLine(plan.name, 200),
    title: 'Calendar file',
    notice: '',
    intro:
      url === null
        ? 'This service has no public address, so there is no link to give. Whoever runs it can write the file at the command line, with meeting list and its option for an .ics file.'
        : 'Open the link to add these dates to your own calendar; in Outlook, “Add calendar, Subscribe from web” keeps them up to date. Whoever has the link can read the dates, and nothing else of the plan. It is the same link each time; if it has got into wrong hands, give a new one.',
    blocks: url === null ? [] : linkBlocks('Open the calendar file', url),
    pageWords: '',
    rows: buttonRows([
      button('Calendar', { verb: 'schedule.page', planId: plan.id }),
      ...(url === null ? [] : [button('Give a new link', { verb: 'schedule.replaceLink', planId: plan.id })]),
    ]),
    fallback: `${plainLine(plan.name)}: the calendar file.`,
  };
  return fillCard('schedule', data);
}
