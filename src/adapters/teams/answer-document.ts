import type { Activity, TurnContext } from 'botbuilder';
import { type DocumentNews, documentCard } from '../../cards/export/document-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { DocumentSubmission } from '../../cards/kit/document-submission.ts';
import type { DocumentOffer, DocumentRequest } from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { ConversationRef, Services } from '../../ports.ts';
import { makeDocument } from '../../use-cases/export/make-document.ts';
import { claimOffer, findOffer, offerDocument, settleOffer } from '../../use-cases/export/offer-document.ts';
import { admitToDocument, shareDocument } from '../../use-cases/export/share-document.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';
import { cardMessage } from './card-message.ts';
import { referenceTo } from './conversation-reference.ts';
import {
  canTakeFiles,
  consentMessage,
  fileMessage,
  parseFileConsent,
  type UploadInfo,
} from './file-consent.ts';
import type { Incoming } from './parse-activity.ts';
import type { FileTarget } from './uploads.ts';

/** The address of the document that a token stands for; null where the service has no public address. */
export type DocumentUrl = (token: string) => string | null;

export interface DocumentParts {
  readonly adapter: BotAdapter;
  /** '' where nobody is authenticated. */
  readonly appId: string;
  readonly target: FileTarget;
  readonly documentUrl: DocumentUrl;
}

/** One consent while it is answered. */
interface Consent {
  readonly value: unknown;
  /** The message that asked; null where the client does not say. */
  readonly messageId: string | null;
  /** What is shown of an error. */
  explain(error: unknown): AdaptiveCard;
}

type Say = (message: Partial<Activity>) => Promise<unknown>;

/** Gives documents to people: as a file that they allow into their OneDrive, else by a link that ends. */
export interface DocumentAnswers {
  /** The message that answers somebody who asks for a document. Throws a `Refusal` in words for the sender. */
  ofCommand(services: Services, incoming: Incoming, request: DocumentRequest): Promise<Partial<Activity>>;
  /** The card that answers a press; a file is offered with `say`, in a message of its own. */
  ofPress(
    services: Services,
    incoming: Incoming,
    submission: DocumentSubmission,
    say: Say,
  ): Promise<AdaptiveCard>;
  /** What somebody has answered to an offer: checked now, done after the turn and told in their chat. */
  ofConsent(services: Services, incoming: Incoming, consent: Consent): Promise<void>;
  /** Waits for the files that are still under way. */
  settle(): Promise<void>;
}

