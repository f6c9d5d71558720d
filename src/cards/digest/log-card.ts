import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Block, blocksOf } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons } from '../kit/pages.ts';

export interface LogView extends PlanHeader {
  /** What it was narrowed to, as its reader calls it, and as a button asks for it again; null for everything. */
  readonly subject: { readonly words: string; readonly text: string } | null;
  /** Newest first. */
  readonly entries: readonly { readonly when: string; readonly who: string; readonly words: string }[];
  /** There are older ones that are not among them. */
  readonly more: boolean;
}

/** About three screens of a phone. */
const onPage = 12;
/** Longer than any line of ours: what is behind it is in the log of the command line, whole. */
const lineLength = 600;

/** Who did what and when, one sentence each, newest first; a page that is not there shows the nearest one. */
export function logCard(view: LogView, page = 1): AdaptiveCard {
  const { planId, planName, subject, entries, more } = view;
  const shown = openPage(cutPages(entries, { isFull: atMost(onPage) }), page);
  const items = shown.items.flatMap(({ when, who, words }): Block[] =>
    blocksOf('text', [
      `${escapeLine(when)}: ${escapeLine(excerpt(plainLine(`${who} ${words}`), lineLength))}`,
    ]),
  );
  const of = subject === null ? {} : { subject: subject.text };
  const title = subject === null ? 'Log' : `Log: ${subject.words}`;
  return blocksCard({
    plan: shortLine(planName, 200),
    title: shortLine(title, 200),
    when: entries.length === 0 ? 'Nothing has been recorded of it yet.' : 'Newest first',
    intro:
      more && shown.number === shown.of
        ? 'There is more: whoever runs the service can list the whole log at the command line.'
        : '',
    page: { ...shown, items },
    buttons: [
      ...pageButtons(shown, { verb: 'log.page', planId, page: 1, ...of }, ['Newer', 'Older']),
      button('Status', { verb: 'menu.status', planId }),
    ],
    fallback: `${plainLine(planName)}: ${plainLine(title)}. Open Teams on a computer to read it.`,
  });
}
