import { type CardJson, cardButtons } from './read-card.ts';
import { cardOf, type TestPerson } from './test-person.ts';

/** Every page of what a command answers, reached by the cards' own buttons. */
export async function readPages(reader: TestPerson, command: string): Promise<CardJson[]> {
  const pages = [await reader.says(command)];
  for (
    let page = pages[0];
    page && cardButtons(page).some(({ title }) => title === 'Next page');
    page = pages.at(-1)
  ) {
    pages.push(cardOf(await reader.taps(page, 'Next page')));
  }
  return pages;
}