export function createDocumentAnswers({
  adapter,
  appId,
  target,
  documentUrl,
}: DocumentParts): DocumentAnswers {
  const underWay = new Set<Promise<void>>();
  const canLink = documentUrl('') !== null;

  function cardOf(
    ref: ConversationRef | null,
    { planId, name }: DocumentRequest,
    planName: string,
    news: DocumentNews,
  ): AdaptiveCard {
    return documentCard({ planId, name, planName, news, canOffer: canTakeFiles(ref), canLink });
  }

  /** A link, or why there can be none. */
  async function linkCard(
    services: Services,
    sender: Sender,
    ref: ConversationRef | null,
    request: DocumentRequest,
    because: Extract<DocumentNews, { kind: 'link' }>['because'],
  ): Promise<AdaptiveCard> {
    if (!canLink) {
      const { name: planName } = await admitToDocument(services, sender, request);
      return cardOf(ref, request, planName, { kind: 'no-way' });
    }
    const { token, planName, ends } = await shareDocument(services, sender, request);
    const url = documentUrl(token) ?? '';
    return cardOf(ref, request, planName, { kind: 'link', url, ends, because });
  }

  function demandOwnChat({ scope }: Incoming): void {
    if (scope === 'shared') {
      throw new Refusal('not-permitted', 'That is between you and me: ask me in our own chat.');
    }
  }

  /** Says something in a chat after its turn has ended. */
  function talk(ref: ConversationRef, work: (context: TurnContext) => Promise<void>): Promise<void> {
    return adapter.continueConversationAsync(appId, referenceTo(ref), async (context) => {
      turnOffRetries(context);
      await work(context);
    });
  }

  /** Makes the document anew and puts it where the person has allowed it; gives what is to be said. */
  async function save(
    services: Services,
    sender: Sender,
    ref: ConversationRef,
    offer: DocumentOffer,
    upload: UploadInfo,
  ): Promise<Partial<Activity>> {
    let state: 'saved' | 'offered' = 'offered';
    try {
      const document = await makeDocument(services, sender, offer);
      const outcome = await target.upload(upload.uploadUrl, document.bytes);
      services.logger.info({ outcome, document: offer.name }, 'file put into OneDrive');
      if (outcome.kind === 'saved') {
        state = 'saved';
        return fileMessage(upload, document.fileName);
      }
      const unsure = outcome.kind === 'failed' && outcome.unsure;
      return cardMessage(
        canLink && !unsure
          ? await linkCard(services, sender, ref, offer, 'failed')
          : cardOf(ref, offer, document.planName, { kind: 'failed', unsure }),
      );
    } finally {
      await settleOffer(services, sender, offer, state).catch((error: unknown) => {
        services.logger.warn({ err: error }, 'what became of an offer could not be noted');
      });
    }
  }

  /** Works after the turn; the question that was answered goes, and the answer comes. */
  function later(
    services: Services,
    ref: ConversationRef,
    { messageId, explain }: Consent,
    work: () => Promise<Partial<Activity>>,
  ): void {
    const ending = (async () => {
      const answer = await work().catch((error: unknown) => cardMessage(explain(error)));
      await talk(ref, async (context) => {
        await context.sendActivity(answer);
        if (messageId === null) return;
        await context.deleteActivity(messageId).catch((error: unknown) => {
          services.logger.info({ err: error }, 'an answered offer could not be taken away');
        });
      });
    })()
      .catch((error: unknown) => {
        services.logger.error({ err: error }, 'what became of a file could not be said');
      })
      .then(() => {
        underWay.delete(ending);
      });
    underWay.add(ending);
  }

  return {
    async ofCommand(services, incoming, request) {
      demandOwnChat(incoming);
      const { sender, ref } = incoming;
      if (canTakeFiles(ref)) return consentMessage(await offerDocument(services, sender, request));
      return cardMessage(await linkCard(services, sender, ref, request, 'chat'));
    },

    async ofPress(services, incoming, { verb, planId, document: name }, say) {
      demandOwnChat(incoming);
      const { sender, ref } = incoming;
      const request = { planId, name };
      if (verb === 'document.link' || !canTakeFiles(ref)) {
        return linkCard(services, sender, ref, request, verb === 'document.link' ? 'asked' : 'chat');
      }
      const offered = await offerDocument(services, sender, request);
      await say(consentMessage(offered));
      return cardOf(ref, request, offered.document.planName, { kind: 'offered' });
    },

    async ofConsent(services, incoming, consent) {
      demandOwnChat(incoming);
      const { sender, ref } = incoming;
      const { offerId, upload } = parseFileConsent(consent.value);
      const { value: offer } = await findOffer(services, sender, offerId);
      // Who asked may have lost the right to it since.
      const plan = await admitToDocument(services, sender, offer);
      if (ref === null) throw new Error('A 1:1 chat has an address.');
      const say = (news: DocumentNews) => async () => cardMessage(cardOf(ref, offer, plan.name, news));
      if (upload === null) {
        later(services, ref, consent, say({ kind: 'declined' }));
        return;
      }
      if (!target.isOurs(upload.uploadUrl) || !target.isOurs(upload.contentUrl)) {
        throw new Refusal('bad-input', 'That is not where Teams keeps files, so I put nothing there.');
      }
      const claimed = await claimOffer(services, sender, offerId);
      if (claimed.kind !== 'claimed') {
        later(services, ref, consent, say({ kind: claimed.kind }));
        return;
      }
      later(services, ref, consent, () => save(services, sender, ref, claimed.offer, upload));
    },

    async settle() {
      await Promise.all(underWay);
    },
  };
}
