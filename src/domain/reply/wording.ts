import type { CycleHeader } from '../cycle/cycle-header.ts';
import type { ActionId } from '../plan/action.ts';
import type { Rating } from '../shared/rating.ts';

/** What the PM lets the paper say of one action, beside the lead's own words, which stay. */
export interface Wording {
  readonly cycleId: string;
  readonly actionId: ActionId;
  /** '' where the PM has gone back to the lead's own words. */
  readonly text: string;
  /** Counts the versions, from 1. */
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

/** What the paper says of one action, and whose words they are. */
export interface WordedAction {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  readonly rating: Rating;
  /** The lead's narrative as of the cycle; '' where nobody has said anything. */
  readonly leadWords: string;
  /** The PM's; null where the paper takes the lead's. */
  readonly wording: { readonly text: string; readonly by: string; readonly at: string } | null;
  /** Version of the wording, 0 when there was none; a later edit names it. */
  readonly seen: number;
}

/** Every action of a cycle with what its paper will say. */
export interface Wordings extends CycleHeader {
  readonly timeZone: string;
  readonly state: 'open' | 'frozen';
  readonly signedOff: boolean;
  /** In the plan's order. */
  readonly actions: readonly WordedAction[];
}

/** One action's wording as a form shows it. */
export interface WordingForm extends CycleHeader {
  readonly action: WordedAction;
  /** What the field holds. */
  readonly draft: string;
  /** What is wrong with it, in words; null when nothing is. */
  readonly error: string | null;
  /** Somebody else's wording saved meanwhile; null when nobody has. */
  readonly conflict: { readonly by: string; readonly when: string; readonly text: string } | null;
}

/** An action's lead's words with the PM's beside them. */
export function wordAction(
  action: { readonly id: ActionId; readonly ref: string; readonly title: string; readonly rating: Rating },
  leadWords: string,
  wording: Wording | null,
): WordedAction {
  const { id: actionId, ref, title, rating } = action;
  const text = wording?.text ?? '';
  const own = wording === null || text === '' ? null : { text, by: wording.by, at: wording.at };
  return { actionId, ref, title, rating, leadWords, wording: own, seen: wording?.version ?? 0 };
}

/**
 * What an edit is kept as: '' for an emptied field and for the lead's very words, since those should go on following
 * the lead while the cycle is open.
 */
export function wordingText(typed: string, leadWords: string): string {
  const text = typed.trim();
  return text === leadWords.trim() ? '' : text;
}
