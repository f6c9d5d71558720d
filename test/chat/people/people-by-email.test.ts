import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPeopleFile } from '../../../src/plan-files/read-people-file.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { identifyMembers } from '../../../src/use-cases/people/identify-people.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { listPeople } from '../../../src/use-cases/people/list-people.ts';
import { aMember } from '../../support/builders.ts';
import { eventually } from '../../support/eventually.ts';
import type { FakeMember } from '../../support/fake-teams.ts';
import { cardText } from '../../support/read-card.ts';
import { importSmallPlan } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import type { TestPerson } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const planId = 'wexcombe-send';
const account = 'b1000000-0000-4000-8000-000000000001';
const other = 'b1000000-0000-4000-8000-000000000002';
const email = 'ana.holt@nhs.example';
const cli = { via: 'cli' } as const;

let world: TestWorld;
let ana: TestPerson;

const known = (over: Partial<FakeMember> = {}): FakeMember => ({
  id: `29:${account}`,
  name: 'Holt, Ana',
  aadObjectId: account,
  tenantId: testTenant,
  email,
  ...over,
});
async function importList(text: string) {
  const { people, nameless } = await readPeopleFile('people.csv', Buffer.from(text));
  return importPeople(world.app.services, cli, planId, { people, nameless });
}
const stored = async (id: string) =>
  (await world.app.services.store.listPeople(planId)).find(({ value }) => value.id === id)?.value;
const logged = async (what: string) =>
  (await world.app.services.store.listLog(planId, 100)).filter((entry) => entry.what === what);

beforeEach(async () => {
  world = await startWorld({ serving: true });
  await importSmallPlan(world.app.services, planId);
  ana = world.person({ name: 'Ana Holt', userId: account });
  world.teams.openConversation(ana.conversationId);
});
afterEach(() => world.close());

describe('somebody on the people list by e-mail who says hello', () => {
  beforeEach(async () => {
    await importList(`Name,E-mail,Role\nAna Holt,${email},lead\n`);
    await assignLeads(world.app.services, cli, {
      planId,
      selection: { by: 'ref', ref: '1A i' },
      leads: ['Ana Holt'],
      strategic: null,
    });
    await openCycle(world.app.services, cli, planId, { meeting: '2026-12-16' });
  });

  it('is welcomed to the plan and gets what waited for them, once', async () => {
    world.teams.setMember(ana.conversationId, known());
    expect(cardText(await ana.says('hello'))).toContain('Wexcombe SEND improvement plan');
    expect(await stored('ana-holt')).toMatchObject({ userId: account, accountFrom: 'email' });
    await world.app.runDueOnce();
    await eventually(() => expect(ana.prompts()).toHaveLength(1));
    await ana.says('hello');
    await world.app.runDueOnce();
    expect(ana.prompts()).toHaveLength(1);
    // Known now: Teams is not asked again.
    expect(world.teams.memberRequests(ana.conversationId)).toBe(1);
    expect(await logged('people-identified')).toMatchObject([
      { actor: { userId: 'system' }, detail: { found: 1, people: 'ana-holt' } },
    ]);
  });

  it('is found once by the two activities of one installation, and greeted with their plan', async () => {
    world.teams.setMember(
      ana.conversationId,
      known({ email: '', userPrincipalName: `ana.holt_nhs.example#EXT#@t.onmicrosoft.com` }),
    );
    await Promise.all([ana.installs(), ana.installs()]);
    expect(await logged('people-identified')).toHaveLength(1);
    expect(cardText(await ana.says('my actions'))).toContain('1A i');
  });

  it('is told that they are in no plan where Teams gives another address, and an address in the activity is not believed', async () => {
    world.teams.setMember(ana.conversationId, known({ email: 'ana@elsewhere.example' }));
    await ana.posts({
      type: 'message',
      text: 'my actions',
      from: { id: `29:${account}`, name: 'Ana Holt', aadObjectId: account, email, userPrincipalName: email },
    });
    expect(await stored('ana-holt')).toMatchObject({ userId: null });
    expect(cardText(await ana.says('my actions'))).toContain('not in a plan yet');
  });

  it('is nobody as a stranger of another tenant', async () => {
    world.teams.setMember(ana.conversationId, known({ tenantId: 'another-tenant' }));
    expect(cardText(await ana.says('my actions'))).toContain('not in a plan yet');
  });

  it('is answered when Teams fails, and found when they write again', async () => {
    world.teams.setMember(ana.conversationId, known());
    world.teams.fail(teamsFaults.internalError, { conversationId: ana.conversationId, times: 1 });
    expect(cardText(await ana.says('my actions'))).toContain('not in a plan yet');
    expect(cardText(await ana.says('my actions'))).toContain('1A i');
  });

  it('is found in a roster without a word, in the plans of the tenant alone', async () => {
    const member = aMember('Ana', { userId: account, email });
    const many = Array.from({ length: 8 }, (_, at) => aMember(`Member ${at}`));
    expect(await identifyMembers(world.app.services, 'another-tenant', [member, ...many])).toEqual([]);
    const [plan, ...rest] = await identifyMembers(world.app.services, testTenant, [member, ...many]);
    expect(rest).toEqual([]);
    expect(plan).toMatchObject({ plan: { id: planId }, found: [{ id: 'ana-holt', userId: account }] });
    const again = await identifyMembers(world.app.services, testTenant, [member]);
    expect(again).toMatchObject([{ found: [], known: [{ id: 'ana-holt' }] }]);
    const { people } = await listPeople(world.app.services, cli, planId);
    expect(people.find(({ id }) => id === 'ana-holt')).toMatchObject({ accountFrom: 'email' });
  });
});

