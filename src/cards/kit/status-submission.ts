import { z } from 'zod';
import { meeting, optional, page, personId, planId, typed } from './submission-parts.ts';

/** A press on the status of a cycle. */
export type StatusSubmission = z.output<(typeof statusSubmissions)[number]>;

const ofCycle = { planId, meeting };
/** The longest reason; the use case says so in words. */
const reasonLength = 500;

export const statusSubmissions = [
  z.object({ verb: z.literal('status.page'), ...ofCycle, page }),
  z.object({ verb: z.literal('cycle.remind'), ...ofCycle, page }),
  z.object({ verb: z.literal('cycle.remindOne'), ...ofCycle, personId, page }),
  z.object({ verb: z.literal('status.onBehalfList'), ...ofCycle, personId, page }),
  /** Without `accept` it only asks. */
  z.object({ verb: z.literal('cycle.freeze'), ...ofCycle, accept: z.boolean().default(false), page }),
  z.object({ verb: z.literal('status.extendForm'), ...ofCycle }),
  z.object({ verb: z.literal('status.reopenForm'), ...ofCycle }),
  z.object({ verb: z.literal('cycle.signOff'), ...ofCycle }),
  /** `date` is a day that was pressed, `due` what the date field held: still to be judged. */
  z.object({ verb: z.literal('cycle.extend'), ...ofCycle, date: optional(z.iso.date()), due: typed(40) }),
  z.object({ verb: z.literal('cycle.reopen'), ...ofCycle, reason: typed(reasonLength), due: typed(40) }),
] as const;
