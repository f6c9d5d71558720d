import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../src/adapters/tables/columns.ts';
import { actionCodec, planCodec } from '../../../src/adapters/tables/row-codecs.ts';
import { aPlan } from '../../domain/builders.ts';
import { anAction } from './rows.ts';

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
    const plain = anAction();
    const added = ['refMadeUp', 'contributors', 'start', 'links', 'others', 'closedReason', 'supersededBy'];
    expect(actionCodec.decode(without(actionCodec.encode(plain), added))).toEqual(plain);
  });

  it('reads steps without leads as steps whose action’s leads are meant', () => {
    const columns = actionCodec.encode(anAction());
    const parts = JSON.parse(String(columns['parts']));
    const old = {
      ...columns,
      parts: JSON.stringify({ ...parts, steps: [{ text: 'Open it', timescale: null }] }),
    };
    expect(actionCodec.decode(old).steps).toEqual([{ text: 'Open it', timescale: null, leads: [] }]);
  });
});
