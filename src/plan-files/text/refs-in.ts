import { refKey } from '../../domain/shared/ref.ts';

const mostWords = 400;

/** The refs a text mentions, however it spaces them, in order and each once; plain numbers are no mention. */
export function refsIn(text: string, byKey: ReadonlyMap<string, { readonly ref: string }>): string[] {
  const words = text.split(/[\s,;&/]+/).slice(0, mostWords);
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    // The longest run of words first: `2F ii` before `2F`.
    for (let length = 4; length >= 1; length -= 1) {
      const run = words.slice(at, at + length).join(' ');
      const key = refKey(run);
      const action =
        /\d/.test(key) && (/\p{L}|\./u.test(key) || isNamed(words[at - 1])) ? byKey.get(key) : undefined;
      if (action !== undefined && words.slice(at, at + length).length === length) {
        found.add(action.ref);
        at += length - 1;
        break;
      }
    }
  }
  return [...found];
}

/** `action 12`: a number after the word for it is a ref. */
function isNamed(before: string | undefined): boolean {
  return /^\(?(actions?|refs?|items?|numbers?|no\.?|points?)$/i.test(before ?? '');
}
