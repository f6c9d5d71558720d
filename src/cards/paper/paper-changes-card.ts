import type { PublicChange } from '../../domain/paper/public-version.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import type { Block } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { changeWords } from '../kit/document-card.ts';
import { plainLine, shortLine } from '../kit/escape.ts';
import { fillPages } from '../kit/fill-pages.ts';
import { openPage, pageButtons } from '../kit/pages.ts';
import { count } from '../kit/words.ts';

/** What the public version of a paper says otherwise than the board's. */
export interface PaperChanges extends PlanHeader {
  /** The cycle it is of, by name; null before the first. */
  readonly meeting: string | null;
  readonly changes: readonly PublicChange[];
}

/** Characters of JSON in one page's blocks. */
const pageCharacters = 24_000;
/** Changes that one cares to look over before pressing Next. */
const changesAPage = 25;

/** Every change, nothing cut: on as many pages as it takes, from 1. */
export function paperChangesCard(
  { planId, planName, meeting, changes }: PaperChanges,
  page = 1,
): AdaptiveCard {
  const title = 'Changed for the public version';
  const shown = openPage(pagesOf(changes), page);
  const ids = { planId, ...(meeting === null ? {} : { meeting }) };
  return blocksCard({
    plan: shortLine(planName, 200),
    title,
    when: '',
    intro:
      changes.length === 0
        ? 'Nothing had to be changed.'
        : `${count(changes.length, 'name or number', 'names or numbers')} in all: look them over before it is published.`,
    page: shown,
    buttons: [
      ...pageButtons(shown, { verb: 'paper.changes', ...ids }),
      button('The public version', { verb: 'document.offer', ...ids, document: 'paper-public-docx' }),
    ],
    fallback: `${plainLine(planName)}: ${title}. Open Teams on a computer to read it.`,
  });
}

function pagesOf(changes: readonly PublicChange[]): Block[][] {
  const parts = [
    { text: 'Names', of: changes.filter(({ what }) => what === 'name') },
    { text: 'Small numbers', of: changes.filter(({ what }) => what === 'number') },
  ];
  const pages = parts.flatMap(({ text, of }) =>
    Array.from({ length: Math.ceil(of.length / changesAPage) }, (_, page): Block[] => [
      { kind: 'section', text },
      ...of
        .slice(page * changesAPage, (page + 1) * changesAPage)
        .map((change): Block => ({ kind: 'text', text: changeWords(change) })),
    ]),
  );
  // Names may be as long as a cell: a page of such is cut once more.
  const fitting = pages.flatMap((blocks) => fillPages(blocks, pageCharacters));
  return fitting.length === 0 ? [[]] : fitting;
}
