import type { Asking, Meeting } from '../calendar/meeting.ts';
import type { ScheduleRules } from '../calendar/schedule-rules.ts';

/** Stable codes of what a calendar points out; nothing of it forbids anything. */
export type CalendarWarningCode =
  /** The meeting's own day has passed. */
  | 'past-meeting'
  /** The day prompts should have gone out has passed: they go out at once. */
  | 'opens-in-past'
  /** Another of its days has passed already. */
  | 'date-passed'
  /** The board would meet on a weekend, a bank holiday or a closed day. */
  | 'closed-day'
  /** Prompts go out before the previous cycle is frozen. */
  | 'overlaps-previous'
  /** Leads are asked or replies are due out of term. */
  | 'out-of-term'
  | 'far-away'
  /** There is a meeting on that day already; nothing is added for it. */
  | 'meeting-exists'
  /** The same day was given twice; it counts once. */
  | 'duplicate'
  /** Leads are asked twice within one reporting period. */
  | 'too-close'
  /** Leads are never asked for it, and there is no earlier cycle whose replies it could show. */
  | 'nothing-to-draw-on'
  /** It shows the replies of a cycle that closes only after its papers are out. */
  | 'replies-too-late'
  /** Leads were not asked, as it was found too late. */
  | 'missed'
  /** A cycle goes on though its meeting was cancelled. */
  | 'cycle-open'
  /** Something has happened already and stays as it is. */
  | 'cannot-move';

export interface CalendarWarning {
  readonly code: CalendarWarningCode;
  /** The meeting it is about, `YYYY-MM-DD`; null where it is about none. */
  readonly meeting: string | null;
  /** In words for the PM: what is wrong, and what could be done. */
  readonly message: string;
}

export type DateName = 'opens' | 'reminder' | 'due' | 'escalates' | 'freezes' | 'publish-by' | 'meeting';

/** One day of a round, with why it falls there. */
export interface CalendarDate {
  readonly what: DateName;
  /** `Prompts go out`. */
  readonly name: string;
  /** `YYYY-MM-DD` in the plan's zone. */
  readonly day: string;
  /** Wall-clock time in the plan's zone, `HH:MM`; null for a whole day. */
  readonly time: string | null;
  /** The rule it follows, in plain words. */
  readonly reason: string;
  /** It has happened, or its day has gone by. */
  readonly past: boolean;
}

export interface CalendarMeeting {
  /** `YYYY-MM-DD`; unique in the calendar. */
  readonly date: string;
  readonly state: Meeting['state'];
  /** Names of the boards that meet; the plan's own board where none is named; never empty. */
  readonly boards: readonly string[];
  readonly asking: Asking;
  /** The cycle whose replies it reports; null where there is none. */
  readonly cycle: string | null;
  /** Leads are (or were) asked for this meeting: else it shows the replies of another, or of none. */
  readonly asks: boolean;
  /** Of `cycle`: `planned` while it has not been opened; null where there is none. */
  readonly cycleState: 'planned' | 'open' | 'frozen' | null;
  /** Where its replies come from, in a sentence. */
  readonly replies: string;
  /** Oldest first. A meeting that asks nobody has the day of publication and its own; one moved or cancelled none. */
  readonly dates: readonly CalendarDate[];
  readonly movedFrom: readonly string[];
  readonly movedTo: string | null;
  readonly missed: string | null;
  readonly warnings: readonly CalendarWarning[];
}

/** A plan's whole calendar as its PM reads it. */
export interface BoardCalendar {
  readonly plan: string;
  readonly name: string;
  readonly timeZone: string;
  /** In the plan's zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly rules: ScheduleRules;
  /** By date, oldest first; moved and cancelled ones among them. */
  readonly meetings: readonly CalendarMeeting[];
}

/** One day of a meeting that is no longer what it was. */
export interface DateChange {
  readonly what: DateName | 'boards';
  readonly name: string;
  /** As shown: a day, several, or names; null where there was or is none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A meeting that was there, and what a change to the calendar makes of it. */
export interface MeetingChange {
  readonly date: string;
  /** In a sentence: `Leads are asked for it: nobody asks them shortly before.` */
  readonly message: string;
  readonly dates: readonly DateChange[];
}

/** What adding meetings comes to, before or after it is written. */
export interface MeetingsPreview {
  readonly plan: string;
  readonly name: string;
  readonly timeZone: string;
  readonly today: string;
  /** How a recurrence was understood: `Every month on the second Wednesday, from ... until ...`; '' where none was given. */
  readonly understood: string;
  /** Oldest first. */
  readonly added: readonly CalendarMeeting[];
  /** Meetings that were there and are no longer asked for as before, or at which another board meets too. */
  readonly changed: readonly MeetingChange[];
  /** Of the added meetings and of what was entered. */
  readonly warnings: readonly CalendarWarning[];
  readonly written: boolean;
}

/** What moving (or cancelling) a meeting comes to, before or after it is written. */
export interface MeetingMove {
  readonly plan: string;
  readonly name: string;
  readonly from: string;
  /** null where it is cancelled. */
  readonly to: string | null;
  /** As it will be, or is; a cancelled one without dates. */
  readonly meeting: CalendarMeeting;
  /** What moves. */
  readonly moved: readonly DateChange[];
  /** What has happened and stays, each in a sentence. */
  readonly stays: readonly string[];
  /** Other meetings that are asked for differently now. */
  readonly changed: readonly MeetingChange[];
  readonly warnings: readonly CalendarWarning[];
  /** Cards in leads' chats that are brought up to date. */
  readonly refreshed: number;
  readonly written: boolean;
}

/** What a change of the rules comes to. */
export interface RulesChange {
  readonly plan: string;
  readonly name: string;
  readonly rules: ScheduleRules;
  /** Each rule that was changed, in words. */
  readonly changes: readonly {
    readonly rule: keyof ScheduleRules;
    readonly from: string;
    readonly to: string;
  }[];
  readonly meetings: readonly MeetingChange[];
  /** Meetings whose cycle has been opened and keeps its dates, `YYYY-MM-DD`. */
  readonly kept: readonly string[];
  readonly warnings: readonly CalendarWarning[];
}
