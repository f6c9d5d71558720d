import { type ParagraphChild, ShadingType, TextRun } from 'docx';
import type { PaperCell, PaperText } from '../../domain/paper/paper.ts';
import { type RatingLevel, ratingSymbols } from '../../domain/shared/rating.ts';
import { ratingColours } from '../../domain/shared/rating-colours.ts';
import { documentText, splitByDirection, startsRightToLeft } from './paper-text.ts';

/** What stands where the paper gives no words: no cell and no paragraph is empty. */
const noWords: PaperText = { text: 'none' };
const space = '\u00a0';
/** Programs draw the heavy tick as an emoji, in colours of its own. */
const symbolOf = (level: RatingLevel) => ratingSymbols[level].replace('✔', '✓');

/** What a paragraph is made of, with the way it runs. */
export interface ParagraphParts {
  readonly children: ParagraphChild[];
  readonly bidirectional?: true;
}

/** How the words of a cell or paragraph differ from their style. */
interface Emphasis {
  readonly isItalic: boolean;
}

/** Words as runs: line breaks stay, each direction has runs of its own, a rating stands on its colour beside its shape. */
export function paragraphOf(texts: PaperCell, { isItalic }: Emphasis = { isItalic: false }): ParagraphParts {
  const said = texts.map((one) => ({ ...one, text: documentText(one.text) }));
  const shown = said.some(({ text }) => text.trim() !== '') ? said : [noWords];
  const whole = shown.map(({ text }) => text).join('');
  return {
    children: shown.flatMap((one) => runsOf(one, isItalic)),
    ...(startsRightToLeft(whole) ? { bidirectional: true } : {}),
  };
}

function runsOf({ text, strong, level }: PaperText, isItalic: boolean): TextRun[] {
  if (level !== undefined && text.trim() !== '') {
    const { fill, text: color } = ratingColours[level];
    const symbol = symbolOf(level);
    const words = text.trim().startsWith(symbol) ? text.trim() : `${symbol}${space}${text.trim()}`;
    return lines(`${space}${words}${space}`, {
      bold: true,
      color,
      shading: { type: ShadingType.CLEAR, color: 'auto', fill },
    });
  }
  return lines(text, { ...(strong ? { bold: true } : {}), ...(isItalic ? { italics: true } : {}) });
}

type Look = Pick<
  Exclude<ConstructorParameters<typeof TextRun>[0], string>,
  'bold' | 'italics' | 'color' | 'shading'
>;

function lines(text: string, look: Look): TextRun[] {
  return text.split('\n').flatMap((line, at) =>
    (line === '' ? [{ text: '', isRightToLeft: false }] : splitByDirection(line))
      .map((part, nth) => ({ ...part, isNewLine: at > 0 && nth === 0 }))
      .filter((part) => part.text !== '' || part.isNewLine)
      .map(
        (part) =>
          new TextRun({
            ...look,
            text: part.text,
            ...(part.isNewLine ? { break: 1 } : {}),
            ...(part.isRightToLeft
              ? { rightToLeft: true, ...(look.bold ? { boldComplexScript: true } : {}) }
              : {}),
          }),
      ),
  );
}
