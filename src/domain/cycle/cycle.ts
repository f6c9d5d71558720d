/** Something the scheduler left out because its time had passed when it looked. */
export interface SkippedStep {
  readonly what: 'reminder' | 'escalation' | 'publication';
  /** The day it was due, `YYYY-MM-DD`. */
  readonly day: string;
  /** Why, in words for the PM. */
  readonly why: string;
}

/** One round of prompt, reply and collate for one board meeting, which names it. */
export interface Cycle {
  /** Its name: the board meeting's date when it was opened, `YYYY-MM-DD`; unique in the plan and never changed. */
  readonly cycleId: string;
  /** The day the board meets: `meeting`, unless the meeting was moved after the cycle was opened. */
  readonly boardDate: string;
  readonly state: 'open' | 'frozen';
  /** Last day for replies, `YYYY-MM-DD` in the plan's time zone. */
  readonly due: string;
  /** The day agenda and papers must be published by, `YYYY-MM-DD`. */
  readonly publishBy: string;
  /** Days on which the scheduler reminds, oldest first; [] for none. */
  readonly reminders: readonly string[];
  /** The day silence is passed up; null for never. */
  readonly escalates: string | null;
  /** The day the scheduler freezes it; null where only the PM does. */
  readonly freezes: string | null;
  /** Days of `reminders` that have been dealt with, sent or skipped. */
  readonly remindersDone: readonly string[];
  /** When silence was passed up or that was skipped; null while it is to come. */
  readonly escalationDoneAt: string | null;
  readonly skipped: readonly SkippedStep[];
  readonly openedAt: string;
  readonly openedBy: string;
  /** null while open. */
  readonly frozenAt: string | null;
  readonly frozenBy: string | null;
  /** Names the rows that keep the data as they were at the freeze; null while open, or where frozen before they were kept. */
  readonly snapshot: string | null;
  /** When the digest went to the chair and members, or that was skipped; null while it is to come. */
  readonly publicationDoneAt: string | null;
  /** When the PM was told that publication day had come and the cycle was not frozen; null while they have not been. */
  readonly publicationHeldAt: string | null;
  /** null until the chair or PM has signed off the frozen cycle. */
  readonly signedOff: { readonly at: string; readonly by: string } | null;
  /** Each time it was opened again, oldest first. */
  readonly reopened: readonly { readonly at: string; readonly by: string; readonly reason: string }[];
}

/** Whether a cycle's board has met: from the day after on. `today` is the day in the plan's time zone, `YYYY-MM-DD`. */
export function hasMet({ boardDate }: Pick<Cycle, 'boardDate'>, today: string): boolean {
  return today > boardDate;
}
