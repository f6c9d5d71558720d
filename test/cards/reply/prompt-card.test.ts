import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { promptCard } from '../../../src/cards/reply/prompt-card.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import {
  item,
  prompt,
  promptClosed,
  promptDone,
  promptFrozen,
  promptLong,
  promptPartly,
} from '../samples/samples.ts';

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
    expect(texts).toContain('Board meeting 16 December 2026 · reply by Tuesday 1 December 2026');
    expect(texts.slice(texts.indexOf('▲ '))[1]).toBe('Amber');
    expect(texts).toContain(' · last known 16 September 2026');
    expect(texts).toContain(
      'Timescale: December 2018, revised to 31 January 2027 · 11 months late · 40% complete',
    );
  });

  it.each([
    [0, 'Timescale: Ongoing · 0% complete'],
    [33.33, 'Timescale: Ongoing · 33% complete'],
    [99.999999, 'Timescale: Ongoing · 99% complete'],
    [100, 'Timescale: Ongoing · 100% complete'],
    [null, 'Timescale: Ongoing'],
  ])('says how much the plan says is done, and nothing where it does not: %s', (percentComplete, words) => {
    const items = [item({ percentComplete, timescale: 'Ongoing', lateness: null })];
    expect(textsOf(promptCard({ ...prompt, items }))).toContain(words);
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

  it('takes late changes once frozen, and says what they are', () => {
    const card = promptCard(promptFrozen);
    expect(buttonsOf(card)).toEqual([
      'Update 2B i',
      'Update 3.4',
      'No change to 3.4',
      'Change 1B vi',
      'Change 2A',
    ]);
    expect(textsOf(card)).toContain('Replies are closed');
    expect(textsOf(card).join()).toMatch(
      /You can still reply until the board meets on 16 December 2026: the project manager sees it as a late change\./,
    );
  });

  it('has no buttons once the board has met, and says why', () => {
    const card = promptCard(promptClosed);
    expect(buttonsOf(card)).toEqual([]);
    expect(textsOf(card).join()).toMatch(/The board has met on 16 December 2026.*can no longer be changed/);
  });

  it('shows the day the board meets and the new last day, and sends the name of the cycle', () => {
    const card = promptCard({ ...prompt, boardDate: '2026-12-18', due: '2026-12-03' });
    expect(textsOf(card)).toContain('Board meeting 18 December 2026 · reply by Thursday 3 December 2026');
    const sent = nodesOf(card).find((node) => node['tooltip'] === 'Update 1B vi')?.['data'];
    expect(sent).toMatchObject({ verb: 'reply.open', meeting: '2026-12-16' });
  });

  it('tells a lead what was not approved, and why', () => {
    const declined = {
      what: 'revised-date' as const,
      asked: '31 March 2027',
      reason: 'The *board* wants it sooner.',
      by: 'Cllr Ines Bramwell',
      on: '2026-12-16',
    };
    const texts = textsOf(promptCard({ ...prompt, items: [item({ declined })] }));
    expect(texts).toContain(
      'Declined on 16 December 2026 by Cllr Ines Bramwell: the new date 31 March 2027: “The \\*board\\* wants it sooner.”',
    );
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
