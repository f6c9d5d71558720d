import { changed, sourceOf, spansInside, spanTree, type XmlChange, type XmlSpan } from './xml-spans.ts';

interface SectionShape {
  /** What the properties of the template's section hold, without its tags; header and footer of those before it are in them. */
  readonly properties: string;
  readonly hasFooter: boolean;
}

/** A section goes on with the headers of those before it: where they are left out, they are part of it. */
export function footedSection(text: string, section: XmlSpan | null, body: XmlSpan): SectionShape {
  const references = new Map<string, string>();
  for (const one of spansInside(body, 'w:sectPr')) {
    if (section !== null && one.start > section.start) break;
    for (const reference of one.children) {
      if (reference.name !== 'w:headerReference' && reference.name !== 'w:footerReference') continue;
      references.set(`${reference.name} ${reference.attributes['w:type']}`, sourceOf(text, reference));
    }
  }
  const rest = (section?.children ?? []).filter(({ name }) => !/^w:(header|footer)Reference$/.test(name));
  return {
    properties: [...references.values(), ...rest.map((one) => sourceOf(text, one))].join(''),
    hasFooter: references.has('w:footerReference default'),
  };
}

export type Sections = SectionShape & { readonly footerId: string | null };

/** The template's section, turned on its side or not; only the first has a first page of its own and begins the numbers. */
export function sectionXml(
  { properties, footerId }: Sections,
  { isLandscape, isFirst }: { isLandscape: boolean; isFirst: boolean },
): string {
  const footer = footerId === null ? '' : `<w:footerReference w:type="default" r:id="${footerId}"/>`;
  const root = spanTree(`<w:sectPr>${properties}</w:sectPr>`);
  const xml = `<w:sectPr>${properties}</w:sectPr>`;
  const changes: XmlChange[] = [];
  for (const one of root.children) {
    const isDropped =
      !isFirst && (one.name === 'w:titlePg' || one.name === 'w:pgNumType' || one.name === 'w:type');
    if (isDropped) changes.push({ ...one, text: '' });
    if (one.name === 'w:pgSz') {
      const sides = [Number(one.attributes['w:w']) || 11_906, Number(one.attributes['w:h']) || 16_838];
      const [short, long] = [Math.min(...sides), Math.max(...sides)];
      const text = isLandscape
        ? `<w:pgSz w:w="${long}" w:h="${short}" w:orient="landscape"/>`
        : `<w:pgSz w:w="${short}" w:h="${long}"/>`;
      changes.push({ ...one, text });
    }
  }
  const size = isLandscape
    ? '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    : '<w:pgSz w:w="11906" w:h="16838"/>';
  const hasSize = root.children.some(({ name }) => name === 'w:pgSz');
  return changed(xml, changes)
    .replace('<w:sectPr>', `<w:sectPr>${footer}`)
    .replace('</w:sectPr>', `${hasSize ? '' : size}</w:sectPr>`);
}
