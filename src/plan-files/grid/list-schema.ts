/** A text file without the line in which Microsoft Lists says how a list is made. */
export interface WithoutSchema {
  /** That line is left with its label alone, so that rows keep their numbers; a header right behind it comes on the next. */
  readonly text: string;
  /** What people call the list's columns, by the names that the header may have instead. */
  readonly titles: ReadonlyMap<string, string>;
}

const label = 'ListSchema';

/**
 * Takes `ListSchema={...}` off the beginning of a text: its quotes and commas are JSON, which no reader of delimited text takes
 * apart rightly. null where there is none.
 */
export function takeListSchema(text: string): WithoutSchema | null {
  if (!text.startsWith(`${label}={`)) {
    return null;
  }
  const start = label.length + 1;
  const end = endOfJson(text, start);
  const json = text.slice(start, end);
  const rest = text.slice(end).replace(/^[,;\t ]*\r?\n?/, '');
  // Lines that end in two ways would leave the last cell of each with its quotes.
  const newline = /\r?\n/.exec(rest)?.[0] ?? '\n';
  return { text: `${label}${newline}${rest}`, titles: titlesIn(json) };
}

/** Where the object that begins at `start` ends; the end of the line where it never does. */
function endOfJson(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (isString) {
      at += letter === '\\' ? 1 : 0;
      isString = letter !== '"';
    } else if (letter === '"') {
      isString = true;
    } else if (letter === '{' || letter === '[') {
      depth += 1;
    } else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  const line = text.indexOf('\n', start);
  return line < 0 ? text.length : line;
}

function titlesIn(json: string): Map<string, string> {
  const titles = new Map<string, string>();
  for (const [field] of json.matchAll(/<Field\s[^>]{0,4000}>/g)) {
    const name = attribute(field, 'Name');
    const title = attribute(field, 'DisplayName');
    if (name !== '' && title !== '') {
      titles.set(name, title);
    }
  }
  return titles;
}

function attribute(field: string, name: string): string {
  return field.match(new RegExp(`\\s${name}=\\\\?"([^"\\\\]{1,200})\\\\?"`))?.[1] ?? '';
}
