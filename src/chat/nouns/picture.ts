import type { PictureKind } from '../../domain/digest/pictures.ts';
import type { DocumentName, PictureFormat } from '../../domain/export/document.ts';
import { type Command, planCommand } from '../command.ts';
import type { Presses } from '../press.ts';
import { giveDocument } from './export.ts';

interface PictureAsked {
  readonly kind: 'picture';
  readonly picture: PictureKind;
  readonly format: PictureFormat;
}

const asked = (picture: PictureKind, format: PictureFormat): PictureAsked => ({
  kind: 'picture',
  picture,
  format,
});

/** What somebody types behind `picture`. */
const kinds: Readonly<Record<string, PictureKind>> = {
  ratings: 'ratings-by-board',
  themes: 'ratings-by-theme',
  progress: 'burn-up',
  'burn-up': 'burn-up',
  movements: 'movements',
  slippage: 'slippage',
};

const phrases = Object.fromEntries(
  Object.entries(kinds).flatMap(([word, kind]) => [
    [`picture ${word}`, asked(kind, 'png')],
    [`picture ${word} svg`, asked(kind, 'svg')],
  ]),
);

export const commands: readonly Command[] = [
  planCommand<PictureAsked>('read-digest', {
    kind: 'picture',
    phrases: {
      picture: asked('ratings-by-board', 'png'),
      'picture svg': asked('ratings-by-board', 'svg'),
      ...phrases,
    },
    help: [
      {
        place: 26,
        example: 'picture',
        words: 'Ratings by board as a picture; “picture themes”, “progress”, “movements”, “slippage”',
      },
    ],
    answer(conversation, { picture, format }, { planId, meeting }) {
      const name: DocumentName = `picture-${picture}-${format}`;
      return giveDocument(conversation, { planId, name, ...(meeting === null ? {} : { meeting }) });
    },
  }),
];

export const presses: Presses = {};
