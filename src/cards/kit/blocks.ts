import type { ActionData } from './buttons.ts';
import { escapeLine, escapeText, excerpt, plainLine, runText } from './escape.ts';
import { splitText } from './split-text.ts';
import type { Mark } from './words.ts';

/**
 * One line or paragraph of a card that goes on over pages. Small by construction, so that pages can be filled without cutting; `under`
 * repeats at the top of a page what a block belongs to.
 */
export type Block =
  /** Heading of a part. */
  | { readonly kind: 'section'; readonly text: string }
  /** Heading of a theme or an agency within a part. */
  | { readonly kind: 'group'; readonly text: string }
  | {
      readonly kind: 'action';
      readonly ref: string;
      readonly title: string;
      /** What a tap on it sends, with what a tap does; null where it is only read. */
      readonly tap: { readonly tooltip: string; readonly data: ActionData } | null;
    }
  /** A rating in its colour, and what there is to say of it. */
  | { readonly kind: 'mark'; readonly mark: Mark; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Facts rather than words of a lead: smaller. */
  | { readonly kind: 'fact'; readonly text: string };

/** Longest raw text of one block; escaped it is at most a few times that. */
const chunk = 2000;

/** Escaped pieces of somebody's words, the first under a label of ours. */
export function labelledWords(label: string, text: string): string[] {
  return splitText(text, chunk).map((part, index) =>
    index === 0 && label !== '' ? `**${label}:** ${escapeText(part)}` : escapeText(part),
  );
}

/** Pieces as paragraphs of as few blocks as will hold them: every block costs the message some weight. */
export function blocksOf(kind: 'text' | 'fact', pieces: readonly string[]): Block[] {
  const blocks: { kind: 'text' | 'fact'; text: string }[] = [];
  for (const piece of pieces) {
    const last = blocks.at(-1);
    if (last !== undefined && last.text.length + piece.length < chunk) last.text += `\n\n${piece}`;
    else blocks.push({ kind, text: piece });
  }
  return blocks;
}

/** Ref and title, which open the action where `open` says how; a title too long for one block goes on below, because nothing is cut. */
export function actionHead(
  { ref, title }: { readonly ref: string; readonly title: string },
  open: ActionData | null = null,
): Block[] {
  const [first = '', ...rest] = splitText(plainLine(title), 600);
  const tap = open && { tooltip: `Open ${plainLine(excerpt(ref, 60))}`, data: open };
  return [
    { kind: 'action', ref: runText(ref), title: runText(first), tap },
    ...rest.map((part): Block => ({ kind: 'text', text: escapeLine(part) })),
  ];
}
