import type { InsertPreview } from '../cards/digest/insert-cards.ts';
import type { AdaptiveCard } from '../cards/kit/card.ts';

/** What somebody may put into a message that they write to others: facts, with nothing to press. */
export interface Insert extends InsertPreview {
  /** The card, of about as many characters of JSON as there is room for; what is left out it says where to read. */
  card(room: number): AdaptiveCard;
}

/** The search that Teams offers wherever somebody writes; one box, which takes what a chat takes. */
export const searchCommand = {
  id: 'boardActions',
  title: 'Board Actions',
  description: 'Put an action or the digest into your message',
  parameter: {
    name: 'words',
    title: 'Find',
    description: 'An action, words of its title, or digest: 3B ii; digest red',
  },
} as const;
