import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/shared/errors.ts';
import { parseSubmission } from '../support/parse-submission.ts';

const ids = { planId: 'marlbury-send', meeting: '2026-12-16', actionId: '0007' };
const execute = (verb: string, data: object) => ({
  action: { type: 'Action.Execute', verb, data },
  trigger: 'manual',
});
const save = { verb: 'reply.save', ...ids, seen: 1, rating: 'Red', narrative: 'Text' };

describe('parseSubmission', () => {
  it('reads a reply, ignores an author and takes blanks for what was not sent', () => {
    const value = execute('reply.save', {
      ...save,
      authorId: 'someone-else',
      narrative: ' one\r\ntwo\u0000 ',
      finished: 'true',
    });
    expect(parseSubmission(value)).toEqual({
      verb: 'reply.save',
      ...ids,
      seen: 1,
      draft: {
        rating: 'Red',
        narrative: 'one\ntwo',
        revisedDate: '',
        reason: '',
        recoveryStep: '',
        evidence: '',
        finished: true,
      },
    });
  });

  it('reads an old client’s submit the same', () => {
    expect(parseSubmission(save)).toEqual(parseSubmission(execute('reply.save', save)));
  });

  it('takes the verb of the action when its data has none', () => {
    expect(parseSubmission(execute('reply.open', ids))).toEqual({ verb: 'reply.open', ...ids });
  });

  it.each([
    [{ verb: 'menu.help' }, { verb: 'menu.help', planId: null, meeting: null }],
    [
      { verb: 'prompt.show', planId: 'p', meeting: '2026-12-16' },
      { verb: 'prompt.show', planId: 'p', meeting: '2026-12-16', page: 1 },
    ],
    [
      { verb: 'digest.page', planId: 'p', page: '3', filter: { level: 'red', group: 'A & B' } },
      { verb: 'digest.page', planId: 'p', meeting: null, page: 3, filter: { level: 'red', group: 'A & B' } },
    ],
    [
      { verb: 'digest.page', planId: 'p' },
      { verb: 'digest.page', planId: 'p', meeting: null, page: 1, filter: {} },
    ],
    [
      { verb: 'cycle.open', planId: 'p', meeting: '' },
      { verb: 'cycle.open', planId: 'p', meeting: '' },
    ],
    [
      { verb: 'cycle.remind', planId: 'p', meeting: '2026-12-16' },
      { verb: 'cycle.remind', planId: 'p', meeting: '2026-12-16', page: 1 },
    ],
    [
      { verb: 'reply.noChange', ...ids },
      { verb: 'reply.noChange', ...ids, seen: 0 },
    ],
  ])('%j', (value, submission) => {
    expect(parseSubmission(value)).toEqual(submission);
  });

  it('lets a text a little too long through, to be told beside its field', () => {
    const parsed = parseSubmission({ ...save, narrative: 'x'.repeat(4500) });
    expect(parsed).toMatchObject({ draft: { narrative: 'x'.repeat(4500) } });
  });

  it.each([
    ['nothing', null],
    ['text', 'reply.open'],
    ['no verb', { ...ids }],
    ['an unknown verb', { verb: 'reply.delete', ...ids }],
    ['two verbs', execute('reply.open', { verb: 'reply.save', ...ids })],
    ['a missing id', { verb: 'reply.open', planId: 'p', meeting: '2026-12-16' }],
    ['a plan that is a path', { verb: 'reply.open', ...ids, planId: '../other' }],
    ['an oversized plan', { verb: 'reply.open', ...ids, planId: 'p'.repeat(65) }],
    ['a day that does not exist', { verb: 'reply.open', ...ids, meeting: '2026-02-30' }],
    ['an action that is a key', { verb: 'reply.open', ...ids, actionId: '0007~x' }],
    ['an action that is an object', { verb: 'reply.open', ...ids, actionId: { $ne: 1 } }],
    ['text that is a number', { ...save, narrative: 7 }],
    ['page 0', { verb: 'digest.page', planId: 'p', page: 0 }],
    ['a level we do not list', { verb: 'digest.page', planId: 'p', filter: { level: 'green' } }],
    ['a huge group', { verb: 'digest.page', planId: 'p', filter: { group: 'x'.repeat(201) } }],
  ])('refuses %s in words', (_, value) => {
    expect(() => parseSubmission(value)).toThrow(Refusal);
    expect(() => parseSubmission(value)).toThrow(/my actions/);
  });

  it('says so when a text is far too long', () => {
    expect(() => parseSubmission({ ...save, reason: 'x'.repeat(50_000) })).toThrow(/Shorten it/);
  });

  it('gives a submission or a refusal, whatever comes in', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          parseSubmission(value);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});
