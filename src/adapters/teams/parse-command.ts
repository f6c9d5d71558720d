import { parseDay } from './parse-day.ts';
import { isImport } from './parse-import.ts';
import { type ManagerCommand, parseManagerWords } from './parse-manager-words.ts';

export type Command =
  | {
      readonly kind:
        | 'help'
        | 'hello'
        | 'my-actions'
        | 'status'
        | 'remind'
        | 'match-leads'
        | 'people'
        | 'import'
        | 'schedule'
        | 'decisions'
        | 'late-changes';
    }
  | { readonly kind: 'update'; readonly ref: string }
  /** null for the list of all actions. */
  | { readonly kind: 'wording'; readonly ref: string | null }
  | { readonly kind: 'digest'; readonly level: 'red' | 'amber' | null; readonly group: string | null }
  | { readonly kind: 'open-cycle' }
  | ManagerCommand
  | { readonly kind: 'unknown'; readonly text: string };

export interface ParsedCommand {
  readonly command: Command;
  /** From a trailing `in PLAN`, when that is one of the sender's plans. */
  readonly planId: string | null;
  /** From a date in the command, `YYYY-MM-DD`. */
  readonly meeting: string | null;
}

/** No command is nearly as long; what follows is not looked at, since patterns take their time over long texts. */
const longestCommand = 1000;

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
    const day = dated?.[2] === undefined ? null : parseDay(dated[2]);
    if (meeting === null && dated?.[1] !== undefined && day !== null) {
      [rest, meeting, again] = [dated[1], day, true];
    }
  }
  return { rest, planId, meeting };
}

const wholeCommands: Readonly<Record<string, Command>> = {
  '': { kind: 'help' },
  help: { kind: 'help' },
  hello: { kind: 'hello' },
  hi: { kind: 'hello' },
  hey: { kind: 'hello' },
  'my actions': { kind: 'my-actions' },
  actions: { kind: 'my-actions' },
  status: { kind: 'status' },
  'match leads': { kind: 'match-leads' },
  match: { kind: 'match-leads' },
  people: { kind: 'people' },
  'import people': { kind: 'people' },
  'add people': { kind: 'people' },
  remind: { kind: 'remind' },
  'remind all': { kind: 'remind' },
  schedule: { kind: 'schedule' },
  calendar: { kind: 'schedule' },
  decisions: { kind: 'decisions' },
  'late changes': { kind: 'late-changes' },
  late: { kind: 'late-changes' },
  wording: { kind: 'wording', ref: null },
};

function parseDigest(words: string): Command {
  const match = /^(red|amber)s?(?:\s+(.*))?$/iu.exec(words);
  const level = match?.[1]?.toLowerCase() === 'red' ? 'red' : match ? 'amber' : null;
  const group = (match ? (match[2] ?? '') : words).trim();
  return { kind: 'digest', level, group: group === '' ? null : group };
}

/**
 * What a message to the bot asks for. Commands are few and forgiving of case and spaces; anything else is `unknown`, which
 * is answered with help.
 *
 * @param planIds the sender's plans, so that `in wexcombe-send` names a plan and `in care` stays a theme
 */
export function parseCommand(text: string, planIds: readonly string[]): ParsedCommand {
  const { rest, planId, meeting } = takeTail(tidy(text), planIds);
  const lower = rest.toLowerCase();
  const found = (command: Command, named: string | null = meeting): ParsedCommand => ({
    command,
    planId,
    meeting: named,
  });
  const whole = Object.hasOwn(wholeCommands, lower) ? wholeCommands[lower] : undefined;
  if (whole) return found(whole);
  if (isImport(rest)) return found({ kind: 'import' });
  const update = /^update\s+(.+)$/iu.exec(rest)?.[1];
  if (update !== undefined) return found({ kind: 'update', ref: update });
  const wording = /^wording\s+(.+)$/iu.exec(rest)?.[1];
  if (wording !== undefined) return found({ kind: 'wording', ref: wording });
  if (lower === 'update') return found({ kind: 'my-actions' });
  const digest = /^digest(?:\s+(.+))?$/iu.exec(rest);
  if (digest) return found(parseDigest(digest[1] ?? ''));
  const open = /^open(?:\s+(?:a\s+)?cycle)?(?:\s+(.+))?$/iu.exec(rest);
  if (open) {
    const day = open[1] === undefined ? meeting : parseDay(open[1]);
    if (open[1] === undefined || day !== null) return found({ kind: 'open-cycle' }, day);
  }
  return found(parseManagerWords(rest) ?? { kind: 'unknown', text: text.trim() });
}
