import { openOfficePackage, type Relationship, readRelationships } from '../../office/office-package.ts';
import { readXml } from '../../office/read-xml.ts';
import { unreadable } from '../../office/unreadable.ts';
import type { PageShape } from './page-shape.ts';
import { childSpan, spansInside, spanText, spanTree, type XmlSpan } from './xml-spans.ts';

/** A template is a page of styles and a logo; more than this in bytes is something else. */
export const longestTemplate = 5 * 1024 * 1024;
const limits = { entries: 500, unpackedBytes: 24 * 1024 * 1024 };
const file = 'The template';

/** A council's template, read whole and found harmless. */
export interface PaperTemplate {
  readonly mainPart: string;
  /** Every part by name. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** What each part points to, by its name; '' for the package. */
  readonly relationships: ReadonlyMap<string, readonly Relationship[]>;
  readonly page: PageShape;
}

const mainNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** What a part is named that carries a program or another document. */
const carriers =
  /(^|\/)(vbaProject|vbaData|activeX|embeddings|ctrlProps|customUI|attachedToolbars|_xmlsignatures)|\.(bin|exe|dll|js|vbs|ps1|html?|mht|rtf|docm?|docx|xlsx?|xlsm|ole)$/i;
/** Kinds of relationship to such a part. */
const carrying =
  /^(oleObject|package|control|activeXControlBinary|vbaProject|wordVbaData|aFChunk|subDocument|frame|attachedToolbars|extensibility|mailMerge\w*|origin|signature)$/i;
/** Fields that fetch or start something when they are updated. */
const fetching = /\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE|MACROBUTTON|RD)\s/;

/**
 * Reads a council's template: nothing of it is used before all of it has been looked through. Throws
 * Refusal('file-unreadable'), with the part it is about and what to do.
 */
export async function readPaperTemplate(bytes: Uint8Array): Promise<PaperTemplate> {
  if (bytes.byteLength > longestTemplate) {
    throw unreadable(
      file,
      `is larger than ${longestTemplate / 1024 / 1024} MB: make its logo smaller, take out its pages and send it again.`,
    );
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw unreadable(
      file,
      'is of an old kind or has a password: save it as a Word template (.dotx) without one.',
    );
  }
  const { kind, mainPart, archive } = await openOfficePackage(file, bytes, limits);
  if (kind !== 'word') throw unreadable(file, 'is no Word document: send one that ends in .docx or .dotx.');
  const parts = new Map<string, Uint8Array>();
  for (const name of archive.names) {
    if (name.endsWith('/')) continue;
    if (carriers.test(name)) throw carries(name);
    parts.set(name, (await archive.read(name)) ?? new Uint8Array());
  }
  for (const [name, content] of parts) if (/\.(xml|rels|vml)$/i.test(name)) checkPart(name, content);
  refuseMacros(parts);
  const relationships = new Map<string, readonly Relationship[]>();
  for (const part of ['', ...parts.keys()]) {
    const found = await readRelationships(file, archive, part);
    for (const one of found) checkRelationship(part, one);
    if (found.length > 0) relationships.set(part, found);
  }
  const page = pageOf(mainPart, parts);
  refuseLostParts(mainPart, parts, relationships.get(mainPart) ?? []);
  refuseCircles(parts, relationships.get(mainPart) ?? []);
  return { mainPart, parts, relationships, page };
}

/** A header or footer that is not there would make Word call the paper damaged. */
function refuseLostParts(
  mainPart: string,
  parts: ReadonlyMap<string, Uint8Array>,
  relationships: readonly Relationship[],
): void {
  const body = bodyOf(mainPart, partText(parts, mainPart));
  const references = ['w:headerReference', 'w:footerReference'].flatMap((name) => spansInside(body, name));
  for (const { attributes } of references) {
    const target = relationships.find(({ id }) => id === attributes['r:id'])?.target;
    if (target === undefined || !parts.has(target)) {
      throw unreadable(
        named(mainPart),
        'has a header or footer that is not there: open it in Word, save it again and send that.',
      );
    }
  }
}

/** A style that is based on itself, at once or by way of others, has no look that anybody could tell. */
function refuseCircles(parts: ReadonlyMap<string, Uint8Array>, relationships: readonly Relationship[]): void {
  const part = relationships.find(({ type }) => type === 'styles')?.target;
  if (part === undefined || !parts.has(part)) return;
  const basis = new Map(
    spansInside(spanTree(partText(parts, part)), 'w:style').map((style) => [
      style.attributes['w:styleId'] ?? '',
      childSpan(style, 'w:basedOn')?.attributes['w:val'],
    ]),
  );
  const sound = new Set<string>();
  for (const first of basis.keys()) {
    const chain = new Set<string>();
    for (let id: string | undefined = first; id !== undefined && !sound.has(id); id = basis.get(id)) {
      if (chain.has(id)) {
        throw unreadable(
          named(part),
          `has a style (${id.slice(0, 60)}) that is based on itself: base it on Normal and send the template again.`,
        );
      }
      chain.add(id);
    }
    for (const id of chain) sound.add(id);
  }
}

const named = (part: string) => `${file} (${part})`;

