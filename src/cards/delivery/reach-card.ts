import type { PlanReach, ReachReport } from '../../domain/people/reach.ts';
import { bulletList } from '../kit/bullet-list.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';

/** More than a project manager has; keeps the card within a message. */
const maxPlans = 5;
const maxListed = 12;

/** Whom the bot can write to now, and what makes it reach the others, for the project manager. */
export function reachCard(report: ReachReport): AdaptiveCard {
  return fillCard('reach', reachData(report));
}

function reachedWords({ reachable, total }: PlanReach): string {
  if (total === 0) return 'There is nobody on the people list yet.';
  return reachable === total
    ? `I can write to all ${count(total, 'person', 'people')} on the list.`
    : `I can write to ${reachable} of ${count(total, 'person', 'people')} on the list.`;
}

/** Names under the reason they have in common; a reason nobody has is left out. */
function listsOf({ inNoTeam, refused, noAccount, byEmail }: PlanReach): object[] {
  const list = (names: readonly string[], one: string, many: string, advice: string) => ({
    title: count(names.length, `person ${one}`, `people ${many}`),
    advice,
    names: bulletList(names, maxListed),
  });
  const noTeam = 'in no team that has the bot';
  const noAccountGiven = 'no Teams account on the list';
  return [
    list(inNoTeam, `is ${noTeam}`, `are ${noTeam}`, 'Add them to the team, that is enough.'),
    list(
      refused,
      'cannot be written to',
      'cannot be written to',
      'Teams does not let me. Ask them to install the bot or say hello to it.',
    ),
    list(
      noAccount,
      `has ${noAccountGiven}`,
      `have ${noAccountGiven}`,
      'Add their e-mail address or Entra object id to the people list.',
    ),
    list(
      byEmail,
      'was found by e-mail',
      'were found by e-mail',
      'Correct the people list if that is not who you mean.',
    ),
  ].filter(({ names }) => names !== '');
}

/** What the card's template is filled with. */
export function reachData({ botAdded, plans }: ReachReport): object {
  const shown = plans.slice(0, maxPlans);
  const [first] = shown;
  const more = plans.length - shown.length;
  const title = botAdded ? 'I am in the team now' : 'The team has changed';
  return {
    title,
    plans: shown.map((plan) => ({
      name: shortLine(plan.planName, 200),
      reached: reachedWords(plan),
      lists: listsOf(plan),
    })),
    more: more === 0 ? '' : `And ${count(more, 'more plan')}: their status says who cannot be reached.`,
    rows: buttonRows(
      first === undefined || shown.length > 1
        ? []
        : [
            button('Match leads', { verb: 'menu.matchLeads', planId: first.planId }),
            button('Status', { verb: 'menu.status', planId: first.planId }),
          ],
    ),
    fallback: `${title}. ${first === undefined ? '' : `${plainLine(first.planName)}: ${reachedWords(first)}`}`,
  };
}
