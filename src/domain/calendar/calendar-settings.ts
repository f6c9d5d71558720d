import type { ScheduleRules } from './schedule-rules.ts';

/** Whose bank holidays count as closed days. */
export type Division = 'england' | 'wales' | 'scotland' | 'northern-ireland';

/** What dates are worked back by: of a plan, these two. */
export interface CalendarSettings {
  readonly division: Division;
  readonly schedule: ScheduleRules;
}
