import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DigestFilter, wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { type DigestVocabulary, readDigestWords } from '../../../src/domain/digest/read-digest-words.ts';
import { anAction, aPerson, day } from '../../support/builders.ts';

const vocabulary: DigestVocabulary = {
  actions: [
    anAction('0001', { ref: '3B', theme: 'Joint commissioning', responsible: ['ana-holt'] }),
    anAction('0002', { ref: '3B ii', theme: 'Late identification', responsible: ['ben-croft'] }),
    anAction('0003', { ref: '3C', priority: 'Health and care', responsible: [], strategic: ['cara-day'] }),
    anAction('0004', { ref: '1.1', theme: 'Red tape' }),
  ],
  people: [
    aPerson('ana-holt', { agency: 'Wexcombe Council', initials: ['AH'] }),
    aPerson('ben-croft', { agency: 'Vale ICB' }),
    aPerson('cara-day', { agency: 'Vale Hospitals' }),
    aPerson('no-action', { agency: 'Parents’ forum' }),
    aPerson('sam-barron', { agency: '' }),
  ],
  today: day('2026-11-04'),
};

function read(words: string) {
  const found = readDigestWords(words, vocabulary);
  if (found.kind !== 'read') throw new Error(JSON.stringify(found));
  return found.words;
}

describe('readDigestWords', () => {
  it.each<[string, Partial<DigestFilter>]>([
    ['', {}],
    ['red', { levels: ['red'] }],
    ['Ambers', { levels: ['amber'] }],
    ['red and amber', { levels: ['red', 'amber'] }],
    ['amber joint commissioning', { levels: ['amber'], group: 'Joint commissioning' }],
    ['joint commissioning, amber only', { levels: ['amber'], group: 'Joint commissioning' }],
    ['joint', { group: 'Joint commissioning' }],
    ['overdue', { only: 'overdue' }],
    ['late', { only: 'overdue' }],
    ['late identification', { group: 'Late identification' }],
    ['red tape', { group: 'Red tape' }],
    ['red red tape', { levels: ['red'], group: 'Red tape' }],
    ['no reply', { only: 'no-reply' }],
    ['no reply vale icb', { only: 'no-reply', agency: 'Vale ICB' }],
    ['health', { group: 'Health and care' }],
    ['Wexcombe', { agency: 'Wexcombe Council' }],
    ['3B', { ref: '3B' }],
    ['3b ii', { ref: '3B ii' }],
    ['3Bii', { ref: '3B ii' }],
    ['3', { ref: '3' }],
    ['Ana Holt', { lead: 'ana-holt' }],
    ['AH', { lead: 'ana-holt' }],
    ['for ana holt', { lead: 'ana-holt' }],
    ['cara', { lead: 'cara-day' }],
  ])('%j is %j', (words, filter) => {
    expect(read(words)).toEqual({ filter: { ...wholeDigest, ...filter }, since: null, took: [] });
  });

  it.each<[string, string | null, Partial<DigestFilter>]>([
    ['since June', '2026-06-30', {}],
    ['since December', '2025-12-31', {}],
    ['since 16 October', '2026-10-16', {}],
    ['since 16 October 2025', '2025-10-16', {}],
    ['since 2026-06-17', '2026-06-17', {}],
    ['red since the board of 17 June 2026', '2026-06-17', { levels: ['red'] }],
    ['health since November', '2026-11-30', { group: 'Health and care' }],
  ])('%j compares with the board of %s', (words, since, filter) => {
    expect(read(words)).toMatchObject({ since, filter: { ...wholeDigest, ...filter } });
  });

  it.each<[string, Partial<DigestFilter>, string, string]>([
    ['joint comissioning', { group: 'Joint commissioning' }, 'joint comissioning', 'Joint commissioning'],
    ['amebr', { levels: ['amber'] }, 'amebr', 'amber'],
    ['overdeu', { only: 'overdue' }, 'overdeu', 'overdue'],
    ['Ana Hotl', { lead: 'ana-holt' }, 'Ana Hotl', 'Ana Holt'],
    ['helth', { group: 'Health and care' }, 'helth', 'Health and care'],
  ])('a mistyped %j is taken for the nearest, and said', (words, filter, said, meant) => {
    expect(read(words)).toEqual({
      filter: { ...wholeDigest, ...filter },
      since: null,
      took: [{ said, meant }],
    });
  });

  it('chooses none of several', () => {
    expect(readDigestWords('vale', vocabulary)).toEqual({
      kind: 'several',
      said: 'vale',
      fit: ['Vale ICB', 'Vale Hospitals'],
    });
  });

  it.each(['xyzzy', 'red plumbing works', '9Z', 'since whenever', 'Parents’ forum'])(
    'knows no %j',
    (words) => {
      expect(readDigestWords(words, vocabulary)).toMatchObject({ kind: 'unknown' });
    },
  );

  it('reads any words without failing, and never narrows to what the plan does not have', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'red',
        'no',
        'reply',
        'since',
        'June',
        '3B',
        'joint',
        'Ana',
        'vale',
        '31 February',
        ',',
        '-',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const found = readDigestWords(words.join(' '), vocabulary);
        if (found.kind !== 'read') return;
        const { group, agency, lead } = found.words.filter;
        expect([null, 'Joint commissioning', 'Late identification', 'Health and care', 'Red tape']).toContain(
          group,
        );
        expect([null, 'Wexcombe Council', 'Vale ICB', 'Vale Hospitals']).toContain(agency);
        expect([null, 'ana-holt', 'ben-croft', 'cara-day', 'sam-barron']).toContain(lead);
      }),
    );
  });
});
