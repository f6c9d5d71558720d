import type { BoardCalendar } from '../../domain/meetings/board-calendar.ts';
import type { Services } from '../../ports.ts';
import { writeCalendar } from '../../reports/calendar-ics.ts';

/** A calendar, already read, as a file for diaries. */
export function writeCalendarFile({ clock }: Pick<Services, 'clock'>, calendar: BoardCalendar): string {
  return writeCalendar(calendar, clock.now());
}
