import { z } from 'zod';
import { replyLimits } from '../../domain/reply/reply-fields.ts';
import { actionId, draftFields, meeting, page, planId, seen, typed } from './submission-parts.ts';

/** A press on what follows the freeze, or on a reply that the project manager gives for a lead. */
export type ClosingSubmission = z.output<(typeof closingSubmissions)[number]>;

const ofAction = { planId, meeting, actionId };
const what = z.enum(['revised-date', 'completion']);
/** When a proposal was made, or what stands for the list; compared, never read. */
const asked = z.string().min(1).max(80);
/** The longest reason; the use case says so in words. */
const reasonLength = 500;

export const closingSubmissions = [
  z.object({ verb: z.literal('decisions.page'), planId, page }),
  z.object({ verb: z.literal('decisions.declineForm'), planId, actionId, what, asked, page }),
  /** `accept` approves; `text` is the reason for a decline. */
  z.object({
    verb: z.literal('decisions.decide'),
    planId,
    actionId,
    what,
    asked,
    accept: z.boolean(),
    text: typed(reasonLength),
    page,
  }),
  /** Without `accept` it only asks. */
  z.object({ verb: z.literal('decisions.approveAll'), planId, asked, accept: z.boolean().default(false) }),
  z.object({ verb: z.literal('late.page'), planId, meeting, page }),
  z.object({ verb: z.literal('wording.page'), planId, meeting, page }),
  z.object({ verb: z.literal('wording.open'), ...ofAction }),
  z.object({ verb: z.literal('wording.save'), ...ofAction, seen, text: typed(replyLimits.narrative) }),
  z.object({ verb: z.literal('reply.onBehalf'), ...ofAction }),
  z.object({ verb: z.literal('reply.saveOnBehalf'), ...ofAction, seen, ...draftFields }),
] as const;
