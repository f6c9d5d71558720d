import { z } from 'zod';
import type { LeadDecision } from '../domain/decide-leads.ts';
import { Refusal } from '../domain/errors.ts';
import { type ReplyDraft, replyLimits } from '../domain/update.ts';
import { parseLeadChoices } from './lead-choice.ts';
import { type ImportListName, importLists, type MenuVerb, menuVerbs, type PageFilter } from './verbs.ts';

/** A press on the preview of a file that waits to be imported. */
export type ImportSubmission =
  | {
      readonly verb: 'import.show';
      readonly fileId: string;
      readonly list: ImportListName | 'summary';
      readonly page: number;
    }
  | { readonly verb: 'import.into'; readonly fileId: string; readonly planId: string }
  | { readonly verb: 'import.references'; readonly fileId: string; readonly accept: boolean }
  | { readonly verb: 'import.confirm' | 'import.cancel'; readonly fileId: string };

/** What a person pressed, with everything typed: ids are well formed but not yet checked against anybody's rights. */
export type Submission =
  | {
      readonly verb: 'reply.open';
      readonly planId: string;
      readonly meeting: string;
      readonly actionId: string;
    }
  | {
      readonly verb: 'reply.noChange';
      readonly planId: string;
      readonly meeting: string;
      readonly actionId: string;
      readonly seen: number;
    }
  | {
      readonly verb: 'reply.save';
      readonly planId: string;
      readonly meeting: string;
      readonly actionId: string;
      readonly seen: number;
      readonly draft: ReplyDraft;
    }
  | {
      readonly verb: 'prompt.show' | 'prompt.page';
      readonly planId: string;
      readonly meeting: string;
      readonly page: number;
    }
  | {
      readonly verb: 'digest.page';
      readonly planId: string;
      /** null for a plan that has had no cycle. */
      readonly meeting: string | null;
      readonly page: number;
      readonly filter: PageFilter;
    }
  | { readonly verb: 'cycle.remind'; readonly planId: string; readonly meeting: string }
  /** `meeting` is what the date field held, '' when it was left blank: still to be judged. */
  | { readonly verb: 'cycle.open'; readonly planId: string; readonly meeting: string }
  | { readonly verb: 'people.page'; readonly planId: string; readonly page: number }
  /** `decisions`: those chosen on the page; a text left as it was is not among them. */
  | {
      readonly verb: 'people.confirm';
      readonly planId: string;
      readonly page: number;
      readonly decisions: readonly LeadDecision[];
    }
  | ImportSubmission
  | { readonly verb: MenuVerb; readonly planId: string | null; readonly meeting: string | null };

/** Whether a press is about a file that waits to be imported. */
export function isImportSubmission(submission: Submission): submission is ImportSubmission {
  return submission.verb.startsWith('import.');
}

/** A field may be this much over its limit and still be told so beside the field; more is refused outright. */
const slack = 500;

const planId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const meeting = z.iso.date();
const actionId = z.string().regex(/^\d{4,9}$/);
const page = z.coerce.number().int().min(1).max(10_000).default(1);
const seen = z.coerce.number().int().min(0).max(1_000_000).default(0);
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** Typed text: line ends made one kind, control characters (which no keyboard sends) dropped. */
const typed = (limit: number) =>
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
const toggle = z
  .union([z.boolean(), z.enum(['true', 'false', ''])])
  .nullish()
  .transform((value) => value === true || value === 'true');

const filter = z
  .object({ level: z.enum(['red', 'amber']).optional(), group: z.string().min(1).max(200).optional() })
  .default({})
  .transform(
    ({ level, group }): PageFilter => ({
      ...(level === undefined ? {} : { level }),
      ...(group === undefined ? {} : { group }),
    }),
  );

const fileId = z.guid();

const ofAction = { planId, meeting, actionId };

const submission = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('reply.open'), ...ofAction }),
  z.object({ verb: z.literal('reply.noChange'), ...ofAction, seen }),
  z
    .object({
      verb: z.literal('reply.save'),
      ...ofAction,
      seen,
      rating: typed(200),
      narrative: typed(replyLimits.narrative),
      revisedDate: typed(40),
      reason: typed(replyLimits.reason),
      recoveryStep: typed(replyLimits.recoveryStep),
      evidence: typed(replyLimits.evidence),
      finished: toggle,
    })
    .transform(({ verb, planId, meeting, actionId, seen, ...draft }) => ({
      verb,
      planId,
      meeting,
      actionId,
      seen,
      draft,
    })),
  z.object({ verb: z.enum(['prompt.show', 'prompt.page']), planId, meeting, page }),
  z.object({ verb: z.literal('digest.page'), planId, meeting: optional(meeting), page, filter }),
  z.object({ verb: z.literal('cycle.remind'), planId, meeting }),
  z.object({ verb: z.literal('cycle.open'), planId, meeting: typed(40) }),
  z.object({ verb: z.literal('people.page'), planId, page }),
  z
    .looseObject({ verb: z.literal('people.confirm'), planId, page })
    .transform(({ verb, planId, page, ...fields }, context) => {
      const decisions = parseLeadChoices(fields);
      if (decisions === null) context.addIssue('a choice that no card of ours offers');
      return { verb, planId, page, decisions: decisions ?? [] };
    }),
  z.object({ verb: z.literal('import.show'), fileId, list: z.enum(['summary', ...importLists]), page }),
  z.object({ verb: z.literal('import.into'), fileId, planId }),
  z.object({ verb: z.literal('import.references'), fileId, accept: z.boolean() }),
  z.object({ verb: z.enum(['import.confirm', 'import.cancel']), fileId }),
  z.object({ verb: z.enum(menuVerbs), planId: optional(planId), meeting: optional(meeting) }),
]);

const executed = z.object({
  action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).optional() }),
});
const submitted = z.looseObject({ verb: z.string() });

/** Both ways a client sends a press, made one: Action.Execute wraps it, Action.Submit sends it flat. */
function unwrap(value: unknown): unknown {
  const execute = executed.safeParse(value);
  if (execute.success) {
    const { verb, data } = execute.data.action;
    // A client sends the verb twice; two that differ were not made by one of our cards.
    return data?.['verb'] === undefined || data['verb'] === verb ? { ...data, verb } : null;
  }
  const submit = submitted.safeParse(value);
  return submit.success ? submit.data : null;
}

/**
 * Reads what a card sent back. Keys that no card of ours has, such as an author, are ignored. Throws
 * `Refusal('bad-input')` on anything else, with words for the person who pressed.
 */
export function parseSubmission(value: unknown): Submission {
  const result = submission.safeParse(unwrap(value));
  if (result.success) return result.data;
  const tooLong = result.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.path[0] !== 'filter' && issue.origin === 'string',
  );
  throw new Refusal(
    'bad-input',
    tooLong
      ? 'That text is too long to take in. Shorten it and press Save again.'
      : 'This card could not be read; it may be an old one. Type "my actions" to get a new card.',
    { cause: result.error },
  );
}
