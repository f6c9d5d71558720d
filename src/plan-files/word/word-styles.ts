import {
  childElement,
  childElements,
  childValue,
  isOn,
  readXmlTree,
  type XmlElement,
} from '../office/xml-tree.ts';

/** What a paragraph style says of a paragraph's part in the document. */
export interface WordStyle {
  /** 1 to 9, outermost first; null when it is no heading. */
  readonly headingLevel: number | null;
  /** What the document is called. */
  readonly isTitle: boolean;
  /** A line of a table of contents or of figures. */
  readonly isContents: boolean;
  readonly isBullet: boolean;
  readonly bold: boolean;
  readonly struck: boolean;
  readonly hidden: boolean;
  readonly numberingId: string | null;
  readonly numberingLevel: number | null;
}

const plainWordStyle: WordStyle = {
  headingLevel: null,
  isTitle: false,
  isContents: false,
  isBullet: false,
  bold: false,
  struck: false,
  hidden: false,
  numberingId: null,
  numberingLevel: null,
};

const contentsName = /^(toc \d|toc heading|contents( heading)?( \d)?|table of (figures|contents)|index \d)$/i;
/** Styles that stand on one another more deeply than this go round in a circle. */
const deepest = 20;

/** How programs write the name or the id of a heading's style: `heading 2`, `Heading2`, `Heading 2 Char`, `heading-2`. */
const headingName = /^heading[ _-]?([1-9])(?: ?char| numbered| \(.*\))?$/i;
const titleName = /^(document |plan |report )?title$/i;

/**
 * What a paragraph's style says: its definition, or its id alone where a document has lost its styles or names one that they do not
 * have.
 */
export function styleOf(styles: ReadonlyMap<string, WordStyle>, id: string | null): WordStyle {
  const known = styles.get(id ?? '');
  if (known !== undefined || id === null) {
    return known ?? plainWordStyle;
  }
  const level = id.match(headingName)?.[1];
  return {
    ...plainWordStyle,
    headingLevel: level === undefined ? null : Number(level),
    isTitle: titleName.test(id),
    isBullet: /^list ?bullet/i.test(id),
    isContents: /^toc ?\d$/i.test(id),
  };
}

/** By style id. Throws Refusal('file-unreadable'). */
export function readWordStyles(file: string, content: Uint8Array): ReadonlyMap<string, WordStyle> {
  const tree = readXmlTree(file, content, new Set(['docDefaults', 'latentStyles', 'tblPr', 'tblStylePr']));
  const elements = new Map(
    childElements(childElement(tree, 'styles'), 'style').map((style) => [
      style.attributes['styleId'] ?? '',
      style,
    ]),
  );
  return new Map([...elements].map(([id, style]) => [id, resolve(chainOf(style, elements))]));
}

/** The style and those it is based on, nearest first. */
function chainOf(style: XmlElement, elements: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const chain: XmlElement[] = [];
  for (
    let next: XmlElement | undefined = style;
    next !== undefined && chain.length < deepest;
    next = elements.get(childValue(next, 'basedOn') ?? '')
  ) {
    chain.push(next);
  }
  return chain;
}

function resolve(chain: readonly XmlElement[]): WordStyle {
  const names = chain.map((style) => childValue(style, 'name') ?? '');
  const first = <T>(read: (style: XmlElement) => T | null): T | null =>
    chain.map(read).find((value) => value !== null) ?? null;
  const numbering = (style: XmlElement) => childElement(childElement(style, 'pPr'), 'numPr');
  const level = first((style) => childValue(numbering(style), 'ilvl'));
  return {
    headingLevel: first(headingLevelOf),
    isTitle: names.some((name) => titleName.test(name)),
    isContents: names.some((name) => contentsName.test(name)),
    isBullet: names.some((name) => /^list bullet/i.test(name)),
    bold: first((style) => boldOf(childElement(style, 'rPr'))) ?? false,
    struck: first((style) => struckOf(childElement(style, 'rPr'))) ?? false,
    hidden: first((style) => hiddenOf(childElement(style, 'rPr'))) ?? false,
    numberingId: first((style) => childValue(numbering(style), 'numId')),
    numberingLevel: level === null ? null : Number(level),
  };
}

function headingLevelOf(style: XmlElement): number | null {
  const named = (childValue(style, 'name') ?? style.attributes['styleId'] ?? '').match(headingName)?.[1];
  return named === undefined ? outlineLevel(childElement(style, 'pPr')) : Number(named);
}

/** The heading level that paragraph properties set, from 1; null for body text or where they say nothing. */
export function outlineLevel(properties: XmlElement | null): number | null {
  const level = childValue(properties, 'outlineLvl');
  return level !== null && /^[0-8]$/.test(level) ? Number(level) + 1 : null;
}

/** Whether run properties say bold; null where they say nothing. */
export function boldOf(properties: XmlElement | null): boolean | null {
  return childElement(properties, 'b') === null ? null : isOn(properties, 'b');
}

/** Whether run properties say struck through, once or twice; null where they say nothing. */
export function struckOf(properties: XmlElement | null): boolean | null {
  const says = ['strike', 'dstrike'].filter((name) => childElement(properties, name) !== null);
  return says.length === 0 ? null : says.some((name) => isOn(properties, name));
}

/** Whether run properties say hidden; null where they say nothing. */
export function hiddenOf(properties: XmlElement | null): boolean | null {
  return childElement(properties, 'vanish') === null ? null : isOn(properties, 'vanish');
}
