import { describe, expect, it } from 'vitest';
import { statusCard } from '../../../src/cards/digest/status-card.ts';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import type { CycleStatus } from '../../../src/domain/digest/cycle-status.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import {
  lead,
  status,
  statusAnswered,
  statusFrozen,
  statusNobody,
  statusOf,
  statusSigned,
  statusSkipped,
} from '../samples/status-samples.ts';

const actionsOf = (card: AdaptiveCard) =>
  nodesOf(card).filter((node) => node['type'] === 'Action.Execute' && node['title'] !== undefined);
const titlesOf = (card: AdaptiveCard) => actionsOf(card).map((node) => String(node['title']));
const tooltipsOf = (card: AdaptiveCard) => actionsOf(card).map((node) => String(node['tooltip']));
const dataOf = (card: AdaptiveCard, tooltip: string) =>
  actionsOf(card).find((node) => node['tooltip'] === tooltip)?.['data'];
const pagesOf = (view: CycleStatus) => {
  const first = statusCard(view);
  const words = textsOf(first).find((text) => /^Page 1 of \d+$/.test(text));
  const pages = Number(words?.split(' ').at(-1) ?? 1);
  return Array.from({ length: pages }, (_, index) => statusCard(view, { page: index + 1 }));
};
const ids = { planId: status.planId, meeting: status.cycleId };

describe('statusCard', () => {
  it('counts actions, never rounding up to all, and leads by how far they are', () => {
    expect(textsOf(statusCard(status))).toContain('14 of 40 actions answered (35%)');
    expect(textsOf(statusCard({ ...status, answered: 199, total: 200 }))).toContain(
      '199 of 200 actions answered (99%)',
    );
    expect(textsOf(statusCard(status))).toContain(
      'Leads: 3 answered · 2 outstanding · 1 about to be asked · 1 unreachable · 1 failed',
    );
    expect(textsOf(statusCard(statusNobody))).toContain('Nobody is asked for an update yet');
    expect(textsOf(statusCard(statusNobody)).join()).not.toMatch(/Leads:|0 of 0/);
  });

  it('says of each lead who has not answered why not, and folds the others into a line', () => {
    const texts = textsOf(statusCard(status));
    expect(texts).toContain('  1 of 9 · asked, waiting for a reply · reminded 24 November 2026');
    expect(texts).toContain('  0 of 4 · asked, waiting for a reply · reminded today');
    expect(texts).toContain(
      '  0 of 4 · cannot be reached. Is in no team that has the bot: add them to one, that is enough.',
    );
    expect(texts).toContain('✔ All answered: Rhys Pemberton, Lin Castellano');
    expect(texts).toContain('• 6C Commission a second key worker team');
    expect(textsOf(statusCard(statusFrozen))).toContain(
      '  1 of 9 · did not answer · reminded 24 November 2026',
    );
  });

  it.each<[string, CycleStatus, string]>([
    ['reminder', status, 'Next: reminder to everyone outstanding on Friday 27 November 2026, 09:00'],
    [
      'freeze',
      { ...status, next: { what: 'freeze', day: '2026-12-04', time: '17:00' } },
      'Next: the paper’s data are fixed on Friday 4 December 2026, 17:00',
    ],
    [
      'a reminder that nobody needs',
      statusAnswered,
      'Next: the paper’s data are fixed on Friday 4 December 2026, 17:00',
    ],
    ['nothing scheduled', statusSkipped, 'Nothing more is scheduled: the project manager freezes this cycle'],
    [
      'frozen',
      statusFrozen,
      'Frozen on 4 December 2026 at 17:00 by Board Actions. Next: sign off, and publish the papers by Tuesday 8 December 2026',
    ],
    ['signed off', statusSigned, '✔ Signed off at 11:30 by Cllr Ines Bramwell'],
  ])('says what happens next: %s', (_what, view, words) => {
    expect(textsOf(statusCard(view))).toContain(words);
  });

  it('says first that nobody was asked for a meeting still to come', () => {
    const missed = [
      'Nobody was asked for the board meeting on 6 January 2027: it was found only after that.',
    ];
    const texts = textsOf(statusCard({ ...statusSkipped, missed }));
    expect(texts.find((text) => text.startsWith('⚠ Nobody was asked'))).toContain('• Left out');
  });

  it('says what the scheduler left out and why, who opened it again, and which boards draw on it', () => {
    const past = textsOf(statusCard(statusSkipped)).find((text) => text.startsWith('• Left out'));
    expect(past).toContain('• Left out: reminder of 24 November 2026. The service was down that day');
    expect(past).toContain('• Left out: escalation of 2 December 2026. Everything was answered.');
    expect(textsOf(statusCard(statusSigned)).join()).toContain(
      'Opened again on 5 December 2026 by Mel Ashdown: The ICB’s replies were lost in the move.',
    );
    expect(textsOf(statusCard(status))).toContain(
      'Also reported on 6 January 2027 (Children’s Scrutiny Panel).',
    );
  });

  it('shows the day the board meets, and names the cycle by the day it had', () => {
    const moved = statusCard({ ...status, boardDate: '2026-12-18' });
    expect(textsOf(moved).join()).toContain('Board meeting 18 December 2026');
    expect(dataOf(moved, 'Digest')).toEqual({ verb: 'menu.digest', ...ids });
  });
});

