import type { Role } from '../../domain/people/person.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeLine, excerpt, plainLine } from './escape.ts';
import { fillCard } from './template.ts';
import { type Button, button, buttonRows } from './verbs.ts';
import { sendTrackerWords } from './words.ts';

export interface Help {
  readonly roles: readonly Role[];
  /** What this person may type, in the order of the list. */
  readonly commands: readonly { readonly example: string; readonly words: string }[];
  /** In no plan, and may send the first one. */
  readonly mayStart?: boolean;
  /** What the person typed that was not understood, shown back to them; null when they asked for help. */
  readonly notUnderstood: string | null;
  /** The plan its buttons are about; null lets the bot find it. */
  readonly planId: string | null;
}

/** The commands a person's roles may use, each with what it does. */
export function helpCard(view: Help): AdaptiveCard {
  return fillCard('help', helpData(view));
}

/** What the help's template is filled with. */
export function helpData(view: Help): object {
  const typed = view.notUnderstood === null ? '' : excerpt(plainLine(view.notUnderstood), 80);
  return {
    title: typed === '' ? 'What you can type' : 'I did not understand that',
    intro: escapeLine(introOf(view, typed)),
    commands: [...view.commands, { example: 'help', words: 'This list' }].map(({ example, words }) => ({
      example,
      words,
    })),
    rows: buttonRows(buttonsFor(view)),
    fallback: `Board Actions understands: ${[...view.commands.map(({ example }) => example), 'help'].join(', ')}.`,
  };
}

function introOf({ roles, mayStart = false }: Help, typed: string): string {
  if (roles.length === 0 && mayStart) return sendTrackerWords;
  if (roles.length === 0) {
    return 'No plan here knows you yet. Ask the project manager to confirm your Teams account, then say hello again.';
  }
  return typed === '' ? 'Capitals do not matter.' : `You typed “${typed}”. This is what I can do for you:`;
}

function buttonsFor({ roles, planId }: Help): Button[] {
  const ids = planId === null ? {} : { planId };
  return [
    ...(roles.includes('lead') ? [button('My actions', { verb: 'menu.myActions', ...ids })] : []),
    ...(roles.some((role) => role !== 'lead') ? [button('Digest', { verb: 'menu.digest', ...ids })] : []),
    ...(roles.includes('pm')
      ? [
          button('Calendar', { verb: 'menu.schedule', ...ids }),
          button('Open a cycle', { verb: 'menu.openCycle', ...ids }),
        ]
      : []),
    ...(roles.some((role) => role === 'pm' || role === 'chair')
      ? [button('Status', { verb: 'menu.status', ...ids })]
      : []),
  ];
}
