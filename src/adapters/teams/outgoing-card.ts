import type { AdaptiveCard } from '../../cards/card.ts';
import { cycleNoticeCard } from '../../cards/cycle-notice-card.ts';
import { escalationCard } from '../../cards/escalation-card.ts';
import { promptCard } from '../../cards/prompt-card.ts';
import { reachCard } from '../../cards/reach-card.ts';
import type { OutgoingMessage } from '../../ports.ts';

/** A message of the delivery ledger as the card its reader gets. */
export function outgoingCard(message: OutgoingMessage): AdaptiveCard {
  switch (message.kind) {
    case 'prompt':
      return promptCard(message.prompt);
    case 'escalation':
      return escalationCard(message.escalation);
    case 'notice':
      return cycleNoticeCard(message.notice, message.status);
    case 'reach':
      return reachCard(message.reach);
  }
}
