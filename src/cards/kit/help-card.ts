import type { Role } from '../../domain/people/person.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeLine, excerpt, plainLine } from './escape.ts';
import { fillCard } from './template.ts';
import { type Button, button, buttonRows } from './verbs.ts';
import type { Help } from './views.ts';
import { sendTrackerWords } from './words.ts';

/** The commands a person's roles may use, each with what it does. */
export function helpCard(view: Help): AdaptiveCard {
  return fillCard('help', helpData(view));
}

/** What the help's template is filled with. */
export function helpData(view: Help): object {
  const typed = view.notUnderstood === null ? '' : excerpt(plainLine(view.notUnderstood), 80);
  const shown = commands.filter((command) => command.roles.some((role) => view.roles.includes(role)));
  return {
    title: typed === '' ? 'What you can type' : 'I did not understand that',
    intro: escapeLine(introOf(view, typed)),
    commands: [...shown, { example: 'help', words: 'This list' }].map(({ example, words }) => ({
      example,
      words,
    })),
    rows: buttonRows(buttonsFor(view)),
    fallback: `Board Actions understands: ${[...shown.map(({ example }) => example), 'help'].join(', ')}.`,
  };
}

function introOf({ roles, mayStart = false }: Help, typed: string): string {
  if (roles.length === 0 && mayStart) return sendTrackerWords;
  if (roles.length === 0) {
    return 'No plan here knows you yet. Ask the project manager to confirm your Teams account, then say hello again.';
  }
  return typed === '' ? 'Capitals do not matter.' : `You typed “${typed}”. This is what I can do for you:`;
}

interface Command {
  readonly example: string;
  readonly words: string;
  readonly roles: readonly Role[];
}

const commands: readonly Command[] = [
  { example: 'my actions', words: 'What you are asked to update', roles: ['lead'] },
  { example: 'update 1B vi', words: 'The form of one action', roles: ['lead'] },
  {
    example: 'digest',
    words: 'Red and amber, movements, who has not replied',
    roles: ['pm', 'chair', 'member'],
  },
  { example: 'digest red', words: 'The reds alone', roles: ['pm', 'chair', 'member'] },
  {
    example: 'digest amber joint commissioning',
    words: 'The ambers of one theme or priority',
    roles: ['pm', 'chair', 'member'],
  },
  { example: 'status', words: 'Who has answered and who has not', roles: ['pm', 'chair'] },
  { example: 'remind', words: 'Ask again those who have not answered', roles: ['pm'] },
  {
    example: 'schedule',
    words: 'The board’s meetings and every date worked back from them; add, move or cancel',
    roles: ['pm'],
  },
  { example: 'import', words: 'Attach a tracker and see what would change', roles: ['pm'] },
  { example: 'people', words: 'Who is in the plan; add, change or remove them', roles: ['pm'] },
  { example: 'match leads', words: 'Say who the names in the plan are', roles: ['pm'] },
  {
    example: 'assign 1B i-iii to Ana Holt',
    words: 'Say who leads actions; “assign theme …”, or “assign” alone to choose',
    roles: ['pm'],
  },
  { example: 'open cycle', words: 'Ask every lead, for a board meeting', roles: ['pm'] },
  { example: 'remind Ana Holt', words: 'Ask one lead again', roles: ['pm'] },
  { example: 'extend', words: 'Give leads more time', roles: ['pm'] },
  { example: 'freeze', words: 'Fix the paper’s data now; I ask first', roles: ['pm'] },
  { example: 'reopen', words: 'Take replies again after the freeze, with a reason', roles: ['pm'] },
  { example: 'sign off', words: 'Sign off the cycle frozen last', roles: ['pm', 'chair'] },
  {
    example: 'decisions',
    words: 'New dates and finished actions to approve or decline',
    roles: ['pm', 'chair'],
  },
  {
    example: 'late changes',
    words: 'What leads have said since the paper was fixed',
    roles: ['pm', 'chair'],
  },
  { example: 'wording 1B vi', words: 'What the paper says of one action', roles: ['pm'] },
  {
    example: 'reopen action 1B vi',
    words: 'Open a completed action again, with a reason',
    roles: ['pm', 'chair'],
  },
  { example: 'export', words: 'The register as Excel; “export csv”', roles: ['pm'] },
  { example: 'log', words: 'Who did what and when; “log 1B vi”, “log Ana Holt”', roles: ['pm'] },
];

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
