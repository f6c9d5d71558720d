import { childElement, childElements, childValue, readXmlTree, type XmlElement } from '../office/xml-tree.ts';

/** Numbers list paragraphs in the order they are asked about. */
export interface WordNumbering {
  /**
   * What Word writes before the paragraph: `•` for any bullet, `a)`, `1.2`; '' for an unknown list or a level
   * without a mark. Each call counts one paragraph.
   */
  next(numberingId: string, level: number): string;
}

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1.%2)`: what is written, with the counters of this and outer levels in their places. */
  readonly text: string;
  readonly allDecimal: boolean;
}

interface List {
  readonly abstractId: string;
  readonly levels: readonly Level[];
  readonly startOverrides: ReadonlyMap<number, number>;
}

const levelsOfAList = 9;

/** Throws Refusal('file-unreadable'). */
export function readWordNumbering(file: string, content: Uint8Array): WordNumbering {
  const root = childElement(readXmlTree(file, content, new Set(['rPr', 'numPicBullet'])), 'numbering');
  const abstracts = new Map(
    childElements(root, 'abstractNum').map((element) => [
      element.attributes['abstractNumId'] ?? '',
      childElements(element, 'lvl'),
    ]),
  );
  const lists = new Map(
    childElements(root, 'num').map((element) => [
      element.attributes['numId'] ?? '',
      readList(element, abstracts),
    ]),
  );
  return createNumbering(lists);
}

function readList(element: XmlElement, abstracts: ReadonlyMap<string, readonly XmlElement[]>): List {
  const abstractId = childValue(element, 'abstractNumId') ?? '';
  const levels: Level[] = [];
  const startOverrides = new Map<number, number>();
  const put = (level: XmlElement) => {
    const at = Number(level.attributes['ilvl']);
    if (Number.isInteger(at) && at >= 0 && at < levelsOfAList) {
      levels[at] = readLevel(level);
    }
  };
  abstracts.get(abstractId)?.forEach(put);
  for (const override of childElements(element, 'lvlOverride')) {
    childElements(override, 'lvl').forEach(put);
    const start = childValue(override, 'startOverride');
    if (start !== null) {
      startOverrides.set(Number(override.attributes['ilvl']), wholeNumber(start));
    }
  }
  return { abstractId, levels, startOverrides };
}

function readLevel(level: XmlElement): Level {
  return {
    start: wholeNumber(childValue(level, 'start') ?? '1'),
    format: childValue(level, 'numFmt') ?? 'decimal',
    text: (childValue(level, 'lvlText') ?? '').slice(0, 100),
    allDecimal: childElement(level, 'isLgl') !== null,
  };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 && number < 1_000_000 ? number : 1;
}

/** For a document without lists of its own. */
export const noNumbering: WordNumbering = { next: () => '' };

function createNumbering(lists: ReadonlyMap<string, List>): WordNumbering {
  // Lists that share an abstract definition count on from one another.
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<List>();
  return {
    next(numberingId, asked) {
      const list = lists.get(numberingId);
      const at = Math.max(0, Math.min(levelsOfAList - 1, Math.trunc(asked) || 0));
      const level = list?.levels[at];
      if (list === undefined || level === undefined) {
        return '';
      }
      const counter = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counter);
      if (!begun.has(list)) {
        begun.add(list);
        for (const [overridden, start] of list.startOverrides) {
          counter[overridden] = start - 1;
        }
      }
      counter[at] = (counter[at] ?? level.start - 1) + 1;
      counter.length = at + 1;
      if (level.format === 'bullet') {
        return '•';
      }
      return level.format === 'none'
        ? ''
        : level.text.replace(/%([1-9])/g, (_place, digit: string) => {
            const named = list.levels[Number(digit) - 1];
            const value = counter[Number(digit) - 1] ?? named?.start ?? 1;
            return formatNumber(value, level.allDecimal ? 'decimal' : (named?.format ?? 'decimal'));
          });
    },
  };
}

const romans: ReadonlyArray<readonly [number, string]> = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'bullet':
    case 'none':
      return '';
    default:
      return String(value);
  }
}

/** a to z, then aa, bb: Word's own way. Beyond what a document has, plain numbers. */
function letters(value: number): string {
  return value < 1 || value > 260
    ? String(value)
    : String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value < 1 || value > 3_999) {
    return String(value);
  }
  let rest = value;
  let text = '';
  for (const [size, sign] of romans) {
    while (rest >= size) {
      text += sign;
      rest -= size;
    }
  }
  return text;
}
