import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedAction, ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import { type MergedImport, mergeImport } from '../../../src/domain/import/merge-import.ts';
import type { Action } from '../../../src/domain/plan/action.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { applyUpdate } from '../../../src/domain/reply/reply.ts';
import { unrated } from '../../../src/domain/shared/rating.ts';
import { noTimescale } from '../../../src/domain/shared/timescale.ts';
import {
  amber,
  anImport,
  anImportedAction,
  anUpdate,
  anyDay,
  anyRating,
  aPlan,
  aRevision,
  blue,
  dayScale,
  green,
  notDue,
  point,
  red,
} from '../../support/builders.ts';

interface Held {
  readonly plan: Plan;
  readonly actions: readonly Action[];
}

const nothing: Held = { plan: aPlan(), actions: [] };

/** What the plan holds once a merge is written. */
function written({ plan, actions }: Held, merged: MergedImport): Held {
  const after = new Map(merged.changed.map((change) => [change.before.id, change.after]));
  return {
    plan: { ...plan, nextActionNumber: merged.nextActionNumber },
    actions: [...actions.map((action) => after.get(action.id) ?? action), ...merged.added],
  };
}

const imported = (held: Held, document: ImportedPlan) => mergeImport(held.plan, held.actions, document);
const afterImport = (held: Held, document: ImportedPlan) => written(held, imported(held, document));

const holding = (...actions: ImportedAction[]) => afterImport(nothing, anImport(actions));
const replied = (held: Held): Held => ({
  ...held,
  actions: held.actions.map((action) =>
    applyUpdate(action, anUpdate('2026-10-14', action.id, { rating: red, narrative: 'Said by its lead.' })),
  ),
});

const anyImportedAction = fc
  .record({
    ref: fc.constantFrom('1A', '1B i', '1B ii', '2 vi', '3', 'C-4'),
    title: fc.constantFrom('Hold a workshop', 'Write a strategy'),
    theme: fc.constantFrom(null, 'Health', 'Education'),
    narrative: fc.constantFrom('', 'Begun.', 'Stalled.'),
    rating: anyRating,
    status: fc.constantFrom(
      'not-started' as const,
      'in-progress' as const,
      'complete' as const,
      'superseded' as const,
    ),
    timescale: anyDay.map(dayScale),
  })
  .map(({ ref, ...over }) => anImportedAction(ref, over));
const anyDocument = fc
  .uniqueArray(anyImportedAction, { selector: ({ ref }) => ref, maxLength: 6 })
  .map((actions) => anImport(actions));

