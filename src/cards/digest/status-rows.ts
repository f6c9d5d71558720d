import {
  type AgencyStatus,
  type CycleStatus,
  canBeReminded,
  type LeadStatus,
} from '../../domain/digest/cycle-status.ts';
import { type ButtonRow, button, buttonRows } from '../kit/buttons.ts';
import { escapeLine, excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { cutPages } from '../kit/pages.ts';
import { count, dayWords, joined } from '../kit/words.ts';

/** A line of the status; '' and [] leave out what a kind of line has not. Every field is there, for the template. */
export interface StatusRow {
  readonly kind: 'heading' | 'lead' | 'text';
  readonly name: string;
  readonly progress: string;
  readonly lead: string;
  readonly mark: string;
  readonly color: 'attention' | 'default';
  readonly state: string;
  readonly text: string;
  readonly rows: readonly ButtonRow[];
}

/** What may be pressed beside a lead. */
export interface LeadButtons {
  readonly remind: boolean;
  readonly answer: boolean;
}

/** Names of those who have answered, in one line of text. */
const namesInLine = 15;
/** Actions without a lead, in one text. */
const actionsInText = 8;

const blank = {
  name: '',
  progress: '',
  lead: '',
  mark: '',
  color: 'default',
  state: '',
  text: '',
  rows: [],
} as const;

/** Everybody and everything the status tells of, silent leads first within their agency; nothing is left out. */
export function statusRows(status: CycleStatus, buttons: LeadButtons, page: number): StatusRow[] {
  return [
    ...status.agencies.flatMap((agency) => agencyRows(agency, status, buttons, page)),
    ...unassignedRows(status),
  ];
}

function agencyRows(
  agency: AgencyStatus,
  status: CycleStatus,
  buttons: LeadButtons,
  page: number,
): StatusRow[] {
  const silent = agency.leads.filter((lead) => lead.state !== 'answered');
  const done = agency.leads.filter((lead) => lead.state === 'answered');
  const names = done.map(({ name }) => shortLine(name, 80));
  return [
    {
      ...blank,
      kind: 'heading',
      name: escapeLine(excerpt(plainLine(agency.agency) || 'No agency given', 100)),
      progress: `${agency.answered} of ${agency.total} answered${perCentOf(agency)}`,
    },
    ...silent.map((lead) => leadRow(lead, status, buttons, page)),
    ...chunks(names, namesInLine).map(
      (some): StatusRow => ({ ...blank, kind: 'text', text: `✔ All answered: ${some.join(', ')}` }),
    ),
  ];
}

function leadRow(lead: LeadStatus, status: CycleStatus, allowed: LeadButtons, page: number): StatusRow {
  const ids = { planId: status.planId, meeting: status.cycleId, personId: lead.personId };
  const name = shortRun(lead.name, 80);
  const remind = allowed.remind && canBeReminded(lead);
  return {
    ...blank,
    kind: 'lead',
    lead: name,
    mark: marks[lead.state],
    color: lead.state === 'unreachable' || lead.state === 'failed' ? 'attention' : 'default',
    state: runText(
      excerpt(
        joined(`${lead.answered} of ${lead.total}`, stateWords(lead, status.state), reminderWords(lead)),
        260,
      ),
    ),
    rows: buttonRows([
      ...(remind ? [button('Remind', { verb: 'cycle.remindOne', ...ids, page }, `Remind ${name}`)] : []),
      ...(allowed.answer
        ? [button('Answer for them', { verb: 'status.onBehalfList', ...ids }, `Answer for ${name}`)]
        : []),
    ]),
  };
}

function stateWords({ state, reason }: LeadStatus, cycle: CycleStatus['state']): string {
  if (cycle === 'frozen' && (state === 'outstanding' || state === 'waiting')) return 'did not answer';
  return `${words[state]}${reason === null ? '' : `. ${reason}`}`;
}

function reminderWords({ remindedOn, remindedToday }: LeadStatus): string | null {
  if (remindedToday) return 'reminded today';
  return remindedOn === null ? null : `reminded ${dayWords(remindedOn)}`;
}

const words: Record<LeadStatus['state'], string> = {
  answered: 'answered',
  outstanding: 'asked, waiting for a reply',
  waiting: 'about to be asked',
  unreachable: 'cannot be reached',
  failed: 'the message failed',
};

const marks: Record<LeadStatus['state'], string> = {
  answered: '✔',
  outstanding: '○',
  waiting: '○',
  unreachable: '◆',
  failed: '◆',
};

function unassignedRows({ unassigned }: CycleStatus): StatusRow[] {
  if (unassigned.length === 0) return [];
  const lines = unassigned.map(({ ref, title }) => `• ${shortLine(`${ref} ${title}`, 120)}`);
  return [
    {
      ...blank,
      kind: 'heading',
      name: `${count(unassigned.length, 'action has', 'actions have')} no confirmed lead`,
    },
    ...chunks(lines, actionsInText).map(
      (some): StatusRow => ({ ...blank, kind: 'text', text: some.join('\n\n') }),
    ),
  ];
}

/** ` (35%)`, never rounded up to all; '' when nobody was asked anything. */
export function perCentOf({
  answered,
  total,
}: {
  readonly answered: number;
  readonly total: number;
}): string {
  return total === 0 ? '' : ` (${Math.floor((answered / total) * 100)}%)`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Leads and texts on one page: about two screens of a phone with their buttons. */
const rowsOnPage = 12;
/** Characters of the finished card for them; a message holds 40,000, of which what stands above takes its part. */
const roomOnPage = 21_000;

/** What a row takes of the finished card, at most: the template around it, and each button's data written twice. */
function sizeOf(row: StatusRow): number {
  return 420 + JSON.stringify(row).length + 1.5 * JSON.stringify(row.rows).length;
}

/** What a heading leaves for the row under it: alone at the end of a page it announces nothing. */
const roomUnderHeading = 3000;

const isHeading = ({ kind }: StatusRow) => kind === 'heading';

/**
 * Rows in pages, in order and none left out; a page that goes on with a part repeats its heading. Always at least one
 * page.
 */
export function pageRows(rows: readonly StatusRow[]): StatusRow[][] {
  return cutPages(rows, {
    isFull: (page) => page.filter((row) => !isHeading(row)).length >= rowsOnPage,
    room: roomOnPage,
    sizeOf,
    sizeFrom: (row) => sizeOf(row) + (isHeading(row) ? roomUnderHeading : 0),
    repeated: (index, next) => {
      const heading = isHeading(next) ? undefined : rows.slice(0, index).findLast(isHeading);
      return heading === undefined ? [] : [continued(heading)];
    },
  });
}

function continued(heading: StatusRow): StatusRow {
  return { ...heading, name: `${heading.name} (continued)` };
}
