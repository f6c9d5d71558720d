import type { ActionStory } from '../../domain/digest/action-story.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import { digestHeadline } from '../../domain/digest/headline.ts';
import { ratingSymbols } from '../../domain/shared/rating.ts';
import type { Block } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine } from '../kit/escape.ts';
import { fillPages } from '../kit/fill-pages.ts';
import { fillCard } from '../kit/template.ts';
import { joined, ratingWords } from '../kit/words.ts';
import { standingBlocks, storyHead, storyTitle } from './action-card.ts';
import { digestBlocks } from './digest-blocks.ts';
import { digestTitle, frameData } from './digest-card.ts';

/** A line that somebody chooses from; plain text. */
export interface InsertPreview {
  readonly title: string;
  readonly text: string;
}

/** How much a card may hold that is put into somebody's message, and what is typed to read the rest. */
export interface InsertRoom {
  /** Characters of JSON in its blocks. */
  readonly room: number;
  readonly ask: string;
}

const titleLength = 200;
const textLength = 400;

const preview = (title: string, text: string): InsertPreview => ({
  title: excerpt(plainLine(title), titleLength),
  text: excerpt(plainLine(text), textLength),
});

type Took = Digest['took'];
const tookWords = (took: Took) => took.map(({ said, meant }) => `I took “${said}” as ${meant}.`).join(' ');

export function actionPreview(story: ActionStory, took: Took): InsertPreview {
  const { rating, leads } = story.action;
  const lead = leads.length === 0 ? 'No confirmed lead' : leads.join(', ');
  const facts = joined(`${ratingSymbols[rating.level]} ${ratingWords(rating)}`, lead, story.planName);
  return preview(storyTitle(story), joined(facts, tookWords(took)));
}

export function digestPreview(digest: Digest): InsertPreview {
  const words = joined(digest.planName, digestHeadline(digest), tookWords(digest.took));
  return preview(digestTitle(digest), words);
}

/** The first page of some blocks, with nothing in it to press: where it is put, nobody may be known to us. */
function readOnly(blocks: readonly Block[], { room, ask }: InsertRoom): { blocks: Block[]; more: string } {
  const inert = blocks.map((block) => (block.kind === 'action' ? { ...block, tap: null } : block));
  const [first = [], ...rest] = fillPages(inert, room);
  const more = `There is more: write “${escapeLine(excerpt(plainLine(ask), 200))}” to Board Actions.`;
  return { blocks: first, more: rest.length === 0 ? '' : more };
}

/** An action's facts, to be put into somebody's message: how it stands, without history, questions and buttons. */
export function actionInsert(story: ActionStory, room: InsertRoom): AdaptiveCard {
  const { blocks, more } = readOnly(standingBlocks(story), room);
  return blocksCard({
    ...storyHead(story),
    page: { items: blocks, number: 1, of: 1, words: more },
    buttons: [],
    fallback: storyTitle(story).slice(0, titleLength),
  });
}

/** A digest's facts, the same way. */
export function digestInsert(digest: Digest, room: InsertRoom): AdaptiveCard {
  const { blocks, more } = readOnly(digestBlocks(digest), room);
  const frame = frameData(digest, { number: 1, of: 1 });
  return fillCard('digest', { ...frame, charts: [], blocks, pageWords: more, rows: [] });
}