describe('mergeImport over generated documents', () => {
  it('changes nothing for the same document a second time', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 2 }), anyDocument, (earlier, document) => {
        const held = afterImport(earlier.reduce(afterImport, nothing), document);
        const again = imported(held, document);
        expect([again.added, again.changed, again.nextActionNumber]).toEqual([
          [],
          [],
          held.plan.nextActionNumber,
        ]);
      }),
    );
  });

  it('changes nothing for the same document once leads have replied', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const held = replied(afterImport(nothing, document));
        const again = imported(held, document);
        expect([again.added, again.changed]).toEqual([[], []]);
      }),
    );
  });

  it('gives every action an id of its own for good, and loses none', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 4 }), (documents) => {
        let held = nothing;
        for (const document of documents) {
          const before = held;
          held = afterImport(before, document);
          const ids = held.actions.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.slice(0, before.actions.length)).toEqual(before.actions.map(({ id }) => id));
          expect(held.actions.map(({ ref }) => ref)).toEqual(
            expect.arrayContaining(document.actions.map(({ ref }) => ref)),
          );
          expect(ids.every((id) => Number(id) < held.plan.nextActionNumber)).toBe(true);
        }
      }),
    );
  });

  it('keeps every original timescale through any number of documents', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyDocument, { maxLength: 3 }), (first, later) => {
        const before = afterImport(nothing, first).actions;
        const after = later.reduce(afterImport, afterImport(nothing, first)).actions;
        for (const action of before) {
          expect(after.find(({ id }) => id === action.id)?.originalTimescale).toEqual(
            action.originalTimescale,
          );
        }
      }),
    );
  });

  it('never touches what a lead has said', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyDocument, { maxLength: 3 }), (first, later) => {
        const before = replied(afterImport(nothing, first));
        const after = later.reduce(afterImport, before).actions;
        for (const { id, rating, narrative, ratingHistory, lastReply } of before.actions) {
          expect(after.find((action) => action.id === id)).toMatchObject({
            rating,
            narrative,
            ratingHistory,
            lastReply,
          });
        }
      }),
    );
  });

  it('tells each difference: an action of one side only, and the facts that changed', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (first, second) => {
        const held = afterImport(nothing, first);
        const { changes, added, changed, warnings } = imported(held, second);
        const refs = (document: ImportedPlan) => document.actions.map(({ ref }) => ref);
        const of = (kind: string) => changes.filter((change) => change.kind === kind).map(({ ref }) => ref);
        expect(of('added')).toEqual(refs(second).filter((ref) => !refs(first).includes(ref)));
        expect(added.map(({ ref }) => ref)).toEqual(of('added'));
        const isOpen = ({ ref }: Action) =>
          held.actions.some((one) => one.ref === ref && !['complete', 'superseded'].includes(one.status));
        expect(of('gone').sort()).toEqual(
          held.actions
            .filter((action) => isOpen(action) && !refs(second).includes(action.ref))
            .map(({ ref }) => ref)
            .sort(),
        );
        expect(warnings.filter(({ code }) => code === 'action-gone').map(({ value }) => value)).toEqual(
          of('gone'),
        );
        expect([...of('changed'), ...of('gone')]).toEqual(changed.map(({ after }) => after.ref));
        expect(
          changes.filter(({ kind }) => kind === 'changed').every(({ fields }) => fields.length > 0),
        ).toBe(true);
      }),
    );
  });
});

