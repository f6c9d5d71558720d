import { z } from 'zod';
import { type ScheduleRules, standardRules } from '../../domain/calendar/schedule-rules.ts';

const rules = z.object({
  boards: z.array(z.object({ name: z.string(), clearDays: z.number().nullable() })),
  clearDays: z.number().nullable(),
  clearDayKind: z.enum(['working', 'calendar']),
  dueDays: z.number(),
  freezeDays: z.number(),
  openDays: z.number(),
  reminderDays: z.array(z.number()),
  escalateDays: z.number().nullable(),
  sendFrom: z.string(),
  sendUntil: z.string(),
  freezeAt: z.string(),
  periodDays: z.number(),
  closedDays: z.array(z.object({ date: z.string(), name: z.string() })),
  terms: z.array(z.object({ name: z.string(), from: z.string(), to: z.string() })),
  outOfTermCloses: z.boolean(),
  sendsDigest: z.boolean(),
  postsPaper: z.boolean(),
});

/** Rules as a plan's row holds them; a rule that came later has its standard value. Throws an `Error` for another shape. */
export function parseScheduleRules(value: unknown): ScheduleRules {
  return rules.parse({ ...standardRules, ...(typeof value === 'object' ? value : {}) });
}
