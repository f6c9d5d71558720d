import type { CalendarSettings } from '../calendar/calendar-settings.ts';
import type { RatingKey } from '../shared/rating.ts';
import type { LeadKeyEntry } from './lead-key.ts';
import type { PaperSettings } from './paper-settings.ts';
import type { PlanColumn, PlanReading } from './plan-columns.ts';
import type { StatedCount } from './stated-count.ts';

/** Lower-case letters, digits and hyphens, at most 64: safe as a storage key and in a command. */
export type PlanId = string;

/** A plan's settings: one row; its actions are rows beside it. `schedule` says how dates are worked back from its board meetings. */
export interface Plan extends CalendarSettings, PlanReading {
  readonly id: PlanId;
  /** Entra tenant whose people may see the plan. */
  readonly tenantId: string;
  readonly name: string;
  /** The board that owns the plan; '' when not known. */
  readonly board: string;
  readonly ratingKey: RatingKey;
  /** IANA name; all dates shown are days in this zone. */
  readonly timeZone: string;
  /** The day the imported document says it describes, `YYYY-MM-DD`; else the day of import. */
  readonly positionDate: string;
  readonly createdAt: string;
  /** The next action id to give out; ids are never used again. */
  readonly nextActionNumber: number;
  /** The columns of the document last imported, in its order; [] for a plan imported before they were kept. */
  readonly columns: readonly PlanColumn[];
  /** The document's key to leads, for suggestions; [] where it has none. */
  readonly leadKey: readonly LeadKeyEntry[];
  /** Totals the document last imported states of itself, beside what was found; [] where it states none. */
  readonly statedCounts: readonly StatedCount[];
  readonly paper: PaperSettings;
}
