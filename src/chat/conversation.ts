import type { ConversationRef, Services } from '../ports.ts';
import type { Sender } from '../use-cases/shared/requester.ts';

/** What the place somebody writes from can do beside showing cards. */
export interface Place {
  /** `shared`: others read along, as in a channel. */
  readonly scope: 'personal' | 'shared';
  /** The answer is read by a whole channel, which is asked first; not where the sender alone sees it. */
  readonly asksFirst: boolean;
  /** The channel of a team, as something new can be posted in it; null or left out anywhere else. */
  readonly channel?: ConversationRef | null;
  /** Whether a file can be offered to this person here. */
  readonly takesFiles: boolean;
  /** The address of the calendar, or of the document, that a token stands for; null where the service has no public address. */
  calendarUrl(token: string): string | null;
  documentUrl(token: string): string | null;
}

/** Who asks, from where: what every answer is worked out from. The sender is authenticated by whoever makes this. */
export interface Conversation extends Place {
  readonly services: Services;
  readonly sender: Sender;
  /** The sender's plans by the directory, where it has been asked already. */
  readonly knownPlans?: readonly string[];
}
