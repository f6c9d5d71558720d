import validate from '@ooxml-tools/validate';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/domain/paper/paper.ts';
import { writePaper } from '../../../src/reports/paper/write-paper.ts';
import { buildTemplate, templateParagraph } from '../../support/build-template.ts';
import { barePaper, drawPlain, fullPaper, hostileTexts } from '../../support/paper-samples.ts';

const hostilePaper: Paper = {
  ...barePaper,
  title: 'Hostile words',
  body: [
    { kind: 'heading', level: 1, text: hostileTexts[0] ?? '' },
    { kind: 'list', items: hostileTexts.map((text) => [{ text }]) },
    {
      kind: 'table',
      caption: hostileTexts[9] ?? '',
      columns: [{ header: hostileTexts[2] ?? '', weight: 1 }],
      rows: hostileTexts.map((text) => [[{ text }]]),
      isWide: true,
    },
  ],
};

/** Microsoft's own Open XML SDK, which takes some twenty seconds to start. */
describe('under the schema of Word', () => {
  it.each([
    ['every kind of block', fullPaper],
    ['hardly anything', barePaper],
    ['hostile words', hostilePaper],
  ])('%s is valid', { timeout: 240_000 }, async (_, paper) => {
    const bytes = await writePaper(paper, { drawPicture: drawPlain, template: null });
    expect(await validate(bytes, 'docx', 'Microsoft365')).toEqual([]);
  });

  it.each([
    ['in place of its body', templateParagraph('Old words.')],
    ['between its words', ['Before.', '{{paper}}', 'After.'].map(templateParagraph).join('')],
  ])('a paper in a template is valid, %s', { timeout: 240_000 }, async (_, body) => {
    const { bytes: logo } = await drawPlain({ kind: 'slippage', actions: [] }, { width: 120 }, 1);
    const template = await buildTemplate({ logo, body });
    const bytes = await writePaper(fullPaper, { drawPicture: drawPlain, template });
    expect(await validate(bytes, 'docx', 'Microsoft365')).toEqual([]);
  });
});
