import { readPeopleFile } from '../../src/plan-files/read-people-file.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import type { Services } from '../../src/ports.ts';
import { importPlan } from '../../src/use-cases/import/import-plan.ts';
import { assignLeads } from '../../src/use-cases/leads/assign-leads.ts';
import { importPeople } from '../../src/use-cases/people/import-people.ts';
import { testTenant } from './test-world.ts';

/** Everybody in the small plan by first name, and one person who is in none. */
export const smallPeople = {
  morgan: { name: 'Morgan Vale', userId: 'a1000000-0000-4000-8000-000000000001' },
  chris: { name: 'Chris Aldous', userId: 'a1000000-0000-4000-8000-000000000002' },
  sam: { name: 'Sam Barron', userId: 'a1000000-0000-4000-8000-000000000003' },
  lee: { name: 'Lee Fenn', userId: 'a1000000-0000-4000-8000-000000000004' },
  jo: { name: 'Jo Pike', userId: 'a1000000-0000-4000-8000-000000000005' },
  kit: { name: 'Kit Rowe', userId: 'a1000000-0000-4000-8000-000000000006' },
  stranger: { name: 'Alex Nobody', userId: 'a1000000-0000-4000-8000-00000000000f' },
} as const;

const roles = {
  morgan: 'Wexcombe Council,PM',
  chris: 'Wexcombe Council,chair',
  sam: 'Wexcombe Council,lead',
  lee: 'NHS Wexcombe ICB,lead',
  jo: 'Wexcombe Council,lead',
  kit: 'Wexcombe Parent Carer Forum,member',
} as const;

/** Action ids are given in this order from `0001`. Sam leads the first two with Jo accountable, Lee the third, nobody the last. */
export const smallTracker = [
  'Wexcombe SEND improvement plan',
  'Wexcombe SEND Board',
  'Position at 1 October 2026',
  '',
  'Ref,Theme,Action,Timescale,Progress,RAG',
  '1A i,Joint commissioning,Agree one therapy specification,September 2026,Draft with legal.,Red',
  '1A ii,Joint commissioning,Publish therapy waiting times,December 2026,Two services publish.,Amber',
  '2B i,Timely plans,Clear the backlog of annual reviews,March 2027,On course.,Green',
  '2B ii,Timely plans,Train every case officer,June 2027,,',
  '',
].join('\r\n');

export const smallPeopleFile = [
  'Name,Entra object id,Agency,Role',
  ...Object.entries(roles).map(([key, role]) => {
    const { name, userId } = smallPeople[key as keyof typeof roles];
    return `${name},${userId},${role}`;
  }),
  '',
].join('\r\n');

export interface PlanFiles {
  readonly planId: string;
  readonly tenantId?: string;
  readonly tracker: string;
  readonly people: string;
}

/** Imports a plan and its people as the command line does. */
export async function importFiles(
  services: Services,
  { planId, tenantId = testTenant, tracker, people }: PlanFiles,
): Promise<void> {
  const operator = { via: 'cli' } as const;
  const imported = await readPlanFile('tracker.csv', Buffer.from(tracker));
  await importPlan(services, operator, { planId, tenantId, name: null, imported, dryRun: false });
  const read = await readPeopleFile('people.csv', Buffer.from(people));
  await importPeople(services, operator, planId, { people: read.people });
}

/** The small plan with its leads confirmed: two for Sam, one for Lee, one without a lead. */
export async function importSmallPlan(
  services: Services,
  planId = 'wexcombe-send',
  tenantId = testTenant,
): Promise<void> {
  await importFiles(services, { planId, tenantId, tracker: smallTracker, people: smallPeopleFile });
  const operator = { via: 'cli' } as const;
  const strategic = [smallPeople.jo.name];
  const sams = { by: 'theme', text: 'Joint commissioning' } as const;
  await assignLeads(services, operator, {
    planId,
    selection: sams,
    leads: [smallPeople.sam.name],
    strategic,
  });
  const lees = { by: 'ref', ref: '2B i' } as const;
  await assignLeads(services, operator, {
    planId,
    selection: lees,
    leads: [smallPeople.lee.name],
    strategic: null,
  });
}
