import { describe, expect, it } from 'vitest';
import { importCard, importListCard } from '../../../src/cards/import/import-card.ts';
import type { ImportView } from '../../../src/cards/import/import-view.ts';
import { maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import { cardButtons, cardText, cardTexts } from '../../support/read-card.ts';
import {
  importAgain,
  importChanged,
  importLong,
  importNew,
  importNothing,
} from '../samples/import-samples.ts';

const titles = (view: ImportView) => cardButtons(importCard(view)).map(({ title }) => title);

describe('the preview of an import', () => {
  it('tells closed and changed actions before new ones', () => {
    const texts = cardTexts(importCard(importAgain));
    const at = (words: string) => texts.findIndex((text) => text.includes(words));
    expect(at('3A · closed')).toBeGreaterThan(-1);
    expect(at('3A · closed')).toBeLessThan(at('1A i · changed'));
    expect(at('1A i · changed')).toBeLessThan(at('2B · new'));
  });

  it('groups warnings by kind with their number and places', () => {
    const text = cardText(importCard(importAgain));
    expect(text).toContain('4 warnings');
    expect(text).toContain('2 × Unknown rating');
    expect(text).toContain('• Tracker, row 8, RAG: “Mauve”');
    expect(text).toContain('Count differs');
    expect(text).not.toContain('1 ×');
  });

  it('tells notes from warnings, what wants a decision first', () => {
    const [first] = importAgain.warnings;
    const note = { sheet: 'Tracker', row: 2, column: null, value: null };
    const notes = [
      { ...note, code: 'tool-export', message: 'These are the columns of an export.' },
      { ...note, code: 'row-joined', message: 'This row was joined.' },
    ];
    const mixed = { ...importAgain, warnings: [...notes, ...(first ? [first] : [])] };
    const texts = cardTexts(importCard(mixed));
    expect(texts).toContain('1 warning and 2 notes');
    expect(texts.indexOf('Unknown rating · RAG')).toBeLessThan(texts.indexOf('Read as an export'));
    expect(titles({ ...importAgain, warnings: notes })).toContain('All notes (2)');
  });

  it('marks the columns it is not sure of, and says which it did not understand', () => {
    const texts = cardTexts(importCard(importAgain));
    const beside = (header: string) => texts[texts.indexOf(header) + 1];
    expect(beside('Comments')).toBe('Progress narrative');
    expect(beside('By when (orig.)')).toBe('Please check: Original timescale (its header mentions it)');
    expect(texts).toContain('Not understood, so kept beside the action as they stand: Finance ref');
  });

  it('offers only what there is to do', () => {
    expect(titles(importAgain)).toEqual([
      'Import',
      'Cancel',
      'All warnings (4)',
      'Correct columns',
      'Apply 1 reference',
    ]);
    expect(titles(importNew)).toEqual([
      'Import',
      'Cancel',
      'All changes (6)',
      'Correct columns',
      'Apply 1 reference',
    ]);
    expect(titles(importNothing)).toEqual(['Close', 'Correct columns', 'Apply 1 reference']);
    expect(titles(importChanged)).toContain('Leave references');
  });

  it('shows ten changes at most and every difference in the list', () => {
    const titlesShown = cardTexts(importCard(importLong)).filter((text) =>
      / · (new|changed|closed)/.test(text),
    );
    expect(titlesShown).toHaveLength(10);
    expect(cardText(importCard(importLong))).toContain('and 25 more');
    const differences = Array.from({ length: 20 }, (_, at) => ({
      field: `field${at}`,
      from: '',
      to: `word ${at}`,
    }));
    const view: ImportView = {
      ...importAgain,
      changes: [{ ref: '1A i', kind: 'changed', fields: [], differences }],
    };
    expect(cardText(importCard(view))).toContain('and 12 more');
    expect(titles(view)).toContain('All changes (1)');
    expect(cardText(importListCard(view, 'changes', 1))).toContain('“word 19”');
  });

  it('warns of a file that has hardly anything of the plan', () => {
    const gone = Array.from({ length: 7 }, (_, at) => ({
      ...importAgain.changes[3],
      ref: `G${at}`,
      kind: 'gone' as const,
    }));
    const changes = gone.map((change) => ({ fields: [], differences: [], ...change }));
    expect(cardText(importCard({ ...importAgain, changes }))).toContain('only 6 found in this file');
    expect(cardText(importCard(importAgain))).not.toContain('another plan');
  });
});

describe('its lists', () => {
  it.each([
    ['changes', importLong.changes.length],
    ['warnings', importLong.warnings.length],
  ] as const)('show all %s, ten on a page, each once', (list, total) => {
    const pages = Math.ceil(total / 10);
    const items = Array.from({ length: pages }, (_, at) =>
      cardTexts(importListCard(importLong, list, at + 1)),
    ).map(
      (texts) =>
        texts.filter((text) => / · (new|changed|closed)|^(Unknown rating|Text cut|Count differs)/.test(text))
          .length,
    );
    expect(items.reduce((sum, number) => sum + number, 0)).toBe(total);
    expect(Math.max(...items)).toBe(10);
  });

  it('show the nearest page for one that is not there', () => {
    expect(cardText(importListCard(importLong, 'changes', 999))).toContain('Page 4 of 4');
    expect(cardText(importListCard(importNothing, 'warnings', 3))).toContain('No warnings');
  });
});

describe('size', () => {
  it.each(['*', '<a', '"', '\n', '\\', '&a;', 'x', ' y', '\u202e', '漢', '_'])(
    'stays under Teams’ limit, whatever the file holds: %j',
    (one) => {
      const text = one.repeat(2_000);
      const { imported } = importAgain;
      const [action] = imported.actions;
      const [column] = imported.columns;
      if (!action || !column) throw new Error('The sample is empty.');
      const view: ImportView = {
        ...importAgain,
        planName: text,
        imported: {
          ...imported,
          source: text,
          actions: Array.from({ length: 30 }, (_, at) => ({
            ...action,
            ref: `${at}${text}`,
            title: text,
            theme: text,
            narrative: text,
            responsibleLeads: [text, `${text}1`, `${text}2`],
            rating: { label: `${at}${text}`, level: 'red' },
          })),
          columns: Array.from({ length: 200 }, (_, at) => ({
            ...column,
            header: `${at}${text}`,
            score: 0.5,
            why: text,
          })),
          statedCounts: Array.from({ length: 9 }, () => ({ text, what: text, stated: 9, found: 1 })),
        },
        changes: Array.from({ length: 500 }, (_, at) => ({
          ref: `${at}${text}`,
          kind: 'changed',
          fields: [],
          differences: Array.from({ length: 20 }, () => ({
            field: 'narrative',
            from: text.slice(0, 120),
            to: text.slice(0, 120),
          })),
        })),
        planChanges: Array.from({ length: 4 }, () => ({
          field: 'name',
          from: text.slice(0, 120),
          to: text.slice(0, 120),
        })),
        warnings: Array.from({ length: 500 }, (_, at) => ({
          code: `kind-${at % 60}`,
          message: text,
          sheet: text,
          row: 1,
          column: text,
          value: text,
        })),
      };
      for (const card of [
        importCard(view),
        importListCard(view, 'changes', 1),
        importListCard(view, 'warnings', 1),
      ]) {
        expect(messageBytes(card)).toBeLessThan(maxMessageBytes);
      }
    },
  );
});
