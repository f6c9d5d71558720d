import type { Permission } from '../domain/people/permissions.ts';
import type { Role } from '../domain/people/person.ts';
import type { Answer } from './answer.ts';
import type { Conversation } from './conversation.ts';
import type { Insert } from './insert.ts';

/** What a message asks for. Facts of a command stand beside its kind. */
export interface Asked {
  readonly kind: string;
}

/** Which plan and meeting it is about; `meeting` is null where none was named. */
export interface About {
  readonly planId: string;
  readonly meeting: string | null;
}

/** A line of the help, shown to those it is for: whoever has the command's permission, unless `for` says otherwise. */
export interface HelpLine {
  /** Where it stands in the list: a lead's lines first, then the chair's, then the project manager's month. */
  readonly place: number;
  readonly example: string;
  readonly words: string;
  readonly for?: readonly Role[];
}

/** A line of the list that Teams offers while somebody types; at most twelve fit, and the description 128 characters. */
export interface ListedCommand {
  readonly place: number;
  readonly title: string;
  readonly description: string;
  /** Listed in channels and group chats; everything else is between a person and the bot. */
  readonly where: 'personal' | 'shared';
}

/** Words behind the beginning of a command. Read to null, they are not that command. */
export interface Pattern<A extends Asked> {
  /** The first group holds the words behind; matched against one line in the case it was typed. */
  readonly pattern: RegExp;
  /** `meeting` where the words themselves name the board meeting, `YYYY-MM-DD`. */
  read(words: string): (A & { readonly meeting?: string }) | null;
}

interface AnyCommand<A extends Asked> {
  readonly kind: A['kind'];
  /** What is typed in full, in lower case. */
  readonly phrases: Readonly<Record<string, A>>;
  readonly patterns?: readonly Pattern<A>[];
  readonly help?: readonly HelpLine[];
  readonly listed?: readonly ListedCommand[];
}

/** A command about one plan, found for whoever has the permission there before it is answered. */
export interface PlanCommand<A extends Asked = Asked> extends AnyCommand<A> {
  readonly permission: Permission;
  answer(conversation: Conversation, asked: A, about: About): Promise<Answer>;
  /** The same as may be put into a message to others; left out where nothing of it may. */
  inserts?(conversation: Conversation, asked: A, about: About): Promise<readonly Insert[]>;
}

/** A command that needs no plan, or finds its own. */
export interface OpenCommand<A extends Asked = Asked> extends AnyCommand<A> {
  readonly permission: null;
  answer(conversation: Conversation, asked: A): Promise<Answer>;
}

export type Command = PlanCommand | OpenCommand;

type Facts<C> = Omit<C, 'permission'>;

/** A command for those with a permission. */
export function planCommand<A extends Asked>(permission: Permission, facts: Facts<PlanCommand<A>>): Command {
  return { ...facts, permission };
}

/** A command for anybody. */
export function openCommand<A extends Asked>(facts: Facts<OpenCommand<A>>): Command {
  return { ...facts, permission: null };
}
