import type { Temporal } from 'temporal-polyfill';
import { type Closures, closuresOf } from '../../domain/calendar/working-days.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Services } from '../../ports.ts';

/**
 * The plan's closed days, bank holidays asked for only once a day matters: loading them takes a tenth of a second.
 * Complete from the year before `from` to the year after `to`.
 */
export function planClosures(
  services: Pick<Services, 'bankHolidays'>,
  plan: Plan,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate = from,
): Pick<Closures, 'publication' | 'working'> {
  let known: Closures | null = null;
  const closures = () => {
    known ??= closuresOf(
      plan,
      services.bankHolidays.between(
        plan.division,
        from.subtract({ years: 1 }).toString(),
        to.add({ years: 1 }).toString(),
      ),
    );
    return known;
  };
  return {
    publication: (date) => closures().publication(date),
    working: (date) => closures().working(date),
  };
}
