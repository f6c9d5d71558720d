import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBotAdapter } from '../../../src/adapters/teams/bot-adapter.ts';
import { createMessenger } from '../../../src/adapters/teams/messenger.ts';
import type { Prompt } from '../../../src/domain/reply/prompt.ts';
import type { ConversationRef, OutgoingMessage, Pace } from '../../../src/ports.ts';
import { type FakeTeams, startFakeTeams } from '../../support/fake-teams.ts';
import { type TeamsFault, teamsFaults } from '../../support/teams-faults.ts';

const chat = 'a:sam';
const prompt: Prompt = {
  planId: 'wexcombe',
  planName: 'Wexcombe plan',
  cycleId: '2026-12-16',
  boardDate: '2026-12-16',
  due: '2026-12-03',
  frozen: false,
  closed: false,
  leadName: 'Sam Barron',
  items: [],
  tone: 'prompt',
  alsoOpen: [],
};
const message: OutgoingMessage = { kind: 'prompt', prompt };
const atOnce: Pace = { take: async () => ({ kind: 'go' }), pause: async () => undefined };
const notSigned = { kind: 'retry', reason: 'sign-in-failed' };

let teams: FakeTeams;
let to: ConversationRef;

const messenger = (pace: Pace = atOnce, requestMilliseconds?: number) =>
  createMessenger(createBotAdapter(null), '', pace, { requestMilliseconds });

beforeEach(async () => {
  teams = await startFakeTeams();
  teams.openConversation(chat);
  to = {
    ...{ tenantId: 'tenant', userId: 'sam', conversationId: chat, serviceUrl: teams.serviceUrl },
    ...{ channelId: 'msteams', botId: '28:bot', botName: 'Board Actions', memberId: '29:sam' },
  };
});
afterEach(() => teams.close());

describe('a message', () => {
  it('takes its turn before its request leaves, and for each request once', async () => {
    const requestsAtTurn: number[] = [];
    const pace: Pace = {
      ...atOnce,
      take: async (tenantId) => {
        expect(tenantId).toBe('tenant');
        requestsAtTurn.push(teams.sendRequests());
        return { kind: 'go' };
      },
    };
    const { send, update } = messenger(pace);
    const sent = await send(to, message);
    if (sent.kind !== 'sent') throw new Error(`not sent but ${sent.kind}`);
    await update(to, sent.activityId, message);
    expect(requestsAtTurn).toEqual([0, 1]);
  });

  it('does not leave when its turn is far off', async () => {
    const { send, update } = messenger({ ...atOnce, take: async () => ({ kind: 'later', seconds: 12 }) });
    expect(await send(to, message)).toEqual({ kind: 'later', seconds: 12 });
    expect(await update(to, '1', message)).toEqual({ kind: 'later', seconds: 12 });
    expect(teams.sendRequests()).toBe(0);
  });

  it('that Teams never answers is abandoned, and may be tried again', async () => {
    teams.fail({ kind: 'slow', milliseconds: 30_000 });
    const from = performance.now();
    expect(await messenger(atOnce, 150).send(to, message)).toEqual({ kind: 'retry', reason: 'no-answer' });
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(teams.sendRequests()).toBe(1);
  });

  it('that is not signed in time is given up, and does not leave afterwards', async () => {
    const adapter = createBotAdapter(null);
    const talk = adapter.continueConversationAsync.bind(adapter);
    let sign = () => {};
    const signed = new Promise<void>((resolve) => {
      sign = resolve;
    });
    let talked: Promise<void> = Promise.resolve();
    adapter.continueConversationAsync = (...given: unknown[]) => {
      talked = signed.then(() => Reflect.apply(talk, adapter, given));
      return talked;
    };
    expect(
      await createMessenger(adapter, '', atOnce, { requestMilliseconds: 1_000, leaveWithin: 50 }).send(
        to,
        message,
      ),
    ).toEqual(notSigned);
    sign();
    await talked.catch(() => undefined);
    expect(teams.sendRequests()).toBe(0);
  });

  it('that cannot be signed may be tried again, and says why it has not left', async () => {
    const adapter = createBotAdapter(null);
    adapter.continueConversationAsync = () => Promise.reject(new Error('invalid_client'));
    expect(await createMessenger(adapter, '', atOnce).send(to, message)).toEqual(notSigned);
    expect(teams.sendRequests()).toBe(0);
  });

  it.each<[string, TeamsFault, object]>([
    ['429', teamsFaults.throttled(7), { kind: 'throttled', retryAfterSeconds: 7 }],
    ['412', teamsFaults.preconditionFailed, { kind: 'retry', reason: 'http-412' }],
    ['502', teamsFaults.unavailable(502), { kind: 'retry', reason: 'http-502' }],
    ['500', teamsFaults.internalError, { kind: 'failed', reason: 'ServiceError' }],
    ['403', teamsFaults.writesBlocked, { kind: 'unreachable', reason: 'blocked' }],
    ['a connection that ends', teamsFaults.dropped, { kind: 'retry', reason: 'no-answer' }],
  ])('is never repeated behind our back: %s', async (_name, fault, outcome) => {
    teams.fail(fault, { conversationId: chat });
    expect(await messenger().send(to, message)).toEqual(outcome);
    expect(teams.sendRequests()).toBe(1);
  });
});

