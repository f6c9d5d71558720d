/** Longest text kept from one cell, in UTF-16 units; storage splits what is too long for one of its own. */
export const maxCellText = 100_000;

// Soft hyphens, zero-width marks, bidirectional controls and byte-order marks: invisible, and able to change what
// a reader sees or a search finds.
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
// Everything that XML 1.0 or table storage cannot carry; newline and tab stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
const unstorable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
// Word and Excel break lines inside a cell with several of these.
// biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tab and form feed are what is looked for
const lineBreaks = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/**
 * A cell's text as plan and storage can carry it: one kind of line break, no control characters, half of a
 * broken surrogate pair shown as the replacement character, no spaces at line ends or around the whole.
 */
export function cleanText(text: string): string {
  // Most cells are a line of plain letters, in which there is nothing to look for.
  if (!/[^ -~]/.test(text)) {
    return text.trim();
  }
  return text
    .replace(lineBreaks, '\n')
    .replace(unstorable, '')
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** One line, single spaces: for names and headings that a document breaks over lines. */
export function oneLine(text: string): string {
  // A text that is one already is not written anew.
  return text.replace(/\s{2,}|[^\S ]/g, ' ').trim();
}
