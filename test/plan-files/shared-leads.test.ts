import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../src/domain/import/merge-import.ts';
import { matchLeads } from '../../src/domain/leads/match-leads.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { aPlan } from '../support/builders.ts';
import { needsRealPlans, readRealPlan } from '../support/real-plans.ts';

const plan = 'hartlepool-action-plan-2016.docx';

describe('leads of a real plan', needsRealPlans(plan), () => {
  it('are told apart from organisations, and nobody is suggested out of nothing', async () => {
    const imported = await readPlanFile('plan.docx', readRealPlan(plan));
    const { added } = mergeImport(aPlan(), [], imported);
    const leads = matchLeads(added, { people: [], team: [], leadKey: imported.leadKey }, []);
    expect(leads.filter(({ kind }) => kind === 'organisation')).toHaveLength(2);
    expect(leads.filter(({ kind }) => kind === 'not-a-name')).toEqual([]);
    expect(leads.flatMap(({ suggestions }) => suggestions)).toEqual([]);
    expect(new Set(leads.flatMap(({ actions }) => actions)).size).toBeGreaterThan(30);
  });
});
