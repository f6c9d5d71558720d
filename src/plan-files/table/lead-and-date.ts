import { parseTimescale } from '../../domain/shared/timescale.ts';
import { oneLine } from '../text/clean-text.ts';

/** One of the two facts a cell of leads and dates holds. */
export type CellPart = 'lead' | 'date';

const timeWord =
  /^(?:\d{1,4}(?:st|nd|rd|th)?|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,4}[-/.]\d{1,4}(?:[-/.]\d{1,4})?|['’]\d{2}|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[-/]?\d{2,4}|by|end|start|beginning|mid|early|late|of|the|in|from|until|till|to|before|on|each|every|and|q[1-4]|quarter|fy|financial|academic|calendar|year|years|month|months|week|weeks|half|term|terms|spring|summer|autumn|winter|easter|christmas|ongoing|on-going|immediate|immediately|asap|continuous|weekly|monthly|quarterly|termly|annually|yearly|fortnightly|tb[acd]|w\/c|within|days?|weeks?|[-–—/&])$/i;
/** Words that a run of time words may hold, but neither opens nor says anything by. */
const joining = /^(?:by|end|start|of|the|in|from|to|before|on|and|[-–—/&])$/i;

/**
 * Takes a cell of leads and dates apart, line by line: the words that make a timescale, and what is left. A line that has only one
 * of the two leaves the other blank.
 */
export function splitLeadAndDate(text: string): Record<CellPart, string> {
  const lines = text.split('\n').map(splitLine);
  const join = (part: CellPart) =>
    lines
      .map((line) => line[part])
      .filter((words) => words !== '')
      .join('\n');
  return { lead: join('lead'), date: join('date') };
}

function splitLine(line: string): Record<CellPart, string> {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const isTime = words.map((word) => timeWord.test(bare(word)));
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < words.length; from += 1) {
    let to = from;
    while (to < words.length && isTime[to] === true) {
      to += 1;
    }
    if (to > from) {
      const run = trimRun(words, from, to);
      if (run !== null) {
        found.push(run);
      }
      from = to;
    }
  }
  const inRun = (at: number) => found.some(({ from, to }) => at >= from && at < to);
  const date = found.map(({ from, to }) => tidy(words.slice(from, to).join(' '))).join('; ');
  return { lead: tidy(words.filter((_, at) => !inRun(at)).join(' ')), date };
}

/** The run without words at its end that say nothing; null where what it holds is no timescale. */
function trimRun(words: readonly string[], from: number, to: number): { from: number; to: number } | null {
  let last = to;
  while (last > from && joining.test(bare(words[last - 1] ?? ''))) {
    last -= 1;
  }
  const text = tidy(words.slice(from, last).join(' '));
  const isTimescale =
    /^(?:tb[acd]|within \d+ (?:day|week|month|term|year)s?)$/i.test(text) ||
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(text) ||
    parseTimescale(text).timescale.kind !== 'unknown' ||
    parseTimescale(text).problem === 'impossible-date';
  return last > from && isTimescale ? { from, to: last } : null;
}

const bare = (word: string) => word.replace(/^[([,;:–—-]+(?=.)|(?<=.)[)\],;:.–—-]+$/g, '');

function tidy(text: string): string {
  return oneLine(text.replace(/[([]\s*[)\]]/g, ' '))
    .replace(/^[\s,;:/|–—&)\]-]+|[\s,;:/|–—&([-]+$/g, '')
    .replace(/^[([](?=[^)\]]*$)|(?<=^[^([]*)[)\]]$/g, '')
    .replace(/^\(([^()]*)\)$/, '$1')
    .replace(/\s+(?:by|from|and|in|to)$/i, '')
    .trim();
}
