import { type Document, Packer } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Paper } from '../../domain/paper/paper.ts';
import { documentText } from './paper-text.ts';

/** The parts of a document by name, before they are packed. */
export type DocumentParts = Map<string, Uint8Array>;

const coreProperties = 'docProps/core.xml';
const mainPart = 'word/document.xml';
/** The earliest that a zip file can say, so that packing says nothing of when it was done. */
const noTime = new Date(1980, 0, 1);

/** The library's parts of a document, with whatever it takes from the clock or counts from one document to the next made the paper's own. */
export async function unpackDocument(paper: Paper, document: Document): Promise<DocumentParts> {
  const parts: DocumentParts = new Map(
    Object.entries(unzipSync(new Uint8Array(await Packer.toBuffer(document)))),
  );
  parts.set(coreProperties, encode(propertiesOf(paper)));
  const main = parts.get(mainPart);
  if (main !== undefined) parts.set(mainPart, encode(renumbered(decode(main))));
  return parts;
}

/** A document of these parts; the same parts give the same bytes. */
export function packDocument(parts: DocumentParts): Uint8Array {
  const first = ['[Content_Types].xml', '_rels/.rels'];
  const names = [...first, ...[...parts.keys()].filter((name) => !first.includes(name)).sort()];
  const entries = names.flatMap((name) => {
    const part = parts.get(name);
    return part === undefined ? [] : [[name, part] as const];
  });
  return zipSync(Object.fromEntries(entries), { mtime: noTime });
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (part: Uint8Array): string => new TextDecoder().decode(part);

/** Text as it stands between tags or in an attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function propertiesOf({ title, subject, planName, board, boardDate, language }: Paper): string {
  const text = (name: string, value: string) => `<${name}>${escapeXml(documentText(value))}</${name}>`;
  const time = (name: string) =>
    boardDate === null ? '' : `<${name} xsi:type="dcterms:W3CDTF">${boardDate}T00:00:00Z</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    text('dc:title', title),
    text('dc:subject', subject),
    text('dc:creator', board),
    text('cp:keywords', planName),
    text('dc:language', language),
    time('dcterms:created'),
    time('dcterms:modified'),
    '</cp:coreProperties>',
  ].join('');
}

/** Bookmarks of headings counted from 1: the library goes on counting from one document to the next. */
function renumbered(xml: string): string {
  const numbers = new Map<string, number>();
  const numberOf = (old: string) => {
    const known = numbers.get(old) ?? numbers.size + 1;
    numbers.set(old, known);
    return known;
  };
  // Quotes and angle brackets of a person's words are escaped, so none of these can be in one.
  return xml.replace(
    /(w:anchor="_Toc|w:name="_Toc|<w:instrText xml:space="preserve">PAGEREF _Toc|<w:bookmarkEnd w:id="|(?<=<w:bookmarkStart w:name="_Toc\d+" )w:id=")(\d+)/g,
    (_, before: string, old: string) => `${before}${numberOf(old)}`,
  );
}
