import { escapeXml } from './document-parts.ts';
import { changed, childSpan, sourceOf, spansInside, spanTree, type XmlSpan } from './xml-spans.ts';

/** Identifiers of the styles that a body names. */
export function usedStyles(body: XmlSpan): Set<string> {
  const named = ['w:pStyle', 'w:rStyle', 'w:tblStyle'].flatMap((name) => spansInside(body, name));
  // The foot and what Word makes of the contents when it updates them.
  return new Set([
    ...named.map(({ attributes }) => attributes['w:val'] ?? ''),
    'Footer',
    'TOC1',
    'TOC2',
    'TOC3',
  ]);
}

export interface MergedStyles {
  readonly xml: string;
  /** What each of the paper's styles is called in the template. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The template's styles with those of the paper's that it lacks, and British English as the language of its text. */
export function mergeStyles(
  theirs: string,
  ours: string,
  used: ReadonlySet<string>,
  renumber: (xml: string) => string,
): MergedStyles {
  const root = spanTree(theirs);
  const nameOf = (style: XmlSpan) =>
    `${style.attributes['w:type']} ${childSpan(style, 'w:name')?.attributes['w:val']?.toLowerCase()}`;
  const idOf = (style: XmlSpan) => style.attributes['w:styleId'] ?? '';
  const known = new Map(spansInside(root, 'w:style').map((style) => [nameOf(style), idOf(style)]));
  const taken = new Set(known.values());
  const own = new Map(spansInside(spanTree(ours), 'w:style').map((style) => [idOf(style), style]));
  const ids = new Map<string, string>();
  const added: XmlSpan[] = [];
  const take = (id: string) => {
    const style = own.get(id);
    if (style === undefined || ids.has(id)) return;
    const same = known.get(nameOf(style));
    ids.set(id, same ?? (taken.has(id) ? `${id}Paper` : id));
    if (same !== undefined) return;
    added.push(style);
    for (const name of ['w:basedOn', 'w:next', 'w:link'])
      take(childSpan(style, name)?.attributes['w:val'] ?? '');
  };
  for (const id of used) take(id);
  const texts = added.map((style) =>
    renumber(sourceOf(ours, style))
      .replace(
        /(w:styleId="|<w:(?:basedOn|next|link) w:val=")([^"]*)"/g,
        (_, before: string, id: string) => `${before}${ids.get(id) ?? id}"`,
      )
      .replace(/ w:default="(1|true)"/, ''),
  );
  return {
    ids,
    xml: inBritishEnglish(
      changed(theirs, [{ start: root.contentEnd, end: root.contentEnd, text: texts.join('') }]),
    ),
  };
}

function inBritishEnglish(xml: string): string {
  const root = spanTree(xml);
  const language = '<w:lang w:val="en-GB"/>';
  const defaults = childSpan(root, 'w:docDefaults');
  const properties = childSpan(childSpan(defaults, 'w:rPrDefault'), 'w:rPr');
  const old = childSpan(properties, 'w:lang');
  if (old !== null) {
    const text = sourceOf(xml, old).replace(/w:val="[^"]*"/, 'w:val="en-GB"');
    return changed(xml, [{ ...old, text: text.includes('en-GB') ? text : language }]);
  }
  if (properties !== null && properties.contentStart < properties.end) {
    return changed(xml, [{ start: properties.contentEnd, end: properties.contentEnd, text: language }]);
  }
  const run = `<w:rPrDefault><w:rPr>${language}</w:rPr></w:rPrDefault>`;
  const oldRun = childSpan(defaults, 'w:rPrDefault');
  if (oldRun !== null) return changed(xml, [{ ...oldRun, text: run }]);
  if (defaults !== null && defaults.contentStart < defaults.end) {
    return changed(xml, [{ start: defaults.contentStart, end: defaults.contentStart, text: run }]);
  }
  const at = defaults ?? { start: root.contentStart, end: root.contentStart };
  return changed(xml, [{ start: at.start, end: at.end, text: `<w:docDefaults>${run}</w:docDefaults>` }]);
}

/** A text of the paper with its styles called as the template calls them. */
export function restyled(xml: string, ids: ReadonlyMap<string, string>): string {
  return xml.replace(
    /(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)"/g,
    (_, before: string, id: string) => `${before}${escapeXml(ids.get(id) ?? id)}"`,
  );
}
