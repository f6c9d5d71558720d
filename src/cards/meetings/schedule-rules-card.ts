import { ruleRanges } from '../../domain/calendar/rule-ranges.ts';
import type { RulesChange } from '../../domain/meetings/board-calendar.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import {
  calendarWarningBlocks,
  changedMeetingBlocks,
  daysWords,
  schedulePages,
  textBlock,
} from './schedule-blocks.ts';
import type { ScheduleCard } from './schedule-card.ts';
import { type RulesDraft, type RulesFaults, rulesLimits } from './schedule-rules-draft.ts';

/** The plan's rules to change, with what was typed and what is wrong with it. */
export interface RulesForm extends PlanHeader {
  readonly draft: RulesDraft;
  readonly faults: RulesFaults;
  /** What is wrong with the whole; null when nothing. */
  readonly problem: string | null;
}

export function scheduleRulesCard(form: RulesForm): AdaptiveCard {
  return fillCard('schedule-rules', scheduleRulesData(form));
}

const faultFields = [
  'clearDays',
  'boardDays',
  'dueDays',
  'openDays',
  'reminderDays',
  'escalateDays',
  'freezeDays',
  'freezeAt',
  'periodDays',
  'sendFrom',
  'sendUntil',
  'closedDays',
  'terms',
] as const;

const numberFields = [
  'clearDays',
  'dueDays',
  'openDays',
  'escalateDays',
  'freezeDays',
  'periodDays',
] as const;

/** What a number field can show; null leaves it empty. */
function numberOf(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** What the form's template is filled with. */
export function scheduleRulesData({ planId, planName, draft, faults, problem }: RulesForm): object {
  const number = Object.keys(faults).length;
  const words = [
    excerpt(problem ?? '', 2000),
    number === 0 ? '' : `${count(number, 'field needs', 'fields need')} your attention below.`,
  ].filter((text) => text !== '');
  return {
    plan: shortLine(planName, 200),
    problems:
      words.length === 0 ? '' : escapeText(`Not saved yet. ${words.join(' ')} Nothing you typed is lost.`),
    error: Object.fromEntries(faultFields.map((field) => [field, escapeLine(faults[field] ?? '')])),
    draft: {
      ...draft,
      ...Object.fromEntries(numberFields.map((field) => [field, numberOf(draft[field])])),
      boardDays: plain(draft.boardDays),
      closedDays: plain(draft.closedDays),
      terms: plain(draft.terms),
      outOfTermCloses: String(draft.outOfTermCloses),
      sendsDigest: String(draft.sendsDigest === true),
    },
    limits: rulesLimits,
    ranges: ruleRanges,
    save: button('Save', { verb: 'schedule.saveRules', planId }),
    cancel: button('Cancel', { verb: 'schedule.page', planId }),
    fallback: `Rules for the dates of ${plainLine(planName)}. Open Teams to change them.`,
  };
}

/** How a rule is called on the form. */
const ruleNames: Readonly<Record<keyof Plan['schedule'], string>> = {
  boards: 'Boards',
  clearDays: 'Clear days',
  clearDayKind: 'Which days count as clear days',
  dueDays: 'Last day for replies',
  freezeDays: 'Freeze',
  openDays: 'Leads are asked',
  reminderDays: 'Reminders',
  escalateDays: 'Silence goes to the strategic lead',
  sendFrom: 'Messages not before',
  sendUntil: 'Messages not after',
  freezeAt: 'Time of the freeze',
  periodDays: 'Ask once within',
  closedDays: 'Closed days',
  terms: 'Terms',
  outOfTermCloses: 'Days out of term are closed',
  sendsDigest: 'Digest on publication day',
  postsPaper: 'Link to the paper on publication day',
};
const mostMeetings = 12;

/** What a change of the rules has come to: each rule, and each meeting whose dates changed. */
export function scheduleRulesSavedCard(change: RulesChange): AdaptiveCard {
  const { plan: planId, changes, meetings, kept } = change;
  const isChanged = new Set(meetings.map(({ date }) => date));
  // What is to be said of meetings that stay as they were stands in the calendar.
  const warnings = change.warnings.filter(({ meeting }) => meeting === null || isChanged.has(meeting));
  const title = changes.length === 0 ? 'The rules are as they were' : '✔ The rules are saved';
  const moved =
    meetings.length === 0
      ? 'No meeting’s dates have changed.'
      : `${count(meetings.length, 'meeting has', 'meetings have')} new dates.`;
  const [fitting = []] = schedulePages(
    meetings.map((one) => changedMeetingBlocks(one, false)),
    mostMeetings,
    20_000,
  );
  const left = meetings.length - fitting.length;
  const data: ScheduleCard = {
    plan: shortLine(change.name, 200),
    title,
    notice: '',
    intro: changes.length === 0 ? '' : moved,
    blocks: [
      ...changes.map(({ rule, from, to }) =>
        textBlock('text', `${ruleNames[rule]}: ${inBrief(from)} → ${inBrief(to)}`),
      ),
      ...(kept.length === 0
        ? []
        : [textBlock('text', `Already opened, so it keeps its dates: ${daysWords(kept, 12)}.`)]),
      ...calendarWarningBlocks(warnings.slice(0, mostMeetings)),
      ...fitting.flat(),
      ...(left > 0 ? [textBlock('text', `and ${count(left, 'more meeting', 'more meetings')}.`)] : []),
    ],
    pageWords: '',
    rows: buttonRows([
      button('Calendar', { verb: 'schedule.page', planId }),
      button('Rules', { verb: 'schedule.rulesForm', planId }, 'Rules for the dates'),
    ]),
    fallback: `${plainLine(change.name)}: ${title}`,
  };
  return fillCard('schedule', data);
}

function inBrief(value: string): string {
  const line = plainLine(value);
  return line === '' ? 'none' : line;
}
