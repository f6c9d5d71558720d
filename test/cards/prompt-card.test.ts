import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../src/cards/card.ts';
import { promptCard } from '../../src/cards/prompt-card.ts';
import { nodesOf, textsOf } from './lint-card.ts';
import { item, prompt, promptDone, promptFrozen, promptLong, promptPartly } from './samples.ts';

const buttonsOf = (card: AdaptiveCard) =>
  nodesOf(card)
    .filter((node) => node['type'] === 'Action.Execute')
    .map((node) => String(node['tooltip']));

describe('promptCard', () => {
  it('offers "No change" only where there is a rating to leave', () => {
    expect(buttonsOf(promptCard(prompt))).toEqual([
      'Update 1B vi',
      'No change to 1B vi',
      'Update 2A',
      'No change to 2A',
      'Update 2B i',
      'Update 3.4',
      'No change to 3.4',
    ]);
  });

  it('says when to reply, and how late an action is beside its rating', () => {
    const texts = textsOf(promptCard(prompt));
    expect(texts).toContain('4 actions to update');
    expect(texts).toContain('Board meeting 16 December 2026 · reply by 1 December 2026');
    expect(texts).toContain('▲ Amber');
    expect(texts).toContain(' · last known 16 September 2026');
    expect(texts).toContain('Timescale: December 2018, revised to 31 January 2027 · 11 months late');
  });

  it('folds answered actions to who said what and when, "you" for oneself', () => {
    const card = promptCard(promptPartly);
    const texts = textsOf(card);
    expect(texts).toContain('Reminder: 2 actions still to answer');
    expect(texts).toContain(' · you, 18 November 2026');
    expect(texts).toContain(' · no change · Owen Achterberg, 18 November 2026');
    expect(buttonsOf(card)).toContain('Change 1B vi');
  });

  it('thanks when all is answered, and still lets replies be changed', () => {
    const card = promptCard(promptDone);
    expect(textsOf(card)).toContain('All answered, thank you');
    expect(buttonsOf(card).every((words) => words.startsWith('Change'))).toBe(true);
  });

  it('has no buttons once frozen, and says why', () => {
    const card = promptCard(promptFrozen);
    expect(buttonsOf(card)).toEqual([]);
    expect(textsOf(card).join()).toMatch(/can no longer be changed/);
  });

  it('pages a long list without losing an action', () => {
    const refs = [1, 2, 3].flatMap((page) =>
      textsOf(promptCard(promptLong, page)).filter((text) => /^4\.\d+ {2}$/.test(text)),
    );
    expect(refs.map((ref) => ref.trim())).toEqual(promptLong.items.map(({ ref }) => ref));
    expect(buttonsOf(promptCard(promptLong, 2)).slice(-2)).toEqual(['Previous page', 'Next page']);
    expect(promptCard(promptLong, 99)).toEqual(promptCard(promptLong, 3));
  });

  it('shows hostile text as text', () => {
    const card = promptCard({
      ...prompt,
      planName: '*Plan* ${meeting}',
      items: [
        item({
          title: '<at>Mel</at> ${1+1} *x*',
          timescale: '[Approve](http://b) <at>Mel</at>',
          narrative: '[a](http://b)\n<at>Mel</at>',
        }),
      ],
    });
    const texts = textsOf(card);
    expect(texts).toContain('\\*Plan\\* ${meeting}');
    expect(texts).toContain('<at>Mel</at> ${1+1} *x*');
    expect(texts.join('\n')).toContain('Timescale: [Approve\\](http://b) &lt;at>Mel&lt;/at>');
    expect(texts).toContain('Last said: “[a\\](http://b) &lt;at>Mel&lt;/at>”');
  });
});
