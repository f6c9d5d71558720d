import { describe, expect, it } from 'vitest';
import { splitAction, splitItems } from '../../../src/plan-files/action/split-action.ts';

describe('splitAction', () => {
  it.each([
    ['Open the hub', 'Open the hub', []],
    ['Open the hub:\n• find a place\n• move in', 'Open the hub', ['find a place', 'move in']],
    ['• find a place\n• move in', 'find a place; move in', ['find a place', 'move in']],
    ['Find a place.\nMove in.', 'Find a place; Move in.', ['Find a place.', 'Move in.']],
    ['By June:\nFind a place\nMove in', 'By June', ['Find a place', 'Move in']],
    ['Find a place for\nHub staff', 'Find a place for Hub staff', []],
    ['Find a place\nand move in', 'Find a place and move in', []],
    ['Open it • now • fully', 'Open it', ['now', 'fully']],
    ['1. Find a place\n2. Move in', 'Find a place; Move in', ['Find a place', 'Move in']],
    ['1. o Find a place\n2. o Move in', 'Find a place; Move in', ['Find a place', 'Move in']],
    ['-\n-', '(no words)', []],
  ])('parts %j', (text, title, steps) => {
    expect(splitAction(text)).toEqual({ title, steps });
  });
});

describe('splitItems', () => {
  it.each([
    ['Fewer waits', ['Fewer waits']],
    ['Measures:\n• 90%\n• 95%', ['Measures', '90%', '95%']],
    ['Families wait less.\nPlans are on time.', ['Families wait less.', 'Plans are on time.']],
    [':\n• 90%', ['90%']],
    ['', []],
  ])('lists %j', (text, items) => {
    expect(splitItems(text)).toEqual(items);
  });
});
