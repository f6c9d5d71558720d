import { type CardJson, cardButtons, findButton } from './read-card.ts';
import { cardOf, type TestPerson } from './test-person.ts';

/** What a lead types into a form by hand; fields left out stay as the form has them. */
export type Typed = Readonly<Partial<Record<'rating' | 'narrative' | 'revisedDate' | 'reason' | 'recoveryStep' | 'evidence', string>>>;

/** Opens an action's form from a card that offers it, and saves it; gives the card that answers. */
export async function fillForm(person: TestPerson, card: CardJson, ref: string, typed: Typed): Promise<CardJson> {
  const buttons = cardButtons(card).map(({ tooltip }) => tooltip);
  const open = buttons.includes(`Update ${ref}`) ? `Update ${ref}` : `Change ${ref}`;
  const form = cardOf(await person.taps(card, open));
  return cardOf(await person.taps(form, 'Save', typed));
}

/** Presses "No change" from one receipt to the next until none is offered; gives how often, and the last card. */
export async function sayNoChange(
  person: TestPerson,
  prompt: CardJson,
): Promise<{ readonly answered: number; readonly card: CardJson }> {
  let card = prompt;
  let answered = 0;
  while (cardButtons(card).some(({ title }) => title === 'No change')) {
    card = cardOf(await person.taps(card, findButton(card, 'No change').tooltip));
    answered += 1;
  }
  return { answered, card };
}
