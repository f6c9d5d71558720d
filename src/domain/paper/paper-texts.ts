import type { Picture } from '../digest/pictures.ts';
import type { Paper, PaperBlock, PaperText } from './paper.ts';

/** Every text of some blocks, in reading order. */
export function* textsOf(blocks: readonly PaperBlock[]): Generator<string> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        yield block.text;
        break;
      case 'paragraph':
        yield* block.runs.map(({ text }) => text);
        break;
      case 'list':
        yield* block.items.flat().map(({ text }) => text);
        break;
      case 'facts':
        yield block.caption;
        for (const { label, value } of block.rows) yield* [label, ...value.map(({ text }) => text)];
        break;
      case 'table':
        yield block.caption;
        yield* block.columns.map(({ header }) => header);
        yield* block.rows.flat(2).map(({ text }) => text);
        break;
      case 'picture':
        yield* [block.caption, block.words];
        break;
    }
  }
}

/** A paper with some of its texts changed, wherever words of people may stand; labels and column headers are ours and stay. */
export function changeTexts(paper: Paper, change: (text: string) => string): Paper {
  const runs = <T extends readonly PaperText[]>(texts: T) =>
    texts.map((run) => ({ ...run, text: change(run.text) }));
  const changed = (block: PaperBlock): PaperBlock => {
    switch (block.kind) {
      case 'heading':
        return { ...block, text: change(block.text) };
      case 'paragraph':
        return { ...block, runs: runs(block.runs) };
      case 'list':
        return { ...block, items: block.items.map(runs) };
      case 'facts':
        return {
          ...block,
          caption: change(block.caption),
          rows: block.rows.map((row) => ({ ...row, value: runs(row.value) })),
        };
      case 'table':
        return {
          ...block,
          caption: change(block.caption),
          rows: block.rows.map((row) => row.map(runs)),
        };
      case 'picture':
        return { ...block, words: change(block.words), picture: changeNames(block.picture, change) };
    }
  };
  return { ...paper, frontSheet: paper.frontSheet.map(changed), body: paper.body.map(changed) };
}

/** A picture with the names and titles that it shows changed. */
function changeNames(picture: Picture, change: (text: string) => string): Picture {
  switch (picture.kind) {
    case 'ratings-by-theme':
      return { ...picture, themes: picture.themes.map(change) };
    case 'slippage':
      return { ...picture, actions: picture.actions.map((one) => ({ ...one, title: change(one.title) })) };
    default:
      return picture;
  }
}
