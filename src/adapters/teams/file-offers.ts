import type { Activity, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { DocumentNews } from '../../cards/kit/document-card.ts';
import type { Conversation } from '../../chat/conversation.ts';
import { cardOfDocument, linkCard, ownChat } from '../../chat/nouns/export.ts';
import type { DocumentOffer } from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { ConversationRef, Services } from '../../ports.ts';
import { makeDocument } from '../../use-cases/export/make-document.ts';
import { claimOffer, findOffer, settleOffer } from '../../use-cases/export/offer-document.ts';
import { admitToDocument } from '../../use-cases/export/share-document.ts';
import { type BotAdapter, turnOffRetries } from './bot-adapter.ts';
import { cardMessage } from './card-message.ts';
import { referenceTo } from './conversation-reference.ts';
import { fileMessage, parseFileConsent, type UploadInfo } from './file-consent.ts';
import type { Incoming } from './parse-activity.ts';
import type { FileTarget } from './uploads.ts';

export interface FileOfferParts {
  readonly adapter: BotAdapter;
  /** '' where nobody is authenticated. */
  readonly appId: string;
  readonly target: FileTarget;
}

/** One consent while it is answered. */
interface Consent {
  readonly value: unknown;
  /** The message that asked; null where the client does not say. */
  readonly messageId: string | null;
  /** What is shown of an error. */
  explain(error: unknown): AdaptiveCard;
}

/** What becomes of files that people are offered: put into their OneDrive once they allow it. */
export interface FileOffers {
  /** What somebody has answered to an offer: checked now, done after the turn and told in their chat. */
  answerConsent(conversation: Conversation, incoming: Incoming, consent: Consent): Promise<void>;
  /** Waits for the files that are still under way. */
  settle(): Promise<void>;
}

export function createFileOffers({ adapter, appId, target }: FileOfferParts): FileOffers {
  const underWay = new Set<Promise<void>>();

  /** Says something in a chat after its turn has ended. */
  function talk(ref: ConversationRef, work: (context: TurnContext) => Promise<void>): Promise<void> {
    return adapter.continueConversationAsync(appId, referenceTo(ref), async (context) => {
      turnOffRetries(context);
      await work(context);
    });
  }

  /** Makes the document anew and puts it where the person has allowed it; gives what is to be said. */
  async function save(
    conversation: Conversation,
    offer: DocumentOffer,
    upload: UploadInfo,
  ): Promise<Partial<Activity>> {
    const { services, sender, documentUrl } = conversation;
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
        documentUrl('') !== null && !unsure
          ? await linkCard(conversation, offer, 'failed')
          : cardOfDocument(conversation, offer, document.planName, { kind: 'failed', unsure }),
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
    async answerConsent(conversation, { ref }, consent) {
      const { services, sender, scope } = conversation;
      if (scope === 'shared') throw new Refusal('not-permitted', ownChat);
      const { offerId, upload } = parseFileConsent(consent.value);
      const { value: offer } = await findOffer(services, sender, offerId);
      // Who asked may have lost the right to it since.
      const plan = await admitToDocument(services, sender, offer);
      if (ref === null) throw new Error('A 1:1 chat has an address.');
      const say = (news: DocumentNews) => async () =>
        cardMessage(cardOfDocument(conversation, offer, plan.name, news));
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
      later(services, ref, consent, () => save(conversation, claimed.offer, upload));
    },

    async settle() {
      await Promise.all(underWay);
    },
  };
}
