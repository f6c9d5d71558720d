/** One round of prompt, reply and collate for one board meeting, which names it. */
export interface Cycle {
  /** Board meeting, `YYYY-MM-DD`; unique in the plan. */
  readonly meeting: string;
  readonly state: 'open' | 'frozen';
  /** Last day for replies, `YYYY-MM-DD` in the plan's time zone. */
  readonly due: string;
  /** The day agenda and papers must be published by, `YYYY-MM-DD`. */
  readonly publishBy: string;
  readonly openedAt: string;
  readonly openedBy: string;
  /** null while open. */
  readonly frozenAt: string | null;
  readonly frozenBy: string | null;
}
