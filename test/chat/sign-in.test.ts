import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { startTestStorage, type TestStorage } from '../support/azurite.ts';
import { createRecordingLogger } from '../support/recording-logger.ts';

let storage: TestStorage;
let app: App;
let url: string;
const logger = createRecordingLogger();

beforeAll(async () => {
  storage = await startTestStorage();
  const config = loadConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    MicrosoftAppId: 'a0000000-0000-4000-8000-000000000001',
    MicrosoftAppPassword: 'pa55word',
    MicrosoftAppTenantId: 'b0000000-0000-4000-8000-000000000002',
    STORAGE_CONNECTION_STRING: storage.connectionString,
  });
  app = createApp({ config, storage, logger });
  await app.prepare();
  url = `http://127.0.0.1:${(await app.start()).port}`;
});
afterAll(async () => {
  await app.close();
  await storage.close();
});

const activity = {
  type: 'message',
  text: 'help',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/',
  from: { id: '29:x', aadObjectId: 'boss' },
  conversation: { id: 'a:x', conversationType: 'personal', tenantId: 'b0000000-0000-4000-8000-000000000002' },
};

describe('a service with a bot registration', () => {
  it.each([
    ['no token', undefined],
    ['another scheme', 'Basic Ym9zczpib3Nz'],
    ['a token that is none', 'Bearer'],
    ['an unsigned token', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ])('answers 401 to %s and runs no turn', async (_what, authorization) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify(activity),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'A valid Bot Framework token is needed.' });
    expect(await app.services.directory.findConversation(activity.conversation.tenantId, 'boss')).toBeNull();
  });

  it('lets nobody in who claims to come from another channel, such as an emulator', async () => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, channelId: 'emulator', serviceUrl: 'http://127.0.0.1:1/' }),
    });
    expect(response.status).toBe(401);
  });
});
