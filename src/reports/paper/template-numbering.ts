import { changed, sourceOf, spanTree } from './xml-spans.ts';

/** The lists of a template that has none. */
export const defaultNumbering =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:numbering>';

/** The template's lists with the paper's after them, under numbers that it does not have. */
export function addNumbering(
  theirs: string,
  ours: string,
): { xml: string; renumber: (style: string) => string } {
  const root = spanTree(theirs);
  const numbers = (name: string, attribute: string) =>
    root.children
      .filter((one) => one.name === name)
      .map(({ attributes }) => Number(attributes[attribute]) || 0);
  const abstractBase = Math.max(0, ...numbers('w:abstractNum', 'w:abstractNumId')) + 1;
  const base = Math.max(0, ...numbers('w:num', 'w:numId')) + 1;
  const shift = (xml: string, pattern: RegExp, by: number) =>
    xml.replace(pattern, (_, before: string, number: string) => `${before}${Number(number) + by}"`);
  const own = spanTree(ours);
  const of = (name: string) =>
    own.children.filter((one) => one.name === name).map((one) => sourceOf(ours, one));
  const abstracts = of('w:abstractNum')
    .map((one) => shift(one, /(w:abstractNumId=")(\d+)"/g, abstractBase).replace(/ w15:[\w]+="[^"]*"/g, ''))
    .join('');
  const lists = of('w:num')
    .map((one) =>
      shift(shift(one, /(<w:num w:numId=")(\d+)"/g, base), /(<w:abstractNumId w:val=")(\d+)"/g, abstractBase),
    )
    .join('');
  const firstList = root.children.find(({ name }) => name === 'w:num' || name === 'w:numIdMacAtCleanup');
  const lastList = root.children.find(({ name }) => name === 'w:numIdMacAtCleanup');
  const at = firstList?.start ?? root.contentEnd;
  const end = lastList?.start ?? root.contentEnd;
  return {
    xml: changed(
      theirs,
      at === end
        ? [{ start: at, end: at, text: abstracts + lists }]
        : [
            { start: at, end: at, text: abstracts },
            { start: end, end, text: lists },
          ],
    ),
    renumber: (style) => shift(style, /(<w:numId w:val=")(\d+)"/g, base),
  };
}
