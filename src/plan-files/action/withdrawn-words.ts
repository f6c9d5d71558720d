import type { ActionStatus } from '../../domain/plan/document-facts.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import { headerWords } from '../grid/columns.ts';
import type { Cell } from '../grid/grid.ts';
import type { ActionDraft } from '../table/draft-rows.ts';
import type { Field } from '../table/row-reader.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { refsIn } from '../text/refs-in.ts';

const joined =
  '(?:merged|combined|amalgamated|incorporated|subsumed|absorbed) (?:with(?:in)?|into|in|by)|now (?:a )?part of|(?:superseded|replaced|overtaken) by';
const gone = `(?:withdrawn|deleted|removed|cancelled|discontinued|superseded|stood down|${joined}|(?:this (?:action )?is )?no longer (?:required|needed|applicable|relevant|being (?:pursued|taken forward)))`;
/** `WITHDRAWN - Open the hub`, `[Deleted] Open the hub`; `Removed barriers` says what was done. */
const opens = new RegExp(
  `^[\\s([*]*(?:action )?(${gone})(?: [^()[\\]:–—]{1,40}?(?=[)\\]:–—]| [–-] ))?\\s*(?:[)\\]*:.–—]|-(?= )|$)`,
  'i',
);
/** `Open the hub (no longer required since May)`, `Open the hub - withdrawn` */
const closes = new RegExp(
  `[([]\\s*(?:action )?(?:now )?(${gone})(?:(?:[\\s,;:–—-]+(?:by|since|at|from (?:the |this )?plan|following|as|in|on|with|into|action|ref|\\d))\\b[^()[\\]]{0,60}|(?<= (?:by|with|within|into|in)) [^()[\\]]{1,60})?[)\\]]\\.?$|[-–—:]\\s*(?:action )?(${gone})\\.?$`,
  'i',
);
const subject = '(?:(?:this|the) )?(?:action )?(?:was |has been |has now been |is |is now )?';
/** What progress begins with: `Withdrawn by the board in May`, `Removed from the plan`, `Closed: merged with action 2`. */
const progressOpens = new RegExp(
  `^(?:${subject}closed\\W{1,3}(?:as |and |since |because )?(?:it )?)?${subject}(${gone})(?:\\s*(?:[.:;,–—]|-(?= )|$)|\\s+(?:by|from the|from this|from plan|at the|following|as|in)\\b|(?<=(?:by|with|within|into|in))\\s)`,
  'i',
);
/** `Closed.`, `Action closed in May`, `CLOSED - all staff trained`; `Closed the gap in cover` says what was done. */
const closedOpens = new RegExp(
  `^[([*]*${subject}(closed)(?:\\s*(?:[\\])*.:;,–—]|-(?= )|$)|\\s+(?:on|in|at|by|as|since|following|\\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\b))`,
  'i',
);
const closedCloses =
  /[([]\s*(?:action )?(?:now )?(closed)\b[^()[\]]{0,40}[)\]]\.?$|[-–—:]\s*(?:action )?(closed)\.?$/i;
/** Nearly no text has one of these words: it is looked at no further. */
const hint =
  /withdrawn|deleted|removed|cancelled|discontinued|stood down|no longer|merged|combined|amalgamated|incorporated|subsumed|absorbed|superseded|replaced|overtaken|part of|closed/i;
/** As much of a text as can say so. */
const looked = 300;
/** The day an entry of a log was made, which stands before what it says. */
const dated = /^(?:[^:–—-]{0,20}\d[^:–—]{0,20}|[^:–—\s]{3,9})(?::|\s[–—-])\s+/;

const goneChoices = [
  { value: 'withdrawn', label: 'Withdrawn: keep them in the plan as closed, and ask nobody about them' },
  { value: 'keep', label: 'Still open: read them like any other action' },
] as const;

/** A column of days on which actions came to their end, where no column says how they stand. */
const ofItsEnd =
  /^(date |actual )?(completed|closed|done|finished|achieved|signed off)( (on|date))?$|^(date (of )?(actual )?completion|actual (completion|finish|end)( date)?|completion date actual)$/;
const isDay = (cell: Cell | null) =>
  cell !== null && (cell.date !== null || parseTimescale(cell.text).timescale.date !== null);

const endedChoices = [
  { value: 'complete', label: 'Yes: complete' },
  { value: 'keep', label: 'No: still open' },
] as const;

const closedChoices = [
  { value: 'complete', label: 'Closed since they are done: complete' },
  { value: 'withdrawn', label: 'Closed though not done: withdrawn' },
  { value: 'keep', label: 'Still open: read them like any other action' },
] as const;

