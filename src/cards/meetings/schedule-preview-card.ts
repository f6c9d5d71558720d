import type { MeetingsPreview } from '../../domain/meetings/board-calendar.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { openPage, pageButtons, shortTitles } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import {
  buttonSize,
  calendarWarningBlocks,
  changedMeetingBlocks,
  daysWords,
  fittingBlocks,
  meetingBlocks,
  type ScheduleBlock,
  schedulePages,
  textBlock,
} from './schedule-blocks.ts';
import type { ScheduleCard } from './schedule-card.ts';
import type { ScheduleForm } from './schedule-form.ts';

const onPage = 4;
/** Characters of JSON for a page's meetings and the buttons, which carry what was entered; a message holds 40,000. */
const room = 36_000;
const roomAbove = 3_500;
const leastRoom = 2_500;
const mostRoom = 24_000;
const mostWarnings = 12;
const mostDays = 40;

export interface SchedulePreview {
  readonly preview: MeetingsPreview;
  readonly form: ScheduleForm;
  /** Stands for this preview, so that Save can tell whether it would still do what was seen. */
  readonly seen: string;
  /** Said above it; '' for nothing. */
  readonly notice: string;
}

/** Every meeting to be added with its dates and their reasons, `page` counted from 1, before it is saved. */
export function schedulePreviewCard(view: SchedulePreview, page = 1): AdaptiveCard {
  return fillCard('schedule', schedulePreviewData(view, page));
}

/** What the template is filled with. */
function schedulePreviewData({ preview, form, seen, notice }: SchedulePreview, page = 1): ScheduleCard {
  const { plan: planId, added, changed } = preview;
  const entered = enteredOf(form);
  const turned = { verb: 'schedule.preview', planId, page: 1, entered } as const;
  const decisions: Button[] = [
    ...(added.length + changed.length > 0
      ? [button('Save', { verb: 'schedule.save', planId, entered: { ...entered, shown: seen } })]
      : []),
    button('Change', { verb: 'schedule.addForm', planId, entered }, 'Change what you entered'),
    added.length + changed.length > 0
      ? button('Cancel', { verb: 'schedule.page', planId }, 'Cancel: nothing is added')
      : button('Calendar', { verb: 'schedule.page', planId }),
  ];
  const carried = [...decisions, ...shortTitles.map((title) => button(title, turned))].reduce(
    (size, one) => size + buttonSize(one),
    0,
  );
  const overview = fittingBlocks(overviewBlocks(preview), roomAbove);
  const pages = schedulePages(
    [
      ...added.map((meeting) => meetingBlocks(meeting)),
      ...changed.map((change) => changedMeetingBlocks(change, true)),
    ],
    onPage,
    Math.max(leastRoom, Math.min(mostRoom, room - carried - roomAbove)),
  );
  const shownPage = openPage(pages, page);
  const title = titleOf(preview);
  return {
    plan: shortLine(preview.name, 200),
    title,
    notice: escapeLine(notice),
    intro:
      added.length + changed.length > 0
        ? 'Nothing is saved until you press Save.'
        : 'There is nothing to save.',
    blocks: [...(shownPage.number === 1 ? overview : []), ...shownPage.items.flat()],
    pageWords: shownPage.words,
    rows: [...buttonRows(pageButtons(shownPage, turned, shortTitles)), ...buttonRows(decisions)],
    fallback: `${plainLine(preview.name)}: ${title}`,
  };
}

/** What was added. */
export function scheduleSavedCard(preview: MeetingsPreview): AdaptiveCard {
  const { plan: planId, added, changed } = preview;
  const title = added.length === 0 ? 'The calendar is saved' : `${count(added.length, 'meeting')} added`;
  const [fitting = []] = schedulePages(
    changed.map((change) => changedMeetingBlocks(change, true)),
    8,
    16_000,
  );
  const left = changed.length - fitting.length;
  const data: ScheduleCard = {
    plan: shortLine(preview.name, 200),
    title: `✔ ${title}`,
    notice: '',
    intro: 'Everything happens by itself on the days you saw.',
    blocks: [
      ...fittingBlocks(overviewBlocks(preview), 12_000),
      ...fitting.flat(),
      ...(left > 0
        ? [textBlock('text', `and ${count(left, 'more meeting changes', 'more meetings change')}.`)]
        : []),
    ],
    pageWords: '',
    rows: buttonRows([
      button('Calendar', { verb: 'schedule.page', planId }),
      button('Add more', { verb: 'schedule.addForm', planId }, 'Add more meetings'),
    ]),
    fallback: `${plainLine(preview.name)}: ${title}`,
  };
  return fillCard('schedule', data);
}

/** The form as a button carries it, to be read again like anything typed. */
function enteredOf({ boards, ...texts }: ScheduleForm): Record<string, string> {
  return { ...texts, dates: texts.dates.replace(/\n\s*\n/g, '\n'), boards: boards.join('\n') };
}

function titleOf({ added, changed }: MeetingsPreview): string {
  if (added.length > 0) return `Add ${count(added.length, 'meeting')}?`;
  return changed.length > 0 ? `Change ${count(changed.length, 'meeting')}?` : 'No meeting to add';
}

/** What was understood, the days, and the warnings that belong to no meeting below. */
function overviewBlocks({ understood, added, warnings, written }: MeetingsPreview): ScheduleBlock[] {
  const days = added.map(({ date }) => date);
  const below = new Set(
    written ? [] : added.flatMap((meeting) => meeting.warnings.map(({ message }) => message)),
  );
  const general = warnings.filter(({ message }) => !below.has(message));
  const left = general.length - mostWarnings;
  const elsewhere = written ? 0 : added.filter((meeting) => meeting.warnings.length > 0).length;
  return [
    ...(understood === '' ? [] : [textBlock('text', understood)]),
    ...(days.length < 2 && !written
      ? []
      : [{ ...textBlock('text', ''), text: escapeLine(daysWords(days, mostDays)) }]),
    ...calendarWarningBlocks(general.slice(0, mostWarnings)),
    ...(left > 0 ? [textBlock('text', `and ${count(left, 'more warning')}.`)] : []),
    ...(elsewhere > 0
      ? [
          textBlock(
            'warning',
            `${count(elsewhere, 'meeting has', 'meetings have')} something to look at below.`,
          ),
        ]
      : []),
  ];
}
