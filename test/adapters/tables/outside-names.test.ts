import { describe, expect, it } from 'vitest';
import {
  cycleCodec,
  deliveryCodec,
  frozenCodec,
  historyCodec,
  updateCodec,
} from '../../../src/adapters/tables/row-codecs.ts';
import { aCycle, aDelivery, anAction, anUpdate } from '../../support/builders.ts';

const meeting = '2026-12-16';
const action = anAction('0001');
const update = anUpdate(meeting, '0001');

describe('a cycle’s id', () => {
  it('stands in a column called meeting, as it has from the first', () => {
    for (const columns of [
      cycleCodec.encode(aCycle(meeting)),
      updateCodec.encode(update),
      deliveryCodec.encode(aDelivery('sam', { cycleId: meeting })),
    ]) {
      expect(columns).toMatchObject({ meeting });
      expect(columns).not.toHaveProperty('cycleId');
    }
  });

  it('is called so inside another row’s JSON too, and read back from it', () => {
    const entry = {
      actionId: '0001',
      at: '2026-12-01T09:00:00Z',
      by: { userId: 'u', name: 'U' },
      action,
      update,
    };
    const history = historyCodec.encode(entry);
    expect(JSON.parse(String(history['parts'])).update).toMatchObject({ meeting });
    expect(String(history['parts'])).not.toContain('cycleId');
    expect(historyCodec.decode(history)).toEqual(entry);

    const row = { cycleId: meeting, snapshot: 's', part: { action, update } };
    const frozen = frozenCodec.encode(row);
    expect(frozen).toMatchObject({ meeting });
    expect(String(frozen['part'])).not.toContain('cycleId');
    expect(frozenCodec.decode(frozen)).toEqual(row);
  });
});
