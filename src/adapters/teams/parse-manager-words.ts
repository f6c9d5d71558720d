import type { DocumentName } from '../../domain/export/document.ts';
import type { ActionSelection } from '../../domain/plan/select-actions.ts';
import { parseDay } from './parse-day.ts';

/** What a project manager asks for beside the menu: a cycle's life, who leads what, the log, the register, the calendar. */
export type ManagerCommand =
  | { readonly kind: 'freeze' | 'reopen' | 'sign-off' }
  /** '' for a day still to be chosen. */
  | { readonly kind: 'extend'; readonly due: string }
  | { readonly kind: 'remind-one'; readonly name: string }
  /** '' for a reason still to be given. */
  | { readonly kind: 'reopen-action'; readonly ref: string; readonly reason: string }
  | { readonly kind: 'assign'; readonly asked: AssignWords | null }
  /** A ref or a name; null for everything. */
  | { readonly kind: 'log'; readonly of: string | null }
  | { readonly kind: 'export'; readonly name: DocumentName }
  | { readonly kind: 'calendar'; readonly asked: CalendarWords };

export interface AssignWords {
  readonly selection: ActionSelection;
  /** Names as typed, in one text. */
  readonly leads: string;
}

export type CalendarWords =
  | { readonly what: 'add' | 'rules' | 'link' }
  | { readonly what: 'move'; readonly date: string; readonly to: string }
  | { readonly what: 'cancel'; readonly date: string };

const whole: Readonly<Record<string, ManagerCommand>> = {
  freeze: { kind: 'freeze' },
  'freeze cycle': { kind: 'freeze' },
  reopen: { kind: 'reopen' },
  'reopen cycle': { kind: 'reopen' },
  'sign off': { kind: 'sign-off' },
  'sign-off': { kind: 'sign-off' },
  extend: { kind: 'extend', due: '' },
  'extend cycle': { kind: 'extend', due: '' },
  assign: { kind: 'assign', asked: null },
  'assign leads': { kind: 'assign', asked: null },
  log: { kind: 'log', of: null },
  export: { kind: 'export', name: 'register-xlsx' },
  'export xlsx': { kind: 'export', name: 'register-xlsx' },
  'export excel': { kind: 'export', name: 'register-xlsx' },
  'export csv': { kind: 'export', name: 'register-csv' },
  'add meeting': { kind: 'calendar', asked: { what: 'add' } },
  'add meetings': { kind: 'calendar', asked: { what: 'add' } },
  'calendar rules': { kind: 'calendar', asked: { what: 'rules' } },
  'schedule rules': { kind: 'calendar', asked: { what: 'rules' } },
  'calendar link': { kind: 'calendar', asked: { what: 'link' } },
  'calendar file': { kind: 'calendar', asked: { what: 'link' } },
};

function parseAssign(words: string): ManagerCommand | null {
  // Themes may hold a “to”; names do not.
  const [, what = '', leads = ''] = /^(.+)\s+to\s+(.+)$/iu.exec(words) ?? [];
  if (what === '') return null;
  const [, by, text = ''] = /^(theme|priority)\s+(.+)$/iu.exec(what) ?? [];
  const selection: ActionSelection =
    by === undefined
      ? { by: 'refs', text: what.replace(/^actions?\s+/iu, '') }
      : { by: by.toLowerCase() === 'theme' ? 'theme' : 'priority', text };
  return { kind: 'assign', asked: { selection, leads } };
}

/** `1B vi because the school has closed`, `1B vi: the school has closed`. */
function parseReopenAction(words: string): ManagerCommand {
  const [, ref = words, reason = ''] = /^(.+?)(?:\s+because\s+|\s*:\s+)(.+)$/iu.exec(words) ?? [];
  return { kind: 'reopen-action', ref: ref.trim(), reason: reason.trim() };
}

function parseMove(words: string): ManagerCommand | null {
  const [, from = words, to = ''] = /^(.+?)\s+to\s+(.+)$/iu.exec(words) ?? [];
  const [date, day] = [parseDay(from), to === '' ? '' : parseDay(to)];
  return date === null || day === null ? null : { kind: 'calendar', asked: { what: 'move', date, to: day } };
}

/** Commands with something behind them, the words of which are read by the second. */
const patterns: readonly (readonly [RegExp, (words: string) => ManagerCommand | null])[] = [
  [/^assign\s+(.+)$/iu, parseAssign],
  [/^(?:reopen action|action reopen)\s+(.+)$/iu, parseReopenAction],
  [
    /^extend\s+(?:cycle\s+)?(?:(?:until|till|to)\s+)?(.+)$/iu,
    (words) => {
      const due = parseDay(words);
      return due === null ? null : { kind: 'extend', due };
    },
  ],
  [/^remind\s+(.+)$/iu, (name) => ({ kind: 'remind-one', name })],
  [/^log\s+(?:of\s+)?(.+)$/iu, (of) => ({ kind: 'log', of })],
  [/^move\s+(?:the\s+)?meeting\s+(?:on\s+|of\s+|from\s+)?(.+)$/iu, parseMove],
  [
    /^cancel\s+(?:the\s+)?meeting\s+(?:on\s+|of\s+)?(.+)$/iu,
    (words) => {
      const date = parseDay(words);
      return date === null ? null : { kind: 'calendar', asked: { what: 'cancel', date } };
    },
  ],
];

/** What tidied words ask for; null where they are none of these. */
export function parseManagerWords(words: string): ManagerCommand | null {
  const lower = words.toLowerCase();
  const known = Object.hasOwn(whole, lower) ? whole[lower] : undefined;
  if (known) return known;
  for (const [pattern, read] of patterns) {
    const rest = pattern.exec(words)?.[1];
    const command = rest === undefined ? null : read(rest.trim());
    if (command) return command;
  }
  return null;
}
