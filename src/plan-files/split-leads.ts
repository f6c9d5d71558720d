import { oneLine } from './clean-text.ts';

export interface SplitLeads {
  /** As the document writes them, one lead each. */
  readonly leads: readonly string[];
  /** Whether the cell says openly that nobody is named (`?`, `TBC`). */
  readonly notNamed: boolean;
}

/**
 * Takes a cell of leads apart. Semicolons, slashes and line breaks always part; commas, `and` and `&` only
 * where every part then looks like a name or initials, since `Head of Inclusion, SEND and Commissioning` is
 * one lead. Who they are is not decided here.
 */
export function splitLeads(text: string): SplitLeads {
  const parts = text
    .replace(/\bn\/a\b/gi, '')
    .split(/[;/\n•]/)
    .flatMap(splitNames)
    .map(tidyName)
    .filter((part) => part !== '');
  const leads = parts.filter((part) => !isNobody(part));
  return { leads: [...new Set(leads)], notNamed: leads.length === 0 && text.trim() !== '' };
}

function splitNames(text: string): string[] {
  const parts = text
    .split(/,|\s&\s|\band\b|\+/i)
    .map(tidyName)
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every(looksLikeName) ? parts : [text];
}

function tidyName(text: string): string {
  return oneLine(text)
    .replace(/^[-–—*\s]+/, '')
    .replace(/(?<=\w)[.,:]+$/, '')
    .trim();
}

const jobWords =
  /\b(head|director|manager|officer|lead|service|services|team|board|group|partnership|council|commissioner|commissioning|education|health|care|social|inclusion|send|school|schools|trust|nhs|icb|ccg|of|for|the|with|to)\b/i;

/** Initials, or up to four capitalised words none of which belongs to a post or an organisation. */
function looksLikeName(text: string): boolean {
  const words = text.split(' ');
  return words.length <= 4 && words.every((word) => /^\p{Lu}/u.test(word)) && !jobWords.test(text);
}

function isNobody(text: string): boolean {
  return /^([?.\-–—\s]+|tb[acd]|to be (confirmed|agreed|advised|appointed)|vacant|vacancy|none|not known|unknown)$/i.test(
    text,
  );
}
