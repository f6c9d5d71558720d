import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLine, escapeText, excerpt, plain, plainLine, runText } from '../../../src/cards/kit/escape.ts';

/** Text made of what Markdown cares about, and a few letters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_[]()~`#>-+.!1:<&;/\\{}|= \nab9é$'),
      fc.constantFrom('- ', '**', '[a](http://b)', '<at>', '&lt;', '1. ', '---', '{{DATE(', '${a}', '\r\n'),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** What is left when a Markdown processor has taken away escapes and entities. */
function unescaped(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(lt|gt|amp);/g, (_, name: 'lt' | 'gt' | 'amp') => ({ lt: '<', gt: '>', amp: '&' })[name])
    .replaceAll('\u2060', '')
    .replace(/\u00a0/g, ' ');
}

/** Escapes taken out, so that what is left of Markdown's signs is live. */
const live = (text: string) => text.replace(/\\[!-/:-@[-`{-~]/g, '\u0001');

describe('escapeText', () => {
  it.each([
    [
      'plain words pass unchanged',
      'Panel met; 5 < 6, ~20 children (half), A&E.',
      'Panel met; 5 < 6, ~20 children (half), A&E.',
    ],
    ['emphasis', 'a *very* __bold__ day', 'a \\*very\\* \\_\\_bold\\_\\_ day'],
    ['a lone star and snake_case are no emphasis', '2 * 3 of the_plan', '2 * 3 of the_plan'],
    ['links', '[pay](http://bad)', '[pay\\](http://bad)'],
    ['mentions and tags', '<at>Mel</at> <b>', '&lt;at>Mel&lt;/at> &lt;b>'],
    ['entities', '&lt;at&gt;', '&amp;lt;at&amp;gt;'],
    ['bullets stay bullets', '- one\n* two\n+ three\n• four', '• one\n\n• two\n\n• three\n\n• four'],
    ['numbers stay what was typed', '3. third\n7) seventh', '3.\u00a0third\n\n7)\u00a0seventh'],
    ['headings, quotations and rules', '# a\n> b\n---', '#\u00a0a\n\n&gt; b\n\n\\---'],
    ['lines become paragraphs', 'one\r\ntwo\n\n\nthree', 'one\n\ntwo\n\nthree'],
    ['code and strike-through', '`x` ~~y~~', '\\`x\\` \\~\\~y\\~\\~'],
    ['a backslash counts only before a sign', 'C:\\new \\*', 'C:\\new \\\\\\*'],
    ['date macros are not filled in', '{{DATE(2026-01-01)}}', '{\u2060{DATE(2026-01-01)}}'],
    ['direction overrides and controls go', 'a\u202eb\u0007c\ud800', 'abc'],
  ])('%s', (_, typed, shown) => {
    expect(escapeText(typed)).toBe(shown);
  });

  it('keeps every word readable', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = plain(text)
          .split('\n')
          .map((line) =>
            line
              .replace(/\s+/g, ' ')
              .trim()
              .replace(/^[-+*](?: |$)/, '•')
              .replace(/ /g, ''),
          )
          .filter((line) => line !== '');
        const shown = escapeText(text)
          .split('\n\n')
          .map((line) => unescaped(line).replace(/ /g, ''));
        expect(shown.filter((line) => line !== '')).toEqual(lines);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing that forms Markdown or a mention', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = live(escapeText(text));
        expect(escaped).not.toMatch(/<[a-z/!?]/i);
        expect(escaped).not.toMatch(/\][([:]/);
        expect(escaped).not.toMatch(/\S\*|\*\S/);
        expect(escaped).not.toMatch(/`|~~|\{\{/);
        expect(escaped).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u);
        expect(escaped).not.toMatch(/^(?:[-+*] |[-+*]$|#{1,6}( |$)|>|\d{1,9}[.)]( |$)|[-=]{3}| )/m);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('escapeLine', () => {
  it('keeps a title on one line', () => {
    expect(escapeLine(' a\n b *c*')).toBe('a b \\*c\\*');
  });
});

describe('runText and plainLine', () => {
  it('leave Markdown alone, because a TextRun shows it as it is', () => {
    expect(runText('a *b* [c](d)\n{{TIME(x)}}')).toBe('a *b* [c](d) {\u2060{TIME(x)}}');
    expect(plainLine('a\u2028b')).toBe('a b');
  });
});

describe('excerpt', () => {
  it.each([
    ['short', 10, 'short'],
    ['one two three', 8, 'one two…'],
    ['abcdefghij', 4, 'abcd…'],
  ])('%s to %d', (text, length, short) => {
    expect(excerpt(text, length)).toBe(short);
  });
});