describe('its buttons', () => {
  it('remind all and one while they can be reminded, and answer for whoever is silent', () => {
    const card = statusCard(status, { page: 1 });
    expect(dataOf(card, 'Remind everyone outstanding')).toEqual({ verb: 'cycle.remind', ...ids, page: 1 });
    expect(dataOf(card, 'Remind Owen Achterberg')).toEqual({
      verb: 'cycle.remindOne',
      ...ids,
      personId: 'owen-achterberg',
      page: 1,
    });
    // Reminded today, never reached, not asked yet: no reminder would go out. One whose prompt failed is asked by it.
    expect(tooltipsOf(card).filter((words) => words.startsWith('Remind '))).toEqual([
      'Remind everyone outstanding',
      'Remind Owen Achterberg',
      'Remind Jo Winterbourne',
    ]);
    expect(tooltipsOf(card).filter((words) => words.startsWith('Answer for '))).toEqual([
      'Answer for Owen Achterberg',
      'Answer for Priya Nandakumar',
      'Answer for Tomasz Fairweather-Lindqvist',
      'Answer for Jo Winterbourne',
      'Answer for Amara Oyelaran',
    ]);
    expect(titlesOf(statusCard(statusAnswered)).some((title) => title.startsWith('Remind'))).toBe(false);
  });

  it.each<[string, AdaptiveCard, string[]]>([
    ['open', statusCard(statusAnswered), ['Extend', 'Freeze', 'Digest']],
    [
      'open, with proposals',
      statusCard({ ...statusAnswered, proposals: 2 }),
      ['Decisions (2)', 'Extend', 'Freeze', 'Digest'],
    ],
    ['open, for the chair', statusCard(status, { mayRun: false }), ['Decisions (2)', 'Digest']],
    [
      'frozen, for the chair',
      statusCard(statusFrozen, { mayRun: false }),
      ['Sign off', 'Late changes (3)', 'Decisions (2)', 'Digest'],
    ],
    [
      'frozen, after the board has met',
      statusCard({ ...statusFrozen, today: '2026-12-17' }),
      ['Sign off', 'Late changes (3)', 'Decisions (2)', 'Digest', 'Wording'],
    ],
    [
      'signed off, for the chair',
      statusCard(statusSigned, { mayRun: false }),
      ['Late changes (3)', 'Decisions (2)', 'Digest'],
    ],
    ['asked before freezing', statusCard(statusAnswered, { asksFreeze: true }), ['Freeze now', 'Cancel']],
  ])('%s', (_what, card, titles) => {
    expect(titlesOf(card)).toEqual(titles);
  });

  it('lets a frozen cycle be opened again and late answers be given until the board has met', () => {
    expect(titlesOf(statusCard(statusFrozen))).toContain('Reopen');
    expect(tooltipsOf(statusCard(statusFrozen))).toContain('Answer for Owen Achterberg');
  });

  it('asks before it freezes, saying how much is missing', () => {
    const card = statusCard(status, { asksFreeze: true, page: 1 });
    expect(textsOf(card)).toContain('Freeze now? 26 actions unanswered.');
    expect(dataOf(card, 'Freeze now')).toEqual({ verb: 'cycle.freeze', ...ids, accept: true, page: 1 });
    expect(textsOf(statusCard(statusAnswered, { asksFreeze: true }))).toContain(
      'Freeze now? Everything is answered.',
    );
    expect(textsOf(statusCard(statusFrozen, { asksFreeze: true })).join()).not.toContain('Freeze now');
    expect(textsOf(statusCard(status, { asksFreeze: true, mayRun: false })).join()).not.toContain(
      'Freeze now',
    );
  });

  it('says what a press has done, or why it could not be done, as text', () => {
    const card = statusCard(status, { done: 'Reminded *Sam* <at>x</at>', problem: 'It is *frozen*.' });
    expect(textsOf(card)).toContain('✔ Reminded \\*Sam\\* &lt;at>x&lt;/at>');
    expect(textsOf(card)).toContain('⚠ It is \\*frozen\\*.');
  });
});

