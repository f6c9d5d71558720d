import type { DeclinedNote } from '../../domain/reply/prompt.ts';
import { plainLine } from '../kit/escape.ts';
import { dayWords } from '../kit/words.ts';

/** What a lead is told of a proposal that was declined, to be escaped: `Declined on 16 December 2026 by ...`. */
export function declinedWords({ what, asked, reason, by, on }: DeclinedNote): string {
  const proposal = what === 'completion' ? 'that it is complete' : `the new date ${plainLine(asked)}`;
  const why = plainLine(reason);
  const said = why === '' ? '.' : `: “${why}”`;
  return `Declined on ${dayWords(on)} by ${plainLine(by)}: ${proposal}${said}`;
}
