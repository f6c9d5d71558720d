import { oneLine } from './clean-text.ts';

export interface SplitLeads {
  /** As the document writes them, one lead each. */
  readonly leads: readonly string[];
  /** Whether the cell says openly that nobody is named (`?`, `TBC`), alone or beside somebody. */
  readonly notNamed: boolean;
}

/**
 * Takes a cell of leads apart. Semicolons, slashes and line breaks always part; commas, `and` and `&` only
 * where every part then looks like a name, initials or a group (`Ada Q, Forum team`), since `Head of Inclusion, SEND
 * and Commissioning` is one lead. Who they are is not decided here.
 */
export function splitLeads(text: string): SplitLeads {
  const parts = text
    .replace(/\bn\/a\b/gi, '')
    .split(/[;/\n•]/)
    .flatMap(splitNames)
    .map(tidyName)
    .filter((part) => part !== '');
  const leads = parts.filter((part) => !isNobody(part));
  const saysNobody = leads.length < parts.length || (leads.length === 0 && text.trim() !== '');
  return { leads: [...new Set(leads)], notNamed: saysNobody };
}

function splitNames(text: string): string[] {
  const parts = text
    .split(/,|\s&\s|\band\b|\+/i)
    .map(tidyName)
    .filter((part) => part !== '');
  const apart =
    parts.length > 1 && parts.every((part) => isNobody(part) || looksLikeName(part) || isGroup(part));
  return apart ? parts : [text];
}

function tidyName(text: string): string {
  return oneLine(text)
    .replace(/^[-–—*\s]+/, '')
    .replace(/(?<=[\w)])[.,:]+$/, '')
    .trim();
}

const jobWords =
  /\b(head|director|manager|officer|lead|service|services|team|board|group|forum|partnership|council|commissioner|commissioners|commissioning|education|health|care|social|inclusion|send|school|schools|trust|nhs|icb|ccg|of|for|the|with|to|children|families|young|people|adults?|skills|learning|early|years|help|public|finance|communications|parents?|carers?|transport|housing|youth|justice|safeguarding|special|needs|quality|performance|standards|attendance|strategy)\b/i;

/** Initials, or up to four capitalised words none of which belongs to a post or an organisation. */
function looksLikeName(text: string): boolean {
  const words = text.split(' ');
  return words.length <= 4 && words.every((word) => /^\p{Lu}/u.test(word)) && !jobWords.test(text);
}

/** A text that ends in the word for several people or a body; a post does not. */
function isGroup(text: string): boolean {
  // `All schools and colleges` is one: a lone common noun goes with the words before it.
  const isWhole = text.includes(' ') || text === text.toUpperCase();
  return (
    isWhole &&
    /\b(teams?|groups?|forum|board|services?|partnership|council|icb|ccg|nhs|trust|panel|network|schools|colleges|providers|partners|cluster|committee|federation|alliance|directorate|department|hospital|police)$/i.test(
      text,
    )
  );
}

function isNobody(text: string): boolean {
  return /^([?.\-–—\s]+|tb[acd]|to be (confirmed|agreed|advised|appointed)|vacant|vacancy|none|not known|unknown)$/i.test(
    text,
  );
}
