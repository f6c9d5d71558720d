import type { Block } from './blocks.ts';
import { type Button, buttonRows } from './buttons.ts';
import type { AdaptiveCard } from './card.ts';
import type { Page } from './pages.ts';
import { fillCard } from './template.ts';

/** One page of what goes on over several, and what stands around it. Texts are escaped. */
export interface BlocksCard {
  readonly plan: string;
  readonly title: string;
  readonly when: string;
  /** Before the blocks; '' for nothing. */
  readonly intro?: string;
  readonly page: Page<Block>;
  readonly buttons: readonly Button[];
  readonly fallback: string;
}

/** A page of blocks in the digest’s own look, without the counts that a digest begins with. */
export function blocksCard(facts: BlocksCard): AdaptiveCard {
  const { plan, title, when, intro = '', page, buttons, fallback } = facts;
  return fillCard('digest', {
    ...{ plan, title, when, took: '', headline: '', counts: [], charts: [], answered: intro },
    blocks: page.items,
    pageWords: page.words,
    rows: buttonRows(buttons),
    fallback,
  });
}
