import { describe, expect, it } from 'vitest';
import { amber, anAction, anUpdate, aRevision, blue, dayScale, green, red } from '../../support/builders.ts';
import { digestOf } from './digest-of.ts';

/** As at 4 November 2026, in an open cycle for 11 November. */
const dated = (id: string, original: string, over: Parameters<typeof anAction>[1] = {}) =>
  anAction(id, { originalTimescale: dayScale(original), ...over });

describe('what a digest says of dates', () => {
  it('lists as overdue whatever is past its original or its revised date, longest past first', () => {
    const { overdue } = digestOf({
      actions: [
        dated('0001', '2026-10-31'),
        dated('0002', '2026-11-04'),
        dated('0003', '2026-06-30', { revisedTimescale: aRevision('2027-01-31'), rating: green }),
        dated('0004', '2026-12-31', { revisedTimescale: aRevision('2026-11-01') }),
        dated('0005', '2026-01-31', { status: 'complete', rating: blue }),
        dated('0006', '2026-01-31', { rating: blue }),
      ],
    });
    expect(
      overdue.map(({ ref, originalLateness, revisedLateness }) => [ref, originalLateness, revisedLateness]),
    ).toEqual([
      ['A 3', '4 months late', 'due in 2 months'],
      ['A 1', '4 days late', null],
      ['A 4', 'due in 1 month', '3 days late'],
    ]);
  });

  it('no longer lists what its lead has said is finished', () => {
    const update = anUpdate('2026-11-11', '0001', { rating: green, finished: true, evidence: 'Minutes.' });
    const digest = digestOf({ actions: [dated('0001', '2026-10-31')], updates: new Map([['0001', update]]) });
    expect(digest.overdue).toEqual([]);
    expect(digest.completed).toMatchObject([{ ref: 'A 1', evidence: 'Minutes.', confirmed: false }]);
  });

  it('lists what falls due in six weeks, by the date that now stands, soonest first', () => {
    const { dueSoon } = digestOf({
      actions: [
        dated('0001', '2026-12-16'),
        dated('0002', '2026-12-17'),
        dated('0003', '2026-11-04'),
        dated('0004', '2026-11-20', { revisedTimescale: aRevision('2027-03-31') }),
        dated('0005', '2026-03-31', { revisedTimescale: aRevision('2026-11-30') }),
        anAction('0006', { originalTimescale: { text: 'Ongoing', kind: 'ongoing', date: null } }),
      ],
    });
    expect(dueSoon.map(({ ref }) => ref)).toEqual(['A 3', 'A 5', 'A 1']);
  });

  it('tells a date asked for in this cycle, and one that waits since an earlier one, with who decided', () => {
    const approved = aRevision('2027-01-31', { approved: { by: 'Robin Pryce', at: '2026-11-03T09:00:00Z' } });
    const { retimed } = digestOf({
      actions: [
        dated('0001', '2026-10-31', { revisedTimescale: approved, rating: amber }),
        dated('0002', '2026-10-31', { revisedTimescale: aRevision('2027-03-31'), rating: red }),
        dated('0003', '2026-10-31', { revisedTimescale: { ...approved, timescale: dayScale('2027-04-30') } }),
        dated('0004', '2026-10-31'),
      ],
      updates: new Map([
        ['0001', anUpdate('2026-11-11', '0001', { revised: dayScale('2027-01-31'), rating: amber })],
      ]),
    });
    expect(
      retimed.map(({ ref, slippage, approvedBy, reason }) => [ref, slippage, approvedBy, reason]),
    ).toEqual([
      ['A 1', '3 months later', 'Robin Pryce', 'Why it is so.'],
      ['A 2', '5 months later', null, 'Waiting for a partner.'],
    ]);
  });

  it('of a completion without new evidence gives what the plan holds, and says whether it is confirmed', () => {
    const update = anUpdate('2026-11-11', '0001', { rating: blue, finished: true, evidence: '' });
    const { completed } = digestOf({
      actions: [anAction('0001', { status: 'complete', rating: blue, evidence: ['The guide', 'A log'] })],
      updates: new Map([['0001', update]]),
    });
    expect(completed).toMatchObject([{ evidence: 'The guide\nA log', confirmed: true }]);
  });
});
