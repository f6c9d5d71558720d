/** Characters nobody types and no card should carry: controls, direction overrides, halves of a pair. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be dropped
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** White space that is not one single space already: replacing every space by itself is what takes time in a long digest. */
const wideSpace = /\s{2,}|[^\S ]/g;

/** Text as it may be carried in JSON and in an input's value, which is no Markdown: only made clean. */
export function plain(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(unprintable, '');
}

/** The same on a single line. */
export function plainLine(text: string): string {
  return plain(text).replace(wideSpace, ' ').trim();
}

/** One line for a TextRun, which is no Markdown but still fills in date macros. */
export function runText(text: string): string {
  return breakMacros(plainLine(text));
}

/** Date macros that the client fills in, `{{DATE(...)}}`, stay text with a word joiner between the braces. */
function breakMacros(text: string): string {
  return text.replace(/\{(?=\{)/g, '{\u2060');
}

/**
 * One line of somebody's words for a TextBlock or a fact. Only what would form Markdown is escaped, since Teams on
 * a phone shows some backslashes as they are: ordinary prose passes unchanged.
 */
export function escapeLine(text: string): string {
  return guardStart(escapeInline(plainLine(text)));
}

/** The same, cut to a length: for lists and titles whose full text is elsewhere. */
export function shortLine(text: string, length: number): string {
  return escapeLine(excerpt(plainLine(text), length));
}

/** The same for a TextRun. */
export function shortRun(text: string, length: number): string {
  return runText(excerpt(plainLine(text), length));
}

/**
 * Somebody's words of several lines for a TextBlock. Each line becomes a paragraph, because Teams joins single
 * lines; a line typed as a bullet keeps a bullet.
 */
export function escapeText(text: string): string {
  return plain(text)
    .split('\n')
    .map((line) => line.replace(wideSpace, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => guardStart(escapeInline(line)))
    .join('\n\n');
}

/** What any of the rules below looks for; most lines have none of it, and a digest has thousands of lines. */
const special = /[\\&<*_`~\]{]/;

function escapeInline(line: string): string {
  if (!special.test(line)) return line;
  return breakMacros(
    line
      // A backslash is only special before punctuation; the rules below may put punctuation's own in front of it.
      .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
      // Before anything that writes an entity: `&amp;` typed by a person must stay `&amp;`.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      // Tags, autolinks and Teams mentions (`<at>`) all start so; `< 5` does not.
      .replace(/<(?=[a-z/!?])/gi, '&lt;')
      // A star with space on both sides is no emphasis either.
      .replace(/\*/g, (star, at: number, whole: string) =>
        /^\s?$/.test(whole.charAt(at - 1)) && /^\s?$/.test(whole.charAt(at + 1)) ? star : `\\${star}`,
      )
      // snake_case is no emphasis in any Markdown.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/`/g, '\\`')
      .replace(/~(?=~)|(?<=~)~/g, '\\~')
      // [text](address), [text][name] and [name]: address
      .replace(/\](?=[(:[])/g, '\\]'),
  );
}

/** What makes a block at the start of a line: bullet, number, heading, quotation, rule. */
function guardStart(line: string): string {
  return line
    .replace(/^(?:[-+•]|\\?\*)(?: |$)/, '• ')
    .replace(/^(\d{1,9}[.)]|#{1,6}) /, '$1\u00a0')
    .replace(/^(\d{1,9})(?=[.)]$)|^(?=#{1,6}$)/, '$1\\')
    .replace(/^>/, '&gt;')
    .replace(/^(?=[-=_]{3})/, '\\')
    .trimEnd();
}

/**
 * The beginning of a text, at most `length` characters and cut at a word, with an ellipsis; shorter texts as they
 * are. Cut first, escape after.
 */
export function excerpt(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const lastSpace = head.search(/\s\S*$/);
  return `${(lastSpace > length / 2 ? head.slice(0, lastSpace) : head).trimEnd()}…`;
}
