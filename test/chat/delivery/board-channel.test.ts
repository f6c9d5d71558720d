import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { showStatus } from '../../../src/use-cases/digest/show-status.ts';
import { eventually } from '../../support/eventually.ts';
import { cardText } from '../../support/read-card.ts';
import { type SmallWorld, smallMeeting, smallPlanId, startSmallWorld } from '../../support/small-world.ts';
import type { TestPerson } from '../../support/test-person.ts';
import { testTenant } from '../../support/test-world.ts';

const operator = { via: 'cli' } as const;
const target = { planId: smallPlanId, cycleId: smallMeeting };
const board = '19:board@thread.tacv2';
const channel = { id: `${board};messageid=1700000000000`, conversationType: 'channel', tenantId: testTenant };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld({ publicUrl: 'https://actions.example' });
  world.teams.openConversation(board);
  world.teams.openConversation(channel.id);
});
afterAll(() => world.close());

const postsIn = (id: string) => world.teams.messagesIn(id).map(({ card }) => card ?? {});
async function says(person: TestPerson, text: string): Promise<string> {
  await person.posts({ type: 'message', text, conversation: channel });
  return cardText(postsIn(channel.id).at(-1) ?? {});
}
const rules = async () => (await world.app.services.store.readPlan(smallPlanId))?.value.schedule;
const published = () => postsIn(board).filter((card) => cardText(card).includes('The board paper'));
const goTo = (instant: string) => world.clock.advance(world.clock.now().until(instant));
const status = () => showStatus(world.app.services, operator, target);

/** The service delivers by itself meanwhile. */
const postIs = (expected: object) =>
  eventually(async () => expect((await status()).digest?.post).toEqual(expected), 20_000);

describe('the channel in which the paper is posted', () => {
  it('is said in it, by the project manager alone', async () => {
    for (const name of ['chris', 'kit', 'sam'] as const) {
      expect(await says(world.people[name], 'post here')).toMatch(/project manager/);
    }
    expect((await rules())?.postsPaper).toBe(false);
    expect(cardText(await world.people.morgan.says('post here'))).toMatch(/in the board’s channel/);
    expect(await says(world.people.morgan, 'stop posting')).toContain('Nothing was to be posted');
    expect(await says(world.people.morgan, 'post here')).toContain('The paper will be posted here');
    expect((await rules())?.postsPaper).toBe(true);
    const known = await world.app.services.directory.findBoardChannel(testTenant, smallPlanId);
    expect(known).toMatchObject({ conversationId: board, userId: world.people.morgan.userId });
  });

  it('gets one post on the day of publication, once the cycle is frozen, with a link that works', async () => {
    await freezeCycle(world.app.services, operator, target);
    await world.app.runDueOnce();
    expect(published()).toEqual([]);
    expect((await status()).next).toMatchObject({ what: 'publication' });
    goTo('2026-12-08T09:30:00Z');
    world.teams.closeConversation(board);
    await world.app.runDueOnce();
    await postIs({ sent: false, reason: expect.stringMatching(/not in that team any more/) });
    // The bot is let in again, and told so.
    world.teams.openConversation(board);
    await says(world.people.morgan, 'post here');
    await world.app.runDueOnce();
    await postIs({ sent: true, reason: null });
    goTo('2026-12-09T09:30:00Z');
    await world.app.runDueOnce();
    const [card, ...more] = published();
    expect(more).toEqual([]);
    const path = /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(JSON.stringify(card))?.[1];
    const response = await fetch(`${world.url}${path ?? '/file/none'}`);
    expect(response.headers.get('content-disposition')).toContain(
      'wexcombe-send-board-paper-2026-12-16.docx',
    );
    // Nobody in the channel is offered what is between a person and the bot.
    expect(JSON.stringify(card)).not.toContain('document.link');
  });

  it('is left alone when the project manager says so', async () => {
    expect(await says(world.people.morgan, 'stop posting')).toContain('Nothing more is posted');
    expect((await rules())?.postsPaper).toBe(false);
  });
});
