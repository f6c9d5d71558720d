import { childElement, childElements, readXmlTree, type XmlElement } from './xml-tree.ts';

/** Colours as `RRGGBB` under the names a theme gives them: dk1, lt1, dk2, lt2, accent1 to accent6, hlink, folHlink. */
export type ThemeColours = ReadonlyMap<string, string>;

/** Throws Refusal('file-unreadable'). */
export function readThemeColours(file: string, content: Uint8Array): ThemeColours {
  const tree = readXmlTree(
    file,
    content,
    new Set(['fontScheme', 'fmtScheme', 'extraClrSchemeLst', 'extLst']),
  );
  const scheme = childElement(childElement(childElement(tree, 'theme'), 'themeElements'), 'clrScheme');
  return new Map(
    childElements(scheme).flatMap((named) => {
      const colour = colourOf(childElements(named)[0] ?? null);
      return colour === null ? [] : [[named.name, colour] as const];
    }),
  );
}

function colourOf(element: XmlElement | null): string | null {
  return parseColour(element?.attributes['lastClr'] ?? element?.attributes['val'] ?? '');
}

/** `FF0000` or, with opacity before it, `FFFF0000`; null for `auto` and the rest. */
export function parseColour(text: string): string | null {
  return text.match(/^(?:[0-9a-f]{2})?([0-9a-f]{6})$/i)?.[1]?.toUpperCase() ?? null;
}

/** A colour made lighter (above 0) or darker (below), from -1 to 1, as Excel does: its luminance, nothing else. */
export function tintColour(colour: string, tint: number): string {
  if (tint === 0 || !Number.isFinite(tint)) {
    return colour;
  }
  const by = Math.max(-1, Math.min(1, tint));
  const { hue, saturation, luminance } = toHsl(colour);
  return fromHsl(hue, saturation, by < 0 ? luminance * (1 + by) : luminance * (1 - by) + by);
}

/** A colour that may mean something: white, greys and pale bands decorate. */
export function isSignalColour(colour: string): boolean {
  const parts = partsOf(colour);
  return Math.max(...parts) - Math.min(...parts) > 96 / 255;
}

/** Red, green and blue from 0 to 1. */
function partsOf(colour: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

/** Hue in degrees, saturation and luminance from 0 to 1. */
export function toHsl(colour: string): { hue: number; saturation: number; luminance: number } {
  const [red = 0, green = 0, blue = 0] = partsOf(colour);
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const luminance = (high + low) / 2;
  const range = high - low;
  if (range === 0) {
    return { hue: 0, saturation: 0, luminance };
  }
  const saturation = range / (1 - Math.abs(2 * luminance - 1));
  const sixth =
    high === red
      ? (green - blue) / range + 6
      : high === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  return { hue: (sixth % 6) * 60, saturation, luminance };
}

function fromHsl(hue: number, saturation: number, luminance: number): string {
  const spread = saturation * Math.min(luminance, 1 - luminance);
  const part = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    const value = luminance - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    return Math.round(Math.max(0, Math.min(1, value)) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `${part(0)}${part(8)}${part(4)}`.toUpperCase();
}
