import { expect, it } from 'vitest';
import { leadsText } from '../../../src/plan-files/write/tracker-text.ts';

it.each([
  [['Holt, Ana'], 'Holt, Ana;'],
  [['Holt, Ana', 'Croft, Ben'], 'Holt, Ana; Croft, Ben'],
  [['Ana Holt, Head of Inclusion'], 'Ana Holt, Head of Inclusion'],
  [['Ana Holt'], 'Ana Holt'],
])('leads %j are written so that they are read back without a question', (leads, text) => {
  expect(leadsText('responsible', leads)).toBe(text);
});
