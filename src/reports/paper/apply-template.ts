import type { Relationship } from '../../office/office-package.ts';
import { type DocumentParts, decode, encode, escapeXml } from './document-parts.ts';
import { bodyOf, type PaperTemplate, partText, placeOf, sectionAt } from './paper-template.ts';
import {
  changed,
  childSpan,
  sourceOf,
  spansInside,
  spanText,
  spanTree,
  type XmlChange,
  type XmlSpan,
} from './xml-spans.ts';

const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
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
const coreProperties = 'docProps/core.xml';
const ownParts = [coreProperties, 'docProps/app.xml'];
const coreType = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const defaultNumbering = `${declaration}<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:numbering>`;

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
      parts.set(name, encode(withPageNumbers(decode(content), ownText('word/footer1.xml'), styles.ids)));
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

/** Identifiers of the styles that a body names. */
function usedStyles(body: XmlSpan): Set<string> {
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

interface MergedStyles {
  readonly xml: string;
  /** What each of the paper's styles is called in the template. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The template's styles with those of the paper's that it lacks, and British English as the language of its text. */
function mergeStyles(
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

/** The template's lists with the paper's after them, under numbers that it does not have. */
function addNumbering(theirs: string, ours: string): { xml: string; renumber: (style: string) => string } {
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

interface SectionShape {
  /** What the properties of the template's section hold, without its tags; header and footer of those before it are in them. */
  readonly properties: string;
  readonly hasFooter: boolean;
}

/** A section goes on with the headers of those before it: where they are left out, they are part of it. */
function footedSection(text: string, section: XmlSpan | null, body: XmlSpan): SectionShape {
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

type Sections = SectionShape & { readonly footerId: string | null };

/** The template's section, turned on its side or not; only the first has a first page of its own and begins the numbers. */
function sectionXml(
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

function restyled(xml: string, ids: ReadonlyMap<string, string>): string {
  return xml.replace(
    /(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)"/g,
    (_, before: string, id: string) => `${before}${escapeXml(ids.get(id) ?? id)}"`,
  );
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

/** The template's foot, with page x of y below where it has none. */
function withPageNumbers(theirs: string, ours: string, ids: ReadonlyMap<string, string>): string {
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
function withoutNotes(xml: string): string {
  const notes = spanTree(xml).children.filter(({ attributes }) => attributes['w:type'] === undefined);
  return changed(
    xml,
    notes.map((one) => ({ ...one, text: '' })),
  );
}

/** Adds the template's parts that something kept points to, and forgets what the others point to. */
function keepReachable(
  parts: DocumentParts,
  links: Map<string, Relationship[]>,
  template: PaperTemplate,
  main: string,
): void {
  const seen = new Set<string>();
  const visit = (part: string) => {
    if (seen.has(part)) return;
    seen.add(part);
    const content = template.parts.get(part);
    if (!parts.has(part) && content !== undefined) parts.set(part, content);
    for (const { target, external } of links.get(part) ?? []) if (!external) visit(target);
  };
  visit(main);
  for (const part of [...links.keys()]) if (!seen.has(part)) links.delete(part);
}

function relationshipsOf(xml: string): Pick<Relationship, 'id' | 'type' | 'target'>[] {
  return spansInside(spanTree(xml), 'Relationship').map(({ attributes }) => ({
    id: attributes['Id'] ?? '',
    type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
    target: attributes['Target'] ?? '',
  }));
}

function officeLink(id: string, type: string, target: string): Relationship {
  return { id, type, typeName: `${officeTypes}/${type}`, target, external: false };
}

function writeLinks(parts: DocumentParts, links: ReadonlyMap<string, readonly Relationship[]>): void {
  for (const [part, all] of links) {
    const at = part.lastIndexOf('/') + 1;
    const lines = all
      .filter(({ target, external }) => external || parts.has(target))
      .map(({ id, typeName, target, external }) => {
        const mode = external ? ' TargetMode="External"' : '';
        return `<Relationship Id="${escapeXml(id)}" Type="${escapeXml(typeName)}" Target="${escapeXml(external ? target : `/${target}`)}"${mode}/>`;
      });
    parts.set(
      `${part.slice(0, at)}_rels/${part.slice(at)}.rels`,
      encode(
        `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`,
      ),
    );
  }
}

/** What kind each part is: as the template says, a document where it was a template, and the parts that are new. */
function contentTypes(
  theirs: string,
  parts: DocumentParts,
  {
    main,
    stylesPart,
    numberingPart,
    footer,
  }: { main: string; stylesPart: string; numberingPart: string; footer: string | null },
): string {
  const root = spanTree(theirs);
  const said = new Map(
    spansInside(root, 'Override').map(({ attributes }) => [
      (attributes['PartName'] ?? '').slice(1),
      attributes['ContentType'] ?? '',
    ]),
  );
  said.set(main, `${wordTypes}.document.main+xml`);
  said.set(stylesPart, `${wordTypes}.styles+xml`);
  said.set(numberingPart, `${wordTypes}.numbering+xml`);
  said.set('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml');
  said.set('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml');
  if (footer !== null) said.set(footer, `${wordTypes}.footer+xml`);
  const defaults = new Map(
    spansInside(root, 'Default').map(({ attributes }) => [
      (attributes['Extension'] ?? '').toLowerCase(),
      attributes['ContentType'] ?? '',
    ]),
  );
  defaults.set('png', 'image/png');
  defaults.set('rels', 'application/vnd.openxmlformats-package.relationships+xml');
  defaults.set('xml', defaults.get('xml') ?? 'application/xml');
  return [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    ...[...defaults].map(
      ([ending, type]) => `<Default Extension="${escapeXml(ending)}" ContentType="${escapeXml(type)}"/>`,
    ),
    ...[...said]
      .filter(([name]) => parts.has(name))
      .map(([name, type]) => `<Override PartName="/${escapeXml(name)}" ContentType="${escapeXml(type)}"/>`),
    '</Types>',
  ].join('');
}
