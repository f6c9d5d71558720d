import JSZip from 'jszip';

/** Text of a paragraph or cell as it is written in a document's XML. */
function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A run of text; `properties` is XML of its own, `<w:b/>`. */
export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
}

export const bold = (text: string): string => run(text, '<w:b/>');

interface ParagraphOptions {
  readonly style?: string;
  /** `[numId, level]` of `numbering` below. */
  readonly list?: readonly [number, number];
}

/** A paragraph of one plain text. */
export function paragraph(text: string, options: ParagraphOptions = {}): string {
  return runs(run(text), options);
}

/** A paragraph of runs or other content given as XML. */
export function runs(content: string, { style, list }: ParagraphOptions = {}): string {
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>`,
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
}

export const heading = (level: number, text: string): string => paragraph(text, { style: `Heading${level}` });
export const bullet = (text: string): string => paragraph(text, { list: [1, 0] });
export const lettered = (text: string): string => paragraph(text, { list: [2, 0] });
export const numbered = (text: string, level = 0): string => paragraph(text, { list: [3, level] });
export const pageBreak = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

interface CellOptions {
  readonly span?: number;
  readonly merge?: 'restart' | 'continue';
  readonly fill?: string;
}

/** A table cell of one text, or of blocks given as XML. */
export function cell(content: string, { span, merge, fill }: CellOptions = {}): string {
  const properties = [
    span === undefined ? '' : `<w:gridSpan w:val="${span}"/>`,
    merge === undefined ? '' : `<w:vMerge w:val="${merge}"/>`,
    fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`,
  ].join('');
  const blocks = content.startsWith('<w:')
    ? content
    : content
        .split('\n')
        .map((line) => paragraph(line))
        .join('');
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${blocks}</w:tc>`;
}

/** A row of texts, or of cells given as XML. */
export function row(contents: readonly string[], properties = ''): string {
  const cells = contents.map((content) => (content.startsWith('<w:tc>') ? content : cell(content)));
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`;
}

export const headerRow = (contents: readonly string[]): string => row(contents, '<w:tblHeader/>');

/** A table of rows given as XML or as texts; all columns as wide unless `widths` says. */
export function table(
  rows: ReadonlyArray<string | readonly string[]>,
  widths: readonly number[] = [],
): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((one) => (typeof one === 'string' ? one : row(one))).join('');
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`;
}

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const styles = `${declaration}<w:styles ${namespaces}>${[
  ['Title', 'Title', ''],
  ...[1, 2, 3].map((level) => [
    `Heading${level}`,
    `heading ${level}`,
    `<w:outlineLvl w:val="${level - 1}"/>`,
  ]),
  [
    'NumberedHeading',
    'Numbered heading',
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>',
    'Heading2',
  ],
  ['TOC1', 'toc 1', ''],
]
  .map(
    ([id, name, properties, base]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${base === undefined ? '' : `<w:basedOn w:val="${base}"/>`}<w:pPr>${properties}</w:pPr></w:style>`,
  )
  .join('')}</w:styles>`;

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

/** List 1 has bullets, 2 letters `a)`, 3 numbers `1.` and `1.1`, 4 roman numerals `i.`. */
const numbering = `${declaration}<w:numbering ${namespaces}>${[
  level(0, 'bullet', '\uf0b7') + level(1, 'bullet', 'o'),
  level(0, 'lowerLetter', '%1)'),
  level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2'),
  level(0, 'lowerRoman', '%1.'),
]
  .map((levels, at) => `<w:abstractNum w:abstractNumId="${at + 1}">${levels}</w:abstractNum>`)
  .join('')}${[1, 2, 3, 4]
  .map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`)
  .join('')}</w:numbering>`;

interface WordOptions {
  /** Addresses of hyperlinks by relationship id. */
  readonly links?: Readonly<Record<string, string>>;
  /** Content type of the main part, for templates and documents with macros. */
  readonly mainType?: string;
  /** Other parts by name. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The main part in place of the one made from the body. */
  readonly document?: string;
}

/** Bytes of a .docx with the given blocks in its body. */
export async function buildWord(blocks: readonly string[], options: WordOptions = {}): Promise<Uint8Array> {
  const relationship = (id: string, type: string, target: string, mode = '') =>
    `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${xmlText(target)}"${mode}/>`;
  const relationships = (content: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
  const links = Object.entries(options.links ?? {}).map(([id, url]) =>
    relationship(id, 'hyperlink', url, ' TargetMode="External"'),
  );
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${options.mainType ?? `${contentType}.document.main+xml`}"/></Types>`,
  );
  zip.file('_rels/.rels', relationships(relationship('rId1', 'officeDocument', 'word/document.xml')));
  zip.file(
    'word/_rels/document.xml.rels',
    relationships(
      relationship('rIdS', 'styles', 'styles.xml') +
        relationship('rIdN', 'numbering', 'numbering.xml') +
        links.join(''),
    ),
  );
  zip.file('word/styles.xml', styles);
  zip.file('word/numbering.xml', numbering);
  zip.file(
    'word/document.xml',
    options.document ??
      `${declaration}<w:document ${namespaces}><w:body>${blocks.join('')}<w:sectPr/></w:body></w:document>`,
  );
  for (const [name, content] of Object.entries(options.parts ?? {})) {
    zip.file(name, content);
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
