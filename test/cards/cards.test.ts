import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/cards/kit/card.ts';
import { cardNames, fillCard } from '../../src/cards/kit/template.ts';
import { parseSubmission } from '../support/parse-submission.ts';
import { lintCard, nodesOf, textsOf } from './kit/lint-card.ts';
import { allCards, designerData } from './samples/all-cards.ts';

describe('every card', () => {
  it.each(Object.entries(allCards))('%s keeps Teams’ rules and ours', (_, card) => {
    expect(lintCard(card)).toEqual([]);
  });

  it.each(Object.entries(allCards))('%s sends back only what can be read again', (_, card) => {
    const inputs = Object.fromEntries(
      nodesOf(card)
        .filter((node) => String(node['type']).startsWith('Input.'))
        .map((node) => [String(node['id']), node['value'] ?? '']),
    );
    for (const action of nodesOf(card).filter((node) => node['type'] === 'Action.Execute')) {
      const data = { ...(action['data'] as object), ...inputs };
      const executed = parseSubmission({ action: { type: 'Action.Execute', verb: action['verb'], data } });
      expect(executed.verb).toBe(action['verb']);
      expect(parseSubmission(data)).toEqual(executed);
    }
  });

  it('finds what is wrong with a card that breaks the rules', () => {
    const faults = lintCard({
      type: 'AdaptiveCard',
      version: '1.6',
      fallbackText: '',
      body: [
        { type: 'Input.Text', id: 'x' },
        { type: 'TextBlock', text: '●', color: 'good' },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Amber', color: 'warning' }] },
        { type: 'Nonsense' },
        { type: 'Chart.Pie', data: [{ color: 'good', value: 1 }] },
        { type: 'Image', url: 'data:image/png;base64,AA==' },
        {
          type: 'ActionSet',
          actions: [{ type: 'Action.Execute', title: 'Go', verb: 'a', data: { verb: 'b' } }],
        },
      ],
    });
    const words = [
      '1.6',
      'fallbackText',
      'no label',
      'colour without a word',
      'coloured words',
      'Nonsense',
      'nothing stands for it',
      'no altText',
      'no fallback',
      'verb missing',
    ];
    for (const word of words) expect(faults.join('\n')).toContain(word);
  });
});

describe('the card designer’s files', () => {
  it.each(cardNames)('%s: its data is what our code makes of a sample, and fills every place', (name) => {
    const file = new URL(`../../cards/${name}.data.json`, import.meta.url);
    const data = JSON.parse(readFileSync(file, 'utf8')) as Json;
    expect(data, 'run: npx tsx test/e2e/card-gallery.ts --data').toEqual(
      JSON.parse(JSON.stringify(designerData[name])),
    );
    const card = fillCard(name, data as object);
    expect(lintCard(card)).toEqual([]);
    expect(textsOf(card).filter((text) => text.includes('${'))).toEqual([]);
  });
});

describe('text of people in a template', () => {
  it('is never read as an expression', () => {
    const evil = '${1+1} ${$root} ${json(\'{"a":1}\')} ${planId}';
    const card = fillCard('notice', { title: evil, color: 'default', text: evil, rows: [], fallback: evil });
    expect(card.fallbackText).toBe(evil);
    expect(nodesOf(card).filter((node) => node['text'] === evil)).toHaveLength(2);
  });
});
