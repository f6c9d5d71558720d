import { oneLine } from '../text/clean-text.ts';

const longestName = 100;
/** Words that a document which is a plan has in its name. */
const planWords =
  /\b(plans?|programme|strategy|tracker|statement of action|wsoa|roadmap|action log|register|improvement|recommendations?)\b/i;
const boardWords = /\b(board|committee|panel|partnership|steering group|cabinet|forum)\b/i;
const levelWords =
  /^(?:(?:key|strategic) )?(?:priorit(?:y|ies)|objective|section|theme|areas?|outcome|work ?stream|work package|strand|aim|goal|part)\b/i;
/** A short label and what it means, `Paused: waits on something outside the council`. */
const keyed = /^[^:=–]{1,30}\s*(?:[:=]|\s[–-])\s+\p{Ll}/u;
/** What heads the front matter of a document. */
const frontMatter =
  /\b(key|legend|contents|glossary|abbreviations|membership|members|introduction|background|foreword|version control|how to use( this .*)?)$/i;
const labelled = /^[\p{L} ]{2,30}:\s/u;

export const namesBoard = (text: string): boolean => boardWords.test(text) && text.length <= longestName;

/** Whether a line says itself that it is a priority, a section, a theme: it heads actions and names no plan. */
export const saysLevel = (text: string): boolean => levelWords.test(text) && text.length <= 200;

export const saysTheme = (text: string): boolean => /^(theme|work ?stream|work package|strand)\b/i.test(text);

/** Whether a line can head something at all: it is short, and no sentence. */
export const isTitle = (text: string): boolean =>
  text.length <= longestName && !/[.;,?!]$/.test(text) && /\p{L}{2}/u.test(text);

/** Whether a line can be a plan's name. */
export function isPlanName(text: string): boolean {
  if (!isTitle(text) || saysLevel(text) || frontMatter.test(text)) {
    return false;
  }
  return planWords.test(text) || !(keyed.test(text) || labelled.test(text));
}

export const hasPlanWords = (text: string): boolean => planWords.test(text);

/** Copies, versions and dates of saving that people and programs add to a file's name. */
const fileNoise =
  /\b(?:v(?:ersion)? ?\d+(?:\.\d+)*|final|draft|copy(?: of)?|latest|new|updated|export(?:ed)?|\d{4} \d{2} \d{2}|\d{2} \d{2} \d{2,4}|\d{6,8})\b|\(\d+\)/gi;

/** A plan's name from its file's, where that says more than one word; '' for `export (2).xlsx`. */
export function nameOfFile(source: string): string {
  const words = source
    .replace(/\.[a-z]{3,4}$/i, '')
    .replace(/[_-]+/g, ' ')
    .replace(fileNoise, ' ');
  const name = oneLine(words);
  return name.includes(' ') && hasPlanWords(name) ? name.slice(0, longestName) : '';
}
