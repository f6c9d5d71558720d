import type { Temporal } from 'temporal-polyfill';
import { type CannedReply, cannedReplies, laterReplies } from './canned-replies.ts';
import type { CardReading } from './read-card.ts';

const isRating = (label: string): label is CannedReply['rating'] => Object.hasOwn(laterReplies, label);

function filled(form: CardReading, id: string): string {
  return form.inputs.find((input) => input.id === id)?.value ?? '';
}

/**
 * What a colleague says in a form: their first reply for this action, unless the form shows that they have said it
 * already; then one for the rating it holds, again not the words that stand there. null: nothing has changed.
 */
export function chooseReply(ref: string, form: CardReading): CannedReply | null {
  const said = filled(form, 'narrative');
  const first = cannedReplies[ref];
  if (first && first.narrative !== said) return first;
  const rating = filled(form, 'rating');
  if (!first || !isRating(rating)) return null;
  return laterReplies[rating].find(({ narrative }) => narrative !== said) ?? null;
}

/** The form's inputs by id as the client would send them: what was there, overwritten by what is said. */
export function fillForm(
  form: CardReading,
  reply: CannedReply,
  today: Temporal.PlainDate,
): Record<string, string> {
  const { revisedWeeks } = reply;
  const typed: Readonly<Record<string, string>> = {
    narrative: reply.narrative,
    reason: reply.reason ?? '',
    recoveryStep: reply.recoveryStep ?? '',
    revisedDate: revisedWeeks === undefined ? '' : today.add({ weeks: revisedWeeks }).toString(),
    ...(reply.evidence === undefined ? {} : { evidence: reply.evidence }),
  };
  return Object.fromEntries(
    form.inputs.map(({ id, value, choices }) => {
      if (id === 'rating') return [id, choices.includes(reply.rating) ? reply.rating : value];
      return [id, typed[id] ?? value];
    }),
  );
}
