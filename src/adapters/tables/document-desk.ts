import { type DocumentLink, type DocumentOffer, documentNames } from '../../domain/export/document.ts';
import type { DocumentDesk } from '../../ports.ts';
import type { Tables } from './connect.ts';
import { createRowDesk } from './row-desk.ts';
import { choice, leftOut, optionalText, rowCodec, text } from './row-schema.ts';

/** No tenant can have this key, since `~` is escaped in theirs. */
const partition = '~documents';

const requestFields = {
  tenantId: text,
  userId: text,
  planId: text,
  name: choice(documentNames),
  meeting: leftOut(text),
};
const linkCodec = rowCodec<DocumentLink>({ ...requestFields, endsAt: text });
const offerCodec = rowCodec<DocumentOffer>({
  ...requestFields,
  id: text,
  offeredAt: text,
  state: choice(['offered', 'saving', 'saved']),
  since: optionalText,
});

/** In the table `directory`, partition `~documents`: `offer~<tenant>~<user>~<id>` and `link~<hash of the token>`. */
export function createDocumentDesk(tables: Tables): DocumentDesk {
  const facts = { partition, what: 'a document' };
  const offers = createRowDesk(tables, { ...facts, kind: 'offer', codec: offerCodec });
  const links = createRowDesk(tables, { ...facts, kind: 'link', codec: linkCodec });
  const keyOf = ({ tenantId, userId, id }: DocumentOffer) => [tenantId, userId, id];
  return {
    saveOffer: (offer) => offers.save(keyOf(offer), offer),
    findOffer: (...key) => offers.find(key),
    replaceOffer: (offer, etag) => offers.replace(keyOf(offer), offer, etag),
    saveLink: (hash, link) => links.save([hash], link),
    findLink: async (hash) => (await links.find([hash]))?.value ?? null,
    async listLinks(tenantId, planId) {
      const all = await links.list();
      return all
        .filter(({ value }) => value.tenantId === tenantId && value.planId === planId)
        .map(({ key, value }) => ({ hash: key, link: value }));
    },
    async removeOld(ended, offered) {
      await links.removeBefore('endsAt', ended);
      await offers.removeBefore('offeredAt', offered);
    },
  };
}
