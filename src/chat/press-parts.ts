import { z } from 'zod';
import { forEachText, type ReplyInput, replyLimits } from '../domain/reply/reply-fields.ts';

/** A field may be this much over its limit and still be told so beside the field; more is refused outright. */
const slack = 500;

export const planId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const meeting = z.iso.date();
export const actionId = z.string().regex(/^\d{4,9}$/);
export const page = z.coerce.number().int().min(1).max(10_000).default(1);
export const seen = z.coerce.number().int().min(0).max(1_000_000).default(0);
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null);

/** Typed text: line ends made one kind, control characters (which no keyboard sends) dropped. */
export const typed = (limit: number) =>
  z
    .string()
    .nullish()
    .transform((value) =>
      (value ?? '')
        .replace(/\r\n?/g, '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be dropped
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
        .trim(),
    )
    .pipe(z.string().max(limit + slack));

/** A toggle comes back as the text of its valueOn or valueOff. */
export const toggle = z
  .union([z.boolean(), z.enum(['true', 'false', ''])])
  .nullish()
  .transform((value) => value === true || value === 'true');

/** What a reply form sends of its fields: those of a `ReplyDraft`. */
export const draftFields = {
  ...forEachText((field) => typed(replyLimits[field])),
  rating: typed(200),
  revisedDate: typed(40),
  finished: toggle,
} satisfies Record<ReplyInput, z.ZodType>;

/** A person of the plan, as its row is called. */
export const personId = z.string().min(1).max(200);

/** Stands for the preview that was seen; '' for none. */
export const seenPreview = z
  .string()
  .regex(/^[0-9a-f]{0,64}$/)
  .default('');
