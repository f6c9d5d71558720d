import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { oneLine } from '../text/clean-text.ts';
import { readHeaderMark } from './marked-header.ts';

/** Words for one meaning: `named` are headers in full, `hinted` are words a header may contain. */
export interface HeaderWords<Role extends string> {
  readonly role: Role;
  readonly named: RegExp;
  readonly hinted: RegExp | null;
  /** Several such columns are read together; of any other role there is one. */
  readonly several: boolean;
}

/** How a column of a plan is told by its header, and read. */
interface PlanColumnWords extends Omit<HeaderWords<ColumnRole>, 'role'> {
  /** What becomes of its cells in an action's later rows: `read` into the action, or, where that holds one text, `kept` beside it. */
  readonly laterRows: 'read' | 'kept';
}

/** Headers of trackers in use, in the order they are tried; matched against `headerWords` of the cell. */
export const planColumnWords: Readonly<Record<ColumnRole, PlanColumnWords>> = {
  'step-timescales': { named: /^step (timescales?|dates)$/, hinted: null, several: false, laterRows: 'kept' },
  'step-leads': { named: /^step leads?$/, hinted: null, several: false, laterRows: 'kept' },
  'superseded-by': { named: /^(superseded|replaced) by$/, hinted: null, several: false, laterRows: 'kept' },
  links: { named: /^(hyper)?links?$/, hinted: null, several: false, laterRows: 'read' },
  percent: {
    named:
      /^(percent(age)?( (of )?(task |action |work )?(complet(e|ed|ion)|progress|done|finished|achieved))?|(task |action |work )?(complet(e|ed|ion)|progress|done) percent(age)?)( to date| so far)?$/,
    hinted:
      /\bpercent(age)?( (of|work|task))* (complet(e|ed|ion)|done)\b|\b(complet(e|ed|ion)|progress) percent(age)?\b/,
    several: false,
    laterRows: 'kept',
  },
  revised: {
    named:
      /^((revised|re revised|amended|extended|updated|new|latest|current|agreed revised|rev) )+(timescales?|time ?frame|dates?|deadline|due( date)?|by when|target( date)?|completion( date)?|end( date)?)( agreed| approved)?$|^(revised|revision)$|^(timescales?|date|deadline|due date|target date|completion date) revised$/,
    hinted: /\brevised\b.*\b(timescales?|dates?|deadline|target)\b/,
    several: false,
    laterRows: 'read',
  },
  start: {
    named:
      /^(planned |proposed |actual )?(start(ed|ing|s)?|commence(ment|s|d)?|begin(s|ning)?)( dates?| by| on)?$|^date started$/,
    hinted: null,
    several: false,
    laterRows: 'read',
  },
  ref: {
    named: /^((action|plan|item|milestone) )?(ref|reference|id)( no| number)?$|^action (no|number)$/,
    hinted: /^(no|number|item|item no|item number|(objective|section|task|step|priority) (no|number|ref))$/,
    several: false,
    laterRows: 'read',
  },
  rating: {
    named:
      /^((current|overall|progress) )?(b?ragb?|r a g)( (rating|status|rated|score|progress))?$|^((current|overall) )?rating$|^colour$/,
    hinted: /\b(b?ragb?|rating)\b/,
    several: false,
    laterRows: 'kept',
  },
  strategic: {
    named:
      /^((strategic|senior) (leads?|owners?|sponsors?)|sros?|senior responsible (owner|officer|person)|accountab(le|ility)( (leads?|officers?|persons?|owners?|bod(y|ies)))?|exec(utive)? (leads?|sponsors?|owners?)|sponsors?|directors?|lead (director|member))$/,
    hinted: /\b(strategic lead|accountable|executive lead|sro|sponsor)\b/,
    several: true,
    laterRows: 'read',
  },
  contributors: {
    named:
      /^(contributors?|contributing (leads?|officers?|partners?)|support(ing|ed)?( by| from)?( (leads?|officers?|partners?|staff))?|(key |delivery |other )?partners?( involved| agencies)?|(in )?partnership with|working with|others? involved|who else|other leads?|involving|key contributors?)$/,
    hinted: /\b(contributors?|supporting (lead|officer|partner)s?)\b/,
    several: true,
    laterRows: 'read',
  },
  responsible: {
    named:
      /^(by who|by whom|who|whom|(who|whom) (is )?(responsible|leads?|leading)|leads?|led by|lead s|responsib(le|ility|ilities)|(responsible|lead|named|operational|delivery|action|task|project|service) (leads?|officers?|persons?|people|owners?|names?|professionals?|managers?|agenc(y|ies)|organisations?|bod(y|ies)|partners?|teams?)|((action|task) )?owners?|owned by|assigned to|allocated to|person s? ?responsible|persons? responsible|officers?( responsible)?|organisations? responsible|action by)$/,
    hinted: /\b(lead|leads|owner|responsible|responsibility|by whom)\b/,
    several: true,
    laterRows: 'read',
  },
  timescale: {
    named:
      /^((original|initial|target|planned|baseline|agreed|proposed|delivery) )*(timescales?|time scales?|time ?frames?|timelines?|by when|when|due|due by|deadline|target|date|dates|due date|completion date|completion|end date|finish date|delivery date|date due|timing|complete by|to be completed( by)?|by|start rev(ised)? end|milestone dates?)$/,
    hinted: /\b(timescales?|time ?frame|deadline|by when|due|(target|completion|end) date)\b/,
    several: false,
    laterRows: 'read',
  },
  success: {
    named:
      /^(success (measures?|criteria|indicators?)|measures? of success|measures?|(key )?performance (indicators?|measures?)|kpis?|success|how (will|do|we|you) .*\bknow\b.*|what (will )?(success|good) .*|targets?( and measures?)?|measurables?|outputs?)$/,
    hinted: /\b(success|measures?|kpis?|indicators?)\b/,
    several: true,
    laterRows: 'read',
  },
  outcome: {
    named:
      /^((intended|expected|desired|planned|anticipated) )?(outcomes?|impact)$|^(what )?(difference|impact) .*$/,
    hinted: /\b(outcomes?|impact)\b/,
    several: true,
    laterRows: 'read',
  },
  evidence: {
    named: /^(supporting )?evidence( of (completion|progress|impact))?$|^evidenced by$/,
    hinted: /\bevidenced?\b/,
    several: true,
    laterRows: 'read',
  },
  progress: {
    named:
      /^(progress|(progress|status|monthly|latest|current|officer|lead) (update|updates|comments?|narrative|report|notes?|position)|progress (to date|so far|made|since .*)|position|rag (comments?|narrative)|what (have we|has been) done.*|comments?|updates?|commentary|narrative|notes)$/,
    hinted: /\b(progress|comments?|updates?|commentary|narrative|notes)\b/,
    several: true,
    laterRows: 'read',
  },
  status: {
    named:
      /^((action|current|delivery|overall|completion) )?(status|state)$|^open (or )?closed$|^complete( y n| yes no)?$/,
    hinted: /\bstatus\b/,
    several: false,
    laterRows: 'kept',
  },
  action: {
    named:
      /^((key|planned|specific|improvement|agreed|priority) )?actions?( (required|needed|to be taken|to take|description|details?|points?|steps?))?$|^(tasks?|activit(y|ies)|what|what (we )?(will|are|do) .*)$/,
    hinted: /\b(actions?|tasks?|activit(y|ies)|milestones?|deliverables?|recommendations?)\b/,
    several: false,
    laterRows: 'read',
  },
  priority: {
    named:
      /^(((key|strategic|improvement|plan) )?priorit(y|ies)( (area|no|number|theme))?|section|areas? (of|for) (weakness|concern|focus|significant concern|improvement|development)|key area|area|significant weakness)$/,
    hinted: /\bpriority\b/,
    several: false,
    laterRows: 'kept',
  },
  objective: {
    named: /^((key|strategic|smart) )?(objectives?|aims?|goals?)$/,
    hinted: null,
    several: false,
    laterRows: 'kept',
  },
  theme: {
    named:
      /^((cross cutting|key) )?themes?$|^work ?streams?( (name|no|number))?$|^work package$|^strand$|^project$|^category$/,
    hinted: /\b(theme|work ?stream)\b/,
    several: false,
    laterRows: 'kept',
  },
};

