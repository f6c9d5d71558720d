import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import type { ComposeMessage } from '../delivery/draft.ts';
import { drawRatings } from '../digest/draw-ratings.ts';
import { showDigest } from '../digest/show-digest.ts';
import { offerDocument, offeredFile } from './offer-document.ts';
import { shareDocument } from './share-document.ts';

type ComposeServices = Pick<Services, 'store' | 'clock' | 'documents' | 'logger'>;

/**
 * What the ledger sends of a freeze: to each reader what they would get by asking for it, as far as they still may. A link needs
 * a public address; without one nothing is posted.
 */
export function createComposer(
  services: ComposeServices,
  documentUrl: (token: string) => string | null,
): ComposeMessage {
  const { store, clock } = services;
  return async (kind, reader, { planId, cycleId }) => {
    try {
      if (kind === 'digest') {
        const digest = await showDigest({ store, clock }, reader, { planId, cycleId });
        return { kind, digest, picture: await drawRatings(services, digest) };
      }
      const asked = { planId, name: 'paper-docx', meeting: cycleId } as const;
      if (kind === 'post') {
        if (documentUrl('') === null) return null;
        const { token, ...shared } = await shareDocument(services, reader, asked);
        return { kind, request: asked, url: documentUrl(token) ?? '', ...shared };
      }
      const offered = await offerDocument(services, reader, asked);
      return { kind, file: offeredFile(offered), blank: offered.document.told?.blank ?? [] };
    } catch (error) {
      // They are on the plan no more, or in another role.
      if (error instanceof Refusal && (error.code === 'not-permitted' || error.code === 'unknown-plan'))
        return null;
      throw error;
    }
  };
}