/** How an action ends by the words of its document, and the reason for the register; null where it only is complete. */
export interface SaidEnd {
  readonly status: ActionStatus;
  readonly reason: string | null;
}

/** How an action ends where its title or its progress says so and the PM does not say otherwise; null for any other. */
export function readSaidEnd(
  { sheet, ref, rows: [row] }: ActionDraft,
  questions: Questions,
  refs: ReadonlyMap<string, { readonly ref: string }>,
): SaidEnd | null {
  if (row === undefined) {
    return null;
  }
  const title = row.field('action');
  const fields = [...(title === null ? [] : [title]), ...row.fields('progress')];
  const placeOf = ({ header, text }: Field) => ({ sheet, row: row.number, column: header, value: text });
  const day = row.unread.find(({ header, cell }) => ofItsEnd.test(headerWords(header)) && isDay(cell));
  if (day !== undefined) {
    const answer = questions.ask({
      id: `ended:${day.header}`,
      text: `Some actions have a day under “${day.header}”. Are they complete?`,
      choices: endedChoices,
      taken: 'complete',
      place: placeOf(day),
    });
    if (answer === 'complete') return { status: 'complete', reason: null };
  }
  for (const field of fields) {
    const word = field === title ? goneInTitle(field.text) : goneInProgress(field.text);
    const said = oneLine(field.text);
    // That another action has taken its place is offered with that action's ref, unless it says that it is closed.
    const isOffered =
      word !== null &&
      statusOf(word) !== 'withdrawn' &&
      field !== title &&
      !/\bclosed\b/i.test(said) &&
      refsIn(said, refs).some((other) => other !== ref);
    if (isOffered) {
      continue;
    }
    if (word !== null) {
      const text = `Some actions say in their words that they are withdrawn or taken up elsewhere, as in “${said.slice(0, 80)}”. Are they closed?`;
      const choices = goneChoices;
      const id = 'withdrawn-words';
      const answer = questions.ask({ id, text, choices, taken: 'withdrawn', place: placeOf(field) });
      return answer === 'withdrawn' ? { status: statusOf(word), reason: `The document says: ${said}` } : null;
    }
    const isClosed = field === title ? closedInTitle(field.text) : closedInProgress(field.text);
    if (isClosed) {
      const text = `Some actions say in their words that they are closed, as in “${said.slice(0, 80)}”. Are they done?`;
      const choices = closedChoices;
      const answer = questions.ask({
        id: 'closed-words',
        text,
        choices,
        taken: 'keep',
        place: placeOf(field),
      });
      return answer === 'keep'
        ? null
        : answer === 'complete'
          ? { status: 'complete', reason: null }
          : { status: 'withdrawn', reason: `The document says: ${said}` };
    }
  }
  return null;
}

function statusOf(word: string): ActionStatus {
  return /^(superseded|replaced|overtaken)/i.test(word)
    ? 'superseded'
    : new RegExp(`^${joined}`, 'i').test(word)
      ? 'merged'
      : 'withdrawn';
}

function goneInTitle(written: string): string | null {
  if (!hint.test(written)) {
    return null;
  }
  const [first = ''] = written.split('\n');
  const found = opens.exec(first.slice(0, looked)) ?? closes.exec(oneLine(written).slice(-looked));
  return found?.slice(1).find((word) => word !== undefined) ?? null;
}

function goneInProgress(written: string): string | null {
  return hint.test(written)
    ? (entriesOf(written).flatMap((entry) => progressOpens.exec(entry)?.[1] ?? [])[0] ?? null)
    : null;
}

function closedInTitle(written: string): boolean {
  const [first = ''] = written.split('\n');
  return (
    hint.test(written) &&
    (/^\W*closed\s*(?:[\])*:.–—]|-(?= )|$)/i.test(first) ||
      closedCloses.test(oneLine(written).slice(-looked)))
  );
}

function closedInProgress(written: string): boolean {
  return hint.test(written) && entriesOf(written).some((entry) => closedOpens.test(entry));
}

/** What a log says first and last, with and without the day before it. */
function entriesOf(written: string): string[] {
  const lines = written.split('\n').flatMap((line) => {
    const entry = oneLine(line.slice(0, looked)).replace(/^[\s•▪◦*–-]+/u, '');
    return entry === '' ? [] : [entry];
  });
  const ends = [...new Set([lines[0] ?? '', lines.at(-1) ?? ''])];
  return ends.flatMap((entry) => [entry, entry.replace(dated, '')]);
}
