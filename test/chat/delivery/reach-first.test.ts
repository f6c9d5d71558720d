import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { eventually } from '../../support/eventually.ts';
import type { FakeMember } from '../../support/fake-teams.ts';
import { cardText } from '../../support/read-card.ts';
import { importSmallPlan, smallPeople } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import type { TestPerson } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const planId = 'wexcombe-send';
const meeting = '2026-12-16';
const teamId = '19:board@thread.tacv2';

let world: TestWorld;
let pm: TestPerson;
let sam: TestPerson;
let lee: TestPerson;

const memberOf = ({ name, userId }: { name: string; userId: string }, email = ''): FakeMember => ({
  id: `29:${userId}`,
  name,
  aadObjectId: userId,
  email,
});
const leeId = `29:${smallPeople.lee.userId}`;

/** What Teams posts when somebody, the bot among them, is added to the team by the PM. */
const added = (...members: readonly { readonly id: string; readonly aadObjectId?: string }[]) =>
  pm.posts({
    type: 'conversationUpdate',
    membersAdded: members,
    conversation: { id: teamId, conversationType: 'channel', isGroup: true, tenantId: testTenant },
    channelData: { team: { id: teamId }, tenant: { id: testTenant }, eventType: 'teamMemberAdded' },
  });
const addBot = () => added({ id: '28:board-actions' });
const withMembers = (...members: readonly FakeMember[]) =>
  world.teams.addTeam(teamId, [{ id: '28:board-actions', name: 'Board Actions' }, ...members]);

const states = async () =>
  Object.fromEntries(
    (await world.app.services.store.listDeliveries(planId, meeting)).map(({ value }) => [
      `${value.personId} ${writeDeliveryKind(value.kind)}`,
      value.reason === null ? value.state : `${value.state} ${value.reason}`,
    ]),
  );
async function delivered<T>(check: () => T | Promise<T>): Promise<T> {
  await world.app.runDueOnce();
  return eventually(check);
}
const openCycle = async () => cardText(await pm.says(`open cycle for ${meeting}`));
const notices = () => pm.prompts().map(cardText);

beforeEach(async () => {
  world = await startWorld({ serving: true });
  await importSmallPlan(world.app.services, planId);
  pm = world.person(smallPeople.morgan);
  sam = world.person(smallPeople.sam);
  lee = world.person(smallPeople.lee);
});
afterEach(() => world.close());

describe('being added to the board’s team', () => {
  it('tells the PM, who never said hello either, whom the bot can reach now, once', async () => {
    withMembers(...[smallPeople.morgan, smallPeople.sam, smallPeople.lee].map((one) => memberOf(one)));
    await Promise.all([addBot(), addBot()]);
    await eventually(() => expect(notices()).toHaveLength(1));
    expect(notices()[0]).toContain('I can write to 3 of 6 people on the list.');
    expect(notices()[0]).toMatch(
      /3 people are in no team that has the bot.*Chris Aldous.*Jo Pike.*Kit Rowe/s,
    );
    expect(notices()[0]).toContain('Add them to the team, that is enough.');
    await world.app.runDueOnce();
    expect(notices()).toHaveLength(1);
  });

  it('finds people by their e-mail address and says so', async () => {
    const nia = { name: 'Nia Holt', userId: 'b2000000-0000-4000-8000-000000000001' };
    const listed = {
      name: nia.name,
      initials: [],
      aliases: [],
      email: 'Nia.Holt@wexcombe.example',
      agency: '',
    };
    await importPeople(world.app.services, { via: 'cli' }, planId, {
      people: [{ ...listed, userId: null, roles: ['lead'] }],
    });
    withMembers(memberOf(smallPeople.morgan), memberOf(nia, 'nia.holt@wexcombe.example'));
    await addBot();
    await eventually(() => expect(notices()).toHaveLength(1));
    expect(notices()[0]).toContain('I can write to 2 of 7 people on the list.');
    expect(notices()[0]).toMatch(/1 person was found by e-mail.*Nia Holt/s);
  });

  it('asks leads who were out of reach until then, and does so for people added later', async () => {
    await pm.installs();
    expect(await openCycle()).toContain('2 leads cannot be reached yet');
    expect(cardText(await pm.says('status'))).toMatch(
      /Lee Fenn {2}0 of 1 · cannot be reached\. Is in no team that has the bot: add them to one, that is enough\./,
    );
    withMembers(memberOf(smallPeople.sam));
    await addBot();
    await delivered(() => expect(sam.prompts()).toHaveLength(1));
    expect(lee.prompts()).toEqual([]);

    world.clock.advance({ minutes: 1 });
    withMembers(memberOf(smallPeople.sam), memberOf(smallPeople.lee));
    await added({ id: leeId, aadObjectId: smallPeople.lee.userId });
    await eventually(() => expect(notices().at(-1)).toContain('The team has changed'));
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await world.app.runDueOnce();
    expect([sam.prompts().length, lee.prompts().length]).toEqual([1, 1]);
  });
});

