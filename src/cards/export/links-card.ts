import { type DocumentRequest, documents } from '../../domain/export/document.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined } from '../kit/words.ts';

/** Links to documents that can be ended. */
export interface LinksView extends PlanHeader {
  /** The newest first. */
  readonly links: readonly (DocumentRequest & {
    readonly linkId: string;
    readonly by: string;
    readonly ends: string;
  })[];
  /** What was just done, in words; '' for nothing. */
  readonly done: string;
}

const linksAPage = 6;

/** One page of the links that stand, from 1, each with the button that ends it. */
export function linksCard({ planId, planName, links, done }: LinksView, page = 1): AdaptiveCard {
  const numbered = links.map((link, index) => ({ ...link, number: index + 1 }));
  const shown = openPage(cutPages(numbered, { isFull: atMost(linksAPage) }), page);
  const title = 'Links to documents';
  const words =
    links.length === 0
      ? 'No link of yours stands: there is nothing to end.'
      : `${count(links.length, 'link stands', 'links stand')}. Whoever has one can download its document until it ends.`;
  return fillCard('document', {
    plan: shortLine(planName, 200),
    title,
    text: escapeText(`${done}\n${words}`),
    links: [],
    notes: [
      ...shown.items.map(({ number, name, meeting = null, by, ends }) => ({
        note: escapeLine(
          joined(
            `Link ${number}: ${documents[name].title}`,
            meeting === null ? '' : `cycle of ${dayWords(meeting)}`,
            `for ${plainLine(by)}`,
            `ends on ${ends}`,
          ),
        ),
      })),
      ...(shown.words === '' ? [] : [{ note: shown.words }]),
    ],
    rows: buttonRows([
      ...shown.items.map(({ number, linkId }) =>
        button(`End link ${number}`, { verb: 'document.endLinks', planId, link: linkId }),
      ),
      ...pageButtons(shown, { verb: 'document.links', planId }),
      ...(links.length > 1 ? [button('End all', { verb: 'document.endLinks', planId })] : []),
    ]),
    fallback: `${plainLine(planName)}: ${title}. ${words}`,
  });
}
