import type { AdaptiveCard, Json } from '../../../src/cards/kit/card.ts';
import {
  type ContainerStyle,
  containerStyles,
  type TeamsTheme,
  type TextColor,
  textColors,
  themeColors,
} from '../../support/teams-themes.ts';

/** WCAG 2.2, 1.4.3 (AA), for text of ordinary size. */
export const leastContrast = 4.5;

type Rgb = readonly [number, number, number];
type Node = { readonly [key: string]: Json };

/** A piece of text of a card as a theme would draw it. */
export interface DrawnText {
  /** Where in the card's JSON: `body[2].items[0].inlines[1]`. */
  readonly path: string;
  readonly text: string;
  readonly color: TextColor;
  readonly isSubtle: boolean;
  /** Of the nearest container that has one. */
  readonly style: ContainerStyle;
  /** A coloured shape before words that say the same: decoration, for which no contrast is asked (1.4.3, 1.4.11). */
  readonly isMarker: boolean;
}

/** `#RRGGBB`, or `#AARRGGBB` as host configurations write it, over a background. */
function rgbOf(color: string, behind: Rgb): Rgb {
  const hex = /^#([0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (hex === null) throw new Error(`${color} is no colour`);
  const [, alpha = 'ff', ...parts] = hex;
  const share = Number.parseInt(alpha, 16) / 255;
  const channel = (at: 0 | 1 | 2) => Number.parseInt(parts[at] ?? '', 16) * share + behind[at] * (1 - share);
  return [channel(0), channel(1), channel(2)];
}

/** Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** From 1 for none to 21 for black on white; a see-through colour is laid over its background first. */
export function contrastOf(foreground: string, background: string): number {
  const behind = rgbOf(background, [255, 255, 255]);
  const [light = 0, dark = 0] = [luminance(rgbOf(foreground, behind)), luminance(behind)].sort(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Every text of a card that the host draws in a colour of the card's choosing. Buttons, and what is typed into a field,
 * are drawn by the host in colours of its own. Throws at an element it does not know, so that none goes unseen.
 */
export function drawnTexts(card: AdaptiveCard): DrawnText[] {
  return listOf(card.body).flatMap((node, index) => textsIn(node, 'default', `body[${index}]`));
}

function listOf(value: Json | undefined): Node[] {
  return Array.isArray(value) ? (value as Node[]) : [];
}

function textsIn(node: Node, above: ContainerStyle, path: string): DrawnText[] {
  const inside = (key: string, style: ContainerStyle) =>
    listOf(node[key]).flatMap((child, index) => textsIn(child, style, `${path}.${key}[${index}]`));
  const plain = (key: string, from: Node = node, at = path): DrawnText[] =>
    from[key] === undefined || from[key] === ''
      ? []
      : [drawn({ text: from[key] }, above, `${at}.${key}`, false)];
  switch (node['type']) {
    case 'Container':
    case 'Column':
      return inside('items', styleOf(node, above));
    case 'ColumnSet':
      return inside('columns', styleOf(node, above));
    case 'TextBlock':
      return [drawn(node, above, path, false)];
    case 'RichTextBlock': {
      const runs = listOf(node['inlines']);
      return runs.map((run, index) =>
        drawn(run, above, `${path}.inlines[${index}]`, isMarker(run, runs[index + 1])),
      );
    }
    case 'FactSet':
      return listOf(node['facts']).flatMap((fact, index) =>
        ['title', 'value'].flatMap((key) => plain(key, fact, `${path}.facts[${index}]`)),
      );
    case 'Input.ChoiceSet':
      return [
        ...plain('label'),
        ...listOf(node['choices']).flatMap((choice, index) =>
          plain('title', choice, `${path}.choices[${index}]`),
        ),
      ];
    case 'Input.Toggle':
      return [...plain('label'), ...plain('title')];
    case 'Input.Text':
    case 'Input.Date':
    case 'Input.Time':
    case 'Input.Number':
      return plain('label');
    case 'ActionSet':
      return [];
    // Its words are the client's own.
    case 'Chart.VerticalBar.Grouped':
    // A picture has its contrast tested where it is drawn.
    case 'Image':
      return [];
    default:
      throw new Error(`${path}: what colours ${String(node['type'])} has is not known here`);
  }
}

function styleOf(node: Node, above: ContainerStyle): ContainerStyle {
  return containerStyles.find((style) => style === node['style']) ?? above;
}

function drawn(node: Node, style: ContainerStyle, path: string, marker: boolean): DrawnText {
  const named = String(node['color'] ?? 'default').toLowerCase();
  const color = textColors.find((one) => one === named);
  if (color === undefined) throw new Error(`${path}: ${named} is no colour of a text`);
  return {
    path,
    text: String(node['text']),
    color,
    isSubtle: node['isSubtle'] === true,
    style,
    isMarker: marker,
  };
}

const hasWords = (run: Node | undefined) => /[\p{L}\p{N}]/u.test(String(run?.['text'] ?? ''));

/** A run of a shape alone, before a run of words. */
function isMarker(run: Node, next: Node | undefined): boolean {
  return !hasWords(run) && hasWords(next);
}

/** The contrast of a text in a theme. */
export function contrastIn(theme: TeamsTheme, { color, isSubtle, style }: DrawnText): number {
  const { backgroundColor, foregroundColors } = themeColors[theme][style];
  return contrastOf(foregroundColors[color][isSubtle ? 'subtle' : 'default'], backgroundColor);
}

/** What cannot be read well in a theme, by the card's name; [] when all can. */
export function contrastFaults(name: string, card: AdaptiveCard, theme: TeamsTheme): string[] {
  return drawnTexts(card)
    .filter((text) => !text.isMarker && contrastIn(theme, text) < leastContrast)
    .map((text) => {
      const { backgroundColor, foregroundColors } = themeColors[theme][text.style];
      const shade = text.isSubtle ? 'subtle' : 'default';
      const ratio = contrastIn(theme, text).toFixed(2);
      return `${name}, ${text.path}: “${text.text.slice(0, 60)}” is ${ratio}:1 in ${theme} (${text.color} ${shade} ${foregroundColors[text.color][shade]} on ${text.style} ${backgroundColor})`;
    });
}
