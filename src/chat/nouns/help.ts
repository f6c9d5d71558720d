import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { helpCard } from '../../cards/kit/help-card.ts';
import { welcomeCard } from '../../cards/kit/welcome-card.ts';
import type { Role } from '../../domain/people/person.ts';
import { maySendFirstPlan } from '../../use-cases/people/first-manager.ts';
import { listMyPlans } from '../../use-cases/shared/find-plan.ts';
import { type Command, type HelpLine, type ListedCommand, openCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Presses } from '../press.ts';

const asked = { kind: 'help' } as const;
const greeting = { kind: 'hello' } as const;

/** What was typed, where it is no command. */
interface UnknownAsked {
  readonly kind: 'unknown';
  readonly text: string;
}

const listed = { title: 'help', description: 'What you can do here, by your role in the plan' } as const;
const listedEverywhere: readonly ListedCommand[] = [
  { place: 1, ...listed, where: 'personal' },
  { place: 4, ...listed, where: 'shared' },
];

/** `everyLine`: those of every command, by place; they are known only once all commands are. */
export function helpCommands(everyLine: () => readonly Required<HelpLine>[]): readonly Command[] {
  return [
    openCommand({
      kind: 'help',
      phrases: { '': asked, help: asked },
      listed: listedEverywhere,
      answer: (conversation) => help(conversation, everyLine(), null),
    }),
    openCommand({
      kind: 'hello',
      phrases: { hello: greeting, hi: greeting, hey: greeting },
      answer: welcome,
    }),
    openCommand<UnknownAsked>({
      kind: 'unknown',
      phrases: {},
      answer: (conversation, { text }) => help(conversation, everyLine(), text),
    }),
  ];
}

export const presses: Presses = { 'menu.help': menuPress(asked) };

interface Known {
  readonly name: string;
  readonly roles: readonly Role[];
  /** The only plan they are in; null for none and for several. */
  readonly plan: { readonly id: string; readonly name: string } | null;
  /** Whether to say how a first plan is sent: in the sender’s own chat alone, where it can be. */
  readonly mayStart: boolean;
}

async function knownOf({ services, sender, scope }: Conversation): Promise<Known> {
  const mine = await listMyPlans(services, sender);
  const [only, ...others] = mine;
  const mayStart = mine.length === 0 && scope === 'personal' && (await maySendFirstPlan(services, sender));
  return {
    name: only?.person.name ?? sender.name,
    roles: [...new Set(mine.flatMap(({ person }) => person.roles))],
    plan: only && others.length === 0 ? { id: only.plan.id, name: only.plan.name } : null,
    mayStart,
  };
}

/** Greets a person by what they are, with the three things they can do. */
export async function welcome(conversation: Conversation): Promise<AdaptiveCard> {
  return welcomeCard(await knownOf(conversation));
}

async function help(
  conversation: Conversation,
  lines: readonly Required<HelpLine>[],
  notUnderstood: string | null,
): Promise<AdaptiveCard> {
  const { roles, plan, mayStart } = await knownOf(conversation);
  const commands = lines.filter((line) => line.for.some((role) => roles.includes(role)));
  return helpCard({ roles, commands, notUnderstood, planId: plan?.id ?? null, mayStart });
}
