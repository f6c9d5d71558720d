import { z } from 'zod';
import { ratingLevels } from '../../domain/shared/rating.ts';

/** Shapes that several rows hold in JSON, checked when they come back. */
export const texts = z.array(z.string());

export const rating = z.object({ label: z.string(), level: z.enum(ratingLevels) });

export const timescale = z.object({
  text: z.string(),
  kind: z.enum(['day', 'month', 'term', 'quarter', 'recurring', 'ongoing', 'immediate', 'unknown']),
  date: z.string().nullable(),
});

export const revisedTimescale = z.object({
  timescale,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  approved: z.object({ by: z.string(), at: z.string() }).nullable(),
});
