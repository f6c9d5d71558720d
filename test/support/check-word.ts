import JSZip from 'jszip';
import {
  childElement,
  childElements,
  ownText,
  readXmlTree,
  type XmlElement,
} from '../../src/plan-files/office/xml-tree.ts';

/** What is seen of a Word document by a checker, and what is wrong with it for a reader who cannot see, or not see colour. */
export interface CheckedWord {
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  /** Text of all paragraphs, in order. */
  readonly paragraphs: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** `portrait` or `landscape`, of each section. */
  readonly orientations: readonly string[];
  readonly foot: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly parts: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

/** A row longer than this may break over pages, and one of a line each cannot. */
const [shortRow, longRow] = [60, 2_000];
const leastContrast = 4.5;

export async function checkWord(bytes: Uint8Array): Promise<CheckedWord> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  for (const [name, entry] of Object.entries(zip.files)) parts.set(name, await entry.async('string'));
  const tree = (name: string) =>
    readXmlTree(name, new TextEncoder().encode(parts.get(name) ?? '<none/>'), new Set());
  const faults: string[] = [];
  const styles = readStyles(tree('word/styles.xml'));
  const body = childElement(childElement(tree('word/document.xml'), 'document'), 'body');
  if (body === null) throw new Error('There is no body.');
  const blocks = childElements(body).flatMap((one) =>
    one.name === 'sdt' ? childElements(childElement(one, 'sdtContent')) : [one],
  );

  const styled = blocks
    .filter(({ name }) => name === 'p')
    .map((element) => ({ element, style: styles.nameOf(element), text: textOf(element) }));
  const headings = styled.flatMap(({ style, text, element }) => {
    const level = /^heading (\d)$/.exec(style)?.[1];
    return level === undefined ? [] : [{ level: Number(level), text, element }];
  });
  faults.push(...headingFaults(headings.map(({ level }) => level)));
  faults.push(...contentsFaults(headings, styled));
  if (!styled.some(({ style }) => style === 'title')) faults.push('It has no title.');

  blocks.forEach((block, at) => {
    if (block.name !== 'tbl') return;
    const before = blocks[at - 1];
    const caption = before === undefined || before.name !== 'p' ? '' : styles.nameOf(before);
    if (caption !== 'caption') faults.push(`Table ${at} has no caption above it.`);
    if (blocks[at + 1]?.name === 'tbl') faults.push(`Table ${at} runs into the next.`);
    faults.push(...tableFaults(block, at));
  });

  const drawings = descendants(body, 'docPr');
  for (const { attributes } of drawings) {
    if ((attributes['descr'] ?? '').trim() === '') faults.push(`Picture ${attributes['id']} has no words.`);
  }
  if (new Set(drawings.map(({ attributes }) => attributes['id'])).size !== drawings.length) {
    faults.push('Two pictures have one number.');
  }
  faults.push(...colourFaults(body, styles));

  const sections = descendants(body, 'sectPr');
  const footParts = [...parts.keys()].filter(
    (name) => /^word\/[^/]*foot(er)?[^/]*\.xml$/.test(name) && !name.includes('footnotes'),
  );
  const foot = footParts.map((name) => textOf(tree(name))).join('\n');
  const fields = footParts.map((name) => fieldsOf(tree(name))).join(' ');
  if (!/\bPAGE\b/.test(fields) || !/\bNUMPAGES\b/.test(fields))
    faults.push('No foot says which page of how many.');
  if (sections[0] === undefined || childElements(sections[0], 'footerReference').length === 0) {
    faults.push('The first section has no foot.');
  }
  const orientations = sections.map((section) => {
    const size = childElement(section, 'pgSz')?.attributes ?? {};
    const isWide = Number(size['w']) > Number(size['h']);
    if (isWide !== (size['orient'] === 'landscape'))
      faults.push('A section says one orientation and has another.');
    return isWide ? 'landscape' : 'portrait';
  });

  const language = descendants(tree('word/styles.xml'), 'docDefaults').flatMap((one) =>
    descendants(one, 'lang'),
  )[0];
  if (language?.attributes['val'] !== 'en-GB') faults.push('The language is not British English.');
  const core = childElement(tree('docProps/core.xml'), 'coreProperties');
  const properties = Object.fromEntries(childElements(core).map((one) => [one.name, textOf(one)]));
  for (const name of ['title', 'subject', 'language']) {
    if ((properties[name] ?? '') === '') faults.push(`The properties have no ${name}.`);
  }
  return {
    headings: headings.map(({ level, text }) => ({ level, text })),
    paragraphs: descendants(body, 'p').map(textOf),
    tables: blocks
      .filter(({ name }) => name === 'tbl')
      .map((table) => childElements(table, 'tr').map((row) => childElements(row, 'tc').map(textOf))),
    orientations,
    foot,
    properties,
    parts,
    faults,
  };
}

interface Styles {
  /** The name of a paragraph's style, in lower case. */
  nameOf(paragraph: XmlElement): string;
  /** `RRGGBB` of a style's text, or of what it is based on; null for the default. */
  colourOf(id: string | undefined): string | null;
}

function readStyles(tree: XmlElement): Styles {
  const all = new Map(
    descendants(tree, 'style').map((one) => [one.attributes['styleId'] ?? '', one] as const),
  );
  const colourOf = (id: string | undefined): string | null => {
    const style = id === undefined ? undefined : all.get(id);
    if (style === undefined) return null;
    const own = childElement(childElement(style, 'rPr'), 'color')?.attributes['val'];
    return own ?? colourOf(childElement(style, 'basedOn')?.attributes['val']);
  };
  return {
    nameOf(paragraph) {
      const id = childElement(childElement(paragraph, 'pPr'), 'pStyle')?.attributes['val'] ?? '';
      const style = all.get(id);
      return (childElement(style ?? null, 'name')?.attributes['val'] ?? '').toLowerCase();
    },
    colourOf,
  };
}

