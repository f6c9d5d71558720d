const startsFormula = /^[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** Whether a spreadsheet would take the text for a formula when somebody types it, or opens it in a CSV file. */
export function looksLikeFormula(text: string): boolean {
  return startsFormula.test(text);
}

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula (OWASP, CSV injection), and before one that
 * begins with such an apostrophe itself, so that `unguardText` always gives the text back.
 */
export function guardText(text: string): string {
  return looksLikeFormula(text) || guarded.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe of `guardText` off again. */
export function unguardText(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