describe('a lead who never spoke to the bot and is in a team that has it', () => {
  beforeEach(async () => {
    await pm.installs();
    withMembers(...[smallPeople.sam, smallPeople.lee].map((one) => memberOf(one)));
    await addBot();
    await eventually(() => expect(notices()).toHaveLength(1));
  });

  it('is asked, with one chat created for all that follows', async () => {
    expect(await openCycle()).toContain('2 leads are being asked about 3 actions.');
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await eventually(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
    world.clock.advance({ hours: 24 });
    await pm.says('remind');
    await delivered(() => expect(lee.prompts()).toHaveLength(2));
    expect(world.teams.createRequests(leeId)).toBe(1);
    expect(cardText(await lee.says('my actions'))).toContain('2B i');
  });

  it('is asked once though the chat is throttled and the card refused at first', async () => {
    world.teams.failCreating(teamsFaults.throttled(3), { memberId: leeId, times: 1 });
    world.teams.failCreating(teamsFaults.internalError, { memberId: leeId, times: 1 });
    world.teams.fail(teamsFaults.preconditionFailed, { conversationId: lee.conversationId, times: 1 });
    await openCycle();
    for (let round = 0; round < 6; round += 1) {
      await world.app.runDueOnce();
      world.clock.advance({ minutes: 3 });
    }
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    // Known from the creation that worked, though the card did not arrive then.
    expect(world.teams.createRequests(leeId)).toBe(3);
  });

  it('is out of reach where Teams creates no chat, is tried again after a day, and at once when added again', async () => {
    world.teams.failCreating(teamsFaults.disabledByAdmin, { memberId: leeId });
    await openCycle();
    await delivered(async () =>
      expect(await states()).toMatchObject({ 'lee-fenn prompt': 'unreachable disabled-by-admin' }),
    );
    world.clock.advance({ hours: 12 });
    await world.app.runDueOnce();
    expect(world.teams.createRequests(leeId)).toBe(1);
    world.clock.advance({ hours: 13 });
    await delivered(() => expect(world.teams.createRequests(leeId)).toBe(2));
    await eventually(async () =>
      expect(await states()).toMatchObject({ 'lee-fenn prompt': 'unreachable disabled-by-admin' }),
    );
    world.teams.healAll();
    await added({ id: leeId, aadObjectId: smallPeople.lee.userId });
    await eventually(() => expect(notices()).toHaveLength(2));
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
  });
});

describe('a chat that Teams has lost', () => {
  beforeEach(async () => {
    for (const person of [pm, sam, lee]) await person.installs();
  });

  it('is created anew and written to once more', async () => {
    const before = world.teams.sendRequests(lee.conversationId);
    world.teams.loseConversation(lee.conversationId);
    await openCycle();
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await eventually(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
    expect(world.teams.createRequests(leeId)).toBe(1);
    expect(world.teams.sendRequests(lee.conversationId) - before).toBe(2);
    expect(world.teams.createRequests(`29:${smallPeople.sam.userId}`)).toBe(0);
  });

  it('keeps its card up to date all the same', async () => {
    await openCycle();
    await delivered(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
    world.teams.loseConversation(lee.conversationId);
    await freezeCycle(world.app.services, { via: 'cli' }, { planId, cycleId: meeting });
    await delivered(() => expect(cardText(lee.prompts()[0] ?? {})).toContain('closed'));
    expect(world.teams.createRequests(leeId)).toBe(1);
  });

  it.each([
    ['is refused', () => world.teams.failCreating(teamsFaults.notInRoster), 'not-in-conversation'],
    [
      'does not help',
      () => world.teams.fail(teamsFaults.conversationNotFound, { conversationId: lee.conversationId }),
      'conversation-gone',
    ],
  ])('ends the lead’s prompt only when creating it anew %s', async (_what, breakIt, reason) => {
    world.teams.loseConversation(lee.conversationId);
    breakIt();
    await openCycle();
    await delivered(async () =>
      expect(await states()).toMatchObject({ 'lee-fenn prompt': `unreachable ${reason}` }),
    );
    expect(lee.prompts()).toEqual([]);
    await eventually(async () => expect(await states()).toMatchObject({ 'sam-barron prompt': 'sent' }));
  });
});
