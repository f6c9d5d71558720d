import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../src/domain/import/merge-import.ts';
import { matchLeads } from '../../src/domain/leads/match-leads.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { aPlan } from '../support/builders.ts';

const plan = new URL('../../../shared/plans/hartlepool-action-plan-2016.docx', import.meta.url);

describe.skipIf(!existsSync(plan))('leads of a real plan', () => {
  it('are told apart from organisations, and nobody is suggested out of nothing', async () => {
    const imported = await readPlanFile('plan.docx', readFileSync(plan));
    const { added } = mergeImport(aPlan(), [], imported);
    const leads = matchLeads(added, { people: [], team: [], leadKey: imported.leadKey }, []);
    expect(leads.filter(({ kind }) => kind === 'organisation')).toHaveLength(2);
    expect(leads.filter(({ kind }) => kind === 'not-a-name')).toEqual([]);
    expect(leads.flatMap(({ suggestions }) => suggestions)).toEqual([]);
    expect(new Set(leads.flatMap(({ actions }) => actions)).size).toBeGreaterThan(30);
  });
});
