import { atMost, cutPages } from '../kit/pages.ts';
import type { ImportBlock } from './import-blocks.ts';

/** What the template adds around a block, in characters of JSON. */
const overhead = { section: 180, item: 150, text: 130, small: 170, pair: 360 } as const;

function sizeOf(blocks: readonly ImportBlock[]): number {
  return blocks.reduce((sum, block) => sum + overhead[block.kind] + JSON.stringify(block).length, 0);
}

/**
 * As many groups of blocks, in order, as fit into `room` characters of JSON, and always the first; those left out are
 * counted at the end, with `alreadyLeft` more.
 */
export function fitBlocks(
  groups: readonly (readonly ImportBlock[])[],
  room: number,
  alreadyLeft = 0,
): { readonly blocks: ImportBlock[]; readonly left: number } {
  let used = 0;
  let end = 0;
  for (const group of groups) {
    used += sizeOf(group);
    if (end > 0 && used > room) break;
    end += 1;
  }
  const left = groups.length - end + alreadyLeft;
  const more: ImportBlock[] = left > 0 ? [{ kind: 'small', text: `and ${left} more`, beside: '' }] : [];
  return { blocks: [...groups.slice(0, end).flat(), ...more], left };
}

/** Groups of blocks in pages of at most `most` groups and `room` characters of JSON; always at least one page. */
export function pageBlocks(
  groups: readonly (readonly ImportBlock[])[],
  most: number,
  room: number,
): (readonly ImportBlock[])[][] {
  return cutPages(groups, { isFull: atMost(most), room, sizeOf });
}
