import { z } from 'zod';
import { linksCard } from '../../cards/export/links-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { type DocumentNews, documentCard } from '../../cards/kit/document-card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import {
  type DocumentName,
  type DocumentRequest,
  documentNames,
  documents,
} from '../../domain/export/document.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type PaperTold, tellOfDocument } from '../../use-cases/export/make-document.ts';
import { offerDocument } from '../../use-cases/export/offer-document.ts';
import {
  admitToDocument,
  endLinks,
  listStandingLinks,
  shareDocument,
} from '../../use-cases/export/share-document.ts';
import type { Answer, Slow } from '../answer.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { meeting, optional, page, planId } from '../press-parts.ts';

interface ExportAsked {
  readonly kind: 'export';
  readonly name: DocumentName;
}

interface PaperAsked {
  readonly kind: 'paper';
  readonly name: 'paper-docx' | 'paper-public-docx';
}

const boardPaper: PaperAsked = { kind: 'paper', name: 'paper-docx' };
const publicPaper: PaperAsked = { kind: 'paper', name: 'paper-public-docx' };
const excel: ExportAsked = { kind: 'export', name: 'register-xlsx' };

const linksAsked = { kind: 'links' } as const;

export const commands: readonly Command[] = [
  /** Whoever may have any document may have made a link to it. */
  planCommand('read-digest', {
    kind: 'links',
    phrases: { 'end link': linksAsked, 'end links': linksAsked, links: linksAsked },
    help: [{ place: 29, example: 'end link', words: 'End a link to a document before its seven days' }],
    answer: (conversation, _asked, { planId }) => showLinks(conversation, planId),
  }),
  /** Whether it may be had in the form asked for is checked again where it is made. */
  planCommand<ExportAsked>(documents['register-xlsx'].permission, {
    kind: 'export',
    phrases: {
      export: excel,
      'export xlsx': excel,
      'export excel': excel,
      'export csv': { kind: 'export', name: 'register-csv' },
    },
    help: [{ place: 24, example: 'export', words: 'The register as Excel; “export csv”' }],
    answer: (conversation, { name }, { planId }) => giveDocument(conversation, { planId, name }),
  }),
  planCommand<PaperAsked>(documents['paper-docx'].permission, {
    kind: 'paper',
    phrases: {
      paper: boardPaper,
      'board paper': boardPaper,
      'paper public': publicPaper,
      'public paper': publicPaper,
    },
    help: [
      {
        place: 23,
        example: 'paper',
        words: 'The board paper as a Word file; “paper public” for the public version',
      },
    ],
    listed: [
      {
        place: 12,
        title: 'paper',
        description: 'The board paper as a Word file; “paper public” for the public version',
        where: 'personal',
      },
    ],
    answer: (conversation, { name }, { planId, meeting }) =>
      giveDocument(conversation, { planId, name, ...(meeting === null ? {} : { meeting }) }),
  }),
];

/** The document as a file where the chat takes one, else as a link; with what is to be known of it. */
export async function giveDocument(conversation: Conversation, request: DocumentRequest): Promise<Slow> {
  const { services, sender, takesFiles } = conversation;
  const plan = await admitToDocument(services, sender, request);
  return {
    interim: makingCard(request.name),
    isHeavy: takesFiles && isHeavy(request.name, plan),
    async run() {
      if (!takesFiles) return linkCard(conversation, request, 'chat');
      const file = await offerDocument(services, sender, request);
      const { told, planName } = file.document;
      if (told === null || (told.blank.length === 0 && request.name !== 'paper-public-docx')) return { file };
      return {
        file,
        card: cardOfDocument(conversation, file.offer, planName, { kind: 'offered-above' }, told),
      };
    },
  };
}

/** Of so many actions a paper is written without a pause for as long as people wait for a word. */
const heavyFrom = 200;
const isHeavy = (name: DocumentName, { nextActionNumber }: Plan) =>
  documents[name].ending === 'docx' && nextActionNumber > heavyFrom;

