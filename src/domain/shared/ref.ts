/**
 * What two spellings of one ref have in common, so that `1B ii`, `1Bii` and `1b II.` are found as one action.
 * A space between two digits counts, since `1 11` and `11 1` are different refs. '' for a ref without any
 * letter or digit. For comparing only: the ref shown is the one the plan writes.
 */
export function refKey(ref: string): string {
  return ref
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/g, (_space, at: number, whole: string) => (isBetweenDigits(whole, at) ? ' ' : ''));
}

function isBetweenDigits(text: string, at: number): boolean {
  return /\d/.test(text.charAt(at - 1)) && /^\s+\d/.test(text.slice(at));
}
