import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { oneLine } from '../text/clean-text.ts';
import { readHeaderMark } from './marked-header.ts';
import { askedOf, questionOf } from './question-headers.ts';

/** Words for one meaning: `named` are headers in full, `hinted` are words a header may contain. */
export interface HeaderWords<Role extends string> {
  readonly role: Role;
  readonly named: RegExp;
  readonly hinted: RegExp | null;
  /** The header put as a question: `Who is going to do it?`; tried before the others. */
  readonly asked?: RegExp;
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
      /^((revised|re revised|amended|extended|updated|new|latest|current|agreed revised|rev) )+(timescales?|time ?frame|dates?|deadline|due( date)?|by when|target( date)?|completion( date)?|end( date)?)( agreed| approved)?$|^(revised|revision)( to| by)?$|^((re ?)?scheduled|moved|changed|extended|put back) to$|^now due( by)?$|^(timescales?|date|deadline|due date|target date|completion date) revised$/,
    hinted: /\brevised\b.*\b(timescales?|dates?|deadline|target)\b/,
    several: false,
    laterRows: 'read',
  },
  start: {
    named:
      /^(planned |proposed |actual )?(start(ed|ing|s)?|commence(ment|s|d)?|begin(s|ning)?)( dates?| by| on)?$|^date (started|of start)$|^from$/,
    hinted: null,
    several: false,
    laterRows: 'read',
  },
  ref: {
    named:
      /^((action|plan|item|milestone|task|unique|recommendation|rec|objective) )?(ref|reference|id|identifier)( no| number)?$|^(action|rec|recommendation|task) (no|number|code)$/,
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
      /^((strategic|senior) (leads?|owners?|sponsors?)|sros?|senior responsible (owner|officer|person)|accountab(le|ility)( (leads?|officers?|persons?|owners?|bod(y|ies)))?|exec(utive)? (leads?|sponsors?|owners?|directors?|responsible)|slt (leads?|links?)|sponsors?|directors?|lead (director|member)|(portfolio holder|cabinet member)s?)$/,
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
      /^(by who|by whom|who|whom|(who|whom) (is )?(responsible|leads?|leading)|leads?|led by|lead s|responsib(le|ility|ilities)|(responsible|lead|named|operational|delivery|action|task|project|service) (leads?|officers?|persons?|people|owners?|professionals?|managers?|agenc(y|ies)|organisations?|bod(y|ies)|partners?|teams?)|((action|task) )?owners?|owned by|assign(ed|ee)s?( to)?|accountable officer|(who|person) to action|(delivery|day to day) (leads?|owners?)|named (person|individual)s?|staff (responsible|member)s?|post ?holders?|allocated to|person s? ?responsible|persons? responsible|resp( (officer|person|lead))?|officers?( responsible)?|(leads?|names?|initials|posts?) responsible|lead name|resource names?|organisations? responsible|action by)$/,
    hinted: /\b(lead|leads|owner|responsible|responsibility|by whom)\b/,
    several: true,
    laterRows: 'read',
  },
  timescale: {
    named:
      /^((original|initial|target|planned|baseline|agreed|proposed|delivery|expected|estimated|anticipated|intended|implementation) )*(timescales?|time scales?|time ?frames?|timelines?|by when|when|due|due by|deadline|target|date|dates|due date|completion date|completion|ends?|end date|finish(es|ed)?( by| date)?|delivery date|date due|timings?|(complete|deliver|achieve)d? by|completed by date|(to be (completed|done|delivered|finished|achieved|implemented)|completion|delivery|done|finish|needed|required|expected|implementation) by( when| date)?|date (for|of) completion|to|until|to be completed|by|start rev(ised)? end|milestone dates?)$/,
    hinted: /\b(timescales?|time ?frame|deadline|by when|due|(target|completion|end) date)\b/,
    several: false,
    laterRows: 'read',
  },
  success: {
    named:
      /^(success (measures?|criteria|indicators?)|measures? of success|measures?|(key )?performance (indicators?|measures?)|kpis?|success|targets( and measures?)?|targets? and measures?|measurables?|outputs?)$/,
    hinted: /\b(success|measures?|kpis?|indicators?)\b/,
    several: true,
    laterRows: 'read',
  },
  outcome: {
    named: /^((intended|expected|desired|planned|anticipated) )?(outcomes?|impact)$|^(difference|impact) .*$/,
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
      /^(progress|(progress|status|monthly|latest|current|officer|lead) (update|updates|comments?|narrative|report|notes?|position)|progress (to date|so far|made|since .*)|position|rag (comments?|narrative)|(actions?|steps?|work) (taken|completed|undertaken)( to date| so far)?|(current|latest|present) (position|situation|progress)|(update|position|progress) (as )?at|comments?|updates?|commentary|narrative|notes)$/,
    hinted: /\b(progress|comments?|updates?|commentary|narrative|notes)\b/,
    several: true,
    laterRows: 'read',
  },
  status: {
    named:
      /^((action|current|delivery|overall|completion) )?(status|state)$|^open (or )?closed$|^completed?( y n| yes no)?$|^done$/,
    hinted: /\bstatus\b/,
    several: false,
    laterRows: 'kept',
  },
  action: {
    named:
      /^((key|planned|specific|improvement|agreed|priority) )?actions?( (required|needed|to be taken|to take|description|details?|points?|steps?))?$|^(tasks?|activit(y|ies)|what)$|^((key|planned) )?(tasks?|actions?|activit(y|ies)) (names?|titles?|description|details?)$|^(agreed|proposed) (response|way forward)$/,
    hinted:
      /\b(actions?|tasks?|activit(y|ies)|milestones?|deliverables?|recommendations?)\b(?! (ids?|refs?|by|owners?|dates?|types?)\b)|^(titles?|item (title|name|description)|next steps?)$/,
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
  ([role, words]) => ({ ...words, ...askedOf(role as ColumnRole), role: role as ColumnRole }),
);

