import { randomUUID } from 'node:crypto';
import {
  type DocumentOffer,
  type DocumentRequest,
  offerDays,
  savingSeconds,
} from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { OfferedFile, Services, Stored } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import type { Sender } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { type MadeDocument, makeDocument, settleRequest } from './make-document.ts';

type OfferServices = Pick<Services, 'store' | 'clock' | 'documents'>;

export interface OfferedDocument {
  readonly offer: DocumentOffer;
  /** As it would be now: for its name and size. */
  readonly document: MadeDocument;
}

/** What a chat shows of an offer. */
export function offeredFile({ offer, document }: OfferedDocument): OfferedFile {
  const { planName, fileName, bytes } = document;
  return { offer, planName, fileName, size: bytes.length };
}

/** Offers a document to who asked for it. Throws what `makeDocument` throws. */
export async function offerDocument(
  services: OfferServices,
  sender: Sender,
  asked: DocumentRequest,
): Promise<OfferedDocument> {
  const request = await settleRequest(services, sender, asked);
  const document = await makeDocument(services, sender, request);
  const now = services.clock.now();
  const { tenantId, userId } = sender;
  const offer: DocumentOffer = {
    tenantId,
    userId,
    id: randomUUID(),
    ...request,
    offeredAt: now.toString(),
    state: 'offered',
    since: null,
  };
  await services.documents.saveOffer(offer);
  await services.documents.removeOld(now.toString(), now.subtract({ hours: 24 * offerDays }).toString());
  return { offer, document };
}

/** Throws `unknown-file` for an offer that this person was never made, or that is long gone. */
export async function findOffer(
  { documents }: Pick<Services, 'documents'>,
  { tenantId, userId }: Sender,
  id: string,
): Promise<Stored<DocumentOffer>> {
  const stored = await documents.findOffer(tenantId, userId, id);
  if (stored) return stored;
  throw new Refusal('unknown-file', 'I no longer have that on offer. Type “export” for a new one.');
}

export type ClaimedOffer =
  | { readonly kind: 'claimed'; readonly offer: DocumentOffer }
  /** Pressed again: it is being saved at this moment, or has been. */
  | { readonly kind: 'saving' | 'saved'; readonly offer: DocumentOffer };

/** Takes an offer, so that two presses save one file. Throws `unknown-file`. */
export function claimOffer(services: OfferServices, sender: Sender, id: string): Promise<ClaimedOffer> {
  return withRetries(
    async () => {
      const { value: offer, etag } = await findOffer(services, sender, id);
      const now = services.clock.now();
      const cutOff = now.subtract({ seconds: savingSeconds }).toString();
      if (offer.state === 'saved') return { kind: 'saved', offer };
      if (offer.state === 'saving' && offer.since !== null && offer.since > cutOff)
        return { kind: 'saving', offer };
      const claimed: DocumentOffer = { ...offer, state: 'saving', since: now.toString() };
      await services.documents.replaceOffer(claimed, etag);
      return { kind: 'claimed', offer: claimed };
    },
    { attempts: 4 },
  );
}

/** Notes what became of a claimed offer: saved, and on record, or free to be taken again. */
export async function settleOffer(
  services: OfferServices,
  sender: Sender,
  { id, planId, name }: DocumentOffer,
  state: 'saved' | 'offered',
): Promise<void> {
  const { value, etag } = await findOffer(services, sender, id);
  const at = services.clock.now().toString();
  await services.documents.replaceOffer({ ...value, state, since: state === 'saved' ? at : null }, etag);
  if (state === 'saved') {
    await services.store.commit(planId, [logRow(sender, 'document-saved', at, { document: name })]);
  }
}