describe('mergeImport', () => {
  it('makes a new action of a row, rated as of the document’s day', () => {
    const { added, nextActionNumber } = imported(
      nothing,
      anImport([anImportedAction('1A')], { positionDate: '2026-08-15' }),
    );
    expect(nextActionNumber).toBe(2);
    expect(added).toMatchObject([
      {
        id: '0001',
        ref: '1A',
        responsible: [],
        strategic: [],
        responsibleLeads: ['SB'],
        originalTimescale: dayScale('2026-12-01'),
        revisedTimescale: null,
        rating: amber,
        lastReply: null,
        completionProposed: false,
        ratingHistory: [point(null, amber, '2026-08-15T00:00:00Z')],
      },
    ]);
  });

  it('finds an action by what its ref means, however it is spelt', () => {
    const { added, changed } = imported(
      holding(anImportedAction('1B ii')),
      anImport([anImportedAction('1bII.')]),
    );
    expect(added).toEqual([]);
    expect(changed).toMatchObject([{ before: { ref: '1B ii' }, after: { ref: '1bII.', id: '0001' } }]);
  });

  it('numbers past actions that a broken-off import has left behind', () => {
    const left = holding(anImportedAction('1A'), anImportedAction('1B'));
    const broken: Held = { plan: aPlan({ nextActionNumber: 1 }), actions: left.actions };
    const { added, nextActionNumber } = imported(broken, anImport([anImportedAction('1C')]));
    expect([added[0]?.id, nextActionNumber]).toEqual(['0003', 4]);
  });

  it('corrects the document’s facts and names them', () => {
    const newer = anImportedAction('1A', { title: 'New title', theme: null, evidence: ['Minutes of June'] });
    const { changed, changes } = imported(holding(anImportedAction('1A')), anImport([newer]));
    expect(changed[0]?.after).toMatchObject({
      title: 'New title',
      theme: null,
      evidence: ['Minutes of June'],
    });
    expect(changes.map(({ fields }) => [...fields].sort())).toEqual([['evidence', 'theme', 'title']]);
  });

  it('corrects them after a reply too, but keeps the reply', () => {
    const newer = anImportedAction('1A', {
      title: 'New title',
      evidence: ['Minutes'],
      rating: green,
      narrative: 'Fine.',
    });
    const { changed } = imported(replied(holding(anImportedAction('1A'))), anImport([newer]));
    expect(changed[0]?.after).toMatchObject({
      title: 'New title',
      evidence: ['Minutes'],
      rating: red,
      narrative: 'Said by its lead.',
    });
  });

  it('keeps confirmed leads', () => {
    const held = holding(anImportedAction('1A'));
    const led = {
      ...held,
      actions: held.actions.map((action) => ({ ...action, responsible: ['sam-barron'] })),
    };
    const { changed } = imported(led, anImport([anImportedAction('1A', { responsibleLeads: ['KH'] })]));
    expect(changed[0]?.after).toMatchObject({ responsible: ['sam-barron'], responsibleLeads: ['KH'] });
  });

  it('takes the rating of a newer document until somebody replies, as of that document’s day', () => {
    const newer = anImport([anImportedAction('1A', { rating: red, narrative: 'Worse.' })], {
      positionDate: '2026-09-20',
    });
    const { changed } = imported(holding(anImportedAction('1A')), newer);
    expect(changed[0]?.after).toMatchObject({
      rating: red,
      narrative: 'Worse.',
      ratingHistory: [point(null, red, '2026-09-20T00:00:00Z')],
    });
  });

  it('does not let a copy that has lost its comments erase them', () => {
    const poorer = anImportedAction('1A', { narrative: '', rating: unrated });
    expect(imported(holding(anImportedAction('1A')), anImport([poorer])).changed).toEqual([]);
  });

  it('keeps the links of a copy that had them, and takes those of one that has others', () => {
    const link = (url: string) => ({ text: 'Minutes', url });
    const linked = (...urls: string[]) => anImportedAction('1A', { links: urls.map(link) });
    const held = holding(linked('https://example.org/june'));
    expect(imported(held, anImport([linked()])).changed).toEqual([]);
    expect(imported(held, anImport([linked('https://example.org/july')])).changed).toMatchObject([
      { after: { links: [link('https://example.org/july')] } },
    ]);
  });

  it('takes a label of the key that stands for no colour as a rating like any other', () => {
    const { changed } = imported(
      holding(anImportedAction('1A')),
      anImport([anImportedAction('1A', { rating: notDue })]),
    );
    expect(changed[0]?.after.rating).toEqual(notDue);
  });

  it.each(['superseded', 'withdrawn', 'merged'] as const)(
    'closes an action the document calls %s, replied to or not',
    (status) => {
      const document = anImport([anImportedAction('1A', { status })]);
      const held = holding(anImportedAction('1A'));
      expect(imported(held, document).changed).toMatchObject([{ after: { status } }]);
      expect(imported(replied(held), document).changed).toMatchObject([{ after: { status, rating: red } }]);
    },
  );

  it('leaves it to people whether an action that has replies is complete or begun', () => {
    const held = replied(holding(anImportedAction('1A')));
    for (const status of ['not-started', 'complete'] as const) {
      expect(imported(held, anImport([anImportedAction('1A', { status, rating: blue })])).changed).toEqual(
        [],
      );
    }
  });

  it('keeps the original timescale and says so', () => {
    const moved = anImportedAction('1A', { timescale: dayScale('2027-06-30') });
    const { changed, warnings } = imported(holding(anImportedAction('1A')), anImport([moved]));
    expect(changed).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'timescale-differs', sheet: 'Plan', row: 7, value: '2027-06-30' },
    ]);
    expect(warnings[0]?.message).toContain('2026-12-01');
  });

  it('takes a timescale that was not set before as the original one', () => {
    const held = holding(anImportedAction('1A', { timescale: noTimescale }));
    const { changed, changes, warnings } = imported(held, anImport([anImportedAction('1A')]));
    expect(changed[0]?.after.originalTimescale).toEqual(dayScale('2026-12-01'));
    expect(changes).toEqual([
      {
        ref: '1A',
        kind: 'changed',
        fields: ['originalTimescale'],
        differences: [{ field: 'originalTimescale', from: '', to: '2026-12-01' }],
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it('does not erase an original timescale the document no longer gives', () => {
    const { changed, warnings } = imported(
      holding(anImportedAction('1A')),
      anImport([anImportedAction('1A', { timescale: noTimescale })]),
    );
    expect(changed).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'timescale-differs' }]);
  });

  it('closes what is gone from the document with a reason, keeps what it holds, and opens it when it is back', () => {
    const first = anImport([anImportedAction('1A'), anImportedAction('1B')]);
    const held = replied(afterImport(nothing, first));
    const without = anImport([anImportedAction('1B')], { source: 'later.csv' });
    const { changed, changes, warnings } = imported(held, without);
    expect(changes).toEqual([{ ref: '1A', kind: 'gone', fields: [], differences: [] }]);
    expect(changed).toMatchObject([
      {
        after: { status: 'withdrawn', narrative: 'Said by its lead.', lastReply: { meeting: '2026-10-14' } },
      },
    ]);
    expect(changed[0]?.after.closedReason).toContain('later.csv');
    expect(warnings).toMatchObject([{ code: 'action-gone', value: '1A' }]);

    const closed = written(held, imported(held, without));
    expect(imported(closed, without).changes).toEqual([]);
    const back = imported(closed, first);
    expect(back.changes.map(({ ref, kind }) => [ref, kind])).toEqual([['1A', 'back']]);
    expect(back.changed[0]?.after).toMatchObject({ status: 'in-progress', closedReason: null, rating: red });
  });

  it('leaves a complete action that is gone from the document complete', () => {
    const held = holding(anImportedAction('1A', { status: 'complete' }), anImportedAction('1B'));
    expect(imported(held, anImport([anImportedAction('1B')])).changes).toEqual([]);
  });

  it('keeps why a document closes an action, until it opens it again', () => {
    const closedReason = 'The whole row is struck through in the document.';
    const withdrawn = anImportedAction('1A', { status: 'withdrawn', closedReason });
    const [added] = imported(nothing, anImport([withdrawn])).added;
    expect(added).toMatchObject({ status: 'withdrawn', closedReason });
    const [closed] = imported(holding(anImportedAction('1A')), anImport([withdrawn])).changed;
    expect(closed?.after).toMatchObject({ status: 'withdrawn', closedReason });
    const [opened] = imported(holding(withdrawn), anImport([anImportedAction('1A')])).changed;
    expect(opened?.after).toMatchObject({ status: 'in-progress', closedReason: null });
    expect(imported(holding(withdrawn), anImport([withdrawn])).changed).toEqual([]);
  });

  it('does not open again what the document itself had withdrawn', () => {
    const held = holding(anImportedAction('1A', { status: 'withdrawn' }));
    const { changed } = imported(held, anImport([anImportedAction('1A', { status: 'withdrawn' })]));
    expect(changed).toEqual([]);
  });

  it('takes two ways of writing one date for no difference', () => {
    const month = (text: string) => ({ text, kind: 'month' as const, date: '2026-12-31' });
    const of = (text: string) =>
      anImportedAction('1A', { timescale: month(text), start: month(text), steps: [] });
    expect(imported(holding(of('Dec-26')), anImport([of('Dec 26')]))).toMatchObject({
      changes: [],
      warnings: [],
    });
  });

  it('does not take a column the document lacks for blank cells', () => {
    const column = (field: 'ref' | 'action' | 'theme') => ({
      sheet: 'Plan',
      header: field,
      field,
      score: 1,
      why: '',
    });
    const poorer = anImport([anImportedAction('1A', { theme: null, outcomes: [] })], {
      columns: [column('ref'), column('action'), column('theme')],
    });
    expect(imported(holding(anImportedAction('1A')), poorer).changes).toMatchObject([{ fields: ['theme'] }]);
  });

  describe('with a revised timescale in the document', () => {
    const revised = (text: string) => anImportedAction('1A', { revisedTimescale: dayScale(text) });

    it('takes it as approved, corrects it, and leaves it where a later document has none', () => {
      const held = holding(revised('2027-01-31'));
      expect(held.actions[0]?.revisedTimescale).toMatchObject({ timescale: dayScale('2027-01-31') });
      expect(held.actions[0]?.revisedTimescale?.approved).not.toBeNull();
      expect(imported(held, anImport([revised('2027-02-28')])).changes).toMatchObject([
        { differences: [{ field: 'revisedTimescale', from: '2027-01-31', to: '2027-02-28' }] },
      ]);
      expect(imported(held, anImport([anImportedAction('1A')])).changes).toEqual([]);
    });

    it('does not replace what a lead has asked for, and says so', () => {
      const held = holding(anImportedAction('1A'));
      const asked = {
        ...held,
        actions: held.actions.map((action) => ({ ...action, revisedTimescale: aRevision('2027-03-31') })),
      };
      const { changed, warnings } = imported(asked, anImport([revised('2027-02-28')]));
      expect([changed, warnings.map(({ code }) => code)]).toEqual([[], ['revised-differs']]);
    });
  });

  describe('without refs in the document', () => {
    const unnumbered = (...titles: string[]) =>
      anImport(
        titles.map((title, at) =>
          anImportedAction(String(at + 1), { title, refMadeUp: true, priority: 'Health' }),
        ),
      );
    const before = ['Write the joint strategy for autism', 'Hold a workshop', 'Publish waiting times'];
    const held = afterImport(nothing, unnumbered(...before));
    const refsOf = ({ actions }: Held) => actions.map(({ title, ref }) => [title, ref]);

    it('renumbers nothing when a row is put in', () => {
      const inserted = unnumbered('Appoint a lead', ...before);
      expect(imported(held, inserted).changes.map(({ ref, kind }) => [ref, kind])).toEqual([['4', 'added']]);
      expect(refsOf(afterImport(held, inserted)).slice(0, 3)).toEqual(refsOf(held));
    });

    it('finds an action whose words were changed a little', () => {
      const reworded = unnumbered(
        'Hold a workshop',
        'Write the joint strategy for autism and ADHD',
        'Publish waiting times',
      );
      expect(imported(held, reworded).changes).toMatchObject([
        { ref: '1', kind: 'changed', fields: ['title'] },
      ]);
    });

    it('takes the ref a later document gives', () => {
      const named = anImport([anImportedAction('2B ii', { title: 'Hold a workshop', priority: 'Health' })]);
      const after = afterImport(held, named);
      expect(after.actions[1]).toMatchObject({ id: '0002', ref: '2B ii', refMadeUp: false });
    });

    it('keeps actions with the same words in two sections apart', () => {
      const twice = anImport(
        ['Health', 'Education'].map((priority, at) =>
          anImportedAction(`${at + 1}.1`, { title: 'Audit the pathway', priority, refMadeUp: true }),
        ),
      );
      const one = afterImport(nothing, twice);
      const turned = { ...twice, actions: [...twice.actions].reverse() };
      expect(imported(one, turned).changes).toEqual([]);
    });
  });

  it('does not take values read back in another order of keys for changes', () => {
    const turned = <T>(value: T): T => {
      if (Array.isArray(value)) return value.map(turned) as T;
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, turned(inner)]),
      ) as T;
    };
    const held = holding(anImportedAction('1A'));
    const readBack = { ...held, actions: held.actions.map(turned) };
    const { changed, warnings } = imported(readBack, anImport([anImportedAction('1A')]));
    expect([changed, warnings]).toEqual([[], []]);
  });
});
