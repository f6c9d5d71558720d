import type { Relationship } from '../../office/office-package.ts';
import { type DocumentParts, decode, encode } from './document-parts.ts';
import {
  contentTypes,
  coreProperties,
  coreType,
  keepReachable,
  officeLink,
  officeTypes,
  relationshipsOf,
  writeLinks,
} from './package-links.ts';
import { bodyOf, type PaperTemplate, partText, placeOf, sectionAt } from './paper-template.ts';
import { withOwnFoot, withoutNotes } from './template-notes.ts';
import { addNumbering, defaultNumbering } from './template-numbering.ts';
import { footedSection, type Sections, sectionXml } from './template-sections.ts';
import { mergeStyles, restyled, usedStyles } from './template-styles.ts';
import { changed, childSpan, spansInside, spanTree, type XmlChange, type XmlSpan } from './xml-spans.ts';

/** Namespaces that the paper's own content is written with. */
const namespaces = {
  'xmlns:r': officeTypes,
  'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
};
/** Parts that a document has without pointing to them from its text. */
const always = [
  'styles',
  'numbering',
  'settings',
  'theme',
  'fontTable',
  'webSettings',
  'footnotes',
  'endnotes',
];
const ownParts = [coreProperties, 'docProps/app.xml'];

/**
 * Puts a paper into a council's template: its styles, header, footer, logo and page are used; the paper takes the place of its
 * body, or of the paragraph that says `{{paper}}`. Styles it lacks are added. What else the template held is left behind.
 */
export function applyTemplate(own: DocumentParts, template: PaperTemplate): DocumentParts {
  const parts: DocumentParts = new Map();
  const main = template.mainPart;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const links = new Map<string, Relationship[]>();
  for (const [part, found] of template.relationships)
    links.set(
      part,
      found.map((one) => ({ ...one })),
    );
  const mainLinks = links.get(main) ?? [];
  const linkTo = (type: string, target: string): string => {
    const known = mainLinks.find((one) => one.type === type && one.target === target);
    if (known !== undefined) return known.id;
    const id = `rIdPaper${mainLinks.length + 1}`;
    mainLinks.push(officeLink(id, type, target));
    return id;
  };
  const partOf = (type: string, otherwise: string) => {
    const known = mainLinks.find((one) => one.type === type && !one.external)?.target;
    if (known === undefined) linkTo(type, `${folder}${otherwise}`);
    return known ?? `${folder}${otherwise}`;
  };
  const textOf = (name: string) => partText(template.parts, name);
  const ownText = (name: string) => decode(own.get(name) ?? new Uint8Array());

  const ownDocument = ownText('word/document.xml');
  const ownBody = bodyOf('word/document.xml', ownDocument);

  // Styles, and the bullets that one of them has.
  const stylesPart = partOf('styles', 'styles.xml');
  const hasStyles = template.parts.has(stylesPart);
  const numberingPart = partOf('numbering', 'numbering.xml');
  const numbering = addNumbering(
    template.parts.has(numberingPart) ? textOf(numberingPart) : defaultNumbering,
    ownText('word/numbering.xml'),
  );
  const styles = mergeStyles(
    hasStyles ? textOf(stylesPart) : ownText('word/styles.xml'),
    ownText('word/styles.xml'),
    usedStyles(ownBody),
    numbering.renumber,
  );
  parts.set(stylesPart, encode(styles.xml));
  parts.set(numberingPart, encode(numbering.xml));

  // Pictures, under names that the template does not have.
  const pictures = new Map<string, string>();
  for (const link of relationshipsOf(ownText('word/_rels/document.xml.rels'))) {
    if (link.type !== 'image') continue;
    const target = `${folder}media/paper-${link.target.split('/').at(-1) ?? ''}`;
    parts.set(target, own.get(`word/${link.target}`) ?? new Uint8Array());
    pictures.set(link.id, linkTo('image', target));
  }

  // The text itself.
  const text = textOf(main);
  const body = bodyOf(main, text);
  const place = placeOf(main, text, body);
  const section = footedSection(text, sectionAt(text, body), body);
  const footer = section.hasFooter ? null : `${folder}paper-footer.xml`;
  if (footer !== null) parts.set(footer, encode(restyled(ownText('word/footer1.xml'), styles.ids)));
  const footerId = footer === null ? null : linkTo('footer', footer);
  const sections = { ...section, footerId };
  const content = ownContent(ownDocument, ownBody, {
    sections,
    styles: styles.ids,
    pictures,
    isInPlace: place !== null,
  });
  const document = placed(text, body, { place, content, sections });
  parts.set(main, encode(document));

  // Of the rest, what is still pointed to.
  const isKept = ({ id, type }: Relationship) =>
    place !== null ||
    always.includes(type) ||
    new RegExp(`"${id.replace(/[^\w-]/g, '\\$&')}"`).test(document);
  links.set(main, mainLinks.filter(isKept));
  keepReachable(parts, links, template, main);
  for (const [name, content] of [...parts]) {
    const type = (links.get(main) ?? []).find(({ target }) => target === name)?.type;
    if (type === 'footer' && name !== footer)
      parts.set(name, encode(withOwnFoot(decode(content), ownText('word/footer1.xml'), styles.ids)));
    if (place === null && (type === 'footnotes' || type === 'endnotes'))
      parts.set(name, encode(withoutNotes(decode(content))));
  }
  for (const name of ownParts) parts.set(name, own.get(name) ?? new Uint8Array());
  links.set('', [
    officeLink('rId1', 'officeDocument', main),
    { ...officeLink('rId2', 'core-properties', coreProperties), typeName: coreType },
    officeLink('rId3', 'extended-properties', 'docProps/app.xml'),
  ]);
  writeLinks(parts, links);
  parts.set(
    '[Content_Types].xml',
    encode(contentTypes(textOf('[Content_Types].xml'), parts, { main, stylesPart, numberingPart, footer })),
  );
  return parts;
}

