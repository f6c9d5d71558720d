/** A day on which nobody of the plan works, beside weekends and bank holidays. */
export interface ClosedDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Why, in the PM's words: `Christmas closure`; '' where none was given. */
  readonly name: string;
}

/** A school term or half-term as the PM gives it; academies differ, so no list is built in (DOMAIN 4.10). */
export interface Term {
  readonly name: string;
  /** First and last day in school, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** One of the boards that draw on the plan. */
export interface BoardRules {
  readonly name: string;
  /** The board's own number of clear days; null takes the plan's. */
  readonly clearDays: number | null;
}

/**
 * How every date of a round is worked back from the board meeting. Days are working days of the plan's division,
 * its closed days left out; times are wall-clock times of the plan's zone, `HH:MM`.
 */
export interface ScheduleRules {
  /** The boards whose meetings draw on this plan; [] where only the plan's own board does. */
  readonly boards: readonly BoardRules[];
  /** Clear days before a meeting that its papers are open; null takes the division's (England five, Wales three). */
  readonly clearDays: number | null;
  /** Working days, or every day of the week where the board's rules say so. */
  readonly clearDayKind: 'working' | 'calendar';
  /** Last day for replies: working days before the papers are published. */
  readonly dueDays: number;
  /** Freeze: working days before the papers are published, at `freezeAt`. Never before the last day for replies. */
  readonly freezeDays: number;
  /** Prompts go out: working days before the last day for replies. */
  readonly openDays: number;
  /** Reminders: working days before the last day for replies; 0 is that day itself. */
  readonly reminderDays: readonly number[];
  /** Silence is passed up to the strategic lead: working days after the last day for replies; null never. */
  readonly escalateDays: number | null;
  /** Messages of the scheduler's own accord go out between these, on working days only. */
  readonly sendFrom: string;
  readonly sendUntil: string;
  readonly freezeAt: string;
  /**
   * Meetings whose last days for replies are fewer days apart than this report on the same period: leads are
   * asked once, and the later meeting draws on those replies.
   */
  readonly periodDays: number;
  readonly closedDays: readonly ClosedDay[];
  readonly terms: readonly Term[];
  /** Whether days out of term are no working days for prompts, reminders and replies; else they are only pointed out. */
  readonly outOfTermCloses: boolean;
  /** Whether the digest goes to the chair and members on the day of publication, once the cycle is frozen. */
  readonly sendsDigest: boolean;
  /** Whether a link to the paper is posted that day in the channel that the PM has said. */
  readonly postsPaper: boolean;
}

/** What a plan has before its PM says otherwise. */
export const standardRules: ScheduleRules = {
  boards: [],
  clearDays: null,
  clearDayKind: 'working',
  dueDays: 3,
  freezeDays: 2,
  openDays: 10,
  reminderDays: [5, 2],
  escalateDays: 1,
  sendFrom: '09:00',
  sendUntil: '17:00',
  freezeAt: '17:00',
  periodDays: 21,
  closedDays: [],
  terms: [],
  outOfTermCloses: false,
  sendsDigest: false,
  postsPaper: false,
};

/** Whether anything goes out on the day of publication. */
export function publishes({
  sendsDigest,
  postsPaper,
}: Pick<ScheduleRules, 'sendsDigest' | 'postsPaper'>): boolean {
  return sendsDigest || postsPaper;
}

/** What does, as the subject of a sentence. */
export function publicationWords({ sendsDigest, postsPaper }: ScheduleRules): string {
  const digest = 'the digest goes to the chair and members';
  const post = 'a link to the paper goes to the board’s channel';
  if (!postsPaper) return digest;
  return sendsDigest ? `${digest}, and ${post}` : post;
}
