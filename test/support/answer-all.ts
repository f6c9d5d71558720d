import { type CardJson, cardButtons } from './read-card.ts';
import { cardOf, type TestPerson } from './test-person.ts';

/** What a lead types into a form by hand; fields left out stay as the form has them. */
export type Typed = Readonly<
  Partial<Record<'rating' | 'narrative' | 'revisedDate' | 'reason' | 'recoveryStep' | 'evidence', string>>
>;

/** Opens an action's form from a card that offers it, and saves it; gives the card that answers. */
export async function fillForm(
  person: TestPerson,
  card: CardJson,
  ref: string,
  typed: Typed,
): Promise<CardJson> {
  const buttons = cardButtons(card).map(({ tooltip }) => tooltip);
  const open = buttons.includes(`Update ${ref}`) ? `Update ${ref}` : `Change ${ref}`;
  const form = cardOf(await person.taps(card, open));
  return cardOf(await person.taps(form, 'Save', typed));
}

/**
 * Goes from one receipt to the next until nothing is left to answer: "No change" by one tap, or the form where nobody has
 * rated yet. Gives how many actions were answered.
 */
export async function answerAll(person: TestPerson, prompt: CardJson, unrated: Typed): Promise<number> {
  let card = prompt;
  for (let answered = 0; ; answered += 1) {
    const buttons = cardButtons(card);
    const noChange = buttons.find(({ title }) => title === 'No change');
    const update = buttons.find(({ title }) => title === 'Update');
    if (noChange) card = cardOf(await person.taps(card, noChange.tooltip));
    else if (update) card = await fillForm(person, card, update.tooltip.replace('Update ', ''), unrated);
    else return answered;
  }
}