describe('a chat that is created', () => {
  const { conversationId: _chat, ...person } = {
    ...{ tenantId: 'tenant', userId: 'ana', conversationId: '', channelId: 'msteams' },
    ...{ botId: '28:bot', botName: 'Board Actions', memberId: '29:ana' },
  };
  const ana = () => ({ ...person, serviceUrl: teams.serviceUrl });
  beforeEach(() => teams.addTeam('19:team', [{ id: '29:ana', name: 'Ana Holt' }]));

  it('is the same one however often, shows nothing, and takes a turn each time', async () => {
    let turns = 0;
    const pace: Pace = {
      ...atOnce,
      take: async () => {
        turns += 1;
        return { kind: 'go' };
      },
    };
    const { open, send } = messenger(pace);
    const opened = { kind: 'opened', ref: { ...ana(), conversationId: 'a:ana' } };
    expect([await open(ana()), await open(ana())]).toEqual([opened, opened]);
    expect([turns, teams.createRequests('29:ana'), teams.sendRequests()]).toEqual([2, 2, 0]);
    expect(await send({ ...ana(), conversationId: 'a:ana' }, message)).toMatchObject({ kind: 'sent' });
  });

  it('is not asked for when its turn is far off', async () => {
    const { open } = messenger({ ...atOnce, take: async () => ({ kind: 'later', seconds: 12 }) });
    expect(await open(ana())).toEqual({ kind: 'later', seconds: 12 });
    expect(teams.createRequests()).toBe(0);
  });

  it.each<[string, TeamsFault, object]>([
    ['429', teamsFaults.throttled(7), { kind: 'throttled', retryAfterSeconds: 7 }],
    ['412', teamsFaults.preconditionFailed, { kind: 'retry', reason: 'http-412' }],
    ['500, which cannot create it twice', teamsFaults.internalError, { kind: 'retry', reason: 'http-500' }],
    ['503', teamsFaults.unavailable(503), { kind: 'retry', reason: 'http-503' }],
    ['a connection that ends', teamsFaults.dropped, { kind: 'retry', reason: 'no-answer' }],
    ['not in the roster', teamsFaults.notInRoster, { kind: 'unreachable', reason: 'not-in-conversation' }],
    ['not installed', teamsFaults.notInstalled, { kind: 'unreachable', reason: 'not-installed' }],
    ['blocked', teamsFaults.writesBlocked, { kind: 'unreachable', reason: 'blocked' }],
    ['disabled', teamsFaults.disabledByAdmin, { kind: 'unreachable', reason: 'disabled-by-admin' }],
  ])('is asked for once, whatever Teams says: %s', async (_name, fault, outcome) => {
    teams.failCreating(fault);
    expect(await messenger().open(ana())).toEqual(outcome);
    expect(teams.createRequests()).toBe(1);
  });
});

describe('a message brought up to date', () => {
  it('stays where it is', async () => {
    const { send, update } = messenger();
    const sent = await send(to, message);
    if (sent.kind !== 'sent') throw new Error(`not sent but ${sent.kind}`);
    const frozen: OutgoingMessage = { kind: 'prompt', prompt: { ...prompt, frozen: true } };
    expect(await update(to, sent.activityId, frozen)).toEqual(sent);
    expect(teams.messagesIn(chat)).toHaveLength(1);
  });

  it('is told to be gone when the reader has deleted it', async () => {
    expect(await messenger().update(to, 'deleted', message)).toEqual({
      kind: 'failed',
      reason: 'message-gone',
    });
  });
});
