import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { BankHolidays } from '../ports.ts';

/** The package's names for the divisions; England and Wales share one calendar. */
const regions = { england: 'eng', wales: 'wls', scotland: 'sct', 'northern-ireland': 'nir' } as const;

/**
 * Loaded on first use: the package holds the calendars of all countries and takes a tenth of a second, and only the
 * opening of a cycle asks for it.
 */
function loadHolidays(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays');
}

/** Bank holidays of the United Kingdom's divisions, substitute days included, from the date-holidays package. */
export function createBankHolidays(): BankHolidays {
  const years = new Map<string, readonly string[]>();
  const ofYear = (division: keyof typeof regions, year: number): readonly string[] => {
    const key = `${division} ${year}`;
    const known = years.get(key);
    if (known) return known;
    const Calendar = loadHolidays();
    const days = new Calendar('GB', regions[division])
      .getHolidays(year)
      .filter(({ type }) => type === 'public' || type === 'bank')
      .map(({ date }) => date.slice(0, 10));
    years.set(key, days);
    return days;
  };
  return {
    between(division, from, to) {
      const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
      const days = Array.from({ length: last - first + 1 }, (_, index) => ofYear(division, first + index));
      return new Set(days.flat());
    },
  };
}
