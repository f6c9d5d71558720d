/**
 * How far one lead has got in a cycle. `unreachable`: has never met the bot or has gone; `failed`: the send
 * failed for good; `waiting`: planned but not sent yet; `outstanding`: asked, not everything answered.
 */
export type LeadState = 'answered' | 'outstanding' | 'waiting' | 'unreachable' | 'failed';

export interface LeadStatus {
  readonly name: string;
  readonly state: LeadState;
  readonly answered: number;
  readonly total: number;
  /** Why a prompt did not arrive, in words for the PM; null when it did. */
  readonly reason: string | null;
}

export interface AgencyStatus {
  /** The lead organisation; '' when the people list gives none. */
  readonly agency: string;
  readonly answered: number;
  readonly total: number;
  readonly leads: readonly LeadStatus[];
}

/** Where one cycle stands: what the PM asks for with `status`. Counts are of actions, not of people. */
export interface CycleStatus {
  readonly planId: string;
  readonly planName: string;
  readonly meeting: string;
  readonly state: 'open' | 'frozen';
  /** Last day for replies, `YYYY-MM-DD`. */
  readonly due: string;
  readonly answered: number;
  readonly total: number;
  readonly agencies: readonly AgencyStatus[];
  /** Open actions without a confirmed lead, whom nobody can be asked about; not part of `total`. */
  readonly unassigned: readonly { readonly ref: string; readonly title: string }[];
}
