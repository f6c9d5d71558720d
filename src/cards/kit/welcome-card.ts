import type { Role } from '../../domain/people/person.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeLine, plainLine, shortLine } from './escape.ts';
import { fillCard } from './template.ts';
import { type Button, button, buttonRows } from './verbs.ts';
import { sendTrackerWords } from './words.ts';

/** Greets a person who has just installed the bot or said hello. */
export interface Welcome {
  readonly name: string;
  /** Everything this person is in the plan; [] when no plan knows them. */
  readonly roles: readonly Role[];
  /** null when no plan knows them, or when several do and none was named. */
  readonly plan: { readonly id: string; readonly name: string } | null;
  /** In no plan, and may send the first one. */
  readonly mayStart?: boolean;
}

/** Greets a person by name and offers what their roles let them do. */
export function welcomeCard(view: Welcome): AdaptiveCard {
  return fillCard('welcome', welcomeData(view));
}

/** What the welcome's template is filled with. */
export function welcomeData(view: Welcome): object {
  const offers = offersFor(view);
  const name = plainLine(view.name);
  return {
    title: escapeLine(name === '' ? 'Hello' : `Hello ${name}`),
    plan: view.plan === null ? '' : shortLine(view.plan.name, 200),
    intro: introOf(view),
    offers: offers.map(({ words }) => ({ words })),
    rows: buttonRows(offers.flatMap((offer) => (offer.button === null ? [] : [offer.button]))),
    fallback: 'Board Actions is here. Type "help" to see what it can do for you.',
  };
}

function introOf({ roles, mayStart = false }: Welcome): string {
  if (roles.length > 0) return 'I keep your board’s plan of actions up to date. You can:';
  return mayStart ? `I keep a board’s plan of actions up to date. ${sendTrackerWords}` : unknownIntro;
}

const unknownIntro =
  'I keep a board’s plan of actions up to date, but no plan here knows you yet. Ask the project manager to confirm your Teams account, then say hello again.';

interface Offer {
  readonly words: string;
  readonly button: Button | null;
}

/** Three things or four, those of the role that asks most of the person first. */
function offersFor({ roles, plan }: Welcome): Offer[] {
  const has = (...wanted: Role[]) => wanted.some((role) => roles.includes(role));
  const ids = plan === null ? {} : { planId: plan.id };
  const myActions: Offer = {
    words: '**Answer for your actions**: about a minute each, once per board meeting.',
    button: button('My actions', { verb: 'menu.myActions', ...ids }),
  };
  const digest: Offer = {
    words: '**Read the digest**: what is red and amber, what moved, who has not replied.',
    button: button('Digest', { verb: 'menu.digest', ...ids }),
  };
  const status: Offer = {
    words: '**See who has answered** and remind those who have not.',
    button: button('Status', { verb: 'menu.status', ...ids }),
  };
  const openCycle: Offer = {
    words: '**Open a cycle** for a board meeting: every lead is asked once.',
    button: button('Open a cycle', { verb: 'menu.openCycle', ...ids }),
  };
  const calendar: Offer = {
    words: '**Set the board’s dates** once: leads are asked and reminded on the right days.',
    button: button('Calendar', { verb: 'menu.schedule', ...ids }),
  };
  const help: Offer = {
    words: '**Ask for help** at any time.',
    button: button('Help', { verb: 'menu.help', ...ids }),
  };
  const change: Offer = { words: '**Change a reply** until the paper is frozen.', button: null };
  const narrow: Offer = {
    words: '**Narrow it down**: type “digest red” or “digest amber” and a theme.',
    button: null,
  };
  if (has('pm')) return [calendar, openCycle, status, digest, ...(has('lead') ? [myActions] : [])];
  if (has('lead')) return [myActions, has('chair', 'member') ? digest : change, help];
  if (has('chair', 'member')) return [digest, narrow, help];
  return [help];
}
