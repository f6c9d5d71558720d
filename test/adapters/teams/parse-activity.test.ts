import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIncoming } from '../../../src/adapters/teams/parse-activity.ts';
import { Refusal } from '../../../src/domain/shared/errors.ts';

const rules = { authenticated: true, localTenantId: 'local' };
const open = { authenticated: false, localTenantId: 'local' };
const personal = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/uk/',
  from: { id: '29:abc', name: 'Sam Barron', aadObjectId: 'A1-SAM' },
  recipient: { id: '28:bot', name: 'Board Actions' },
  conversation: { id: 'a:chat', conversationType: 'personal', tenantId: 'T1' },
};

describe('parseIncoming', () => {
  it('names the sender by the channel’s ids, in lower case, and where to reach them', () => {
    const address = {
      tenantId: 't1',
      userId: 'a1-sam',
      serviceUrl: 'https://smba.example/uk/',
      channelId: 'msteams',
      botId: '28:bot',
      botName: 'Board Actions',
      memberId: '29:abc',
    };
    expect(parseIncoming(personal, rules)).toEqual({
      sender: { via: 'teams', tenantId: 't1', userId: 'a1-sam', name: 'Sam Barron' },
      scope: 'personal',
      isChannel: false,
      channel: null,
      address,
      ref: { ...address, conversationId: 'a:chat' },
    });
  });

  it('takes the tenant from the channel’s data where the conversation names none', () => {
    const conversation = { id: 'a:chat', conversationType: 'personal' };
    const activity = { ...personal, conversation, channelData: { tenant: { id: 'T2' } } };
    expect(parseIncoming(activity, rules).sender.tenantId).toBe('t2');
  });

  it.each([
    ['groupChat', { conversationType: 'groupChat' }, false],
    ['channel', { conversationType: 'channel' }, true],
    ['a group without a type', { conversationType: undefined, isGroup: true }, false],
  ])('gives no address for %s', (_what, change, isChannel) => {
    const activity = { ...personal, conversation: { ...personal.conversation, ...change } };
    expect(parseIncoming(activity, rules)).toMatchObject({ scope: 'shared', isChannel, ref: null });
  });

  it('names the channel itself where something is said in a thread of it, for the bot’s own posts', () => {
    const conversation = {
      id: '19:board@thread.tacv2;messageid=1700',
      conversationType: 'channel',
      tenantId: 'T1',
    };
    expect(parseIncoming({ ...personal, conversation }, rules).channel).toMatchObject({
      conversationId: '19:board@thread.tacv2',
      memberId: '',
      serviceUrl: 'https://smba.example/uk/',
    });
  });

  it.each([
    ['nobody', { from: undefined }],
    ['a sender without an Entra id, such as a guest or a bot', { from: { id: '29:abc', name: 'Guest' } }],
    ['an empty Entra id', { from: { ...personal.from, aadObjectId: '' } }],
    ['an Entra id that is a number', { from: { ...personal.from, aadObjectId: 7 } }],
    ['no tenant', { conversation: { id: 'a:chat', conversationType: 'personal' } }],
    ['no conversation', { conversation: undefined }],
  ])('believes nobody on %s', (_what, change) => {
    expect(() => parseIncoming({ ...personal, ...change }, rules)).toThrow(Refusal);
  });

  it('puts unauthenticated people into this service’s own tenant, whatever they claim', () => {
    expect(parseIncoming(personal, open).sender.tenantId).toBe('local');
    const bare = { ...personal, from: { id: 'User-1' } };
    expect(parseIncoming(bare, open).sender).toEqual({
      via: 'teams',
      tenantId: 'local',
      userId: 'user-1',
      name: '',
    });
  });

  it('never takes a person from what a card says', () => {
    const value = {
      action: { verb: 'reply.save', data: { aadObjectId: 'boss', from: { aadObjectId: 'boss' } } },
    };
    expect(parseIncoming({ ...personal, value }, rules).sender.userId).toBe('a1-sam');
  });

  it('refuses or reads anything at all, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (activity, authenticated) => {
        try {
          expect(parseIncoming(activity, { authenticated, localTenantId: 'local' }).sender.userId).not.toBe(
            '',
          );
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});