/** Facts of a list's own keeping, or of what came before the action; they are kept as they stand. */
const notOfAction =
  /^((date|day|when) (raised|identified|logged|opened|agreed|reported|recommended|accepted|approved|created|modified|entered|received|of (the )?(meeting|committee|decision|recommendation|minutes?|board|visit|review|inspection|audit|entry|update))|(committee|exec(utive)?|cabinet|council|board|meeting|decision|minutes?|scrutiny|approval|sign off|raised|agreed|opened|created|modified|logged|entry|update|report|visit|audit|inspection) (date|on)|(created|modified|raised|reported|logged|opened|requested|completed|closed|approved|agreed|updated|added|entered|signed off|verified) (by|on|at)|(created|modified|raised|logged|opened)|(next |last )?reviewed|review frequency|(risk|confidence|impact|likelihood|effort|cost|priority|inspection) (rating|rag|rag rating|score|level)|is recurring|late|labels?|checklist items?|completed checklist items?)$/;

/** What was said at an earlier time, or is a reckoning of the document's own, is not the action as it stands. */
const notNow =
  /^(then|before|was|last)$|\b(prev|previous|previously|prior|former|(?<!since )(?<!since the )last (month|board|meeting|quarter|period|time)|last (b?rag|rating|status|position|update)|(b?rag|rating) (then|before)|forecast|actual|direction|dot|trend|movement|date (raised|added|completed|closed|updated)|last updated)\b/;

const monthWord = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const periodWord =
  '(?:(?:fy\\s+)?q(?:uarter|tr)?\\s?[1-4]|(?:autumn|spring|summer)(?:\\s+term)?(?:\\s+[12])?|(?:month|meeting|board)\\s\\d{1,2})(?:\\s+(?:fy\\s?)?\\d{2,4}(?:\\s+\\d{2,4})?)?';
const dateWords = `(?:(?:as )?(?:at|of|to|for|on|in)\\s+)?(?:\\d{1,2}\\s+)?(?:${monthWord}(?:\\s+\\d{2,4})?|${periodWord}|\\d{1,2}\\s+\\d{1,2}\\s+\\d{2,4}|\\d{4}(?:\\s+\\d{2})?)`;
/** The date a column of progress or ratings is of: `Progress - November 20`, `RAG Oct 2026`, `Update as at 4 May 2026`, `RAG Q2`. */
const ofDate = new RegExp(`\\s+${dateWords}$`);
/** The same before what the column holds: `Q2 RAG`, `October 2026 rating`. */
const beforeHeader = new RegExp(`^${dateWords}\\s+(?=\\S)`);

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