function headingFaults(levels: readonly number[]): string[] {
  return levels.flatMap((level, at) => {
    const before = levels[at - 1] ?? 0;
    return level > before + 1 ? [`Heading ${at + 1} is of level ${level} after ${before}.`] : [];
  });
}

function contentsFaults(
  headings: readonly { readonly level: number; readonly text: string; readonly element: XmlElement }[],
  styled: readonly { readonly element: XmlElement; readonly style: string; readonly text: string }[],
): string[] {
  const entries = styled.flatMap(({ style, element }) => {
    const level = /^toc (\d)$/.exec(style)?.[1];
    const link = descendants(element, 'hyperlink')[0];
    return level === undefined || link === undefined
      ? []
      : [
          {
            level: Number(level),
            text: textOf(link).replace(/\t\d*$/, ''),
            anchor: link.attributes['anchor'],
          },
        ];
  });
  const said = entries.map(({ level, text }) => `${level} ${text}`).join('\n');
  const meant = headings.map(({ level, text }) => `${level} ${text}`).join('\n');
  const faults = said === meant ? [] : [`The contents say\n${said}\nand the headings\n${meant}`];
  headings.forEach(({ element, text }, at) => {
    const names = descendants(element, 'bookmarkStart').map(({ attributes }) => attributes['name']);
    if (!names.includes(entries[at]?.anchor)) faults.push(`The contents do not lead to ${text}.`);
  });
  return faults;
}

function tableFaults(table: XmlElement, at: number): string[] {
  const faults: string[] = [];
  const columns = childElements(childElement(table, 'tblGrid'), 'gridCol').length;
  const rows = childElements(table, 'tr');
  rows.forEach((row, nth) => {
    const properties = childElement(row, 'trPr');
    const isHeader = childElement(properties, 'tblHeader') !== null;
    if (isHeader !== (nth === 0)) faults.push(`Row ${nth} of table ${at} is a header row, or is not one.`);
    const isWhole =
      childElement(properties, 'cantSplit') !== null || descendants(row, 'keepLines').length > 0;
    const mayBreak = textOf(row).length > shortRow && textOf(row).length < longRow;
    if (!isWhole && mayBreak) {
      faults.push(`Row ${nth} of table ${at} may break.`);
    }
    const cells = childElements(row, 'tc');
    if (cells.length !== columns)
      faults.push(`Row ${nth} of table ${at} has ${cells.length} cells of ${columns}.`);
    for (const cell of cells) {
      if (textOf(cell).trim() === '') faults.push(`Row ${nth} of table ${at} has an empty cell.`);
      for (const merged of ['gridSpan', 'vMerge', 'hMerge']) {
        if (descendants(cell, merged).length > 0) faults.push(`Row ${nth} of table ${at} has a merged cell.`);
      }
    }
  });
  return faults;
}

/** Each stretch of text on what lies behind it, and each that is coloured says so in words beside a shape. */
function colourFaults(body: XmlElement, styles: Styles): string[] {
  const faults: string[] = [];
  const visit = (element: XmlElement, fill: string, style: string | undefined) => {
    if (element.name === 'r') {
      const properties = childElement(element, 'rPr');
      const own = shadeOf(properties);
      const text = textOf(element).trim();
      const colour =
        childElement(properties, 'color')?.attributes['val'] ?? styles.colourOf(style) ?? '000000';
      const contrast = contrastOf(colour === 'auto' ? '000000' : colour, own ?? fill);
      if (text !== '' && contrast < leastContrast)
        faults.push(`“${text}” has a contrast of ${contrast.toFixed(1)}.`);
      if (own !== null && !/^[^\p{L}\p{N}\s]\s.*[\p{L}\p{N}]/su.test(text))
        faults.push(`“${text}” says nothing beside its colour.`);
      return;
    }
    const cellFill = element.name === 'tc' ? shadeOf(childElement(element, 'tcPr')) : null;
    const paragraphStyle =
      element.name === 'p' ? childElement(childElement(element, 'pPr'), 'pStyle')?.attributes['val'] : style;
    for (const child of childElements(element)) visit(child, cellFill ?? fill, paragraphStyle);
  };
  visit(body, 'FFFFFF', undefined);
  return faults;
}

function shadeOf(properties: XmlElement | null): string | null {
  const fill = childElement(properties, 'shd')?.attributes['fill'];
  return fill === undefined || fill === 'auto' ? null : fill;
}

/** Of two colours `RRGGBB`, as WCAG 2.2 counts it. */
function contrastOf(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function descendants(element: XmlElement | null, name: string): XmlElement[] {
  return childElements(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** What a reader sees of an element: text, line breaks and tabs. */
function textOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child;
      if (child.name === 'br') return '\n';
      if (child.name === 'tab') return '\t';
      return child.name === 'instrText' || child.name === 'pPr' || child.name === 'tblGrid'
        ? ''
        : textOf(child);
    })
    .join('');
}

const fieldsOf = (element: XmlElement): string =>
  [
    ...descendants(element, 'instrText').map(ownText),
    ...descendants(element, 'fldSimple').map(({ attributes }) => attributes['instr'] ?? ''),
  ].join(' ');
