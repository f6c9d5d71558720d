import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import { parseLeadChoices } from '../../cards/leads/lead-choice.ts';
import type { MatchLeads } from '../../cards/leads/match-leads-card.ts';
import { matchLeadsCard, undecidedPage } from '../../cards/leads/match-leads-card.ts';
import { type ConfirmReport, confirmLeads } from '../../use-cases/leads/confirm-lead.ts';
import { suggestLeads } from '../../use-cases/leads/suggest-leads.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { menuPress, type Presses, press, pressOf } from '../press.ts';
import { page, planId } from '../press-parts.ts';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

const asked = { kind: 'match-leads' } as const;

export const commands: readonly Command[] = [
  planCommand('run-cycle', {
    kind: 'match-leads',
    phrases: { 'match leads': asked, match: asked },
    help: [{ place: 11, example: 'match leads', words: 'Say who the names in the plan are' }],
    listed: [
      {
        place: 8,
        title: 'match leads',
        description: 'Say who the names in the plan are (project manager)',
        where: 'personal',
      },
    ],
    answer: (conversation, _asked, about) => matchLeads(conversation, about),
  }),
];

/** Of every field on the page; a text left as it was is not among the decisions. */
const choices = z.looseObject({ planId, page }).transform(({ planId, page, ...fields }, context) => {
  const decisions = parseLeadChoices(fields);
  if (decisions === null) context.addIssue('a choice that no card of ours offers');
  return { planId, page, decisions: decisions ?? [] };
});

/** The verbs are older than the list of people, which is `people.list`. */
export const presses: Presses = {
  'menu.matchLeads': menuPress(asked),
  'people.page': press({ planId, page }, matchLeads),
  'people.confirm': pressOf(choices, saveMatches),
};

async function view(
  { services, sender }: Conversation,
  planId: string,
  saved: string | null,
): Promise<MatchLeads> {
  const { plan, ...found } = await suggestLeads(services, sender, planId);
  return { planId: plan, ...found, saved };
}

/** The plan's lead texts to match; without a page the first one with a name nobody has decided on. */
async function matchLeads(
  conversation: Conversation,
  { planId, page }: { readonly planId: string; readonly page?: number },
): Promise<AdaptiveCard> {
  const found = await view(conversation, planId, null);
  if (found.leads.length === 0) {
    return noticeCard({
      tone: 'information',
      title: 'The plan names no leads',
      text: 'No action of this plan says who leads it, so there is nothing to match. At the command line, assign names a lead for an action, a theme or a priority.',
      buttons: [{ title: 'Status', verb: 'menu.status', planId }],
    });
  }
  return matchLeadsCard(found, page ?? undecidedPage(found) ?? 1);
}

function savedWords({ confirmed, changed, added, prompted }: ConfirmReport): string {
  const people = confirmed.filter(({ decision }) => decision === 'people').length;
  return [
    `Saved: ${count(people, 'name is', 'names are')} matched on this page, and ${count(changed.length, 'action has', 'actions have')} new leads.`,
    added.length > 0 ? `Added to the people list: ${added.join(', ')}.` : '',
    prompted > 0 ? `${count(prompted, 'lead is', 'leads are')} being asked for an update now.` : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

/** Saves a page of matches and goes on to the next that has a name nobody has decided on. */
async function saveMatches(
  conversation: Conversation,
  { planId, page, decisions }: z.output<typeof choices>,
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const report = await confirmLeads(services, sender, planId, decisions);
  const found = await view(conversation, planId, savedWords(report));
  return matchLeadsCard(found, undecidedPage(found, page + 1) ?? page);
}
