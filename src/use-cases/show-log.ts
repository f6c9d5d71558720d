import { formatDate, formatInstantDate, formatInstantTime } from '../domain/dates.ts';
import { Refusal } from '../domain/errors.ts';
import type { LogEntry, Services } from '../ports.ts';
import { demand, type Requester, readPlanFor } from './requester.ts';

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
  /** What was done, and from what to what. */
  readonly words: string;
  /** Everything that was recorded of it, whole. */
  readonly detail: LogEntry['detail'];
}

export interface AuditLog {
  readonly planId: string;
  readonly planName: string;
  /** Newest first. */
  readonly entries: readonly LogLine[];
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
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : short(people.get(value) ?? value);
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

/** `Reply saved 1A i: rating Amber -> Green, version 2`. */
function describeEntry({ what, detail }: LogEntry, names: Names): string {
  const title = what.replaceAll('-', ' ');
  const id = detail['actionId'];
  const of = typeof id === 'string' ? ` ${valueWords('actionId', id, names)}` : '';
  const subject = `${title.charAt(0).toUpperCase()}${title.slice(1)}${of}`;
  const facts = detailWords(detail, names);
  return facts.length === 0 ? subject : `${subject}: ${facts.join(', ')}`;
}

/**
 * The plan's audit trail, newest first: who did what and when, and from what to what. For the PM. Throws
 * `not-permitted`, and `bad-input` for a limit that is none.
 */
export async function showLog(
  services: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
  limit: number,
): Promise<AuditLog> {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostEntries) {
    throw new Refusal('bad-input', `Ask for 1 to ${mostEntries} entries.`);
  }
  const { plan, person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'run-cycle');
  const [entries, actions] = await Promise.all([
    services.store.listLog(planId, limit),
    services.store.listActions(planId),
  ]);
  const names: Names = {
    refs: new Map(actions.map(({ value }) => [value.id, value.ref])),
    people: new Map(people.map(({ id, name }) => [id, name])),
  };
  return {
    planId,
    planName: plan.name,
    entries: entries.map((entry) => ({
      at: entry.at,
      when: `${formatInstantDate(entry.at, plan.timeZone)} at ${formatInstantTime(entry.at, plan.timeZone)}`,
      who: entry.actor.name,
      from: entry.from,
      what: entry.what,
      words: describeEntry(entry, names),
      detail: entry.detail,
    })),
  };
}
