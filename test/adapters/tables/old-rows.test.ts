import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../src/adapters/tables/columns.ts';
import {
  actionCodec,
  cycleCodec,
  frozenCodec,
  historyCodec,
  personCodec,
  planCodec,
  updateCodec,
} from '../../../src/adapters/tables/row-codecs.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { withOutsideNames } from '../../../src/domain/cycle/outside-name.ts';
import { aCycle, anAction, anUpdate, aPerson, aPlan } from '../../support/builders.ts';

const sam = aPerson('sam-barron', { userId: null, initials: ['SB'], agency: 'Council' });

/** A row as it was written before these parts were kept. */
function without(columns: Columns, fields: readonly string[]): Columns {
  const parts: Record<string, unknown> = JSON.parse(String(columns['parts']));
  return {
    ...columns,
    parts: JSON.stringify(
      Object.fromEntries(Object.entries(parts).filter(([name]) => !fields.includes(name))),
    ),
  };
}

describe('a row from before a field was kept', () => {
  it('reads as a plan that nothing was said of', () => {
    const told = aPlan({
      columnMap: { Steer: 'strategic' },
      readingAnswers: { 'date-order:Due': 'day-first' },
      columns: [{ sheet: 'Plan', header: 'Ref', field: 'ref' }],
    });
    const old = without(planCodec.encode(told), ['columnMap', 'readingAnswers', 'columns']);
    expect(planCodec.decode(old)).toEqual({ ...told, columnMap: {}, readingAnswers: {}, columns: [] });
    expect(planCodec.decode(planCodec.encode(told))).toEqual(told);
  });

  it('reads as an action with the defaults of what it lacks', () => {
    const plain = anAction('0001');
    const added = ['refMadeUp', 'contributors', 'start', 'links', 'others', 'closedReason', 'supersededBy'];
    expect(actionCodec.decode(without(actionCodec.encode(plain), added))).toEqual(plain);
  });

  it('reads as a plan with the standard rules, and with those it lacks', () => {
    const told = aPlan({ schedule: { ...standardRules, dueDays: 7 } });
    expect(planCodec.decode(without(planCodec.encode(told), ['schedule'])).schedule).toEqual(standardRules);
    const columns = planCodec.encode(told);
    const parts = JSON.parse(String(columns['parts']));
    const older = { ...columns, parts: JSON.stringify({ ...parts, schedule: { dueDays: 7 } }) };
    expect(planCodec.decode(older).schedule).toEqual(told.schedule);
  });

  it('reads as a cycle that nobody but the PM freezes', () => {
    const { boardDate: _, parts: __, ...old } = cycleCodec.encode(aCycle('2026-12-16'));
    expect(cycleCodec.decode(old)).toEqual(aCycle('2026-12-16'));
  });

  it('reads as a snapshot that keeps nothing of the plan’s row', () => {
    const row = { cycleId: '2026-12-16', snapshot: 's', part: { people: [sam], plan: null } };
    const encoded = frozenCodec.encode(row);
    const { plan: _, ...part } = JSON.parse(String(encoded['part']));
    expect(frozenCodec.decode({ ...encoded, part: JSON.stringify(part) })).toEqual(row);
  });

  it('reads as a reply in time and of one’s own', () => {
    const { late: _, ...old } = updateCodec.encode(anUpdate('2026-12-16', '0001'));
    expect(updateCodec.decode(old)).toEqual(anUpdate('2026-12-16', '0001'));
  });

  it('reads steps without leads as steps whose action’s leads are meant', () => {
    const columns = actionCodec.encode(anAction('0001'));
    const parts = JSON.parse(String(columns['parts']));
    const old = {
      ...columns,
      parts: JSON.stringify({ ...parts, steps: [{ text: 'Open it', timescale: null }] }),
    };
    expect(actionCodec.decode(old).steps).toEqual([{ text: 'Open it', timescale: null, leads: [] }]);
  });

  it('reads in the history like a row of its own', () => {
    const { late: _, onBehalfOf: __, ...update } = anUpdate('2026-12-16', '0001');
    const { refMadeUp: ___, ...action } = anAction('0001');
    const columns = { actionId: '0001', at: '2026-11-21T10:00:00Z', byId: 'system', byName: 'Test' };
    const old = { ...columns, parts: JSON.stringify({ action, update }, withOutsideNames) };
    expect(historyCodec.decode(old)).toMatchObject({
      action: anAction('0001'),
      update: anUpdate('2026-12-16', '0001'),
    });
  });

  it('reads as a person whose account was given, or is not known', () => {
    const parts = JSON.stringify({ initials: ['SB'], aliases: [], roles: ['lead'] });
    const columns = { id: 'sam-barron', name: 'Sam Barron', email: '', agency: 'Council', parts };
    expect(personCodec.decode(columns)).toEqual(sam);
    const given = {
      ...sam,
      userId: 'u1',
      accountFrom: 'given',
    };
    expect(personCodec.decode({ ...columns, userId: 'u1' })).toEqual(given);
  });
});

describe('a row as it is stored', () => {
  it('has a column for each fact an operator looks for, and null is none', () => {
    expect(
      personCodec.encode({
        ...sam,
        userId: 'u1',
        accountFrom: 'email',
      }),
    ).toEqual({
      id: 'sam-barron',
      name: 'Sam Barron',
      email: '',
      agency: 'Council',
      userId: 'u1',
      accountFrom: 'email',
      parts: '{"initials":["SB"],"aliases":[],"roles":["lead"]}',
    });
    expect(Object.keys(updateCodec.encode(anUpdate('2026-12-16', '0001'))).sort()).toEqual(
      [
        ...['meeting', 'actionId', 'version', 'kind', 'ratingLabel', 'ratingLevel', 'narrative', 'reason'],
        ...['recoveryStep', 'evidence', 'finished', 'authorId', 'authorName', 'late', 'at', 'parts'],
      ].sort(),
    );
    expect(Object.keys(cycleCodec.encode(aCycle('2026-12-16'))).sort()).toEqual(
      [...['meeting', 'boardDate', 'state', 'due', 'publishBy', 'openedAt', 'openedBy', 'parts']].sort(),
    );
  });
});
