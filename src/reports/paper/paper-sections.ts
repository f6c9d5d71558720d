import type { PaperBlock } from '../../domain/paper/paper.ts';

/** Blocks that follow one another on pages of one kind. */
export interface PaperStretch {
  readonly isLandscape: boolean;
  readonly blocks: readonly PaperBlock[];
}

/** More than this before a wide table is not taken along with its heading. */
const mostTakenAlong = 4;

/**
 * Blocks parted where the page turns on its side and back, which begins a new page: a wide table takes the heading
 * above it and the few lines between them along, so that no heading stands alone at the foot of a page.
 */
export function splitByPage(blocks: readonly PaperBlock[]): PaperStretch[] {
  const stretches: { readonly isLandscape: boolean; readonly blocks: PaperBlock[] }[] = [];
  const add = (isLandscape: boolean, added: readonly PaperBlock[]) => {
    const last = stretches.at(-1);
    if (last?.isLandscape === isLandscape) last.blocks.push(...added);
    else stretches.push({ isLandscape, blocks: [...added] });
  };
  for (const block of blocks) {
    const isWide = block.kind === 'table' && block.isWide;
    const last = stretches.at(-1);
    const taken = isWide && last?.isLandscape === false ? takeHeading(last.blocks) : [];
    if (last?.blocks.length === 0) stretches.pop();
    add(isWide, [...taken, block]);
  }
  return stretches;
}

/** Takes the headings nearest to the end, with the lines after them, off the blocks; none when they are far off. */
function takeHeading(blocks: PaperBlock[]): PaperBlock[] {
  const isHeading = (at: number) => blocks[at]?.kind === 'heading';
  const isLine = (at: number) => blocks[at]?.kind === 'paragraph' || blocks[at]?.kind === 'list';
  let at = blocks.length - 1;
  while (isLine(at)) at -= 1;
  if (!isHeading(at) || blocks.length - at > mostTakenAlong) return [];
  while (isHeading(at - 1)) at -= 1;
  return blocks.splice(at);
}
