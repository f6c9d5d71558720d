import type { Rating } from '../shared/rating.ts';
import type { Timescale } from '../shared/timescale.ts';

/** What is said of one action, once judged sound; who said it and when is an `Update`'s. */
export interface Reply {
  readonly kind: 'update' | 'no-change';
  readonly rating: Rating;
  readonly narrative: string;
  /** The date asked for; null where this reply asks for none. */
  readonly revised: Timescale | null;
  readonly reason: string;
  readonly recoveryStep: string;
  readonly evidence: string;
  readonly finished: boolean;
}

/** The fields of a reply that hold the lead's own words. */
export type ReplyText = {
  [Field in keyof Reply]: string extends Reply[Field] ? Field : never;
}[keyof Reply];

/** What a lead typed into the form, parsed to strings but not yet judged. '' means left blank. */
export interface ReplyDraft extends Pick<Reply, ReplyText> {
  /** A label of the plan's key. */
  readonly rating: string;
  /** `YYYY-MM-DD`. */
  readonly revisedDate: string;
  /** Ticked where the plan's key has no label of its own for "complete". */
  readonly finished: boolean;
}

export type ReplyInput = keyof ReplyDraft;
/** What is wrong with each field, in words for the lead. Empty when nothing is. */
export type FieldErrors = Readonly<Partial<Record<ReplyInput, string>>>;

interface FieldFacts {
  /** What it is called where replies are listed. */
  readonly name: string;
  /** Where the form asks for it; null where none does. */
  readonly input: ReplyInput | null;
  /** Two replies say the same of it where this is the same. */
  readonly compared: (reply: Reply) => string | boolean | null | undefined;
}

interface TextFacts extends FieldFacts {
  /** Longest text the form takes, in UTF-16 units: a card of several stays under 80 KB and a row under Azure's limits. */
  readonly limit: number;
}

const text = (input: ReplyText, name: string, limit: number): TextFacts => ({
  name,
  limit,
  input,
  compared: (reply) => reply[input],
});

/**
 * Every field of a reply, in the order in which it is told: the form, its limits and what it sends, the comparison with what is
 * saved, late changes and the exported history all go by this list.
 */
export const replyFields = {
  kind: { name: 'Kind', input: null, compared: ({ kind }) => kind },
  rating: { name: 'Rating', input: 'rating', compared: ({ rating }) => rating.label },
  narrative: text('narrative', 'Narrative', 4000),
  revised: { name: 'New date', input: 'revisedDate', compared: ({ revised }) => revised?.date },
  reason: text('reason', 'Reason', 1000),
  recoveryStep: text('recoveryStep', 'Recovery step', 1000),
  evidence: text('evidence', 'Evidence', 2000),
  finished: { name: 'Complete', input: 'finished', compared: ({ finished }) => finished },
} satisfies { readonly [Field in keyof Reply]: Field extends ReplyText ? TextFacts : FieldFacts };

const fields = Object.keys(replyFields) as (keyof Reply)[];
const isText = (field: keyof Reply): field is ReplyText => 'limit' in replyFields[field];

/** The fields a reply tells of its action, in the list's order: all but what kind of reply it is. */
export const toldFields = fields.filter((field) => field !== 'kind');

/** The fields in the lead's own words, in the list's order. */
export const replyTexts: readonly ReplyText[] = fields.filter(isText);

/** What the form asks for, in the list's order. */
export const replyInputs: readonly ReplyInput[] = fields.flatMap((field) => replyFields[field].input ?? []);

/** Something for each of the texts, in the list's order. */
export function forEachText<T>(value: (field: ReplyText) => T): Record<ReplyText, T> {
  return Object.fromEntries(replyTexts.map((field) => [field, value(field)])) as Record<ReplyText, T>;
}

/** Longest texts a form takes, in UTF-16 units. */
export const replyLimits = forEachText((field) => replyFields[field].limit);

/** The reply in a row that has more beside it. */
export function replyIn(row: Reply): Reply {
  const { kind, rating, narrative, revised, reason, recoveryStep, evidence, finished } = row;
  return { kind, rating, narrative, revised, reason, recoveryStep, evidence, finished };
}

/** Whether a reply says just what is already saved: a second tap, or a turn that ran twice. */
export function saysTheSame(reply: Reply, saved: Reply): boolean {
  return Object.values(replyFields).every(({ compared }) => compared(reply) === compared(saved));
}
