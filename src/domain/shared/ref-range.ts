/** A ref that stands for several: `3B i-vi` -> `3B i` ... `3B vi`. */
export interface RefRange {
  readonly refs: readonly string[];
}

const romans = [
  ...['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
  ...['xi', 'xii', 'xiii', 'xiv', 'xv', 'xvi', 'xvii', 'xviii', 'xix', 'xx'],
];
const most = 26;

/**
 * Reads a ref as a range of refs: roman numerals, letters or numbers after a part they share. null for anything else; a
 * bare `1-4` or `WS1-2` is a ref of its own in many plans and no range, and `i-v` is read as numerals before letters.
 */
export function parseRefRange(ref: string): RefRange | null {
  const match = ref
    .trim()
    .match(
      /^(?<shared>.*?\S[\s.]*)(?<from>[a-z]+|\d{1,3})\s*(?:[-–—]|\bto\b)\s*(?<to>[a-z]+|\d{1,3})[.)]?$/i,
    );
  const { shared = '', from = '', to = '' } = match?.groups ?? {};
  const names = match === null ? null : namesBetween(from, to);
  if (names === null || (/^\d/.test(from) && !/[\s.]$/.test(shared))) {
    return null;
  }
  const rest = names.map((name) => (from === from.toUpperCase() ? name.toUpperCase() : name));
  return { refs: rest.map((name) => `${shared}${name}`) };
}

function namesBetween(from: string, to: string): string[] | null {
  const [low, high] = [from.toLowerCase(), to.toLowerCase()];
  if (/^\d+$/.test(low) && /^\d+$/.test(high)) {
    const count = Number(high) - Number(low) + 1;
    return count > 1 && count <= most
      ? Array.from({ length: count }, (_, at) => String(Number(low) + at))
      : null;
  }
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
  for (const names of [romans, letters]) {
    const [start, end] = [names.indexOf(low), names.indexOf(high)];
    if (start >= 0 && end > start) {
      return names.slice(start, end + 1);
    }
  }
  return null;
}