interface OwnContent {
  readonly xml: string;
  /** Of the last stretch, which the section after it holds. */
  readonly isLandscape: boolean;
  readonly sectionCount: number;
}

/** The paper's blocks in the template's styles and sections. */
function ownContent(
  xml: string,
  body: XmlSpan,
  to: {
    readonly sections: Sections;
    readonly styles: ReadonlyMap<string, string>;
    readonly pictures: ReadonlyMap<string, string>;
    readonly isInPlace: boolean;
  },
): OwnContent {
  const sections = spansInside(body, 'w:sectPr');
  const last = sections.at(-1);
  const isWide = (section: XmlSpan | undefined) =>
    section !== undefined && childSpan(section, 'w:pgSz')?.attributes['w:orient'] === 'landscape';
  const changes = sections.map((section, at) => ({
    ...section,
    text:
      section === last ? '' : sectionXml(to.sections, { isLandscape: isWide(section), isFirst: at === 0 }),
  }));
  const start = body.contentStart;
  const inside = changed(xml.slice(0, body.contentEnd), changes).slice(start);
  const restyledText = restyled(inside, to.styles).replace(
    / r:embed="([^"]*)"/g,
    (_, id: string) => ` r:embed="${to.pictures.get(id) ?? id}"`,
  );
  const endsWide = isWide(last);
  const turnBack =
    to.isInPlace && endsWide
      ? `<w:p><w:pPr>${sectionXml(to.sections, { isLandscape: true, isFirst: sections.length === 1 })}</w:pPr></w:p>`
      : '';
  return { xml: restyledText + turnBack, isLandscape: endsWide, sectionCount: sections.length };
}

/** The template's text with the paper in its place. */
function placed(
  text: string,
  body: XmlSpan,
  { place, content, sections }: { place: XmlSpan | null; content: OwnContent; sections: Sections },
): string {
  const isFirst = content.sectionCount === 1;
  const changes: XmlChange[] = [];
  if (place === null) {
    const end = sectionXml(sections, { isLandscape: content.isLandscape, isFirst });
    changes.push({ start: body.contentStart, end: body.contentEnd, text: content.xml + end });
  } else {
    const own = spansInside(place, 'w:sectPr')[0];
    const after = sectionAt(text, body);
    const rest = sectionXml(sections, { isLandscape: false, isFirst: isFirst && !content.isLandscape });
    const isOwn = own !== undefined;
    changes.push({ ...place, text: content.xml + (isOwn ? `<w:p><w:pPr>${rest}</w:pPr></w:p>` : '') });
    if (!isOwn && after !== null) changes.push({ ...after, text: rest });
    if (after === null) changes.push({ start: body.contentEnd, end: body.contentEnd, text: rest });
  }
  const root = spanTree(text);
  const missing = Object.entries(namespaces)
    .filter(([name]) => root.attributes[name] === undefined)
    .map(([name, value]) => ` ${name}="${value}"`);
  const at = root.start + 1 + root.name.length;
  return changed(text, [...changes, { start: at, end: at, text: missing.join('') }]);
}
