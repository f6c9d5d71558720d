import type { Block } from './blocks.ts';
import { excerpt } from './escape.ts';
import { cutPages } from './pages.ts';

/** As much as one cares to scroll through before pressing Next: about a dozen actions. */
const pageBlocks = 48;
/** What the template adds around a block, at most. */
const blockOverhead = 190;

interface Headings {
  section?: Block;
  group?: Block;
  action?: Block;
}

/**
 * Blocks in pages of at most `room` characters of JSON, in order and none left out. A page that goes on with a part
 * repeats its headings; an action is kept on one page unless it is too long for that. Always at least one page.
 */
export function fillPages(blocks: readonly Block[], room: number): Block[][] {
  const sizes = blocks.map(sizeOf);
  return cutPages(blocks, {
    isFull: (page, next) => page.length >= pageBlocks && startsSomething(next),
    room,
    sizeOf,
    sizeFrom: (_, index) => sizeTogether(blocks, sizes, index, room),
    repeated: (index, next) => headingsFor(headingsAbove(blocks, index), next),
  });
}

function isHeading({ kind }: Block): boolean {
  return kind === 'section' || kind === 'group';
}

function startsSomething(block: Block): boolean {
  return isHeading(block) || block.kind === 'action';
}

/** What the template adds around the data of a tap, and to which list's page it goes back. */
const tapOverhead = 280;

/** A tap's data is sent twice, for clients without Action.Execute. */
function sizeOf(block: Block): number {
  const tap = block.kind === 'action' && block.tap ? JSON.stringify(block.tap.data).length + tapOverhead : 0;
  return JSON.stringify(block).length + blockOverhead + tap;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** The place from `from` on of the first block that `is` so; past the end when there is none. */
function findFrom(blocks: readonly Block[], from: number, is: (block: Block) => boolean): number {
  let at = from;
  for (let block = blocks[at]; block !== undefined && !is(block); block = blocks[at]) at += 1;
  return at;
}

/**
 * What had better start on the same page as the block at `from`: with headings the action they announce, and an action as
 * a whole, unless it is so long that half a page could be left empty.
 */
function sizeTogether(
  blocks: readonly Block[],
  sizes: readonly number[],
  from: number,
  room: number,
): number {
  const content = findFrom(blocks, from, (block) => !isHeading(block));
  const isAction = blocks[content]?.kind === 'action';
  const end = isAction ? findFrom(blocks, content + 1, startsSomething) : content + 1;
  const whole = sum(sizes.slice(from, end));
  return whole <= room / 2 ? whole : sum(sizes.slice(from, content + 2));
}

/** What stands above the block at `index`: the last section, the last group of it, and the last action of that. */
function headingsAbove(blocks: readonly Block[], index: number): Headings {
  const above: Headings = {};
  // Backwards: a long digest has hundreds of pages, and each begins so.
  for (let at = index - 1; at >= 0 && above.section === undefined; at -= 1) {
    const block = blocks[at];
    if (block === undefined) break;
    if (block.kind === 'section') above.section = block;
    else if (block.kind === 'group') above.group ??= block;
    else if (block.kind === 'action' && above.group === undefined) above.action ??= block;
  }
  return above;
}

const ranks = { section: 0, group: 1, action: 2, mark: 3, text: 3, fact: 3 } as const;

/** The headings a new page repeats so that its first block can be understood. */
function headingsFor({ section, group, action }: Headings, first: Block): Block[] {
  return [section, group, action].flatMap((heading): Block[] => {
    if (heading === undefined || ranks[heading.kind] >= ranks[first.kind]) return [];
    if (heading.kind !== 'action') return [heading];
    return [{ ...heading, title: `${excerpt(heading.title, 80)} (continued)` }];
  });
}
