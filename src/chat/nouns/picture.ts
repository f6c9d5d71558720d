import { pictureCard } from '../../cards/digest/picture-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { type PictureKind, pictureOf } from '../../domain/digest/pictures.ts';
import type { DocumentName, PictureFormat } from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { drawInline } from '../../use-cases/digest/draw-ratings.ts';
import { showDigest } from '../../use-cases/digest/show-digest.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import type { Presses } from '../press.ts';
import { giveDocument, ownChat } from './export.ts';

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

/** Where others read along it is for all of them to see; and where there is no way to a file, it is seen all the same. */
const isShownAsCard = ({ scope, takesFiles, documentUrl }: Conversation) =>
  scope === 'shared' || (!takesFiles && documentUrl('') === null);

async function showPicture(
  { services, sender }: Conversation,
  kind: PictureKind,
  { planId, meeting }: About,
): Promise<AdaptiveCard> {
  const digest = await showDigest(services, sender, { planId, cycleId: meeting });
  const picture = pictureOf(kind, digest);
  const word = Object.entries(kinds).find(([, one]) => one === kind)?.[0] ?? '';
  const drawn = await drawInline(services, planId, picture);
  return pictureCard({ digest, picture, drawn, ask: `picture ${word} in ${planId}` });
}

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
      if (isShownAsCard(conversation)) {
        if (format === 'svg') throw new Refusal('not-permitted', ownChat);
        return showPicture(conversation, picture, { planId, meeting });
      }
      const name: DocumentName = `picture-${picture}-${format}`;
      return giveDocument(conversation, { planId, name, ...(meeting === null ? {} : { meeting }) });
    },
  }),
];

export const presses: Presses = {};