function carries(part: string) {
  return unreadable(
    named(part),
    'carries a macro, a control, a signature or another document: save a copy as a Word template (.dotx) without it and send that.',
  );
}

/** Well-formed, without a document type, and without a field that fetches. */
function checkPart(name: string, content: Uint8Array): void {
  let fields = '';
  let isField = false;
  readXml(named(name), content, {
    open(element, attributes) {
      isField = element === 'instrText' || element === 'delInstrText';
      if (element === 'fldSimple') fields += ` ${attributes['instr'] ?? ''} `;
      if (element === 'fldChar' && attributes['fldCharType'] === 'begin') fields += ' ';
    },
    text(text) {
      if (isField) fields += text;
    },
    close() {
      isField = false;
    },
  });
  const found = fetching.exec(`${fields} `)?.[1];
  if (found !== undefined) {
    throw unreadable(
      named(name),
      `has a field (${found}) that fetches or starts something: take it out with Shift+F9 and send it again.`,
    );
  }
}

function refuseMacros(parts: ReadonlyMap<string, Uint8Array>): void {
  const name = '[Content_Types].xml';
  const types = new TextDecoder().decode(parts.get(name) ?? new Uint8Array());
  if (/macroEnabled|vbaProject|activeX|oleObject/i.test(types)) throw carries(name);
}

function checkRelationship(part: string, { type, target, external }: Relationship): void {
  const from = part === '' ? '_rels/.rels' : part;
  if (carrying.test(type)) throw carries(from);
  if (external && !(type === 'hyperlink' && /^(https?|mailto):/i.test(target))) {
    throw unreadable(
      named(from),
      `takes something from elsewhere (${type}): put the picture itself into it, or attach it to no other template, and send it again.`,
    );
  }
}

/** The page of the section that the paper goes into. Throws Refusal when the part is not as Word writes it. */
function pageOf(mainPart: string, parts: ReadonlyMap<string, Uint8Array>): PageShape {
  const xml = partText(parts, mainPart);
  const body = bodyOf(mainPart, xml);
  const section = sectionAt(xml, body);
  const size = childSpan(section, 'w:pgSz')?.attributes ?? {};
  const margin = childSpan(section, 'w:pgMar')?.attributes ?? {};
  const number = (text: string | undefined, otherwise: number) => {
    const value = Number.parseInt(text ?? '', 10);
    return Number.isFinite(value) && value >= 0 && value < 50_000 ? value : otherwise;
  };
  const [one, other] = [number(size['w:w'], 11_906), number(size['w:h'], 16_838)];
  const page = {
    // A template on its side is used upright: wide tables turn the page by themselves.
    width: Math.min(one, other),
    height: Math.max(one, other),
    left: number(margin['w:left'], 1_440),
    right: number(margin['w:right'], 1_440),
    top: number(margin['w:top'], 1_440),
    bottom: number(margin['w:bottom'], 1_440),
  };
  if (page.width - page.left - page.right < 3_000) {
    throw unreadable(
      named(mainPart),
      'leaves hardly any room between its margins: make the page wider and send it again.',
    );
  }
  return page;
}

/** Text of a part, in whichever of the encodings of XML. */
export function partText(parts: ReadonlyMap<string, Uint8Array>, name: string): string {
  const content = parts.get(name) ?? new Uint8Array();
  const [first, second] = content;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const text = new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(content);
  return text.replace(/^<\?xml[^>]*\?>/, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>');
}

/** The body of a document in the names that Word writes. Throws Refusal for any other. */
export function bodyOf(part: string, xml: string): XmlSpan {
  const root = spanTree(xml);
  const body = childSpan(root, 'w:body');
  if (root.name !== 'w:document' || root.attributes['xmlns:w'] !== mainNamespace || body === null) {
    throw unreadable(
      named(part),
      'is not as Word writes it, or of the kind Strict Open XML: open it in Word, save it as a Word template (.dotx) and send that.',
    );
  }
  return body;
}

/** The paragraph that says `{{paper}}` and nothing else; null when none does. Throws Refusal when it stands where no paper can. */
export function placeOf(part: string, xml: string, body: XmlSpan): XmlSpan | null {
  const says = (span: XmlSpan) => spanText(xml, span).trim();
  const places = body.children.filter((one) => one.name === 'w:p' && says(one) === '{{paper}}');
  const others = spansInside(body, 'w:p').filter((one) => says(one).includes('{{paper}}'));
  if (others.length > 1 || places.length !== others.length) {
    throw unreadable(
      named(part),
      'says {{paper}} twice, beside other words, or in a table or box: give it one paragraph of its own and send it again.',
    );
  }
  return places[0] ?? null;
}

/** The properties of the section that the paper goes into: of `{{paper}}`, else the last; null when it says none. */
export function sectionAt(xml: string, body: XmlSpan): XmlSpan | null {
  const place = placeOf('word/document.xml', xml, body);
  const sections = body.children.flatMap((one) =>
    one.name === 'w:sectPr' ? [one] : one.name === 'w:p' ? spansInside(one, 'w:sectPr') : [],
  );
  return (place === null ? sections.at(-1) : sections.find(({ end }) => end > place.start)) ?? null;
}