/** A header without the date at its end or, failing that, its beginning, and that date in the header's words; '' where it has none. */
export function splitHeaderDate(text: string): { bare: string; date: string } {
  const words = headerWords(text);
  const [found = ''] = ofDate.exec(words) ?? beforeHeader.exec(words) ?? [];
  const date = found.trim().replace(/^(?:as )?(?:at|of|to|for|on|in)\s+/, '');
  return { bare: words.replace(found, '').trim(), date };
}

export interface HeaderMatch<Role extends string> {
  readonly role: Role;
  /** `named`: the words are a header of this meaning; `cut`: they begin one; `hinted`: they mention it. */
  readonly strength: 'named' | 'cut' | 'hinted';
}

/** Longer than this a line heads no column; so many lines it may have. */
const longestLine = 80;
/** Where two headers meet in one cell: a dash, a colon, or the question behind a name (`Timescale By when?`). */
const betweenHeaders = /\s[–—-]\s|:|\s(?=(?:By (?:who|whom|when)|Who|What|When|Where|How|Why|Which)\b)/;
const mostLines = 4;

/**
 * What a header cell names; null when it is none of these, or is too long to be a header at all. A cell of several lines, or with
 * words in brackets behind it, is taken by the part that says it best.
 */
export function matchHeader<Role extends string>(
  text: string,
  headers: readonly HeaderWords<Role>[],
): HeaderMatch<Role> | null {
  if (text.length > longestLine * mostLines) {
    return null;
  }
  const lines = text.split('\n').filter((line) => headerWords(line) !== '');
  const tooLong = lines.length > mostLines || lines.some((line) => line.length > longestLine);
  if (tooLong || readHeaderMark(text) !== null || notNow.test(headerWords(text).replace(ofDate, ''))) {
    return null;
  }
  const bare = text.replace(/[([][^()[\]]*[)\]]/g, ' ');
  const parts = new Set([text, ...lines, ...bare.split(betweenHeaders), bare]);
  const matches = [...parts].flatMap((part) => matchWords(part, headers) ?? []);
  const strengths = ['named', 'hinted', 'cut'] as const;
  return strengths.flatMap((one) => matches.find(({ strength }) => strength === one) ?? [])[0] ?? null;
}

function matchWords<Role extends string>(
  text: string,
  headers: readonly HeaderWords<Role>[],
): HeaderMatch<Role> | null {
  const written = headerWords(text);
  const words = written.replace(ofDate, '');
  if (words === '' || notNow.test(words) || notOfAction.test(words)) {
    return null;
  }
  const question = questionOf(words);
  const named = headers.find(
    ({ asked, named }) =>
      (question !== null && asked?.test(question)) || named.test(words) || named.test(written),
  );
  if (named !== undefined) {
    return { role: named.role, strength: 'named' };
  }
  const hinted =
    question === null ? headers.find((header) => header.hinted?.test(words) === true) : undefined;
  if (hinted !== undefined) {
    return { role: hinted.role, strength: 'hinted' };
  }
  const whole = words.length >= 4 ? oftenCut.find((header) => header.startsWith(words)) : undefined;
  const cut = whole === undefined ? undefined : headers.find((header) => header.named.test(whole));
  return cut === undefined ? null : { role: cut.role, strength: 'cut' };
}

/** Whether a header is of a list's own keeping, or of an earlier time: such a column is never guessed to be a fact of the action. */
export function isAside(text: string): boolean {
  const words = headerWords(text);
  return notNow.test(words) || notOfAction.test(words);
}

/** Whether a header is that of the rating at an earlier time: `Previous RAG`, `Last quarter’s rating`. */
export function isEarlierRating(text: string): boolean {
  const words = headerWords(text);
  return (
    /\b(prev|previous|prior|former|last|baseline)\b/.test(words) &&
    /\b(b?ragb?|rating)\b/.test(words) &&
    !/\b(direction|dot|trend|movement|date|risk)\b/.test(words)
  );
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
