import { restyled } from './template-styles.ts';
import { changed, sourceOf, spansInside, spanText, spanTree } from './xml-spans.ts';

/** The template's foot, with page x of y below where it has none. */
export function withPageNumbers(theirs: string, ours: string, ids: ReadonlyMap<string, string>): string {
  const root = spanTree(theirs);
  const fields = [
    ...spansInside(root, 'w:instrText').map((one) => spanText(theirs, one)),
    ...spansInside(root, 'w:fldSimple').map(({ attributes }) => attributes['w:instr'] ?? ''),
  ].join(' ');
  if (/\bPAGE\b/.test(fields) && /\bNUMPAGES\b/.test(fields)) return theirs;
  const own = spanTree(ours)
    .children.filter(({ name }) => name === 'w:p')
    .at(-1);
  return own === undefined
    ? theirs
    : changed(theirs, [
        { start: root.contentEnd, end: root.contentEnd, text: restyled(sourceOf(ours, own), ids) },
      ]);
}

/** Notes of the text that was there are left behind; the lines that part notes from text stay. */
export function withoutNotes(xml: string): string {
  const notes = spanTree(xml).children.filter(({ attributes }) => attributes['w:type'] === undefined);
  return changed(
    xml,
    notes.map((one) => ({ ...one, text: '' })),
  );
}
