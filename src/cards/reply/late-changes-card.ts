import type { LateChange, LateChanges, PositionField } from '../../domain/reply/late-changes.ts';
import { replyFields } from '../../domain/reply/reply-fields.ts';
import { formatInstantDate, formatInstantTime } from '../../domain/shared/dates.ts';
import { actionHead, type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import { type Button, button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { plainLine, runText, shortLine } from '../kit/escape.ts';
import { fillPages } from '../kit/fill-pages.ts';
import { openPage, type PageNumber, pageButtons } from '../kit/pages.ts';
import { count, dayWords, ratingMark, ratingWords } from '../kit/words.ts';

/** Characters of JSON for the blocks of a page: with the frame some 55 KB as Teams counts. */
const pageCharacters = 25_000;

/** What leads have said since the freeze, `page` counted from 1; a page that is not there shows the nearest one. */
export function lateChangesCard(view: LateChanges, page = 1): AdaptiveCard {
  const pages = fillPages(
    view.changes.flatMap((change) => changeBlocks(view, change)),
    pageCharacters,
  );
  const shown = openPage(pages, page);
  const title = view.changes.length === 0 ? 'No late changes' : count(view.changes.length, 'late change');
  return blocksCard({
    plan: shortLine(view.planName, 200),
    title,
    when: `Board meeting ${dayWords(view.boardDate)} · paper fixed on ${momentWords(view, view.frozenAt)}`,
    intro: shown.number === 1 ? introOf(view) : '',
    page: shown,
    buttons: buttonsFor(view, shown),
    fallback: `${plainLine(view.planName)}: ${title}. Open Teams on a computer to read them.`,
  });
}

function momentWords({ timeZone }: LateChanges, at: string): string {
  return `${formatInstantDate(at, timeZone)} at ${formatInstantTime(at, timeZone)}`;
}

function introOf({ changes, signedOff }: LateChanges): string {
  const paper = signedOff ? 'The cycle is signed off. ' : '';
  return changes.length === 0
    ? `${paper}Nobody has said anything since that differs from the paper.`
    : `${paper}The paper and its digest do not have these. To take them in, reopen the cycle.`;
}

/** What a field of a reply is called on the card. */
function labelOf(field: PositionField): string {
  return field === 'narrative' ? 'What happened' : replyFields[field].name;
}

function changeBlocks(view: LateChanges, change: LateChange): Block[] {
  return [
    ...actionHead(change),
    { kind: 'mark', mark: ratingMark(change.now.rating), text: ratingNote(change) },
    ...blocksOf('fact', labelledWords('', `${change.by}, ${momentWords(view, change.at)}`)),
    ...blocksOf(
      'text',
      change.changed.flatMap((field) => fieldWords(change, field)),
    ),
  ];
}

function ratingNote({ before, changed, firstReply }: LateChange): string {
  const was = changed.includes('rating')
    ? ` · was ${runText(ratingWords(before.rating))}`
    : ' · rating as in the paper';
  return firstReply ? `${was} · the paper says “no reply yet”` : was;
}

/** One field now and as the paper has it; nothing is cut. */
function fieldWords({ before, now }: LateChange, field: PositionField): string[] {
  if (field === 'rating') return [];
  if (field === 'finished') {
    return [now.finished ? 'Now said to be complete.' : 'No longer said to be complete.'];
  }
  const pieces = (label: string, text: string) => labelledWords(label, text.trim() === '' ? 'nothing' : text);
  const label = labelOf(field);
  return [...pieces(label, now[field]), ...pieces(`${label}, in the paper`, before[field])];
}

function buttonsFor({ planId, cycleId }: LateChanges, page: PageNumber): Button[] {
  return [
    ...pageButtons(page, { verb: 'late.page', planId, meeting: cycleId }),
    button('Status', { verb: 'menu.status', planId, meeting: cycleId }),
    button('Digest', { verb: 'menu.digest', planId, meeting: cycleId }),
  ];
}
