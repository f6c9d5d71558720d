/** Characters of the symbol fonts that trackers use for ticks, crosses, boxes, bullets and arrows, by code. */
const wingdings: ReadonlyMap<number, string> = new Map([
  [0x6c, '●'],
  [0x6e, '■'],
  [0x6f, '□'],
  [0x71, '□'],
  [0x76, '•'],
  [0x9f, '•'],
  [0xa7, '•'],
  [0xa8, '☐'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe8, '→'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

const wingdings2: ReadonlyMap<number, string> = new Map([
  [0x4f, '✗'],
  [0x50, '✓'],
  [0x51, '☒'],
  [0x52, '☑'],
  [0x54, '☒'],
  [0x53, '☒'],
  [0xa3, '☐'],
]);

const symbol: ReadonlyMap<number, string> = new Map([
  [0xb7, '•'],
  [0xd6, '✓'],
  [0xae, '→'],
  [0xa3, '≤'],
  [0xb3, '≥'],
  [0xb1, '±'],
]);

/** A character inserted from a symbol font, `F0FC` of Wingdings, as a letter that any font has; '' for an unknown one. */
export function symbolText(font: string, code: string): string {
  if (!/^[0-9a-f]{1,6}$/i.test(code)) {
    return '';
  }
  const value = Number.parseInt(code, 16);
  const isPrivate = value >= 0xf000 && value <= 0xf0ff;
  const table = /^wingdings 2/i.test(font)
    ? wingdings2
    : /^wingdings/i.test(font)
      ? wingdings
      : /^symbol/i.test(font)
        ? symbol
        : null;
  if (table !== null) {
    return table.get(isPrivate ? value - 0xf000 : value) ?? '';
  }
  return isPrivate || value > 0x10ffff ? '' : String.fromCodePoint(value);
}
