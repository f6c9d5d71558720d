import { createHash } from 'node:crypto';
import type { BoardCalendar } from '../../domain/meetings/board-calendar.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { Conflict, type Services } from '../../ports.ts';
import { listMeetings } from '../../use-cases/meetings/list-meetings.ts';
import { findPlan } from '../../use-cases/shared/find-plan.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';

/** The calendar for its project manager: the chair may read it too, but not here, where everything leads to a change. */
export async function readCalendar(
  services: Services,
  sender: Sender,
  planId: string,
): Promise<BoardCalendar> {
  await findPlan(services, sender, { planId, known: [planId] }, 'run-cycle');
  return listMeetings(services, sender, planId);
}

/** Stands for what a card lets its reader see, so that a later press can tell whether it would still do that. */
export function seenOf(preview: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(preview)).digest('hex').slice(0, 32);
}

export function lookAgain(button: string): string {
  return `The calendar has changed since you last saw this. Look again before you press ${button}.`;
}

/** Somebody else has just written what was to be written; nothing was. */
export function isConflict(error: unknown): boolean {
  return error instanceof Conflict || (error instanceof Refusal && error.code === 'meeting-exists');
}

export function isBadInput(error: unknown): error is Refusal {
  return error instanceof Refusal && ['bad-input', 'meeting-exists'].includes(error.code);
}
