import { z } from 'zod';
import type { LeadDecision } from '../../domain/leads/decide-leads.ts';
import type { ReplyDraft } from '../../domain/reply/reply-fields.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { parseLeadChoices } from '../leads/lead-choice.ts';
import { type ClosingSubmission, closingSubmissions } from './closing-submission.ts';
import { type DocumentSubmission, documentSubmissions } from './document-submission.ts';
import { type PeopleSubmission, peopleSubmissions } from './people-submission.ts';
import { type RegisterSubmission, registerSubmissions } from './register-submission.ts';
import { type ScheduleSubmission, scheduleSubmissions } from './schedule-submission.ts';
import { type StatusSubmission, statusSubmissions } from './status-submission.ts';
import { actionId, draftFields, meeting, optional, page, planId, seen, typed } from './submission-parts.ts';
import { type ImportListName, importLists, type MenuVerb, menuVerbs, type PageFilter } from './verbs.ts';

export type { DocumentSubmission } from './document-submission.ts';

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
  | ScheduleSubmission
  | StatusSubmission
  | ClosingSubmission
  | PeopleSubmission
  | DocumentSubmission
  | RegisterSubmission
  | { readonly verb: MenuVerb; readonly planId: string | null; readonly meeting: string | null };

/** Whether a press is about a file that waits to be imported. */
export function isImportSubmission(submission: Submission): submission is ImportSubmission {
  return submission.verb.startsWith('import.');
}

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
      ...draftFields,
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
  ...scheduleSubmissions,
  ...statusSubmissions,
  ...closingSubmissions,
  ...peopleSubmissions,
  ...documentSubmissions,
  ...registerSubmissions,
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

const statusVerbs: ReadonlySet<string> = new Set(statusSubmissions.flatMap(verbsOf));
const closingVerbs: ReadonlySet<string> = new Set(closingSubmissions.flatMap(verbsOf));
const peopleVerbs: ReadonlySet<string> = new Set(peopleSubmissions.flatMap(verbsOf));

function verbsOf(schema: {
  readonly shape: { readonly verb: { readonly values: ReadonlySet<unknown> } };
}): string[] {
  return [...schema.shape.verb.values].map(String);
}

/** Whether a press is about the plan's calendar. */
export function isScheduleSubmission(submission: Submission): submission is ScheduleSubmission {
  return submission.verb.startsWith('schedule.');
}

/** Whether a press is about a cycle's status: reminding, answering for somebody, extending, freezing, reopening. */
export function isStatusSubmission(submission: Submission): submission is StatusSubmission {
  return statusVerbs.has(submission.verb);
}

/** Whether a press is about what follows the freeze: decisions, wording, late changes, sign-off. */
export function isClosingSubmission(submission: Submission): submission is ClosingSubmission {
  return closingVerbs.has(submission.verb);
}

/** Whether a press is about the plan’s people; matching leads is not. */
export function isPeopleSubmission(submission: Submission): submission is PeopleSubmission {
  return peopleVerbs.has(submission.verb);
}

/** Whether a press asks for a document. */
export function isDocumentSubmission(submission: Submission): submission is DocumentSubmission {
  return submission.verb.startsWith('document.');
}

const registerVerbs: ReadonlySet<string> = new Set(registerSubmissions.flatMap(verbsOf));

/** Whether a press is about who leads what, the log, or an action to open again. */
export function isRegisterSubmission(submission: Submission): submission is RegisterSubmission {
  return registerVerbs.has(submission.verb);
}