/** Stands where a document, or the link to it, will. */
function makingCard(name: DocumentName): AdaptiveCard {
  return noticeCard({
    tone: 'information',
    title: `${documents[name].title} …`,
    text: 'I’m making it now. It will be here in a moment.',
    buttons: [],
  });
}

async function showLinks(
  { services, sender }: Conversation,
  planId: string,
  { page = 1, done = '' }: { readonly page?: number; readonly done?: string } = {},
): Promise<AdaptiveCard> {
  const { planName, links } = await listStandingLinks(services, sender, planId);
  return linksCard({ planId, planName, links, done }, page);
}

/** What names a link to those who may end it. */
const link = z.string().regex(/^[0-9a-f]{64}$/);

const ofDocument = {
  planId,
  document: z.enum(documentNames as [DocumentName, ...DocumentName[]]),
  meeting: optional(meeting),
};
/** What a press asks for; null is what a card of no cycle leaves out. */
const requestOf = (pressed: {
  readonly planId: string;
  readonly document: DocumentName;
  readonly meeting: string | null;
}): DocumentRequest => ({
  planId: pressed.planId,
  name: pressed.document,
  ...(pressed.meeting === null ? {} : { meeting: pressed.meeting }),
});

/** What somebody is told who takes a document where others read along. */
export const ownChat = 'That is between you and me: ask me in our own chat.';

export const presses: Presses = {
  'document.offer': press(
    ofDocument,
    async (conversation, pressed): Promise<Answer> => {
      const { services, sender, takesFiles } = conversation;
      const request = requestOf(pressed);
      if (!takesFiles) return linkCard(conversation, request, 'chat');
      const file = await offerDocument(services, sender, request);
      const { planName, told } = file.document;
      return { card: cardOfDocument(conversation, file.offer, planName, { kind: 'offered' }, told), file };
    },
    { ownChat },
  ),
  'document.endLink': press(
    { ...ofDocument, link },
    async (conversation, pressed) => {
      const { services, sender } = conversation;
      const planName = await endLinks(services, sender, pressed.planId, [pressed.link]);
      return cardOfDocument(conversation, requestOf(pressed), planName, { kind: 'link-ended' });
    },
    { ownChat },
  ),
  'document.links': press({ planId, page }, (conversation, { planId, page }) =>
    showLinks(conversation, planId, { page }),
  ),
  'document.endLinks': press({ planId, link: optional(link) }, async (conversation, pressed) => {
    const { services, sender } = conversation;
    const { planId } = pressed;
    const { links } = await listStandingLinks(services, sender, planId);
    const chosen = pressed.link === null ? links.map(({ linkId }) => linkId) : [pressed.link];
    await endLinks(services, sender, planId, chosen);
    const done = chosen.length === 1 ? 'The link is ended.' : `${chosen.length} links are ended.`;
    return showLinks(conversation, planId, { done });
  }),
  'document.link': press(
    ofDocument,
    (conversation, pressed) => linkCard(conversation, requestOf(pressed), 'asked'),
    { ownChat },
  ),
};

const canLink = ({ documentUrl }: Pick<Conversation, 'documentUrl'>) => documentUrl('') !== null;

/** What is said of a document, with the ways to it that there are here. */
export function cardOfDocument(
  place: Pick<Conversation, 'takesFiles' | 'documentUrl'>,
  { planId, name, meeting }: DocumentRequest,
  planName: string,
  news: DocumentNews,
  told: PaperTold | null = null,
): AdaptiveCard {
  return documentCard({
    planId,
    name,
    meeting,
    planName,
    news,
    told,
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
  const told = await tellOfDocument(services, sender, request);
  const { token, linkId, planName, ends } = await shareDocument(services, sender, request);
  const url = documentUrl(token) ?? '';
  return cardOfDocument(conversation, request, planName, { kind: 'link', url, linkId, ends, because }, told);
}
