import type { ActionId } from '../plan/action.ts';
import type { PlanHeader } from '../shared/plan-header.ts';
import type { Rating, RatingLevel } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';
import type { DigestFilter } from './digest-filter.ts';

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
  /** How many boards have been told this level in a row, this one among them; 0 before the first cycle. */
  readonly boardsHeld: number;
  /** Of a red, what the board may ask, drawn from its own facts; '' of any other. */
  readonly question: string;
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

/** What every list of a digest says of an action. */
export interface DigestHead {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly rating: Rating;
  /** Names; [] where no lead is confirmed. */
  readonly leads: readonly string[];
}

/** An open action whose date has passed, or is near. */
export interface DigestDue extends DigestHead {
  readonly original: Timescale;
  /** null where none was asked for. */
  readonly revised: Timescale | null;
  readonly revisedApproved: boolean;
  /** `11 months late`, `due in 3 weeks`; null where the timescale names no date. */
  readonly originalLateness: string | null;
  readonly revisedLateness: string | null;
}

/** A revised date: asked for in this cycle, or still waiting for the board. */
export interface DigestRetimed extends DigestHead {
  readonly original: Timescale;
  readonly asked: Timescale;
  /** `5 months later`; null where it can't be told. */
  readonly slippage: string | null;
  readonly reason: string;
  readonly by: string;
  /** null while nobody has decided. */
  readonly approvedBy: string | null;
}

/** An action said to be complete in this cycle. */
export interface DigestCompletion extends DigestHead {
  /** What shows it; '' where nothing is given. */
  readonly evidence: string;
  /** Whether PM or chair has confirmed it (DOMAIN 4.7). */
  readonly confirmed: boolean;
}

/** An action whose revised date is later than its original one. */
export interface DigestSlip extends DigestHead {
  readonly original: Timescale;
  readonly revised: Timescale;
  readonly approved: boolean;
  readonly days: number;
  /** `5 months later` */
  readonly slippage: string;
}

/** How far a plan should be by the end of a month, and how far it is; both add up. */
export interface DigestMonth {
  /** `YYYY-MM` */
  readonly month: string;
  /** Due by then, by original timescales. */
  readonly planned: number;
  /** null of a month that has not begun on the day described. */
  readonly completed: number | null;
}

/** Completed against planned. */
export interface BurnUp {
  /** Those in which something fell due or was completed, and that of the day described. */
  readonly months: readonly DigestMonth[];
  /** Actions whose original timescale names no date: never planned for any month. */
  readonly undated: number;
}

/** How many of a theme, else of a priority, hold each label of the key; labels in the order of `Digest.counts`. */
export interface DigestTheme {
  /** null is the group without one. */
  readonly theme: string | null;
  readonly counts: readonly number[];
  readonly total: number;
}

/** The ratings that a board was shown; labels in the order of `Digest.counts`. */
export interface DigestBoard {
  /** `YYYY-MM-DD`; null for the position the plan was imported with. */
  readonly boardDate: string | null;
  readonly counts: readonly number[];
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
  /** The day of the board compared with: the one before, or the one asked for; null when there has been none. */
  readonly lastBoard: string | null;
  readonly filter: DigestFilter;
  /** The name of `filter.lead`; null where it is not narrowed to one. */
  readonly leadName: string | null;
  /** The day that a board to compare with was asked for by, `YYYY-MM-DD`; null for the board before. */
  readonly since: string | null;
  /** Mistyped words of who asked, with what they were taken for; [] where there were none. */
  readonly took: readonly { readonly said: string; readonly meant: string }[];
  readonly total: number;
  /** Open actions with a confirmed lead: those somebody was asked about. */
  readonly asked: number;
  readonly answered: number;
  readonly counts: readonly DigestCount[];
  readonly reds: readonly DigestAction[];
  /** In the plan's order of themes; a null theme is the group without one. */
  readonly ambers: readonly { readonly theme: string | null; readonly actions: readonly DigestAction[] }[];
  /** Ratings by theme, else by priority, in the plan's order. */
  readonly themes: readonly DigestTheme[];
  /** The ratings now and at up to seven boards before, oldest first. */
  readonly boards: readonly DigestBoard[];
  /** Open actions past their original timescale, or past a revised one; longest past first. */
  readonly overdue: readonly DigestDue[];
  /** Open actions due in the six weeks from `asAt`, by revised timescale where one stands; soonest first. */
  readonly dueSoon: readonly DigestDue[];
  readonly retimed: readonly DigestRetimed[];
  readonly completed: readonly DigestCompletion[];
  /** The longest first, decided or not. */
  readonly slipped: readonly DigestSlip[];
  readonly burnUp: BurnUp;
  /** Of a digest of one level only: those that came to it or left it. */
  readonly movements: readonly DigestMovement[];
  /** Without a reply and in none of the lists above: a red or amber is named once, where it says that nobody replied. */
  readonly silent: readonly DigestSilence[];
  /** Those that `reds` and `ambers` name as without a reply, by agency; with `silent` all there are, of a digest of one level all last known to hold it. */
  readonly silentAbove: readonly SilencesAbove[];
  /** Named updaters who owe a reply for at least one action. */
  readonly silentLeads: number;
  /** Open actions without a confirmed lead, whom nobody can be asked about. */
  readonly unassigned: readonly {
    readonly actionId: ActionId;
    readonly ref: string;
    readonly title: string;
    readonly leadTexts: readonly string[];
  }[];
}
