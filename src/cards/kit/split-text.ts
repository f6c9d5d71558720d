import { plain } from './escape.ts';

/**
 * A text in pieces of at most `length` characters, in order and with nothing lost but white space at the joins: whole
 * paragraphs where they fit, else broken between words, and a single word longer than that within it. [] for a
 * blank text.
 */
export function splitText(text: string, length: number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const line of plain(text).split('\n')) {
    for (const part of splitLine(line.trim(), length)) {
      if (current !== '' && current.length + 1 + part.length > length) {
        pieces.push(current);
        current = part;
      } else {
        current = current === '' ? part : `${current}\n${part}`;
      }
    }
  }
  return current === '' ? pieces : [...pieces, current];
}

function splitLine(line: string, length: number): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > length) {
    const space = rest.lastIndexOf(' ', length);
    const at = space > length / 2 ? space : wholeCharacter(rest, length);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}
