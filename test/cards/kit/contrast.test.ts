import { describe, expect, it } from 'vitest';
import type { AdaptiveCard, Json } from '../../../src/cards/kit/card.ts';
import { containerStyles, teamsThemes, themeColors } from '../../support/teams-themes.ts';
import { allCards } from '../samples/all-cards.ts';
import { contrastFaults, contrastIn, contrastOf, drawnTexts, leastContrast } from './contrast.ts';

const cardOf = (...body: readonly Json[]): AdaptiveCard => ({
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText: 'Card',
  body,
});
const run = (text: string, more: object = {}) => ({ type: 'TextRun', text, ...more });
const rich = (...inlines: readonly Json[]) => ({ type: 'RichTextBlock', inlines });

describe('contrast of every text on every background (WCAG 2.2 AA)', () => {
  it.each(teamsThemes)('is at least 4.5:1 in %s', (theme) => {
    const faults = Object.entries(allCards).flatMap(([name, card]) => contrastFaults(name, card, theme));
    expect(faults).toEqual([]);
  });

  it('looks at every kind of text: plain, in a list of runs, a fact, a label, a choice', () => {
    const texts = Object.values(allCards).flatMap(drawnTexts);
    for (const kind of [
      /body\[\d+\]$/,
      /inlines\[\d+\]$/,
      /facts\[\d+\]\.value$/,
      /label$/,
      /choices.*title$/,
    ]) {
      expect(texts.filter(({ path }) => kind.test(path)).length, String(kind)).toBeGreaterThan(50);
    }
    expect(texts.filter(({ isMarker }) => isMarker).length).toBeGreaterThan(100);
    expect(new Set(texts.map(({ style }) => style)).size).toBeGreaterThan(2);
  });

  it('knows what WCAG’s own examples measure', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    // Half-transparent black on white is mid grey.
    expect(contrastOf('#80000000', '#ffffff')).toBeCloseTo(contrastOf('#7f7f7f', '#ffffff'), 5);
  });

  it('finds a coloured word, wherever its background comes from', () => {
    const amber = cardOf({ type: 'TextBlock', text: '▲ Amber', color: 'Warning' });
    expect(contrastFaults('amber', amber, 'light')).toEqual([
      'amber, body[0]: “▲ Amber” is 1.47:1 in light (warning default #f8d22a on default #ffffff)',
    ]);
    expect(contrastFaults('amber', amber, 'dark')).toEqual([]);
    const nested = cardOf({
      type: 'Container',
      style: 'attention',
      items: [
        {
          type: 'ColumnSet',
          columns: [{ type: 'Column', items: [rich(run('late', { color: 'attention', isSubtle: true }))] }],
        },
      ],
    });
    expect(contrastFaults('nested', nested, 'light')).toEqual([
      expect.stringContaining('nested, body[0].items[0].columns[0].items[0].inlines[0]: “late” is 3.'),
    ]);
  });

  it('lets a coloured shape pass only before words that can be read', () => {
    const amber = run('▲ ', { color: 'warning' });
    expect(contrastFaults('shape', cardOf(rich(amber, run('Amber'))), 'light')).toEqual([]);
    expect(contrastFaults('shape', cardOf(rich(amber)), 'light')).toHaveLength(1);
    expect(contrastFaults('shape', cardOf(rich(amber, run('●'))), 'light')).toHaveLength(1);
    const colored = run('Amber', { color: 'warning' });
    expect(contrastFaults('shape', cardOf(rich(amber, colored)), 'light')).toHaveLength(1);
  });

  it('stops at an element or a colour whose contrast it cannot tell', () => {
    expect(() => drawnTexts(cardOf({ type: 'Table', rows: [] }))).toThrow(/body\[0\].*Table/);
    expect(() => drawnTexts(cardOf({ type: 'TextBlock', text: 'x', color: 'Blue' }))).toThrow(/blue/);
  });

  it('has ordinary and subtle text that can be read on every background a card may use', () => {
    const text = { path: '', text: 'x', color: 'default', isMarker: false } as const;
    const ratios = teamsThemes.flatMap((theme) =>
      containerStyles.flatMap((style) =>
        [false, true].map((isSubtle) => contrastIn(theme, { ...text, isSubtle, style })),
      ),
    );
    expect(Math.min(...ratios)).toBeGreaterThan(leastContrast);
    expect(Object.keys(themeColors)).toEqual([...teamsThemes]);
  });
});