describe('a people list by e-mail', () => {
  it('finds whom the bot has met before, as Teams tells them now', async () => {
    world.teams.setMember(ana.conversationId, known());
    expect(cardText(await ana.says('hello'))).not.toContain('Wexcombe SEND');
    expect((await importList(`Ana Holt <${email}>\n`)).found).toEqual(['Ana Holt']);
    expect(cardText(await ana.says('hello'))).toContain('Wexcombe SEND');
  });

  it('finds nobody whose address Teams has given to somebody else since', async () => {
    world.teams.setMember(ana.conversationId, known());
    await ana.says('hello');
    world.teams.setMember(ana.conversationId, known({ email: 'ana.reed@nhs.example' }));
    expect((await importList(`Ana Holt <${email}>\n`)).found).toEqual([]);
  });

  it('takes the name from Teams for an address alone, and leaves out one that Teams does not know', async () => {
    world.teams.setMember(ana.conversationId, known());
    await ana.says('hello');
    const report = await importList(`E-mail\n${email}\nnobody@nhs.example\n`);
    expect(report).toMatchObject({
      found: ['Holt, Ana'],
      unnamed: [{ code: 'row-without-name', row: 3, value: 'nobody@nhs.example' }],
    });
    expect((await importList(`E-mail\n${email}\n`)).changes).toEqual([]);
  });

  it('forgets who was found by an address that is put right, and looks for the right one', async () => {
    world.teams.setMember(ana.conversationId, known());
    await ana.says('hello');
    await importList(`Ana Holt <${email}>\n`);
    const right = world.person({ name: 'Ana Holt', userId: other });
    world.teams.openConversation(right.conversationId);
    world.teams.setMember(right.conversationId, {
      ...known({ email: 'a.holt@wexcombe.example' }),
      id: `29:${other}`,
      aadObjectId: other,
    });
    await right.says('hello');
    const report = await importList('Ana Holt <a.holt@wexcombe.example>\n');
    expect(report.changes).toEqual([{ name: 'Ana Holt', kind: 'changed' }]);
    expect(await stored('ana-holt')).toMatchObject({ userId: other, accountFrom: 'email' });
    expect(cardText(await ana.says('my actions'))).toContain('not in a plan yet');
  });
});
