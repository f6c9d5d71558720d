import { type Activity, ActivityTypes, CardFactory } from 'botbuilder';
import type { AdaptiveCard } from '../../cards/kit/card.ts';

/**
 * A card as a message. The summary is what a phone's notification shows; text beside the card would be split off
 * into a message of its own.
 */
export function cardMessage(card: AdaptiveCard): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: card.fallbackText,
    attachments: [CardFactory.adaptiveCard(card)],
  };
}
