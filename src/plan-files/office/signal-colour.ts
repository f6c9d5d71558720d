import { toHsl } from './theme-colours.ts';

/** What a fill may stand for in a traffic light of any palette; orange and yellow are amber. */
export const signals = ['red', 'amber', 'green', 'blue', 'grey'] as const;
export type Signal = (typeof signals)[number];

const titles: Readonly<Record<Signal, string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  grey: 'Grey',
};

/** Where each hue ends, in degrees of the colour circle; purple and pink are no signal. */
const hues: ReadonlyArray<readonly [number, Signal | null]> = [
  [17, 'red'],
  [69, 'amber'],
  [170, 'green'],
  [255, 'blue'],
  [338, null],
  [360, 'red'],
];

/** Lighter than this is paper, darker is ink. */
const paper = 0.94;
const ink = 0.1;
/** Below either of these no eye sees a hue. */
const leastSaturation = 0.25;
const leastSpread = 16;

/**
 * The signal that a colour `RRGGBB` stands for, in whatever shade and tint a palette has it; null for white, black and colours that
 * no traffic light has.
 */
export function signalOf(colour: string): Signal | null {
  const { hue, saturation, luminance } = toHsl(colour);
  const parts = partsOf(colour);
  const isPlain =
    saturation < leastSaturation || Math.max(...parts) - Math.min(...parts) < leastSpread || luminance < ink;
  if (isPlain) {
    return luminance >= paper || luminance <= 0.25 ? null : 'grey';
  }
  return hues.find(([end]) => hue <= end)?.[1] ?? null;
}

/** What people call a signal. */
export function signalTitle(signal: Signal): string {
  return titles[signal];
}

/** A name nearer to the colour, for a key that has two of one signal; `among` are that key's colours of it. */
export function shadeTitle(colour: string, signal: Signal, among: readonly string[]): string {
  const { hue } = toHsl(colour);
  const own = shadeOf(signal, hue);
  const alike = among.filter((other) => other !== colour && shadeOf(signal, toHsl(other).hue) === own);
  if (alike.length === 0) {
    return own;
  }
  const lighter = alike.filter((other) => toHsl(other).luminance > toHsl(colour).luminance).length;
  return lighter === 0
    ? `Light ${own.toLowerCase()}`
    : lighter === alike.length
      ? `Dark ${own.toLowerCase()}`
      : own;
}

function shadeOf(signal: Signal, hue: number): string {
  return signal !== 'amber' ? titles[signal] : hue < 40 ? 'Orange' : hue < 52 ? 'Amber' : 'Yellow';
}

/** How far apart two colours look, from 0 to about 765. */
export function colourDistance(one: string, other: string): number {
  const [r1 = 0, g1 = 0, b1 = 0] = partsOf(one);
  const [r2 = 0, g2 = 0, b2 = 0] = partsOf(other);
  const mean = (r1 + r2) / 2;
  return Math.sqrt(
    (2 + mean / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - mean) / 256) * (b1 - b2) ** 2,
  );
}

/** Red, green and blue from 0 to 255. */
function partsOf(colour: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
