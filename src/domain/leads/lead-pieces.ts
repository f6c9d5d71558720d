/** What stands before a piece of a lead cell. */
export type PieceBreak =
  | 'start'
  | 'semicolon'
  | 'line'
  | 'slash'
  | 'comma'
  | 'and'
  /** A dash, a colon or a bar: what stands around it belongs together. */
  | 'dash'
  | 'with'
  /** `supported by` and the like: whoever follows helps. */
  | 'support'
  /** `then`, `followed by`: whoever follows comes later. */
  | 'later'
  /** `formerly`, `taking over from`: whoever follows came before. */
  | 'former';

export interface LeadPiece {
  readonly before: PieceBreak;
  /** The break as written, in single spaces. */
  readonly written: string;
  /** Brackets and what is in them stand whole in it. */
  readonly text: string;
}

/** Words that say how whoever follows stands to whoever is named before; at the head of a bracket too. */
export const linkWords = {
  support:
    '(?:(?:also |ably )?supported (?:by|from)|with (?:the )?(?:support|assistance|help|input) (?:of|from|by)|support(?:ed)? (?:from|by)|support:|assisted by|aided by|helped by|in (?:partnership|conjunction|collaboration) with|contributors?:)',
  later:
    '(?:(?:and )?then(?: to)?|followed by|replaced by|to be replaced by|succeeded by|hand(?:ing|s|ed)? over to|(?:->|→))',
  former:
    '(?:formerly|previously|prev\\.?|was|were|ex|replac(?:es|ing)|t(?:ook|akes|aking) over from|in place of)',
} as const;

const breaks = new RegExp(
  [
    // Microsoft Lists: `Ana Holt;#12;#Ben Croft;#14`.
    ' ?(?<semicolon>;#\\d+(?:;#)?|;#?|•)[ \\n]?',
    ' ?(?<line>\\n)',
    `(?:, ?| )(?<support>${linkWords.support})(?=[ \\n])`,
    `(?:, ?| )(?<later>${linkWords.later}) `,
    ', ?(?<former>formerly|previously|was|replacing|taking over from) ',
    ' (?<together>jointly with|together with|along with) ',
    ' (?<with>with|alongside) (?:the )?',
    ' ?(?<comma>,) ?(?:(?:and|&) )?',
    '(?: (?<and>and|&|\\+) | ?(?<plus>\\+) ?)',
    ' ?(?<slash>/) ?',
    '(?: (?<dash>[–—-]+) | ?(?<bar>\\|) ?|(?<colon>:)(?=[ \\n]) ?)',
  ].join('|'),
  'giu',
);

const breakOf: Readonly<Record<string, PieceBreak>> = {
  semicolon: 'semicolon',
  line: 'line',
  support: 'support',
  later: 'later',
  former: 'former',
  together: 'and',
  with: 'with',
  comma: 'comma',
  and: 'and',
  plus: 'and',
  slash: 'slash',
  dash: 'dash',
  bar: 'dash',
  colon: 'dash',
};

/** Takes a lead cell apart at every break that does not stand in brackets. What belongs together is not decided here. */
export function leadPieces(cell: string): LeadPiece[] {
  const text = unwrap(cell);
  const closed = bracketEnds(text);
  const pieces: LeadPiece[] = [];
  let at = 0;
  let before: PieceBreak = 'start';
  let written = '';
  let bracket = 0;
  const add = (end: number) => {
    const piece = text.slice(at, end).trim();
    if (piece !== '') {
      pieces.push({
        before: pieces.length === 0 && before !== 'support' ? 'start' : before,
        written,
        text: piece,
      });
    }
    return piece !== '';
  };
  breaks.lastIndex = 0;
  for (let match = breaks.exec(text); match !== null; match = breaks.exec(text)) {
    while ((closed[bracket]?.to ?? text.length) <= match.index) {
      bracket += 1;
    }
    const inside = closed[bracket];
    if (inside !== undefined && inside.from <= match.index) {
      breaks.lastIndex = inside.to;
      continue;
    }
    const [name] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [''];
    const found = breakOf[name] ?? 'comma';
    // Of two breaks with nothing between them the stronger counts: `Ana Holt,\nBen Croft`.
    const isNew = add(match.index);
    written = (isNew ? '' : written) + match[0].replaceAll('\n', ' ');
    before = isNew || strength(found) > strength(before) ? found : before;
    at = match.index + match[0].length;
  }
  add(text.length);
  return pieces;
}

/** Single spaces, and no line break where a line ends or begins in the middle of a phrase. */
function unwrap(cell: string): string {
  return cell
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .replace(/(?<= (?:and|of|for|the|&|-|–))\n/g, ' ')
    .replace(/\n(?=(?:and|of|for|&) |\()/g, ' ')
    .replace(/(?<=\p{Lu}{2})&(?=\p{Lu}{2})/gu, ' & ');
}

const order: readonly PieceBreak[] = [
  'start',
  'dash',
  'and',
  'comma',
  'with',
  'slash',
  'line',
  'semicolon',
  'former',
  'later',
  'support',
];
const strength = (one: PieceBreak) => order.indexOf(one);

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '<': '>' };

/** Where each outermost bracket that is closed begins and ends. */
function bracketEnds(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let [from, end, depth] = [0, '', 0];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (depth === 0) {
      [from, end, depth] = letter in closing ? [at, closing[letter] ?? '', 1] : [from, end, depth];
    } else if (closing[letter] === end) {
      depth += 1;
    } else if (letter === end) {
      depth -= 1;
      if (depth === 0) {
        found.push({ from, to: at + 1 });
      }
    }
  }
  return found;
}
