import { type Attributes, readXml } from '../../office/read-xml.ts';
import { unreadable } from '../../office/unreadable.ts';
import { fileLimits } from '../text/file-limits.ts';

/** An element with its prefix left out; its content in order, text and elements mixed. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/**
 * A part as a tree, without the elements named in `ignored` and all that is inside them. The number of
 * elements is bounded by `fileLimits.xmlElements`. Throws Refusal('file-unreadable').
 */
export function readXmlTree(file: string, content: Uint8Array, ignored: ReadonlySet<string>): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let ignoredDepth = 0;
  let count = 0;
  readXml(file, content, {
    open(name, attributes) {
      if (ignoredDepth > 0 || ignored.has(name)) {
        ignoredDepth += 1;
        return;
      }
      count += 1;
      if (count > fileLimits.xmlElements) {
        throw unreadable(file, 'is far larger than a plan: copy the plan into a new document and send that.');
      }
      const element: OpenElement = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(text) {
      if (ignoredDepth === 0) {
        open.at(-1)?.children.push(text);
      }
    },
    close() {
      if (ignoredDepth > 0) {
        ignoredDepth -= 1;
      } else {
        open.pop();
      }
    },
  });
  return root;
}

/** The elements directly inside, of the given name or of any. */
export function childElements(parent: XmlElement | null, name?: string): XmlElement[] {
  return (parent?.children ?? []).filter(
    (node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name),
  );
}

/** The first element directly inside of that name; null when there is none. */
export function childElement(parent: XmlElement | null, name: string): XmlElement | null {
  return childElements(parent, name)[0] ?? null;
}

/** An attribute of the first child of that name, as most settings are written: `<w:jc w:val="left"/>`. */
export function childValue(parent: XmlElement | null, name: string, attribute = 'val'): string | null {
  return childElement(parent, name)?.attributes[attribute] ?? null;
}

/** Whether a setting is on: present, and not switched off by its value. */
export function isOn(parent: XmlElement | null, name: string): boolean {
  const element = childElement(parent, name);
  return element !== null && !/^(0|false|off|none)$/i.test(element.attributes['val'] ?? '');
}

/** The text directly inside. */
export function ownText(element: XmlElement): string {
  return element.children.filter((node) => typeof node === 'string').join('');
}

/** Of the ways a program wrote one thing for readers of several ages, the newest, which is the one shown. */
export function shownAlternative(element: XmlElement): XmlElement {
  return childElement(element, 'Choice') ?? childElement(element, 'Fallback') ?? element;
}
