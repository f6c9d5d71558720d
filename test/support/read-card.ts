/** One button of a rendered card, with what it sends back. */
export interface CardButton {
  readonly title: string;
  readonly tooltip: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether the client sends the card's inputs along. */
  readonly withInputs: boolean;
}

export interface CardInput {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly value: string;
  /** Values of a choice set; [] for other inputs. */
  readonly choices: readonly string[];
}

/** A card as it came over the wire: nothing but its JSON. */
export type CardJson = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every object in a card in reading order; an action's fallback is another form of it, not a second one. */
function* elementsOf(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) {
    for (const item of value) yield* elementsOf(item);
  } else if (isObject(value)) {
    yield value;
    for (const [key, part] of Object.entries(value)) {
      if (key !== 'fallback' && key !== 'data' && key !== 'choices') yield* elementsOf(part);
    }
  }
}

/** Every text a reader sees, top to bottom; the runs of one line together. */
export function cardTexts(card: CardJson): string[] {
  const texts: string[] = [];
  for (const element of elementsOf(card['body'])) {
    if (element['type'] === 'TextBlock') texts.push(textOf(element['text']));
    if (element['type'] === 'RichTextBlock' && Array.isArray(element['inlines'])) {
      texts.push(element['inlines'].map((run) => (isObject(run) ? textOf(run['text']) : '')).join(''));
    }
  }
  return texts;
}

/** The same in one string, for assertions on what a card says. */
export function cardText(card: CardJson): string {
  return cardTexts(card).join('\n');
}

/** The facts of a card, title to value. */
export function cardFacts(card: CardJson): Readonly<Record<string, string>> {
  const sets = [...elementsOf(card['body'])].filter(({ type }) => type === 'FactSet');
  const facts = sets.flatMap(({ facts }) => (Array.isArray(facts) ? facts : []));
  return Object.fromEntries(facts.filter(isObject).map(({ title, value }) => [textOf(title), textOf(value)]));
}

export function cardButtons(card: CardJson): CardButton[] {
  const found: CardButton[] = [];
  for (const element of elementsOf(card)) {
    if (element['type'] !== 'Action.Execute') continue;
    found.push({
      title: textOf(element['title']),
      tooltip: textOf(element['tooltip']),
      verb: textOf(element['verb']),
      data: isObject(element['data']) ? element['data'] : {},
      withInputs: element['associatedInputs'] !== 'none',
    });
  }
  return found;
}

export function cardInputs(card: CardJson): CardInput[] {
  const found: CardInput[] = [];
  for (const element of elementsOf(card['body'])) {
    const type = textOf(element['type']);
    if (!type.startsWith('Input.')) continue;
    const choices = Array.isArray(element['choices']) ? element['choices'] : [];
    found.push({
      id: textOf(element['id']),
      type,
      label: textOf(element['label']),
      value: textOf(element['value']),
      choices: choices.map((choice: unknown) => (isObject(choice) ? textOf(choice['value']) : '')),
    });
  }
  return found;
}

/** What a client sends of a card's inputs when nobody has touched them. */
export function untouchedInputs(card: CardJson): Record<string, string> {
  return Object.fromEntries(cardInputs(card).map(({ id, value }) => [id, value]));
}

/** The button of a title, tooltip or verb. Throws when there is none, naming those there are. */
export function findButton(card: CardJson, wanted: string): CardButton {
  const buttons = cardButtons(card);
  const found =
    buttons.find(({ tooltip }) => tooltip === wanted) ??
    buttons.find(({ title, verb }) => title === wanted || verb === wanted);
  if (found) return found;
  const there = buttons.map(({ tooltip }) => tooltip).join(', ');
  throw new Error(
    `The card has no button ${wanted}; it has: ${there}. It says: ${cardText(card).slice(0, 500)}`,
  );
}

/** What a card weighs in a message as Teams counts: its JSON as UTF-16, without the bytes of images within it. */
export function cardBytes(card: CardJson): number {
  return JSON.stringify(card).replaceAll(/(?<="data:image\/png;base64,)[A-Za-z0-9+/=]+/gu, '').length * 2;
}
