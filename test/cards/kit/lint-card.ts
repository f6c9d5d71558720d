import { createRequire } from 'node:module';
import type { AdaptiveCard as Card, Json } from '../../../src/cards/kit/card.ts';
import { maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';

/** The little of the renderer that a lint needs; its package's own types do not compile with this project's. */
interface Renderer {
  readonly SerializationContext: new () => {
    readonly eventCount: number;
    getEventAt(index: number): { message: string };
  };
  readonly AdaptiveCard: new () => {
    parse(card: unknown, context: unknown): void;
    validateProperties(): { readonly validationEvents: readonly { readonly message: string }[] };
  };
}
const renderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Renderer;

type Node = { readonly [key: string]: Json };

/** Every object of a card, itself included. */
export function nodesOf(value: Json): Node[] {
  if (Array.isArray(value)) return value.flatMap((entry: Json) => nodesOf(entry));
  if (value === null || typeof value !== 'object') return [];
  const node = value as Node;
  return [node, ...Object.values(node).flatMap(nodesOf)];
}

/** Every string a person reads in a card. */
export function textsOf(card: Card): string[] {
  return nodesOf(card).flatMap((node) =>
    ['text', 'title', 'label', 'errorMessage', 'placeholder', 'fallbackText', 'tooltip', 'altText', 'legend']
      .map((key) => node[key])
      .filter((text) => typeof text === 'string'),
  );
}

/** What is wrong with a card under Teams' rules and our own; [] when nothing is. */
export function lintCard(card: Card): string[] {
  const context = new renderer.SerializationContext();
  const parsed = new renderer.AdaptiveCard();
  parsed.parse(card, context);
  const faults = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
    // Teams alone draws them; what stands for them elsewhere is asked for below.
    .filter((message) => !/^Unknown element type "Chart\./.test(message));
  faults.push(...parsed.validateProperties().validationEvents.map(({ message }) => message));
  if (!['1.2', '1.3', '1.4', '1.5'].includes(card.version)) faults.push(`version ${card.version}`);
  if (card.fallbackText.trim() === '') faults.push('no fallbackText');
  if (messageBytes(card) >= maxMessageBytes) faults.push(`${messageBytes(card)} bytes`);
  for (const text of textsOf(card)) {
    if (/\bundefined\b|\bnull\b|\[object|NaN|\$\{\w+\}/.test(text)) faults.push(`left over: ${text}`);
  }
  for (const node of nodesOf(card)) faults.push(...lintNode(node));
  return faults;
}

function lintNode(node: Node): string[] {
  const type = String(node['type'] ?? '');
  const faults: string[] = [];
  const fault = (words: string) =>
    faults.push(`${type} ${String(node['id'] ?? node['title'] ?? node['text'])}: ${words}`);
  if (type.startsWith('Input.') && !node['label']) fault('no label');
  if (type.startsWith('Input.') && node['isRequired'] === true && !node['errorMessage'])
    fault('no errorMessage');
  if (type === 'Input.Text' && typeof node['maxLength'] !== 'number') fault('no maxLength');
  if (type === 'TextBlock' && node['wrap'] !== true) fault('does not wrap');
  if (type === 'Image' && !node['altText']) fault('no altText');
  if (type.startsWith('Chart.') && (node['fallback'] as Node | undefined)?.['type'] !== 'Image')
    fault('nothing stands for it where no charts are drawn');
  if (type === 'Table') fault('tables do not show on phones');
  if (type === 'ColumnSet' && (node['columns'] as Json[]).length > 3) fault('more than three columns');
  if (type === 'Column' && !['auto', 'stretch'].includes(String(node['width']))) fault('fixed width');
  if ('isEnabled' in node) fault('isEnabled');
  if (node['style'] === 'positive' || node['style'] === 'destructive') fault('style Teams does not have');
  if ('color' in node && node['color'] !== 'default') {
    // The colour of a chart's bars has its word in the legend.
    if (type !== 'TextRun' && !node['legend']) fault('colour without a word');
    else if (type === 'TextRun' && /[\p{L}\p{N}]/u.test(String(node['text']))) fault('coloured words');
  }
  if (type === 'Action.Execute') {
    const submit = node['fallback'] as Node;
    const data = node['data'] as Node;
    if (submit?.['type'] !== 'Action.Submit') fault('no fallback');
    if (JSON.stringify(submit?.['data']) !== JSON.stringify(data)) fault('fallback sends other data');
    if (data?.['verb'] !== node['verb']) fault('verb missing from data');
  }
  return faults;
}
