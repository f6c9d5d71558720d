import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDeliveryKind } from '../../../src/domain/delivery/delivery.ts';
import { chaseReplies } from '../../../src/use-cases/delivery/chase-replies.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { eventually } from '../../support/eventually.ts';
import { cardText } from '../../support/read-card.ts';
import { importSmallPlan, smallPeople } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import type { TestPerson } from '../../support/test-person.ts';
import { startWorld, type TestWorld } from '../../support/test-world.ts';

const planId = 'wexcombe-send';
const meeting = '2026-12-16';

let world: TestWorld;
let pm: TestPerson;
let sam: TestPerson;
let lee: TestPerson;

const states = async () =>
  Object.fromEntries(
    (await world.app.services.store.listDeliveries(planId, meeting)).map(({ value }) => [
      `${value.personId} ${writeDeliveryKind(value.kind)}`,
      value.state,
    ]),
  );
/** Waits for what is on its way, rather than for the next look at an idle queue; that may have taken some of it. */
async function delivered<T>(check: () => T | Promise<T>): Promise<T> {
  await world.app.runDueOnce();
  return eventually(check);
}
const openCycle = async () => cardText(await pm.says(`open cycle for ${meeting}`));

beforeEach(async () => {
  world = await startWorld({ serving: true });
  await importSmallPlan(world.app.services, planId);
  pm = world.person(smallPeople.morgan);
  sam = world.person(smallPeople.sam);
  lee = world.person(smallPeople.lee);
  for (const person of [pm, sam]) await person.installs();
});
afterEach(() => world.close());

describe('a lead who has never met the bot', () => {
  it('is reported, and gets exactly one prompt on saying hello', async () => {
    const opened = await openCycle();
    expect(opened).toContain('1 lead is being asked about 2 actions.');
    expect(opened).toContain('1 lead cannot be reached yet');
    expect(opened).toContain('Lee Fenn');
    expect(cardText(await pm.says('status'))).toMatch(
      /Lee Fenn {2}0 of 1 · cannot be reached\. Is in no team that has the bot/,
    );

    world.teams.openConversation(lee.conversationId);
    expect(cardText(await lee.says('hello'))).toContain('Hello Lee Fenn');
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await lee.says('hello again');
    await lee.says('help');
    await world.app.runDueOnce();
    expect(lee.prompts()).toHaveLength(1);
    expect(cardText(await pm.says('status'))).toMatch(/Lee Fenn {2}0 of 1 · asked, waiting for a reply/);
    expect(sam.prompts()).toHaveLength(1);
  });

  it('gets exactly one prompt on installing, though Teams tells of it twice', async () => {
    await openCycle();
    await Promise.all([lee.installs(), lee.installs()]);
    await delivered(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
    await world.app.runDueOnce();
    expect(lee.prompts()).toHaveLength(1);
  });
});

describe('a lead who has gone', () => {
  it('is unreachable after an uninstall and is prompted once after installing again', async () => {
    await lee.installs();
    await lee.uninstalls();
    expect(await openCycle()).toContain('Lee Fenn');
    expect(await states()).toMatchObject({ 'lee-fenn prompt': 'unreachable' });
    await lee.installs();
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    expect(cardText(lee.prompts()[0] ?? {})).toContain('1 action to update');
  });

  it('who has blocked the bot is prompted on writing to it again, though the chat is the same', async () => {
    await lee.installs();
    world.teams.fail(teamsFaults.writesBlocked, { conversationId: lee.conversationId, times: 1 });
    await openCycle();
    await delivered(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'unreachable' }));
    expect(cardText(await pm.says('status'))).toContain('Has blocked or uninstalled the bot');
    await lee.says('hello');
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await delivered(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
  });

  it('gets one reminder on coming back, however many could not reach them', async () => {
    await lee.installs();
    await openCycle();
    await delivered(() => expect(lee.prompts()).toHaveLength(1));
    await delivered(async () => expect(await states()).toMatchObject({ 'lee-fenn prompt': 'sent' }));
    await lee.uninstalls();
    for (const kind of ['reminder-2026-11-03', 'reminder-2026-11-04', 'reminder-2026-11-05']) {
      world.clock.advance({ hours: 24 });
      await chaseReplies(world.app.services, { via: 'cli' }, { planId, cycleId: meeting });
      await delivered(async () =>
        expect(await states()).toMatchObject({ [`lee-fenn ${kind}`]: 'unreachable' }),
      );
    }
    await lee.installs();
    await delivered(() => expect(lee.prompts()).toHaveLength(2));
    await world.app.runDueOnce();
    expect(lee.prompts()).toHaveLength(2);
    expect(await states()).toMatchObject({
      'lee-fenn reminder-2026-11-03': 'not-needed',
      'lee-fenn reminder-2026-11-04': 'not-needed',
      'lee-fenn reminder-2026-11-05': 'sent',
    });
  });

  it('leaves everybody else’s prompt alone', async () => {
    await lee.installs();
    world.teams.fail({ kind: 'slow', milliseconds: 300 }, { conversationId: lee.conversationId, times: 1 });
    world.teams.fail(teamsFaults.internalError, { conversationId: lee.conversationId });
    await openCycle();
    await delivered(() => expect(sam.prompts()).toHaveLength(1));
  });
});

describe('a lead confirmed while the cycle is open', () => {
  const assign = (name: string) => {
    const selection = { by: 'ref', ref: '2B ii' } as const;
    return assignLeads(
      world.app.services,
      { via: 'cli' },
      { planId, selection, leads: [name], strategic: null },
    );
  };

  it('is prompted at once, and only where they had no prompt yet', async () => {
    const jo = world.person(smallPeople.jo);
    await jo.installs();
    await openCycle();
    await delivered(() => expect(sam.prompts()).toHaveLength(1));
    await assign('Sam Barron');
    await assign('Jo Pike');
    await delivered(() => expect(jo.prompts()).toHaveLength(1));
    expect(cardText(jo.prompts()[0] ?? {})).toContain('2B ii');
    await world.app.runDueOnce();
    expect(sam.prompts()).toHaveLength(1);
  });
});

describe('an unknown sender', () => {
  it('who installs the bot is no failure of ours', async () => {
    expect((await sam.posts({ type: 'installationUpdate', action: 'add', from: undefined })).status).toBe(
      200,
    );
    expect((await sam.posts({ type: 'conversationUpdate', from: {} })).status).toBe(200);
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('storage that is down', () => {
  it('is told by /readyz and in words in chat, while the process lives', async () => {
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
    await world.stopStorage();
    // What was known a moment ago is told for two seconds more.
    await eventually(async () => expect((await fetch(`${world.url}/readyz`)).status).toBe(503));
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
    const before = sam.messages().length;
    await sam.posts({ type: 'message', text: 'my actions' });
    const words = cardText(sam.messages()[before]?.card ?? {});
    expect(words).toContain('Something went wrong on my side, so it may not have been saved.');
    expect(words).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
  });
});
