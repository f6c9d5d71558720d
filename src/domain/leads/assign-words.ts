import { inList } from '../shared/weekdays.ts';

/** What an assignment came to, as far as it is said in words. */
export interface AssignFacts {
  readonly assigned: readonly { readonly ref: string }[];
  readonly changed: readonly { readonly ref: string }[];
  readonly leads: readonly string[];
  readonly strategic: readonly string[];
}

const mostRefs = 12;

function refsOf(actions: readonly { readonly ref: string }[]): string {
  const shown = actions.slice(0, mostRefs).map(({ ref }) => ref);
  const more = actions.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** `3 actions now led by Ana Holt: 1B i, 1B ii, 1B iii.`; `written` false says what would be. */
export function assignedWords({ assigned, changed, leads, strategic }: AssignFacts, written = true): string {
  const accountable = strategic.length === 0 ? '' : `, with ${inList(strategic)} accountable`;
  const who = `${inList(leads)}${accountable}`;
  if (changed.length === 0) {
    return `Nothing has changed: ${who} ${leads.length === 1 ? 'leads' : 'lead'} ${refsOf(assigned)} already.`;
  }
  const led = `${counted(changed.length, 'action', 'actions')} ${written ? 'now led' : 'would be led'} by ${who}: ${refsOf(changed)}.`;
  const rest = assigned.length - changed.length;
  return rest === 0 ? led : `${led} ${counted(rest, 'was', 'were')} so already.`;
}

/** `12 of 51 open actions have no lead yet.` */
export function unassignedWords(unassigned: number, open: number): string {
  if (unassigned === 0) return 'Every open action has a lead.';
  const have = unassigned === 1 ? 'has' : 'have';
  return `${unassigned} of ${counted(open, 'open action', 'open actions')} ${have} no lead yet.`;
}