export const planHeaders: readonly HeaderWords<ColumnRole>[] = Object.entries(planColumnWords).map(
  ([role, words]) => ({ ...words, role: role as ColumnRole }),
);

/** What was said at an earlier time, or is a reckoning of the document's own, is not the action as it stands. */
const notNow =
  /\b(previous|prior|former|(?<!since )(?<!since the )last (month|board|meeting|quarter|period|time)|forecast|actual|direction|trend|movement|date (raised|added|completed|closed|updated)|last updated)\b/;

const monthWord = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/** The date a column of progress or ratings is of: `Progress - November 20`, `RAG Oct 2026`, `Update as at 4 May 2026`. */
const ofDate = new RegExp(
  `\\s+(?:(?:as )?(?:at|of|to|for|on|in)\\s+)?(?:\\d{1,2}\\s+)?(?:${monthWord}(?:\\s+\\d{2,4})?|\\d{1,2}\\s+\\d{1,2}\\s+\\d{2,4}|\\d{4}(?:\\s+\\d{2})?)$`,
);

/** A header as it is compared: lower-case words, `(s)` and punctuation gone. `#` and `No.` are a number, `%` is a word. */
export function headerWords(text: string): string {
  return oneLine(text)
    .toLowerCase()
    .replace(/\(s\)|['’](?=s\b)/g, '')
    .replace(/^#$/, 'number')
    .replace(/&/g, ' and ')
    .replace(/%/g, ' percent ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A header without the date at its end, and that date in the header's words; '' where it has none. */
export function splitHeaderDate(text: string): { bare: string; date: string } {
  const words = headerWords(text);
  const bare = words.replace(ofDate, '');
  const date = words.slice(bare.length).replace(/^\s*(?:(?:as )?(?:at|of|to|for|on|in)\s+)?/, '');
  return { bare, date };
}

export interface HeaderMatch<Role extends string> {
  readonly role: Role;
  /** `named`: the words are a header of this meaning; `cut`: they begin one; `hinted`: they mention it. */
  readonly strength: 'named' | 'cut' | 'hinted';
}

/** What a header cell names; null when it is none of these, or is too long to be a header at all. */
export function matchHeader<Role extends string>(
  text: string,
  headers: readonly HeaderWords<Role>[],
): HeaderMatch<Role> | null {
  if (text.length > 80 || readHeaderMark(text) !== null) {
    return null;
  }
  const written = headerWords(text);
  const words = written.replace(ofDate, '');
  if (words === '' || notNow.test(words)) {
    return null;
  }
  const named = headers.find((header) => header.named.test(words) || header.named.test(written));
  if (named !== undefined) {
    return { role: named.role, strength: 'named' };
  }
  const hinted = headers.find((header) => header.hinted?.test(words) === true);
  if (hinted !== undefined) {
    return { role: hinted.role, strength: 'hinted' };
  }
  const whole = words.length >= 4 ? oftenCut.find((header) => header.startsWith(words)) : undefined;
  const cut = whole === undefined ? undefined : headers.find((header) => header.named.test(whole));
  return cut === undefined ? null : { role: cut.role, strength: 'cut' };
}

/** Headers that narrow columns cut (`Timesc`, `Respons`); what is left is still the beginning of one of these. */
const oftenCut = [
  'timescales',
  'responsibility',
  'responsible lead',
  'strategic lead',
  'accountable',
  'priority',
  'objective',
  'actions required',
  'progress update',
  'comments',
  'outcomes',
  'intended outcome',
  'evidence of impact',
  'success measures',
  'success criteria',
  'reference',
  'deadline',
  'workstream',
  'revised timescale',
];
