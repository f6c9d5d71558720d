import { z } from 'zod';
import { documentNames } from '../../domain/export/document.ts';
import { planId } from './submission-parts.ts';

/** A press about a document for a person: offer it as a file, or give a link to it. */
export type DocumentSubmission = z.output<(typeof documentSubmissions)[number]>;

export const documentSubmissions = [
  z.object({
    verb: z.enum(['document.offer', 'document.link']),
    planId,
    document: z.enum(documentNames as [(typeof documentNames)[number], ...typeof documentNames]),
  }),
] as const;
