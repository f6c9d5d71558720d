import { rolesWith } from '../domain/people/permissions.ts';
import type { Command, HelpLine, ListedCommand } from './command.ts';
import * as addMeetings from './nouns/add-meetings.ts';
import * as assign from './nouns/assign.ts';
import * as boardChannel from './nouns/board-channel.ts';
import * as calendar from './nouns/calendar.ts';
import * as calendarRules from './nouns/calendar-rules.ts';
import * as cycle from './nouns/cycle.ts';
import * as decisions from './nouns/decisions.ts';
import * as digest from './nouns/digest.ts';
import * as documents from './nouns/export.ts';
import * as help from './nouns/help.ts';
import * as importing from './nouns/import.ts';
import * as log from './nouns/log.ts';
import * as matchLeads from './nouns/match-leads.ts';
import * as paper from './nouns/paper.ts';
import * as people from './nouns/people.ts';
import * as picture from './nouns/picture.ts';
import * as posting from './nouns/posting.ts';
import * as question from './nouns/question.ts';
import * as reopenAction from './nouns/reopen-action.ts';
import * as reply from './nouns/reply.ts';
import * as status from './nouns/status.ts';
import * as wording from './nouns/wording.ts';
import type { Press, Presses } from './press.ts';

/** What the product can be asked of one noun: by words, by pressing a card, or both. */
interface Noun {
  readonly commands?: readonly Command[];
  readonly presses: Presses;
}

/** Everything that can be said to the product. A new noun is one line here. */
const nouns: readonly Noun[] = [
  people,
  importing,
  matchLeads,
  assign,
  cycle,
  status,
  calendar,
  calendarRules,
  boardChannel,
  addMeetings,
  reply,
  question,
  decisions,
  reopenAction,
  wording,
  digest,
  log,
  documents,
  paper,
  picture,
  posting,
  help,
];

/** Puts named things together, and refuses a name that is there twice: it would silently mean the later one. */
function byName<T>(named: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const found = new Map(named);
  if (found.size === named.length) return found;
  const twice = named.map(([name]) => name).filter((name, index, all) => all.indexOf(name) !== index);
  throw new Error(`Two answers for ${twice.join(', ')}.`);
}

export const commands: readonly Command[] = [
  ...nouns.flatMap((noun) => noun.commands ?? []),
  ...help.helpCommands(() => helpLines),
];

export const commandsByKind = byName(commands.map((command) => [command.kind, command]));

/** What is typed in full, in lower case. */
export const phrases = byName(commands.flatMap((command) => Object.entries(command.phrases)));

/** Every press by its verb. */
export const presses: ReadonlyMap<string, Press> = byName(
  nouns.flatMap((noun) => Object.entries(noun.presses)),
);

const byPlace = (a: { readonly place: number }, b: { readonly place: number }) => a.place - b.place;

/** The help's lines, in its order, each for those who have its command's permission where it does not say otherwise. */
export const helpLines: readonly Required<HelpLine>[] = commands
  .flatMap(({ permission, help: lines = [] }) =>
    lines.map((line) => ({ for: permission === null ? [] : rolesWith(permission), ...line })),
  )
  .sort(byPlace);

/** What Teams offers while somebody types, in its order. */
export function listedCommands(where: ListedCommand['where']): readonly ListedCommand[] {
  return commands
    .flatMap(({ listed = [] }) => listed)
    .filter((line) => line.where === where)
    .sort(byPlace);
}
