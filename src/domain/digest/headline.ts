import { formatDate } from '../shared/dates.ts';
import type { Digest } from './digest.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/**
 * The digest in one sentence: `7 red, 44 amber of 51; 3 moved to red since 16 October 2019; 9 leads have not replied.` It
 * says only what the register knows: before the first cycle nobody was asked, so nobody is silent.
 */
export function digestHeadline(digest: Digest): string {
  const { counts, total, movements, lastBoard, silentLeads, state, unassigned } = digest;
  const held = (level: 'red' | 'amber') =>
    counts
      .filter((count) => count.level === level)
      .reduce((sum, { now, lastKnown }) => sum + now + lastKnown, 0);
  const worse = movements.filter(({ from, to }) => to.level === 'red' && from.level !== 'red').length;
  const since = lastBoard === null ? 'since the plan was imported' : `since ${formatDate(lastBoard)}`;
  const parts = [`${held('red')} red, ${held('amber')} amber of ${plural(total, 'action', 'actions')}`];
  if (state === 'as-imported') {
    parts.push('as imported: nobody has been asked yet');
  } else {
    parts.push(`${worse === 0 ? 'none' : worse} moved to red ${since}`);
    parts.push(
      silentLeads === 0
        ? digest.asked === 0
          ? 'nobody was asked'
          : 'every lead has replied'
        : `${plural(silentLeads, 'lead has', 'leads have')} not replied`,
    );
  }
  if (unassigned.length > 0) {
    parts.push(`${plural(unassigned.length, 'action has', 'actions have')} no confirmed lead`);
  }
  return `${parts.join('; ')}.`;
}
