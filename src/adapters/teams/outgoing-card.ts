import { cycleNoticeCard } from '../../cards/cycle/cycle-notice-card.ts';
import { escalationCard } from '../../cards/delivery/escalation-card.ts';
import { reachCard } from '../../cards/delivery/reach-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { promptCard } from '../../cards/reply/prompt-card.ts';
import { answerCard, questionCard } from '../../cards/reply/question-cards.ts';
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
    case 'question':
      return questionCard(message.asked);
    case 'answer':
      return answerCard(message.asked, message.why);
    case 'reach':
      return reachCard(message.reach);
  }
}
