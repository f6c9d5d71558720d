/** A stretch of text that reads in one direction. */
export interface DirectedText {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot carry is what is taken out
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// Embeddings, overrides and isolates would spill over into what stands beside the text; the runs say the direction.
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;
const rightToLeft = String.raw`[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]`;
/** Letters of a script that runs to the left, with what stands between two of them. */
const rightToLeftText = new RegExp(`${rightToLeft}(?:[^\\p{L}\\n]*${rightToLeft})*\\p{M}*`, 'gu');
const anyLetter = /\p{L}/u;

/** Text as a document can carry it: line breaks and tabs stay, other control characters go, half of a surrogate pair is replaced. */
export function documentText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(notXml, '')
    .replace(directionMarks, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Text parted where its direction changes; nothing of it is lost. */
export function splitByDirection(text: string): DirectedText[] {
  const parts: DirectedText[] = [];
  let at = 0;
  for (const { index, 0: found } of text.matchAll(rightToLeftText)) {
    if (index > at) parts.push({ text: text.slice(at, index), isRightToLeft: false });
    parts.push({ text: found, isRightToLeft: true });
    at = index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isRightToLeft: false });
  return parts;
}

/** Whether a paragraph of this text runs to the left: its first letter does. */
export function startsRightToLeft(text: string): boolean {
  const letter = text.match(anyLetter)?.[0];
  return letter !== undefined && new RegExp(rightToLeft, 'u').test(letter);
}
