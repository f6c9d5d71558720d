/** A button of a card that answers by Action.Execute. */
export interface CardButton {
  readonly title: string;
  readonly tooltip: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CardInput {
  readonly id: string;
  /** As it is filled when the card is shown; '' for empty. */
  readonly value: string;
  /** Values to choose from; [] for an input that takes text. */
  readonly choices: readonly string[];
}

/** What a person sees of a card, in reading order. */
export interface CardReading {
  readonly texts: readonly string[];
  readonly buttons: readonly CardButton[];
  readonly inputs: readonly CardInput[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads any Adaptive Card as a person would; whatever is no card reads as an empty one. Fallbacks are not shown, so not read. */
export function readCard(card: unknown): CardReading {
  const reading = { texts: [] as string[], buttons: [] as CardButton[], inputs: [] as CardInput[] };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item);
      return;
    }
    if (!isObject(value)) return;
    const type = text(value['type']);
    if (type === 'TextBlock' || type === 'TextRun') reading.texts.push(text(value['text']));
    if (type === 'Action.Execute') reading.buttons.push(readButton(value));
    if (type.startsWith('Input.')) reading.inputs.push(readInput(value));
    for (const [key, child] of Object.entries(value)) {
      if (key !== 'fallback' && key !== 'data') walk(child);
    }
  };
  walk(card);
  return reading;
}

function readButton(action: Record<string, unknown>): CardButton {
  const { title, tooltip, verb, data } = action;
  return { title: text(title), tooltip: text(tooltip), verb: text(verb), data: isObject(data) ? data : {} };
}

function readInput(input: Record<string, unknown>): CardInput {
  const choices = Array.isArray(input['choices']) ? input['choices'].filter(isObject) : [];
  return {
    id: text(input['id']),
    value: text(input['value']),
    choices: choices.map((choice) => text(choice['value'])),
  };
}
