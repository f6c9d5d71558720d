/** Columns of leads and dates repeat few texts; one that does not is not worth remembering. */
const mostTexts = 1_000;

/** The same function, which reads a text once however many cells have it. What it gives is shared: nobody may change it. */
export function oncePerText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    const value = read(text);
    if (known.size < mostTexts) known.set(text, { value });
    return value;
  };
}
