import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { receiptCard } from '../../../src/cards/reply/receipt-card.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import { receipt, receiptLast } from '../samples/samples.ts';

const buttonsOf = (card: AdaptiveCard) =>
  nodesOf(card)
    .filter((node) => node['type'] === 'Action.Execute')
    .map((node) => [node['title'], (node['data'] as { actionId?: string }).actionId]);

describe('receiptCard', () => {
  it('shows what was saved and leads on to the next action', () => {
    const card = receiptCard(receipt);
    const texts = textsOf(card);
    expect(texts).toContain('✔ Saved');
    expect(texts).toContain('New date asked for: 31 January 2027');
    expect(texts).toContain('1 of 4 answered.');
    expect(buttonsOf(card)).toEqual([
      ['Update', '0011'],
      ['No change', '0011'],
      ['See all', undefined],
      ['Change this reply', '0007'],
    ]);
  });

  it('thanks after the last one, until when a reply may change and when the board meets', () => {
    const card = receiptCard(receiptLast);
    expect(textsOf(card)).toContain('✔ Saved: no change');
    expect(textsOf(card).join()).toMatch(
      /last one.*until the board meets on 16 December 2026.*until 1 December 2026/,
    );
    expect(buttonsOf(card).map(([title]) => title)).toEqual(['See all', 'Change this reply']);
  });
});
