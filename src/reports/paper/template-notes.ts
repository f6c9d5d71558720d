import { restyled } from './template-styles.ts';
import { changed, sourceOf, spansInside, spanText, spanTree } from './xml-spans.ts';

/** The template's foot, with plan, board and date below it, and page x of y where it counts no pages itself. */
export function withOwnFoot(theirs: string, ours: string, ids: ReadonlyMap<string, string>): string {
  const root = spanTree(theirs);
  // One that is closed where it opens has no inside to put anything into.
  if (root.contentStart === root.end) return restyled(ours, ids);
  const fields = [
    ...spansInside(root, 'w:instrText').map((one) => spanText(theirs, one)),
    ...spansInside(root, 'w:fldSimple').map(({ attributes }) => attributes['w:instr'] ?? ''),
  ].join(' ');
  const hasPages = /\bPAGE\b/.test(fields) && /\bNUMPAGES\b/.test(fields);
  const own = spanTree(ours).children.filter(({ name }) => name === 'w:p');
  const text = (hasPages ? own.slice(0, -1) : own).map((one) => restyled(sourceOf(ours, one), ids)).join('');
  return changed(theirs, [{ start: root.contentEnd, end: root.contentEnd, text }]);
}

/** Notes of the text that was there are left behind; the lines that part notes from text stay. */
export function withoutNotes(xml: string): string {
  const notes = spanTree(xml).children.filter(({ attributes }) => attributes['w:type'] === undefined);
  return changed(
    xml,
    notes.map((one) => ({ ...one, text: '' })),
  );
}
