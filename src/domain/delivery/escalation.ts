import type { CycleHeader } from '../cycle/cycle-header.ts';
import type { Rating } from '../shared/rating.ts';

/** One action that a strategic lead is told of. */
export interface EscalatedAction {
  readonly actionId: string;
  readonly ref: string;
  readonly title: string;
  /** Name of the lead who was asked; '' where none is confirmed. */
  readonly lead: string;
  /** Last known. */
  readonly rating: Rating;
  /** `3 months late`; null where the timescale names no date. */
  readonly lateness: string | null;
}

/** What a strategic lead is told when replies are late: silence and reds of the actions they are accountable for. */
export interface Escalation extends CycleHeader {
  /** The day replies close for good, `YYYY-MM-DD`; null where only the PM closes them. */
  readonly freezes: string | null;
  readonly name: string;
  /** Nobody has answered in this cycle, in the plan's order. */
  readonly silent: readonly EscalatedAction[];
  /** Rated red, answered or not, in the plan's order. */
  readonly red: readonly EscalatedAction[];
}
