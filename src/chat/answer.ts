import type { AdaptiveCard } from '../cards/kit/card.ts';
import type { OfferedDocument } from '../use-cases/export/offer-document.ts';
import type { Place } from './conversation.ts';
import type { Said } from './said.ts';

/** What somebody is shown: a card; a file, offered in a message of its own; or both, the file first. */
export interface Shown {
  readonly card?: AdaptiveCard;
  readonly file?: OfferedDocument;
  /** The card takes the place of the pressed one for everybody who reads along, not for the presser alone. */
  readonly forAll?: true;
  /** A card for the presser's own chat beside it. */
  readonly alone?: AdaptiveCard;
}

/** Work that may take its time. `interim` stands where the answer will, once it has become late. */
export interface Slow {
  readonly interim: AdaptiveCard;
  /** It will take seconds in which this process can say nothing: the interim is shown before it begins. */
  readonly isHeavy?: boolean;
  run(): Promise<AdaptiveCard | Shown>;
}

/** Something said before is answered anew, from another place; what is shown is made of its card. */
export interface Again {
  readonly said: Said;
  readonly place: Partial<Pick<Place, 'scope' | 'asksFirst'>>;
  show(card: AdaptiveCard): Promise<Shown>;
}

export type Answer = AdaptiveCard | Shown | Slow;

export const isAgain = (answer: Answer | Again): answer is Again => !('type' in answer) && 'said' in answer;

const isCard = (answer: Answer): answer is AdaptiveCard => 'type' in answer;
const shown = (answer: AdaptiveCard | Shown): Shown => (isCard(answer) ? { card: answer } : answer);

/** Told what is to stand where an answer will; `atOnce`, it is shown before this returns. */
export type Stand = (interim: AdaptiveCard, atOnce: boolean) => Promise<void>;

/** What is shown in the end; `stand` is told first what is to stand there meanwhile. */
export async function finish(answer: Answer, stand?: Stand): Promise<Shown> {
  if (isCard(answer) || !('run' in answer)) return shown(answer);
  await stand?.(answer.interim, answer.isHeavy === true);
  return shown(await answer.run());
}
