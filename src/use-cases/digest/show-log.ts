import { findPerson } from '../../domain/people/merge-people.ts';
import type { Person } from '../../domain/people/person.ts';
import { formatDate, formatInstantDate, formatInstantTime } from '../../domain/shared/dates.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { logPhrase } from '../../domain/shared/log-words.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { LogEntry, Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

/** One line of a plan's audit trail. */
export interface LogLine {
  /** ISO instant. */
  readonly at: string;
  /** The same in words, in the plan's time zone: `16 December 2026 at 10:42`. */
  readonly when: string;
  readonly who: string;
  /** Where from: Teams, the command line, or the scheduler. */
  readonly from: LogEntry['from'];
  /** Stable code: `reply-saved`. */
  readonly what: string;
  /** What was done, and from what to what, to follow the name of who did it: `replied for 1A i: rating Amber -> Green`. */
  readonly words: string;
  /** Everything that was recorded of it, whole. */
  readonly detail: LogEntry['detail'];
}

/** What a trail was narrowed to. */
export type LogSubject =
  | { readonly kind: 'action'; readonly id: string; readonly ref: string }
  | { readonly kind: 'person'; readonly id: string; readonly name: string };

export interface AuditLog extends PlanHeader {
  /** One action, or what one person did or had done about them; null for everything. */
  readonly subject: LogSubject | null;
  /** Newest first. */
  readonly entries: readonly LogLine[];
  /** There are older ones than were asked for. */
  readonly more: boolean;
}

/** The longest one screen is asked for; a whole trail is read page by page of this. */
const mostEntries = 10_000;
/** A text in a line; `detail` has it whole. */
const longestValue = 80;

type Value = LogEntry['detail'][string];

interface Names {
  readonly refs: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** `ratingFrom` -> `rating`, `due.from` -> `due`, `from` -> ''. */
const pairKey = /^(.*?\.?)(From|To|from|to)$/;

/** `publishBy` -> `publish by`. */
function keyWords(key: string): string {
  return key.replace(/\.$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueWords(key: string, value: Value, { refs, people }: Names): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value !== 'string') return String(value);
  if (key === 'actionId' || (key === 'actions' && /^\d{4,9}(?: \d{4,9})*$/.test(value))) {
    return short(
      value
        .split(' ')
        .map((id) => refs.get(id) ?? id)
        .join(', '),
    );
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value);
  const named = value.split(' ').map((id) => people.get(id));
  return short(named.every((name) => name !== undefined) ? named.join(', ') : value);
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length <= longestValue ? line : `${line.slice(0, longestValue - 1).trimEnd()}…`;
}

/** `rating Amber -> Green`; `due 1 December 2026 (unchanged)`. */
function pairWords(stem: string, from: Value, to: Value, names: Names): string {
  const [before, after] = [valueWords(stem, from, names), valueWords(stem, to, names)];
  const change = before === after ? `${before} (unchanged)` : `${before} -> ${after}`;
  return `${keyWords(stem)} ${change}`.trim();
}

/** The facts of an entry in words, a `ratingFrom` and its `ratingTo` as one. */
function detailWords(detail: LogEntry['detail'], names: Names): string[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    const [, stem = '', side = ''] = pairKey.exec(key) ?? [];
    const other = `${stem}${{ From: 'To', To: 'From', from: 'to', to: 'from' }[side] ?? ''}`;
    if (side !== '' && detail[other] !== undefined) {
      return side.toLowerCase() === 'to' ? [] : [pairWords(stem, value, detail[other], names)];
    }
    if (key === 'actionId' || value === null || value === '' || value === false) return [];
    const words = side === 'From' ? `${keyWords(stem)} was` : keyWords(key);
    return [`${words} ${valueWords(key, value, names)}`];
  });
}

/** `replied for 1A i: rating Amber -> Green, version 2`. */
function describeEntry({ what, detail }: LogEntry<string>, names: Names): string {
  const id = detail['actionId'];
  const of = typeof id === 'string' ? ` ${valueWords('actionId', id, names)}` : '';
  const subject = `${logPhrase(what)}${of}`;
  const facts = detailWords(detail, names);
  return facts.length === 0 ? subject : `${subject}: ${facts.join(', ')}`;
}

/** The action of a ref, else the person of a name. Throws `bad-input` where it is neither, `ambiguous-person` where it is several. */
function findSubject(
  text: string,
  actions: readonly { readonly id: string; readonly ref: string }[],
  people: readonly Person[],
): LogSubject {
  const action = actions.find(({ ref }) => refKey(ref) === refKey(text) && refKey(text) !== '');
  if (action) return { kind: 'action', id: action.id, ref: action.ref };
  try {
    const { id, name } = findPerson(people, text);
    return { kind: 'person', id, name };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unknown-person') throw error;
    throw new Refusal(
      'bad-input',
      `This plan has no action “${text}” and nobody called so. Give a ref as the plan writes it, or a full name.`,
      { cause: error },
    );
  }
}

/** Whether an entry is about a subject: its action among those named, or its person as author or among the facts. */
function isAbout({ actor, detail }: LogEntry<string>, subject: LogSubject, userId: string | null): boolean {
  const ids = (key: string) => String(detail[key] ?? '').split(/[ ,]+/u);
  if (subject.kind === 'action') return [...ids('actionId'), ...ids('actions')].includes(subject.id);
  const named = Object.keys(detail).some((key) => key !== 'actions' && ids(key).includes(subject.id));
  return named || (userId === null ? actor.name === subject.name : actor.userId === userId);
}

/** How much of the log is wanted. */
export interface LogWanted {
  /** Entries at most. */
  readonly limit: number;
  /** A ref or a name: of one action or person only; null for everything. */
  readonly of?: string | null;
}

/**
 * The plan's audit trail, newest first: who did what and when, and from what to what; of one action or person where `of` is
 * a ref or a name. For the PM. Throws `not-permitted`, `ambiguous-person`, and `bad-input` for a limit that is none or an `of`
 * that nothing is called.
 */
export async function showLog(
  services: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
  { limit, of = null }: LogWanted,
): Promise<AuditLog> {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostEntries) {
    throw new Refusal('bad-input', `Ask for 1 to ${mostEntries} entries.`);
  }
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const [all, stored] = await Promise.all([
    services.store.listLog(planId, of === null ? Math.min(limit + 1, mostEntries) : mostEntries),
    services.store.listActions(planId),
  ]);
  const actions = stored.map(({ value }) => value);
  const subject = of === null ? null : findSubject(of, actions, people);
  const userId = people.find(({ id }) => subject?.kind === 'person' && id === subject.id)?.userId ?? null;
  const meant = subject === null ? all : all.filter((entry) => isAbout(entry, subject, userId));
  const names: Names = {
    refs: new Map(actions.map(({ id, ref }) => [id, ref])),
    people: new Map(people.map(({ id, name }) => [id, name])),
  };
  return {
    planId,
    planName: plan.name,
    subject,
    entries: meant.slice(0, limit).map((entry) => ({
      at: entry.at,
      when: `${formatInstantDate(entry.at, plan.timeZone)} at ${formatInstantTime(entry.at, plan.timeZone)}`,
      who: entry.actor.name,
      from: entry.from,
      what: entry.what,
      words: describeEntry(entry, names),
      detail: entry.detail,
    })),
    more: meant.length > limit,
  };
}
