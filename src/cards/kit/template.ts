import { readFileSync } from 'node:fs';
// Not the package's root: its types pull in the sources of adaptivecards, which do not compile here.
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import type { AdaptiveCard } from './card.ts';

/** The cards of the `cards/` folder: NAME.card.json, with sample data in NAME.data.json for the card designer. */
export const cardNames = [
  'prompt',
  'reply-form',
  'receipt',
  'digest',
  'picture',
  'status',
  'open-cycle',
  'cycle-opened',
  'cycle-notice',
  'reach',
  'extend-cycle',
  'reopen-cycle',
  'on-behalf',
  'escalation',
  'action-list',
  'text-form',
  'match-leads',
  'people-add',
  'person',
  'import',
  'document',
  'paper-form',
  'assign',
  'schedule',
  'schedule-add',
  'schedule-move',
  'schedule-rules',
  'welcome',
  'help',
  'notice',
] as const;
export type CardName = (typeof cardNames)[number];

const compiled = new Map<CardName, Template>();

function template(name: CardName): Template {
  let found = compiled.get(name);
  if (found === undefined) {
    // Two levels up from src/cards and from dist/cards alike.
    const file = new URL(`../../../cards/${name}.card.json`, import.meta.url);
    found = new Template(JSON.parse(readFileSync(file, 'utf8')));
    compiled.set(name, found);
  }
  return found;
}

/**
 * Fills a card's template. Text in `data` is put in as it is and never read as an expression, so `${...}` typed by
 * a person stays what it is; escaping it for Markdown is the caller's part. A file that is missing or broken throws:
 * that is a fault of the package, not of the person.
 */
export function fillCard(name: CardName, data: object): AdaptiveCard {
  return template(name).expand({ $root: data }) as AdaptiveCard;
}
