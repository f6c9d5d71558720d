import { expect, it } from 'vitest';
import { peopleOf } from '../../../src/plan-files/tools/tool-cells.ts';

it.each([
  ['Holt, Ana', ['Holt, Ana']],
  ['Holt, Ana, Croft, Ben', ['Holt, Ana', 'Croft, Ben']],
  ['Ana Holt, Ben Croft', ['Ana Holt', 'Ben Croft']],
  ['Ana Holt,Ben Croft,Cara Day', ['Ana Holt', 'Ben Croft', 'Cara Day']],
  ['Holt, Ana; Croft, Ben', ['Ana Holt', 'Ben Croft']],
])('people that commas part: %s', (text, people) => {
  expect(peopleOf(text, /,/).people).toEqual(people);
});
