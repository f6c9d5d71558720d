import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpCard } from '../../src/cards/kit/help-card.ts';
import { parseCommand } from '../../src/chat/parse-command.ts';
import { roles } from '../../src/domain/people/person.ts';
import { helpFor } from '../support/help-for.ts';
import { cardTexts } from '../support/read-card.ts';

const plans = ['wexcombe-send', 'care'];
const digest = (words = '') => ({ kind: 'digest', words });

describe('parseCommand', () => {
  it.each([
    ['help', { kind: 'help' }],
    ['  HELP!! ', { kind: 'help' }],
    ['Hi', { kind: 'hello' }],
    ['my   actions.', { kind: 'my-actions' }],
    ['update', { kind: 'my-actions' }],
    ['update 1B vi', { kind: 'update', ref: '1B vi' }],
    ['Update 1bvi?', { kind: 'update', ref: '1bvi' }],
    ['digest', digest()],
    ['Digest RED', digest('RED')],
    ['digest reds', digest('reds')],
    ['digest amber joint commissioning', digest('amber joint commissioning')],
    ['digest joint commissioning', digest('joint commissioning')],
    ['digest reducing delay', digest('reducing delay')],
    ['digest redcar in england', digest('redcar in england')],
    ['status', { kind: 'status' }],
    ['remind all', { kind: 'remind' }],
    ['open cycle', { kind: 'open-cycle' }],
    ['schedule', { kind: 'schedule' }],
    ['Calendar', { kind: 'schedule' }],
    ['decisions', { kind: 'decisions' }],
    ['Late  changes', { kind: 'late-changes' }],
    ['late', { kind: 'late-changes' }],
    ['wording', { kind: 'wording', ref: null }],
    ['Wording 1B vi?', { kind: 'wording', ref: '1B vi' }],
    ['open the door', { kind: 'unknown', text: 'open the door' }],
    ['constructor', { kind: 'unknown', text: 'constructor' }],
    ['__proto__', { kind: 'unknown', text: '__proto__' }],
    ['', { kind: 'help' }],
  ])('reads “%s”', (text, command) => {
    expect(parseCommand(text, plans)).toEqual({ command, planId: null, meeting: null });
  });

  it.each([
    ['status in wexcombe-send', 'wexcombe-send', null],
    ['status in WEXCOMBE-SEND for 2026-12-16', 'wexcombe-send', '2026-12-16'],
    ['status for 16 December 2026 in wexcombe-send', 'wexcombe-send', '2026-12-16'],
    ['status for 16/12/2026', null, '2026-12-16'],
    ['open cycle for 2026-12-16', null, '2026-12-16'],
    ['open a cycle on 16 December 2026', null, '2026-12-16'],
    ['open 2026-12-16 in care', 'care', '2026-12-16'],
  ])('takes plan and meeting off the end of “%s”', (text, planId, meeting) => {
    const parsed = parseCommand(text, plans);
    expect(parsed).toMatchObject({ planId, meeting });
    expect(['status', 'open-cycle']).toContain(parsed.command.kind);
  });

  it('leaves words that name no plan of the sender and no day to the theme', () => {
    expect(parseCommand('digest children in care homes', plans).command).toEqual(
      digest('children in care homes'),
    );
    expect(parseCommand('digest support for families', plans).command).toEqual(
      digest('support for families'),
    );
    expect(parseCommand('digest children in care', []).command).toEqual(digest('children in care'));
  });

  it('understands every command that help offers', () => {
    const examples = cardTexts(
      helpCard({ roles, commands: helpFor(roles), notUnderstood: null, planId: null }),
    ).flatMap((text) => /^\*\*(.+)\*\*$/.exec(text)?.[1] ?? []);
    expect(examples.length).toBeGreaterThan(6);
    for (const example of examples)
      expect(parseCommand(example, []).command.kind, example).not.toBe('unknown');
  });

  it('reads any text without failing, and quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        (text) => parseCommand(text, plans).command.kind !== undefined,
      ),
    );
    const started = performance.now();
    for (const text of ['digest in for ', ' ', 'update !', 'open on 1/1/']) {
      parseCommand(`${text.repeat(100_000)}x`, plans);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
