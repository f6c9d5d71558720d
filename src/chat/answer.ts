import type { AdaptiveCard } from '../cards/kit/card.ts';
import type { OfferedDocument } from '../use-cases/export/offer-document.ts';

/** What somebody is shown: a card; a file, offered in a message of its own; or both, the file first. */
export interface Shown {
  readonly card?: AdaptiveCard;
  readonly file?: OfferedDocument;
}

/** Work that may take its time. `interim` stands where the answer will, once it has become late. */
export interface Slow {
  readonly interim: AdaptiveCard;
  run(): Promise<AdaptiveCard | Shown>;
}

export type Answer = AdaptiveCard | Shown | Slow;

const isCard = (answer: Answer): answer is AdaptiveCard => 'type' in answer;
const shown = (answer: AdaptiveCard | Shown): Shown => (isCard(answer) ? { card: answer } : answer);

/** What is shown in the end; `stand` is told first what is to stand there meanwhile. */
export async function finish(
  answer: Answer,
  stand: (interim: AdaptiveCard) => void = () => undefined,
): Promise<Shown> {
  if (isCard(answer) || !('run' in answer)) return shown(answer);
  stand(answer.interim);
  return shown(await answer.run());
}
