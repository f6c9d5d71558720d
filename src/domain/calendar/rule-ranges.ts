import type { ScheduleRules } from './schedule-rules.ts';

/** Numbers of days that a rule may be, both ends taken. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** The rules that are one number of days. */
export const ruleRanges = {
  clearDays: { from: 0, to: 30 },
  dueDays: { from: 0, to: 30 },
  freezeDays: { from: 0, to: 30 },
  openDays: { from: 1, to: 60 },
  escalateDays: { from: 1, to: 30 },
  periodDays: { from: 0, to: 366 },
} as const satisfies Partial<Record<keyof ScheduleRules, DayRange>>;

/** Of one reminder, before the last day for replies. */
export const reminderRange: DayRange = { from: 0, to: 60 };
export const mostReminders = 10;

export function isInRange(days: number, { from, to }: DayRange): boolean {
  return Number.isInteger(days) && days >= from && days <= to;
}

/** `09:00`, two digits each. */
export function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}
