import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import type { MatchLeads } from '../../cards/kit/views.ts';
import { matchLeadsCard, undecidedPage } from '../../cards/leads/match-leads-card.ts';
import type { LeadDecision } from '../../domain/leads/decide-leads.ts';
import type { Services } from '../../ports.ts';
import { type ConfirmReport, confirmLeads } from '../../use-cases/leads/confirm-lead.ts';
import { suggestLeads } from '../../use-cases/leads/suggest-leads.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

async function view(
  services: Services,
  sender: Sender,
  planId: string,
  saved: string | null,
): Promise<MatchLeads> {
  const { plan, ...found } = await suggestLeads(services, sender, planId);
  return { planId: plan, ...found, saved };
}

/** The plan's lead texts to match; `page` null opens the first page with a name nobody has decided on. */
export async function matchLeads(
  services: Services,
  sender: Sender,
  planId: string,
  page: number | null = null,
): Promise<AdaptiveCard> {
  const found = await view(services, sender, planId, null);
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
export async function saveMatches(
  services: Services,
  sender: Sender,
  planId: string,
  page: number,
  decisions: readonly LeadDecision[],
): Promise<AdaptiveCard> {
  const report = await confirmLeads(services, sender, planId, decisions);
  const found = await view(services, sender, planId, savedWords(report));
  return matchLeadsCard(found, undecidedPage(found, page + 1) ?? page);
}
