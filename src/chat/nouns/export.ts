import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { type DocumentNews, documentCard } from '../../cards/kit/document-card.ts';
import {
  type DocumentName,
  type DocumentRequest,
  documentNames,
  documents,
} from '../../domain/export/document.ts';
import { offerDocument } from '../../use-cases/export/offer-document.ts';
import { admitToDocument, shareDocument } from '../../use-cases/export/share-document.ts';
import type { Answer } from '../answer.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { planId } from '../press-parts.ts';

interface ExportAsked {
  readonly kind: 'export';
  readonly name: DocumentName;
}

const excel: ExportAsked = { kind: 'export', name: 'register-xlsx' };

export const commands: readonly Command[] = [
  /** Whether it may be had in the form asked for is checked again where it is made. */
  planCommand<ExportAsked>(documents['register-xlsx'].permission, {
    kind: 'export',
    phrases: {
      export: excel,
      'export xlsx': excel,
      'export excel': excel,
      'export csv': { kind: 'export', name: 'register-csv' },
    },
    help: [{ place: 23, example: 'export', words: 'The register as Excel; “export csv”' }],
    listed: [
      {
        place: 12,
        title: 'export',
        description: 'The register as an Excel file (project manager)',
        where: 'personal',
      },
    ],
    async answer(conversation, { name }, { planId }): Promise<Answer> {
      const { services, sender, takesFiles } = conversation;
      const request = { planId, name };
      if (takesFiles) return { file: await offerDocument(services, sender, request) };
      return linkCard(conversation, request, 'chat');
    },
  }),
];

const ofDocument = { planId, document: z.enum(documentNames as [DocumentName, ...DocumentName[]]) };
/** What somebody is told who takes a document where others read along. */
export const ownChat = 'That is between you and me: ask me in our own chat.';

export const presses: Presses = {
  'document.offer': press(
    ofDocument,
    async (conversation, { planId, document: name }): Promise<Answer> => {
      const { services, sender, takesFiles } = conversation;
      const request = { planId, name };
      if (!takesFiles) return linkCard(conversation, request, 'chat');
      const file = await offerDocument(services, sender, request);
      return {
        card: cardOfDocument(conversation, request, file.document.planName, { kind: 'offered' }),
        file,
      };
    },
    { ownChat },
  ),
  'document.link': press(
    ofDocument,
    (conversation, { planId, document: name }) => linkCard(conversation, { planId, name }, 'asked'),
    { ownChat },
  ),
};

const canLink = ({ documentUrl }: Pick<Conversation, 'documentUrl'>) => documentUrl('') !== null;

/** What is said of a document, with the ways to it that there are here. */
export function cardOfDocument(
  place: Pick<Conversation, 'takesFiles' | 'documentUrl'>,
  { planId, name }: DocumentRequest,
  planName: string,
  news: DocumentNews,
): AdaptiveCard {
  return documentCard({
    planId,
    name,
    planName,
    news,
    canOffer: place.takesFiles,
    canLink: canLink(place),
  });
}

/** A link to a document, or why there can be none. Throws a `Refusal` in words for the sender. */
export async function linkCard(
  conversation: Conversation,
  request: DocumentRequest,
  because: Extract<DocumentNews, { kind: 'link' }>['because'],
): Promise<AdaptiveCard> {
  const { services, sender, documentUrl } = conversation;
  if (!canLink(conversation)) {
    const { name: planName } = await admitToDocument(services, sender, request);
    return cardOfDocument(conversation, request, planName, { kind: 'no-way' });
  }
  const { token, planName, ends } = await shareDocument(services, sender, request);
  const url = documentUrl(token) ?? '';
  return cardOfDocument(conversation, request, planName, { kind: 'link', url, ends, because });
}
