import { oneLine } from './clean-text.ts';

/** What a column of a plan holds. */
export type ColumnRole =
  | 'ref'
  | 'priority'
  | 'objective'
  | 'theme'
  | 'action'
  | 'responsible'
  | 'strategic'
  | 'timescale'
  | 'outcome'
  | 'successMeasure'
  | 'evidence'
  | 'narrative'
  | 'rating'
  | 'status';

/** Words for one meaning: `named` are headers in full, `hinted` are words a header may contain. */
export interface HeaderWords<Role extends string> {
  readonly role: Role;
  readonly named: RegExp;
  readonly hinted: RegExp | null;
  /** Several such columns are read together; of any other role there is one. */
  readonly several: boolean;
}

/** Headers of trackers in use, in the order they are tried; matched against `headerWords` of the cell. */
export const planHeaders: readonly HeaderWords<ColumnRole>[] = [
  {
    role: 'ref',
    named: /^((action|plan|item|milestone) )?(ref|reference|id)( no| number)?$|^action (no|number)$/,
    hinted: /^(no|number|item|item no|item number)$/,
    several: false,
  },
  {
    role: 'rating',
    named:
      /^((current|overall|progress) )?(b?ragb?|r a g)( (rating|status|rated|score|progress))?$|^((current|overall) )?rating$|^colour$/,
    hinted: /\b(b?ragb?|rating)\b/,
    several: false,
  },
  {
    role: 'strategic',
    named:
      /^(strategic (lead|owner)s?|sro|senior responsible (owner|officer)|accountab(le|ility)( (lead|officer|person|owner))?|exec(utive)? (lead|sponsor)|sponsor|director)$/,
    hinted: /\b(strategic lead|accountable|executive lead|sro|sponsor)\b/,
    several: true,
  },
  {
    role: 'responsible',
    named:
      /^(by whom|who|whom|leads?|responsib(le|ility|ilities)|(responsible|lead|named|operational|delivery) (leads?|officers?|persons?|people|owner|name|professional)|((action|task) )?owners?|owned by|assigned to|person responsible|action lead)$/,
    hinted: /\b(lead|leads|owner|responsible|responsibility|by whom)\b/,
    several: true,
  },
  {
    role: 'timescale',
    named:
      /^((original|target|planned|agreed|proposed) )*(timescales?|time ?frames?|timelines?|by when|when|due|due by|deadline|target|date|dates|due date|completion date|completion|end date|finish date|delivery date|date due|timing|complete by|target date)$/,
    hinted: /\b(timescales?|time ?frame|deadline|by when|due|(target|completion|end) date)\b/,
    several: false,
  },
  {
    role: 'successMeasure',
    named:
      /^(success (measures?|criteria)|measures? of success|measures?|(key )?performance (indicators?|measures?)|kpis?|success|how (will|do) we know.*|what (will )?(success|good) .*)$/,
    hinted: /\b(success|measures?|kpis?|indicators?)\b/,
    several: true,
  },
  {
    role: 'outcome',
    named:
      /^((intended|expected|desired|planned|anticipated) )?(outcomes?|impact)$|^(what )?(difference|impact) .*$/,
    hinted: /\b(outcomes?|impact)\b/,
    several: true,
  },
  {
    role: 'evidence',
    named: /^(supporting )?evidence( of (completion|progress|impact))?$|^evidenced by$/,
    hinted: /\bevidenced?\b/,
    several: true,
  },
  {
    role: 'narrative',
    named:
      /^(progress|(progress|status|monthly|latest|current|officer|lead) (update|updates|comments?|narrative|report|notes?|position)|progress (to date|so far|made)|comments?|updates?|commentary|narrative|notes|position)$/,
    hinted: /\b(progress|comments?|updates?|commentary|narrative|notes)\b/,
    several: true,
  },
  {
    role: 'status',
    named: /^((action|current|delivery|overall) )?(status|state)$|^open closed$/,
    hinted: /\bstatus\b/,
    several: false,
  },
  {
    role: 'action',
    named:
      /^((key|planned|specific|improvement|agreed|priority) )?actions?( (required|needed|to be taken|to take|description|details?|points?|steps?))?$|^(tasks?|activit(y|ies)|what|what (we )?(will|are|do) .*)$/,
    hinted: /\b(actions?|tasks?|activit(y|ies)|milestones?|deliverables?|recommendations?)\b/,
    several: false,
  },
  {
    role: 'priority',
    named:
      /^(((key|strategic|improvement|plan) )?priorit(y|ies)( (area|no|number|theme))?|section|areas? (of|for) (weakness|concern|focus|significant concern|improvement|development)|key area|area|significant weakness)$/,
    hinted: /\bpriority\b/,
    several: false,
  },
  {
    role: 'objective',
    named: /^((key|strategic|smart) )?(objectives?|aims?|goals?)$/,
    hinted: null,
    several: false,
  },
  {
    role: 'theme',
    named: /^((cross cutting|key) )?themes?$|^work ?streams?$|^work package$|^strand$|^project$|^category$/,
    hinted: /\b(theme|work ?stream)\b/,
    several: false,
  },
];

/** What was said at an earlier time, or is a reckoning of the document's own, is not the action as it stands. */
const notNow =
  /\b(previous|prior|former|(?<!since )(?<!since the )last (month|board|meeting|quarter|period|time)|revised|forecast|actual|new (date|timescale|deadline)|direction|trend|movement|start(ed)?( date)?|date (started|raised|added|completed|closed|updated)|last updated)\b/;

/** A header as it is compared: lower-case words, `(s)` and punctuation gone. `#` and `No.` are a number. */
export function headerWords(text: string): string {
  return oneLine(text)
    .toLowerCase()
    .replace(/\(s\)|['’](?=s\b)/g, '')
    .replace(/^#$/, 'number')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export interface HeaderMatch<Role extends string> {
  readonly role: Role;
  readonly strength: 'named' | 'hinted';
}

/** What a header cell names; null when it is none of these, or is too long to be a header at all. */
export function matchHeader<Role extends string>(
  text: string,
  headers: readonly HeaderWords<Role>[],
): HeaderMatch<Role> | null {
  if (text.length > 80) {
    return null;
  }
  const words = headerWords(text);
  if (words === '' || notNow.test(words)) {
    return null;
  }
  const named = headers.find((header) => header.named.test(words));
  if (named !== undefined) {
    return { role: named.role, strength: 'named' };
  }
  const hinted = headers.find((header) => header.hinted?.test(words) === true);
  return hinted === undefined ? null : { role: hinted.role, strength: 'hinted' };
}
