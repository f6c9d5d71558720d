import type { SkippedStep } from '../cycle/cycle.ts';
import type { CycleHeader } from '../cycle/cycle-header.ts';
import type { NextStep } from '../cycle/next-step.ts';
import type { PersonId } from '../people/person.ts';

/**
 * How far one lead has got in a cycle. `unreachable`: has never met the bot or has gone; `failed`: the send
 * failed for good; `waiting`: planned but not sent yet; `outstanding`: asked, not everything answered.
 */
export type LeadState = 'answered' | 'outstanding' | 'waiting' | 'unreachable' | 'failed';

export interface LeadStatus {
  readonly personId: PersonId;
  readonly name: string;
  readonly state: LeadState;
  readonly answered: number;
  readonly total: number;
  /** Why a prompt did not arrive, in words for the PM; null when it did. */
  readonly reason: string | null;
  /** The day their prompt was sent, `YYYY-MM-DD`; null while none was. */
  readonly askedOn: string | null;
  /** The day of the latest reminder sent; null while none was. */
  readonly remindedOn: string | null;
  /** A reminder of today is on its way or sent, so that another one today would not go out. */
  readonly remindedToday: boolean;
}

/** Whether a reminder would go out: the prompt is no longer on its way, the lead within reach, and none has gone out today. */
export function canBeReminded({ state, remindedToday }: LeadStatus): boolean {
  return (state === 'outstanding' || state === 'failed') && !remindedToday;
}

export interface AgencyStatus {
  /** The lead organisation; '' when the people list gives none. */
  readonly agency: string;
  readonly answered: number;
  readonly total: number;
  readonly leads: readonly LeadStatus[];
}

/** What went out on publication day: the digest, by its readers, and the link to the paper. */
export interface SentDigest {
  readonly sent: number;
  /** Not settled yet. */
  readonly underWay: number;
  /** What has become of the link to the paper; null where none is posted. `reason` why it was not, in words. */
  readonly post: { readonly sent: boolean; readonly reason: string | null } | null;
  /** Whom it did not reach and why, in words for the PM. */
  readonly missed: readonly { readonly name: string; readonly reason: string }[];
}

/** Where one cycle stands: what the PM asks for with `status`. Counts are of actions, not of people. */
export interface CycleStatus extends CycleHeader {
  readonly state: 'open' | 'frozen';
  /** Last day for replies, `YYYY-MM-DD`. */
  readonly due: string;
  /** The day agenda and papers must be published by, `YYYY-MM-DD`. */
  readonly publishBy: string;
  /** The day silence is passed up to strategic leads; null for never. */
  readonly escalates: string | null;
  /** When silence was passed up, or leaving it out was decided: a day; null while it is to come. */
  readonly escalatedOn: string | null;
  /** The day the scheduler freezes it; null where only the PM does. */
  readonly freezes: string | null;
  /** When on that day, `HH:MM` in the plan's time zone. */
  readonly freezeAt: string;
  /** What has become of the digest for the chair and members; null while none was sent of this freeze. */
  readonly digest: SentDigest | null;
  /** When and by whom it was frozen, the moment in words (`at 17:00`, `on 3 December 2026 at 17:00`); null while open. */
  readonly frozen: { readonly when: string; readonly by: string } | null;
  /** null where nothing more is scheduled. */
  readonly next: NextStep | null;
  /** What the scheduler left out, oldest first. */
  readonly skipped: readonly SkippedStep[];
  /** Why nobody was asked for meetings still to come, each in a sentence, by date. */
  readonly missed: readonly string[];
  /** The moment in words, as in `frozen`; null until signed off. */
  readonly signedOff: { readonly when: string; readonly by: string } | null;
  /** Oldest first; the day in `YYYY-MM-DD`. */
  readonly reopened: readonly { readonly on: string; readonly by: string; readonly reason: string }[];
  readonly answered: number;
  readonly total: number;
  readonly agencies: readonly AgencyStatus[];
  /** Open actions without a confirmed lead, whom nobody can be asked about; not part of `total`. */
  readonly unassigned: readonly { readonly ref: string; readonly title: string }[];
  /** Replies saved after the freeze. */
  readonly lateChanges: number;
  /** Revised dates and completions of the plan that wait for a decision. */
  readonly proposals: number;
  /** Every board meeting that reports these replies, this cycle's own among them, by date; [] where the calendar has none. */
  readonly meetings: readonly { readonly date: string; readonly boards: readonly string[] }[];
  /** Today in the plan's time zone: which buttons make sense. */
  readonly today: string;
}
