import { z } from 'zod';
import type { LeadMatch } from '../../domain/leads/lead-match.ts';
import { type Columns, putJson, putText, takeChoice, takeJson, takeText } from './columns.ts';
import type { Codec } from './row-codecs.ts';

const decisions = ['people', 'organisation', 'nobody'] as const satisfies readonly LeadMatch['decision'][];
const parts = z.object({ people: z.array(z.string()) });

/** What the PM has decided on one lead text. */
export const leadMatchCodec: Codec<LeadMatch> = {
  encode({ people, ...texts }) {
    const columns: Columns = {};
    for (const [name, text] of Object.entries(texts)) putText(columns, name, text);
    putJson(columns, 'parts', { people });
    return columns;
  },
  decode: (entity) => ({
    id: takeText(entity, 'id'),
    text: takeText(entity, 'text'),
    decision: takeChoice(entity, 'decision', decisions),
    at: takeText(entity, 'at'),
    by: takeText(entity, 'by'),
    ...takeJson(entity, 'parts', (value) => parts.parse(value)),
  }),
};