describe('its pages', () => {
  it.each([1, 12, 13, 60, 100, 150])(
    'leave out nobody of %i leads, and no action without a lead',
    (leads) => {
      const unassigned = Array.from({ length: 40 }, (_, index) => ({
        ref: `9.${index + 1}`,
        title: 'Do it',
      }));
      const pages = pagesOf({ ...statusOf(leads), unassigned });
      const words = pages.flatMap(textsOf);
      const silent = words.filter((text) => /^Alexandra Number-\d+$/.test(text));
      const done = words
        .filter((text) => text.startsWith('✔ All answered: '))
        .flatMap((text) => text.slice('✔ All answered: '.length).split(', '));
      expect([...silent, ...done].sort()).toEqual(
        Array.from({ length: leads }, (_, index) => `Alexandra Number-${index + 1}`).sort(),
      );
      const refs = words.flatMap((text) => [...text.matchAll(/• (9\.\d+) Do it/g)].map((match) => match[1]));
      expect(refs).toEqual(unassigned.map(({ ref }) => ref));
      for (const page of pages) expect(messageBytes(page)).toBeLessThan(maxMessageBytes);
    },
  );

  it('repeat the agency that goes on, and never end on a heading', () => {
    const leads = Array.from({ length: 30 }, (_, index) => lead({ name: `Lead ${index + 1}` }));
    const pages = pagesOf({ ...status, agencies: [{ agency: 'Only one', answered: 0, total: 120, leads }] });
    expect(pages).toHaveLength(3);
    expect(pages.map((page) => textsOf(page).find((text) => text.startsWith('Only one')))).toEqual([
      'Only one',
      'Only one (continued)',
      'Only one (continued)',
    ]);
    const text = (page: AdaptiveCard | undefined) => (page ? textsOf(page) : []);
    expect(text(pages[2]).findIndex((words) => words.includes('no confirmed lead'))).toBeGreaterThan(0);
    expect(statusCard({ ...status, agencies: [] }, { page: 9 })).toEqual(
      statusCard({ ...status, agencies: [] }),
    );
  });

  it('keep the page one is on when something is pressed there', () => {
    const card = statusCard(statusOf(60), { page: 2 });
    const pressed = actionsOf(card)
      .map((node) => node['data'] as { verb: string; page?: number })
      .filter(({ verb }) => verb === 'cycle.remindOne' || verb === 'cycle.remind' || verb === 'cycle.freeze');
    expect(pressed.length).toBeGreaterThan(3);
    expect(pressed.every(({ page }) => page === 2)).toBe(true);
  });
});
