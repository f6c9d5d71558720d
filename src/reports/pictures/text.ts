/** What no picture should carry: controls and direction overrides, which a viewer may act on, and halves of a pair. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Somebody's words on one line. */
export function clean(text: string): string {
  return text.replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
}

/** At most so many characters, an ellipsis for the rest: the table beside the picture has it whole. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** A clean label in lines of about so many characters, broken at spaces; what does not fit in them is cut. */
export function breakLines(text: string, perLine: number, lines: number): string {
  const done: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || [...longer].length <= perLine) line = longer;
    else {
      done.push(line);
      line = word;
    }
  }
  const all = [...done, line];
  const kept = all.slice(0, lines - 1);
  const last = all.slice(lines - 1).join(' ');
  return [...kept, last]
    .filter((one) => one !== '')
    .map((one) => shorten(one, perLine))
    .join('\n');
}
