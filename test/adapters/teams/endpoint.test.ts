import type { Activity, TurnContext } from 'botbuilder';
import { describe, expect, it } from 'vitest';
import { createMessagesEndpoint } from '../../../src/adapters/teams/endpoint.ts';
import { createRecordingLogger } from '../../support/recording-logger.ts';

const patience = { dueMilliseconds: 30, settleMilliseconds: 50 };
const request = { body: { type: 'message' }, authorization: 'Bearer token' };
const context = {} as TurnContext;

describe('a sender who cannot be verified in time', () => {
  it('is told so, and nothing is done for them afterwards', async () => {
    let verify: (() => void) | undefined;
    let turns = 0;
    const logger = createRecordingLogger();
    const verified = new Promise<void>((resolve) => {
      verify = resolve;
    });
    let ended: Promise<unknown> = Promise.resolve();
    const receiver = {
      async receive(_token: string, _activity: Activity, logic: (turn: TurnContext) => Promise<void>) {
        await verified;
        ended = logic(context);
        await ended;
        return undefined;
      },
    };
    const bot = {
      async turn() {
        turns += 1;
      },
    };
    const endpoint = createMessagesEndpoint(receiver, bot, logger, patience);
    const { status, body } = await endpoint.receive(request);
    expect(status).toBe(503);
    expect(body).toMatchObject({
      error: expect.stringContaining('nothing was done. Try again in a minute.'),
    });
    verify?.();
    await endpoint.settle();
    await verified;
    await ended;
    expect(turns).toBe(0);
  });
});

describe('a turn that never ends', () => {
  it('holds up neither its request nor a stop', async () => {
    const logger = createRecordingLogger();
    const receiver = {
      async receive(_token: string, _activity: Activity, logic: (turn: TurnContext) => Promise<void>) {
        await logic(context);
        return undefined;
      },
    };
    const told: string[] = [];
    const bot = {
      turn: (_context: TurnContext, exchange: { due: Promise<string>; cut: Promise<string> }) => {
        for (const signal of [exchange.due, exchange.cut]) void signal.then((name) => told.push(name));
        return new Promise<void>(() => undefined);
      },
    };
    const endpoint = createMessagesEndpoint(receiver, bot, logger, patience);
    expect(await endpoint.receive(request)).toEqual({ status: 200 });
    expect(told).toEqual(['due']);
    await endpoint.settle();
    expect(told).toEqual(['due', 'cut']);
    expect(logger.lines.map(({ message }) => message)).toContain(
      'the process ends before these turns have; their people are told so',
    );
  });
});
