import { describe, expect, it } from 'vitest';
import { statusCard } from '../../src/cards/status-card.ts';
import { nodesOf, textsOf } from './lint-card.ts';
import { status } from './samples.ts';

const remind = (card: ReturnType<typeof statusCard>) =>
  nodesOf(card).find((node) => node['verb'] === 'cycle.remind');

describe('statusCard', () => {
  it('counts actions, never rounding up to all', () => {
    expect(textsOf(statusCard(status))).toContain('14 of 40 actions answered (35%)');
    expect(textsOf(statusCard({ ...status, answered: 199, total: 200 }))).toContain(
      '199 of 200 actions answered (99%)',
    );
  });

  it('says of each lead who has not answered why not, and folds the others into a line', () => {
    const texts = textsOf(statusCard(status));
    expect(texts).toContain('  1 of 9 · asked, waiting for a reply');
    expect(texts).toContain(
      '  0 of 4 · cannot be reached. Has not met the bot yet: ask them to install it or say hello to it.',
    );
    expect(texts).toContain('✔ All answered: Rhys Pemberton, Lin Castellano');
    expect(texts).toContain('• 6C Commission a second key worker team');
  });

  it('offers to remind only while somebody can still answer', () => {
    expect(remind(statusCard(status))?.['data']).toEqual({
      verb: 'cycle.remind',
      planId: status.planId,
      meeting: status.meeting,
    });
    expect(remind(statusCard({ ...status, state: 'frozen' }))).toBeUndefined();
    expect(remind(statusCard({ ...status, answered: 40 }))).toBeUndefined();
  });

  it('says how many it could not show', () => {
    const agency = status.agencies[0];
    const lead = agency?.leads[0];
    const leads = Array.from({ length: 300 }, () => ({
      ...lead,
      name: 'A lead',
      state: 'outstanding' as const,
      answered: 0,
      total: 1,
      reason: null,
    }));
    const card = statusCard({ ...status, agencies: [{ agency: 'One', answered: 0, total: 300, leads }] });
    const named = textsOf(card).filter((text) => text === 'A lead').length;
    expect(named).toBeGreaterThan(50);
    expect(textsOf(card)).toContain(`and ${300 - named} more leads who have not answered everything`);
  });
});
