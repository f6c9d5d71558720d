import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../../src/domain/import/merge-import.ts';
import {
  type LeadMatch,
  matchesById,
  withConfirmedLeads,
  withConfirmedLeadsOf,
} from '../../../src/domain/leads/lead-match.ts';
import { leadTextId } from '../../../src/domain/leads/lead-text.ts';
import { anAction, anImport, anImportedAction, aPlan } from '../../support/builders.ts';

const decided = (
  text: string,
  people: readonly string[] = [],
  decision: LeadMatch['decision'] = 'people',
): LeadMatch => ({
  id: leadTextId(text),
  text,
  decision,
  people,
  at: '2026-10-01T09:00:00Z',
  by: 'Robin Pryce',
});
const matches = matchesById([
  decided('SB', ['sam-barron']),
  decided('Ruth K', ['ruth-kemp', 'lee-fenn']),
  decided('CCG', [], 'organisation'),
]);
const leads = (over: Parameters<typeof anAction>[1]) => {
  const { responsible, strategic } = withConfirmedLeads(
    anAction('0001', { responsible: [], ...over }),
    matches,
  );
  return { responsible, strategic };
};

describe('withConfirmedLeads', () => {
  it('gives an action the people its texts are confirmed to mean, in its own order', () => {
    expect(leads({ responsibleLeads: ['Ruth K.', 's.b.'], strategicLeads: ['SB', 'CCG'] })).toEqual({
      responsible: ['ruth-kemp', 'lee-fenn', 'sam-barron'],
      strategic: ['sam-barron'],
    });
  });

  it('counts the leads of its steps as responsible, after its own', () => {
    const steps = [{ text: 'Do', timescale: null, leads: ['SB'] }];
    expect(leads({ responsibleLeads: ['Ruth K'], steps }).responsible).toEqual([
      'ruth-kemp',
      'lee-fenn',
      'sam-barron',
    ]);
  });

  it('leaves an action alone whose texts nobody has decided on', () => {
    const action = anAction('0001', { responsible: ['old-lead'], responsibleLeads: ['Somebody new'] });
    expect(withConfirmedLeads(action, matches)).toBe(action);
  });

  it('takes a lead away once the text is known to name no person', () => {
    expect(leads({ responsible: ['sam-barron'], responsibleLeads: ['CCG'] }).responsible).toEqual([]);
  });

  it('never touches what the PM assigned, each role by itself', () => {
    const over = {
      responsible: ['tom'],
      responsibleLeads: ['SB'],
      strategic: ['ann'],
      strategicLeads: ['SB'],
    };
    expect(leads({ ...over, assignedLeads: ['responsible'] })).toEqual({
      responsible: ['tom'],
      strategic: ['sam-barron'],
    });
    expect(leads({ ...over, assignedLeads: ['responsible', 'strategic'] })).toEqual({
      responsible: ['tom'],
      strategic: ['ann'],
    });
  });

  it('is settled after one go', () => {
    const text = fc.constantFrom('SB', 'Ruth K', 'CCG', 'TBC', 'Somebody');
    fc.assert(
      fc.property(
        fc.array(text),
        fc.array(text),
        fc.array(fc.constantFrom('a', 'b')),
        (own, others, before) => {
          const action = anAction('0001', {
            responsible: before,
            responsibleLeads: own,
            strategicLeads: others,
          });
          const once = withConfirmedLeads(action, matches);
          expect(withConfirmedLeads(once, matches)).toBe(once);
        },
      ),
    );
  });
});

describe('confirmed matches and a newer document', () => {
  const plan = aPlan({ nextActionNumber: 3 });
  const known = [
    anAction('0001', { ref: 'A1', responsible: ['sam-barron'], responsibleLeads: ['SB'] }),
    anAction('0002', {
      ref: 'A2',
      responsible: ['tom'],
      responsibleLeads: ['SB'],
      assignedLeads: ['responsible'],
    }),
  ];
  const importOf = (texts: Record<string, string>) =>
    withConfirmedLeadsOf(
      mergeImport(
        plan,
        known,
        anImport(
          Object.entries(texts).map(([ref, text]) => anImportedAction(ref, { responsibleLeads: [text] })),
        ),
      ),
      [...matches.values()],
    );
  const leadsAfter = (texts: Record<string, string>, ref: string) => {
    const { added, changed } = importOf(texts);
    return [...added, ...changed.map((one) => one.after)].find((action) => action.ref === ref)?.responsible;
  };

  it('gives a new action with a confirmed text its leads', () => {
    expect(leadsAfter({ A1: 'SB', A2: 'SB', A3: 'SB' }, 'A3')).toEqual(['sam-barron']);
    expect(leadsAfter({ A1: 'SB', A2: 'SB', A3: 'Nobody we know' }, 'A3')).toEqual([]);
  });

  it('follows a changed text, keeps the lead while the new one is undecided, and keeps what was assigned', () => {
    expect(leadsAfter({ A1: 'Ruth K', A2: 'SB' }, 'A1')).toEqual(['ruth-kemp', 'lee-fenn']);
    expect(leadsAfter({ A1: 'S Barron', A2: 'SB' }, 'A1')).toEqual(['sam-barron']);
    expect(leadsAfter({ A1: 'SB', A2: 'Ruth K' }, 'A2')).toEqual(['tom']);
  });

  it('never loses a confirmed lead, whatever else the document changes', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (title, outcomes) => {
        const imported = anImport([anImportedAction('A1', { title, outcomes, responsibleLeads: ['SB'] })]);
        const merged = withConfirmedLeadsOf(mergeImport(plan, known, imported), [...matches.values()]);
        for (const { before, after: action } of merged.changed)
          expect(action.responsible).toEqual(before.responsible);
      }),
    );
  });
});
