import { parseColour, type ThemeColours, tintColour } from '../office/theme-colours.ts';
import {
  childElement,
  childElements,
  childValue,
  isOn,
  readXmlTree,
  type XmlElement,
} from '../office/xml-tree.ts';

/** How a cell is shown, as far as it tells what the cell means. */
export interface CellStyle {
  /** Excel's own code, `mmm-yy`; '' for General. */
  readonly numberFormat: string;
  /** Solid fill as `RRGGBB`; null for none. */
  readonly fill: string | null;
  /** Its text is struck through, save parts that say otherwise. */
  readonly struck: boolean;
}

export const plainStyle: CellStyle = { numberFormat: '', fill: null, struck: false };

/** Formats that Excel knows by number and writes no code for, where they say date, decimals or per cent. */
const builtInFormats: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [14, 'dd/mm/yyyy'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [22, 'dd/mm/yyyy h:mm'],
]);

/** Excel's own 8 colours and, after them, the palette of old workbooks; every other number is a system colour. */
const palette =
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'.split(
    ' ',
  );

/** A colour of the theme is named by its place in this order, which is not that of the theme itself. */
const themeOrder = 'lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink'.split(
  ' ',
);

/** The styles that cells name by number. Throws Refusal('file-unreadable'). */
export function readExcelStyles(file: string, content: Uint8Array, theme: ThemeColours): CellStyle[] {
  const sheet = childElement(
    readXmlTree(file, content, new Set(['borders', 'cellStyles', 'dxfs', 'tableStyles', 'extLst'])),
    'styleSheet',
  );
  const formats = new Map(builtInFormats);
  for (const { attributes } of childElements(childElement(sheet, 'numFmts'), 'numFmt')) {
    formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
  }
  const fills = childElements(childElement(sheet, 'fills'), 'fill').map((fill) => fillColour(fill, theme));
  const struck = childElements(childElement(sheet, 'fonts'), 'font').map((font) => isOn(font, 'strike'));
  return childElements(childElement(sheet, 'cellXfs'), 'xf').map(({ attributes }) => ({
    numberFormat: formats.get(Number(attributes['numFmtId'])) ?? '',
    fill: fills[Number(attributes['fillId'])] ?? null,
    struck: struck[Number(attributes['fontId'])] ?? false,
  }));
}

function fillColour(fill: XmlElement, theme: ThemeColours): string | null {
  const pattern = childElement(fill, 'patternFill');
  if (pattern?.attributes['patternType'] !== 'solid') {
    return null;
  }
  const rgb = parseColour(childValue(pattern, 'fgColor', 'rgb') ?? '');
  const named = themeOrder[Number(childValue(pattern, 'fgColor', 'theme') ?? -1)];
  const indexed = palette[Number(childValue(pattern, 'fgColor', 'indexed') ?? -1)];
  const colour = rgb ?? (named === undefined ? undefined : theme.get(named)) ?? indexed;
  return colour === undefined
    ? null
    : tintColour(colour, Number(childValue(pattern, 'fgColor', 'tint') ?? 0));
}
