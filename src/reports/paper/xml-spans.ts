/** An element of a part and where it stands in its text, so that a part can be changed in places and stay as it is elsewhere. */
export interface XmlSpan {
  /** With its prefix, as it is written. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  /** Where its content begins and ends; both `end` of one without content. */
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly children: readonly XmlSpan[];
}

/** What goes in place of a stretch of text. */
export interface XmlChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

type OpenSpan = { -readonly [Key in keyof XmlSpan]: XmlSpan[Key] } & { children: XmlSpan[] };

/** The outermost element. The text is well-formed and has no document type: `readXml` has read it before. */
export function spanTree(xml: string): XmlSpan {
  const root: OpenSpan = opened('', '', 0, 0);
  const open = [root];
  for (const found of xml.matchAll(token)) {
    const [all, closing, name, attributes = '', empty] = found;
    if (name === undefined) continue;
    const end = found.index + all.length;
    if (closing === '/') {
      const closed = open.pop();
      if (closed !== undefined) Object.assign(closed, { contentEnd: found.index, end });
      continue;
    }
    const span = opened(name, attributes, found.index, end);
    open.at(-1)?.children.push(span);
    if (empty !== '/') open.push(span);
  }
  return root.children[0] ?? root;
}

function opened(name: string, attributes: string, start: number, end: number): OpenSpan {
  return {
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(attribute)].map(([, key = '', double, single]) => [
        key,
        unescapeXml(double ?? single ?? ''),
      ]),
    ),
    start,
    contentStart: end,
    contentEnd: end,
    end,
    children: [],
  };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** The first element directly inside of that name; null when there is none, or nothing to look in. */
export function childSpan(parent: XmlSpan | null, name: string): XmlSpan | null {
  return parent?.children.find((one) => one.name === name) ?? null;
}

/** All elements inside of that name, however deep. */
export function spansInside(parent: XmlSpan, name: string): XmlSpan[] {
  return parent.children.flatMap((one) => [...(one.name === name ? [one] : []), ...spansInside(one, name)]);
}

export const sourceOf = (xml: string, { start, end }: { start: number; end: number }): string =>
  xml.slice(start, end);

/** The text of an element, without what is between its tags. */
export function spanText(xml: string, span: XmlSpan): string {
  return unescapeXml(xml.slice(span.contentStart, span.contentEnd).replace(/<[^>]*>/g, ''));
}

/** The text with all changes made; they do not overlap. */
export function changed(xml: string, changes: readonly XmlChange[]): string {
  let at = 0;
  let text = '';
  for (const change of [...changes].sort((one, other) => one.start - other.start)) {
    text += xml.slice(at, change.start) + change.text;
    at = change.end;
  }
  return text + xml.slice(at);
}
