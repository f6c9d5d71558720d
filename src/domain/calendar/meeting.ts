/** The days of one round, worked back from its meeting; `YYYY-MM-DD` in the plan's time zone. */
export interface RoundDates {
  /** Prompts go out. */
  readonly opens: string;
  /** Oldest first; each after `opens` and not after `due`. */
  readonly reminders: readonly string[];
  /** Last day for replies. */
  readonly due: string;
  /** Silence is passed up to the strategic lead; null where it never is. */
  readonly escalates: string | null;
  /** The paper's data are fixed, at the plan's `freezeAt`. */
  readonly freezes: string;
  /** The day agenda and papers must be published by. */
  readonly publishBy: string;
}

/**
 * `when-due`: leads are asked unless another meeting of the same reporting period asks them. `always` and `never`
 * are the PM's own word on it.
 */
export const askings = ['when-due', 'always', 'never'] as const;
export type Asking = (typeof askings)[number];

/** A meeting of one or more boards on one day; unique in the plan by its day. */
export interface Meeting {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `cancelled` and `moved` meetings stay as a record and have no effect. */
  readonly state: 'planned' | 'cancelled' | 'moved';
  /** Names of the boards that meet; [] for the plan's own board. */
  readonly boards: readonly string[];
  readonly asking: Asking;
  readonly dates: RoundDates;
  /**
   * The cycle whose replies it reports: its own date where leads are asked for it, an earlier meeting's (or, for
   * a meeting moved after its cycle was opened, the date it had then) where it draws on those; null where
   * there is none to draw on.
   */
  readonly cycle: string | null;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Dates it had before, oldest first. */
  readonly movedFrom: readonly string[];
  /** For a moved one: the date it has now. */
  readonly movedTo: string | null;
  /** Why leads were not asked though it was due, in words for the PM: found after the freeze; null otherwise. */
  readonly missed: string | null;
}
