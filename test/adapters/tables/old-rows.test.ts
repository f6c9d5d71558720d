import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../src/adapters/tables/columns.ts';
import { actionCodec, cycleCodec, planCodec, updateCodec } from '../../../src/adapters/tables/row-codecs.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { aCycle, anAction, anUpdate, aPlan } from '../../support/builders.ts';

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
      columns: [{ sheet: 'Plan', header: 'Ref', field: 'ref' }],
    });
    const old = without(planCodec.encode(told), ['columnMap', 'columns']);
    expect(planCodec.decode(old)).toEqual({ ...told, columnMap: {}, columns: [] });
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
});
