import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { helpCard } from '../../../src/cards/kit/help-card.ts';
import { noticeCard } from '../../../src/cards/kit/notice-card.ts';
import { welcomeCard } from '../../../src/cards/kit/welcome-card.ts';
import type { Role } from '../../../src/domain/people/person.ts';
import { helpFor } from '../../support/help-for.ts';
import { help, refusal, welcomeUnknown } from '../samples/samples.ts';
import { nodesOf, textsOf } from './lint-card.ts';

const verbsOf = (card: AdaptiveCard) =>
  nodesOf(card)
    .filter((node) => node['type'] === 'Action.Execute')
    .map((node) => node['verb']);
const plan = { id: 'marlbury-send', name: 'Marlbury plan' };

describe('welcomeCard', () => {
  const cases: [Role[], string[]][] = [
    [['pm'], ['menu.schedule', 'menu.openCycle', 'menu.status', 'menu.digest']],
    [
      ['pm', 'chair', 'lead'],
      ['menu.schedule', 'menu.openCycle', 'menu.status', 'menu.digest', 'menu.myActions'],
    ],
    [['lead'], ['menu.myActions', 'menu.help']],
    [
      ['lead', 'member'],
      ['menu.myActions', 'menu.digest', 'menu.help'],
    ],
    [['chair'], ['menu.digest', 'menu.help']],
    [[], ['menu.help']],
  ];
  it.each(cases)('offers %j what they may do', (roles, verbs) => {
    const card = welcomeCard({ name: 'Mel *Ashdown*', roles, plan });
    expect(verbsOf(card)).toEqual(verbs);
    expect(textsOf(card)).toContain('Hello Mel \\*Ashdown\\*');
  });

  it('tells somebody no plan knows what to do', () => {
    expect(textsOf(welcomeCard(welcomeUnknown)).join()).toMatch(/Ask the project manager/);
  });
});

describe('helpCard', () => {
  it('lists the commands of one’s roles alone', () => {
    const texts = textsOf(helpCard({ ...help, roles: ['lead'], commands: helpFor(['lead']) }));
    expect(texts).toContain('**my actions**');
    expect(texts).not.toContain('**remind**');
    expect(textsOf(helpCard({ ...help, roles: ['pm'], commands: helpFor(['pm']) }))).toContain('**remind**');
  });

  it('shows back what was not understood, as text', () => {
    expect(textsOf(helpCard({ ...help, notUnderstood: '*what* <at>x</at>' })).join()).toContain(
      'You typed “\\*what\\* &lt;at>x&lt;/at>”.',
    );
  });
});

describe('noticeCard', () => {
  it('passes its buttons’ plan and meeting on, and marks a refusal', () => {
    const card = noticeCard({
      ...refusal,
      buttons: [{ title: 'Status', verb: 'menu.status', planId: 'p', meeting: '2026-12-16' }],
    });
    expect(nodesOf(card).find((node) => node['type'] === 'Action.Execute')?.['data']).toEqual({
      verb: 'menu.status',
      planId: 'p',
      meeting: '2026-12-16',
    });
    expect(textsOf(card)).toContain('⚠ Not saved');
  });
});
