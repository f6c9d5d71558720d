import { z } from 'zod';
import { type Rating, ratingLevels } from '../../domain/shared/rating.ts';
import type { Actor } from '../../ports.ts';
import { putText, takeChoice, takeText } from './columns.ts';
import type { ColumnField } from './row-schema.ts';

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

/** `ratingLabel` and `ratingLevel`. */
export const ratingColumns: ColumnField<Rating> = {
  json: rating,
  column: {
    put(columns, name, { label, level }) {
      putText(columns, `${name}Label`, label);
      columns[`${name}Level`] = level;
    },
    take: (entity, name) => ({
      label: takeText(entity, `${name}Label`),
      level: takeChoice(entity, `${name}Level`, ratingLevels),
    }),
  },
};

/** `byId` and `byName`, whatever the field is called. */
export const actorColumns: ColumnField<Actor> = {
  json: z.object({ userId: z.string(), name: z.string() }),
  column: {
    put(columns, _, { userId, name }) {
      putText(columns, 'byId', userId);
      putText(columns, 'byName', name);
    },
    take: (entity) => ({ userId: takeText(entity, 'byId'), name: takeText(entity, 'byName') }),
  },
};
