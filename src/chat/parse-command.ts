import type { Asked } from './command.ts';
import { parseDayWords } from './parse-day.ts';
import { commands, phrases } from './registry.ts';

export interface ParsedCommand {
  /** What is asked for; `unknown`, with its text, for words that are no command. */
  readonly command: Asked;
  /** From a trailing `in PLAN`, when that is one of the sender's plans. */
  readonly planId: string | null;
  /** From a date in the command, `YYYY-MM-DD`. */
  readonly meeting: string | null;
}

/** No command is nearly as long; what follows is not looked at, since patterns take their time over long texts. */
export const longestCommand = 1000;

/** Text as a person types it: one line, single spaces, no closing punctuation. */
function tidy(text: string): string {
  return text
    .slice(0, longestCommand)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[.!?]+$/u, '');
}

/** Takes `in PLAN` and `for DATE` off the end, in either order. */
function takeTail(
  text: string,
  planIds: readonly string[],
): { rest: string; planId: string | null; meeting: string | null } {
  let rest = text;
  let planId: string | null = null;
  let meeting: string | null = null;
  for (let again = true; again; ) {
    again = false;
    const plan = /^(.*\S)\s+in\s+(\S+)$/iu.exec(rest);
    const known = planIds.find((id) => id === plan?.[2]?.toLowerCase());
    if (planId === null && plan?.[1] !== undefined && known !== undefined) {
      [rest, planId, again] = [plan[1], known, true];
    }
    const dated = /^(.*\S)\s+for\s+(.+)$/iu.exec(rest);
    const day = dated?.[2] === undefined ? null : parseDayWords(dated[2]);
    if (meeting === null && dated?.[1] !== undefined && day !== null) {
      [rest, meeting, again] = [dated[1], day, true];
    }
  }
  return { rest, planId, meeting };
}

/** The first command whose words these are; null for none. */
function readWords(words: string): (Asked & { readonly meeting?: string }) | null {
  const whole = phrases.get(words.toLowerCase());
  if (whole) return whole;
  for (const { pattern, read } of commands.flatMap(({ patterns = [] }) => patterns)) {
    const match = pattern.exec(words);
    const asked = match === null ? null : read((match[1] ?? '').trim());
    if (asked !== null) return asked;
  }
  return null;
}

/**
 * What a message to the bot asks for. Commands are few and forgiving of case and spaces; anything else is `unknown`, which
 * is answered with help.
 *
 * @param planIds the sender's plans, so that `in wexcombe-send` names a plan and `in care` stays a theme
 */
export function parseCommand(text: string, planIds: readonly string[]): ParsedCommand {
  const { rest, planId, meeting } = takeTail(tidy(text), planIds);
  const asked = readWords(rest);
  if (asked === null) return { command: { kind: 'unknown', text: text.trim() } as Asked, planId, meeting };
  const { meeting: named = meeting, ...command } = asked;
  return { command, planId, meeting: named };
}
