import type { Digest } from '../../domain/digest/digest.ts';
import { pictureTable } from '../../domain/digest/picture-table.ts';
import { pictureWords } from '../../domain/digest/picture-words.ts';
import { type InlinePicture, type Picture, pictureTitles } from '../../domain/digest/pictures.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plain, plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { joined } from '../kit/words.ts';
import { whenWords } from './digest-card.ts';

export interface PictureView {
  readonly digest: Digest;
  readonly picture: Picture;
  /** As it is drawn; null where it cannot be: the numbers stand in words as well. */
  readonly drawn: InlinePicture | null;
  /** What is typed to get all of it as a file. */
  readonly ask: string;
}

/** Characters of the rows beside a picture, and of one of them. */
const roomForRows = 3_000;
const rowLength = 400;

/** A picture of a digest's numbers with the numbers in words, to be read by several; the file itself is had in one's own chat. */
export function pictureCard(view: PictureView): AdaptiveCard {
  return fillCard('picture', pictureData(view));
}

/** What the picture's template is filled with. */
export function pictureData({ digest, picture, drawn, ask }: PictureView): object {
  const { columns, rows } = pictureTable(picture);
  const lines: string[] = [];
  let used = 0;
  for (const [first = '', ...cells] of rows) {
    const told = cells.map((cell, index) => `${columns[index + 1] ?? ''}: ${cell}`);
    const line = escapeLine(excerpt(plainLine(joined(String(first), ...told)), rowLength));
    used += line.length;
    if (used > roomForRows) break;
    lines.push(line);
  }
  const left = rows.length - lines.length;
  const title = pictureTitles[picture.kind];
  return {
    plan: joined(shortLine(digest.planName, 200), shortLine(digest.board, 200)),
    title,
    when: whenWords(digest),
    images: drawn === null ? [] : [{ url: drawn.url, words: plain(drawn.words) }],
    words: escapeLine(pictureWords(picture)),
    rows: lines.map((text) => ({ text })),
    more: left > 0 ? `There are ${left} more: write “${ask}” to me in our own chat for the file.` : '',
    fallback: `${plainLine(excerpt(digest.planName, 200))}: ${title}. Open Teams on a computer to see it.`,
  };
}
