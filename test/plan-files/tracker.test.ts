import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../src/domain/merge-import.ts';
import { readPlanGrid } from '../../src/plan-files/read-plan-file.ts';
import { trackerSheet } from '../../src/plan-files/tracker-cells.ts';
import { trackerGrid } from '../../src/plan-files/tracker-grid.ts';
import { generatedRegister } from './generated-grid.ts';

const facts = { today: '2026-11-21', nameOf: (id: string) => id };

describe('a register written as a tracker', () => {
  it('reads back to the same register, whatever document it came from', () => {
    fc.assert(
      fc.property(generatedRegister, ({ plan, actions }) => {
        const grid = trackerGrid(trackerSheet(plan, actions, facts));
        const read = readPlanGrid('export', grid, {
          columnMap: {},
          expand: [],
          knownRefs: actions.map(({ ref }) => ref),
        });
        expect(mergeImport(plan, actions, read).changes).toEqual([]);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    );
  }, 60_000);
});
