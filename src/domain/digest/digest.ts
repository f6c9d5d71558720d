import type { ActionId } from '../plan/action.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Rating, RatingLevel } from '../shared/rating.ts';

/** One action as a digest tells it. */
export interface DigestAction {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly priority: string | null;
  readonly theme: string | null;
  readonly rating: Rating;
  /** Whether the rating was given in this cycle; if not it is last known, from `ratedOn`. True as imported, when there is no cycle to reply in. */
  readonly replied: boolean;
  /** Whether anybody was asked about it: false without a confirmed lead, of a completed action, and as imported. */
  readonly asked: boolean;
  /** Of a reply that the project manager gave for the lead: `Robin Pryce (project manager) for Sam Barron`; else null. */
  readonly answeredBy: string | null;
  readonly ratedOn: string | null;
  readonly narrative: string;
  readonly reason: string;
  readonly recoveryStep: string;
  readonly originalTimescale: string;
  /** null when none was asked for. */
  readonly revisedTimescale: string | null;
  readonly revisedApproved: boolean;
  /** Computed slippage against the original timescale, `11 months late`; null where it names no date. */
  readonly originalLateness: string | null;
  /** The same against the revised one; null where there is none. */
  readonly revisedLateness: string | null;
  /** As the plan says, from 0 to 100; null where it does not. */
  readonly percentComplete: number | null;
  /** Names; 'No confirmed lead' is the reader's business: empty here. */
  readonly leads: readonly string[];
  readonly agencies: readonly string[];
  /** `YYYY-MM-DD` of the board since which it has held this level without a break; null when as imported. */
  readonly since: string | null;
}

export interface DigestCount {
  readonly label: string;
  readonly level: RatingLevel;
  /** Rated so by replies of this cycle; before the first cycle, as imported. */
  readonly now: number;
  /** Not answered this cycle, last known so: counted apart (DOMAIN 4.5). */
  readonly lastKnown: number;
  /** At the last board; null when there has been none. */
  readonly lastBoard: number | null;
}

export interface DigestMovement {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly from: Rating;
  readonly to: Rating;
  readonly direction: 'better' | 'worse' | 'other';
  /** The lead's words: of one that is better what happened, of another the reason given. */
  readonly reason: string;
}

export interface DigestSilence {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly lastKnown: Rating;
  readonly ratedOn: string | null;
  readonly leads: readonly string[];
  readonly agency: string;
}

/** How many actions of an agency the lists of reds and ambers name as without a reply. */
export interface SilencesAbove {
  /** '' when none is given. */
  readonly agency: string;
  readonly actions: number;
}

export interface DigestFilter {
  /** Levels to list; both when the reader asked for neither. */
  readonly levels: readonly ('red' | 'amber')[];
  /** A theme or priority of the plan, as the plan writes it; null for all. */
  readonly group: string | null;
}

/** The red/amber summary a chair asks for. */
export interface Digest extends PlanHeader {
  readonly board: string;
  /** null when the plan has had no cycle yet: then everything is as imported. */
  readonly cycleId: string | null;
  /** The day the board meets, for people to read; null with `meeting`. */
  readonly boardDate: string | null;
  /** Another meeting that reports these replies, where the digest was asked for as its own, `YYYY-MM-DD`; else null. */
  readonly forMeeting: string | null;
  readonly state: 'as-imported' | 'open' | 'frozen';
  /** The day it describes, `YYYY-MM-DD`. */
  readonly asAt: string;
  /** The day of the board before; null when there has been none. */
  readonly lastBoard: string | null;
  readonly filter: DigestFilter;
  readonly total: number;
  /** Open actions with a confirmed lead: those somebody was asked about. */
  readonly asked: number;
  readonly answered: number;
  readonly counts: readonly DigestCount[];
  readonly reds: readonly DigestAction[];
  /** In the plan's order of themes; a null theme is the group without one. */
  readonly ambers: readonly { readonly theme: string | null; readonly actions: readonly DigestAction[] }[];
  /** Of a digest of one level only: those that came to it or left it. */
  readonly movements: readonly DigestMovement[];
  /** Without a reply and in none of the lists above: a red or amber is named once, where it says that nobody replied. */
  readonly silent: readonly DigestSilence[];
  /** Those that `reds` and `ambers` name as without a reply, by agency; with `silent` all there are, of a digest of one level all last known to hold it. */
  readonly silentAbove: readonly SilencesAbove[];
  /** Open actions without a confirmed lead, whom nobody can be asked about. */
  readonly unassigned: readonly {
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
}
