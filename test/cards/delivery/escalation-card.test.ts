import { describe, expect, it } from 'vitest';
import { cycleNoticeCard } from '../../../src/cards/cycle/cycle-notice-card.ts';
import { escalationCard } from '../../../src/cards/delivery/escalation-card.ts';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import { escalation, escalationOf, escalationReds, status, statusFrozen } from '../samples/status-samples.ts';

const buttonsOf = (card: AdaptiveCard) =>
  nodesOf(card)
    .filter((node) => node['type'] === 'Action.Execute')
    .map((node) => ({ tooltip: node['tooltip'], data: node['data'] }));
const ids = { planId: escalation.planId, meeting: escalation.cycleId };

describe('escalationCard', () => {
  it('says what is silent and with whom, what is red, and when replies close', () => {
    const texts = textsOf(escalationCard(escalation));
    expect(texts).toContain('3 replies are missing, 2 red actions');
    expect(texts).toContain('Board meeting 16 December 2026 · replies close on Friday 4 December 2026');
    expect(texts).toContain('No reply from Owen Achterberg');
    expect(texts).toContain('No lead is confirmed');
    expect(texts).toContain(' · 11 months late');
    expect(texts).toContain('Answered, and red');
  });

  it('shows a silent red once and first, and offers to answer each and to see all', () => {
    expect(buttonsOf(escalationCard(escalation))).toEqual([
      { tooltip: 'Update 2A', data: { verb: 'reply.open', ...ids, actionId: '0011' } },
      { tooltip: 'Update 1B vi', data: { verb: 'reply.open', ...ids, actionId: '0007' } },
      { tooltip: 'Update 2B i', data: { verb: 'reply.open', ...ids, actionId: '0012' } },
      { tooltip: 'Update 3.4', data: { verb: 'reply.open', ...ids, actionId: '0015' } },
      { tooltip: 'My actions', data: { verb: 'prompt.show', ...ids } },
    ]);
  });

  it('needs no silence, and no day of closing', () => {
    const texts = textsOf(escalationCard(escalationReds));
    expect(texts).toContain('2 red actions');
    expect(texts).toContain('Board meeting 16 December 2026');
    expect(texts).not.toContain('Answered, and red');
  });

  it.each([
    [1, 0, 1, []],
    [6, 3, 9, []],
    [40, 12, 9, ['and 34 more without a reply: press My actions', 'and 9 more rated red: press My actions']],
  ])('%i silent and %i red: %i shown, the rest counted', (silent, reds, shown, more) => {
    const card = escalationCard(escalationOf(silent, reds));
    expect(buttonsOf(card)).toHaveLength(shown + 1);
    expect(textsOf(card).filter((text) => /^and \d+ more/.test(text))).toEqual(more);
  });
});

describe('cycleNoticeCard', () => {
  it('tells what the scheduler opened, and who cannot be asked', () => {
    const texts = textsOf(cycleNoticeCard('opened', { ...status, boardDate: '2026-12-18' }));
    expect(texts).toContain('As the calendar says: 6 leads are being asked about 40 actions.');
    expect(texts).toContain('Board meeting 18 December 2026 · replies by 1 December 2026');
    expect(texts).toContain('2 leads cannot be reached yet');
    expect(texts).toContain('1 action has no confirmed lead');
  });

  it('tells what the scheduler froze, and what to do next', () => {
    const card = cycleNoticeCard('frozen', statusFrozen);
    const facts = textsOf(card).find((text) => text.startsWith('14 of 40'));
    expect(facts?.split('\n\n')).toEqual([
      '14 of 40 actions answered, 3 late changes since.',
      '5 leads have not answered everything: the paper says “no reply” there.',
      'Next: sign off the cycle and publish the papers by Tuesday 8 December 2026.',
    ]);
    expect(buttonsOf(card).map(({ data }) => data)).toEqual([
      { verb: 'menu.status', ...ids },
      { verb: 'menu.digest', ...ids },
    ]);
  });
});
