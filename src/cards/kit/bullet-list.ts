import { shortLine } from './escape.ts';

const lineLength = 120;

/** Short texts of people, one a line; those beyond `max` are counted, not shown. '' for none. */
export function bulletList(texts: readonly string[], max: number): string {
  const shown = texts.slice(0, max).map((text) => `• ${shortLine(text, lineLength)}`);
  const left = texts.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n\n');
}
