import { SaxesParser } from 'saxes';
import { unreadable } from './unreadable.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of one part is told, in document order. Names and attributes come without their prefix. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Shared: the parser makes a list for every element, and most have none. */
const noAttributes: Attributes = {};

// A part is handed over in pieces, so that what a handler refuses is refused before the rest is looked at.
const piece = 1 << 18;

/** Elements one inside the other. */
const deepest = 300;

/**
 * Reads one part of an Office file, as a stream and within bounds. A document type is refused, so there are
 * neither entities to multiply nor addresses to load; Office never writes one. Throws
 * Refusal('file-unreadable'), and whatever a handler throws.
 */
export function readXml(file: string, content: Uint8Array, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  // Asking this of each attribute as it is read is far cheaper than of the finished list.
  let isPrefixed = false;
  let isBare = true;
  parser.on('attribute', ({ name }) => {
    isBare = false;
    isPrefixed ||= name.includes(':');
  });
  parser.on('doctype', () => {
    throw unreadable(
      file,
      'declares a document type or entities, which no such file needs: save it again with Word or Excel and send that.',
    );
  });
  parser.on('error', (error) => {
    throw unreadable(
      file,
      'is damaged: open it in the program that made it, save it again and send that.',
      error,
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) {
      throw unreadable(
        file,
        'is nested far deeper than such a file is: copy what it holds into a new document and send that.',
      );
    }
    const plain = isPrefixed ? namesWithoutPrefix(attributes) : attributes;
    handlers.open(withoutPrefix(name), isBare ? noAttributes : plain);
    isBare = true;
    isPrefixed = false;
  });
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handlers.close(withoutPrefix(name));
  });
  const text = decode(content);
  for (let at = 0; at < text.length; at += piece) {
    parser.write(text.slice(at, at + piece));
  }
  parser.close();
}

/** Prefixes are the writing program's choice, and strict and transitional files differ only in namespaces. */
function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function namesWithoutPrefix(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([qualified, value]) => [withoutPrefix(qualified), value]),
  );
}

function decode(content: Uint8Array): string {
  const [first, second] = content;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(content);
}
