import { z } from 'zod';
import { actionId, page, personId, planId, typed } from './submission-parts.ts';

/** A press about who leads what, the log, or a completed action. */
export type RegisterSubmission = z.output<(typeof registerSubmissions)[number]>;

/** The longest reason; the use case says so in words. */
const reasonLength = 500;
const mostActions = 2_000;

/** Ids in one text: a choice set joins what was ticked with commas, a button of ours with spaces. */
const idList = (id: z.ZodString, most: number) =>
  z
    .string()
    .max(most * 40)
    .nullish()
    .transform((text) => (text ?? '').split(/[\s,]+/u).filter((part) => part !== ''))
    .pipe(z.array(id).max(most));

/** An untouched choice comes back empty, or not at all. */
const chosenPerson = z
  .union([z.literal(''), personId])
  .nullish()
  .transform((id) => id ?? '');

export const registerSubmissions = [
  z.object({ verb: z.literal('assign.page'), planId, page }),
  z.object({
    verb: z.literal('assign.save'),
    planId,
    page,
    actions: idList(actionId, mostActions),
    lead: chosenPerson,
    second: chosenPerson,
    strategic: chosenPerson,
  }),
  /** What a preview showed; `leads` in the order of updating. */
  z.object({
    verb: z.literal('assign.confirm'),
    planId,
    entered: z.object({
      actions: idList(actionId, mostActions),
      leads: idList(personId, 20),
      strategic: idList(personId, 20),
    }),
  }),
  z.object({
    verb: z.literal('log.page'),
    planId,
    page,
    subject: z
      .string()
      .min(1)
      .max(200)
      .nullish()
      .transform((text) => text ?? null),
  }),
  z.object({ verb: z.literal('action.reopen'), planId, actionId, text: typed(reasonLength) }),
] as const;
