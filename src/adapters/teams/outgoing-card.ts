import type { Activity } from 'botbuilder';
import { cycleNoticeCard } from '../../cards/cycle/cycle-notice-card.ts';
import { escalationCard } from '../../cards/delivery/escalation-card.ts';
import { reachCard } from '../../cards/delivery/reach-card.ts';
import { digestCard } from '../../cards/digest/digest-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { postedPaperCard, readyPaperCard } from '../../cards/kit/document-card.ts';
import { promptCard } from '../../cards/reply/prompt-card.ts';
import { answerCard, questionCard } from '../../cards/reply/question-cards.ts';
import type { ConversationRef, OutgoingMessage } from '../../ports.ts';
import { cardMessage } from './card-message.ts';
import { canTakeFiles, consentMessage } from './file-consent.ts';

/** A message of the delivery ledger as its reader's chat takes it: a file where it can be one, else a card. */
export function outgoingActivity(to: ConversationRef, message: OutgoingMessage): Partial<Activity> {
  if (message.kind === 'paper' && canTakeFiles(to)) return consentMessage(message.file, message.blank);
  return cardMessage(outgoingCard(message));
}

/** A message of the delivery ledger as the card its reader gets. */
function outgoingCard(message: OutgoingMessage): AdaptiveCard {
  switch (message.kind) {
    case 'prompt':
      return promptCard(message.prompt);
    case 'escalation':
      return escalationCard(message.escalation);
    case 'digest':
      return digestCard(message.digest, 1, message.picture);
    case 'paper':
      return readyPaperCard(message.file, message.blank);
    case 'post':
      return postedPaperCard(message);
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
