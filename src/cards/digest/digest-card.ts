import type { Digest, DigestCount } from '../../domain/digest/digest.ts';
import type { DigestPart } from '../../domain/digest/digest-filter.ts';
import { digestHeadline } from '../../domain/digest/headline.ts';
import { pictureWords } from '../../domain/digest/picture-words.ts';
import { type InlinePicture, pictureOf } from '../../domain/digest/pictures.ts';
import type { RatingLevel } from '../../domain/shared/rating.ts';
import type { Block } from '../kit/blocks.ts';
import { type Button, button, buttonRows, type PageFilter } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, plain, plainLine, shortLine, shortRun } from '../kit/escape.ts';
import { fillPages } from '../kit/fill-pages.ts';
import { openPage, type PageNumber, pageButtons, pageWords } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, ratingWords } from '../kit/words.ts';
import { countBlock, digestBlocks, silencesAbove } from './digest-blocks.ts';
import { pageFilter } from './listed-actions.ts';

/** One message's worth of a digest. */
export interface DigestPage extends PageNumber {
  readonly blocks: readonly Block[];
}

/** Characters of JSON in one page's card: 60 KB as Teams counts, two bytes a character. */
const pageCharacters = 29_500;

/** The digest in pages: the same digest always breaks at the same places, and no text is cut. */
export function digestPages(digest: Digest): DigestPage[] {
  const pages = fillPages(digestBlocks(digest), pageCharacters - frameSize(digest));
  return pages.map((blocks, index) => ({ number: index + 1, of: pages.length, blocks }));
}

/** The card around the blocks, at its largest: a first page with counts that is also a middle one with all buttons. */
function frameSize(digest: Digest): number {
  // The bytes of an image do not count as a message's own.
  const charts = [chartOf(digest, { url: '', words: pictureWords(pictureOf('ratings-by-board', digest)) })];
  const frame = {
    ...frameData(digest, { number: 1, of: 1 }),
    charts,
    rows: buttonRows(buttonsFor(digest, { number: 5000, of: 9999 })),
  };
  return JSON.stringify(fillCard('digest', { ...frame, pageWords: pageWords(5000, 9999), blocks: [] }))
    .length;
}

/**
 * One page of the digest, from 1; a page that is not there shows the nearest one. The picture of its ratings stands on the
 * first one, where there is one.
 */
export function digestCard(digest: Digest, page = 1, picture: InlinePicture | null = null): AdaptiveCard {
  return fillCard('digest', digestData(digest, page, picture));
}

/** What the digest's template is filled with. */
export function digestData(digest: Digest, page = 1, picture: InlinePicture | null = null): object {
  const shown = openPage(
    digestPages(digest).map(({ blocks }) => blocks),
    page,
  );
  const charts = shown.number === 1 && picture !== null ? [chartOf(digest, picture)] : [];
  const blocks = shown.items.map((block) => backTo(block, shown.number));
  return { ...frameData(digest, shown), charts, blocks };
}

/** A tap on an action brings with it the page to go back to. */
function backTo(block: Block, back: number): Block {
  if (block.kind !== 'action' || block.tap === null) return block;
  return { ...block, tap: { ...block.tap, data: { ...block.tap.data, back } } };
}

/** The colours that Teams' charts know by name. */
const chartColors: Readonly<Record<RatingLevel, string>> = {
  red: 'attention',
  amber: 'warning',
  green: 'good',
  complete: 'categoricalBlue',
  none: 'neutral',
};

/** The ratings at each board as Teams itself draws them, and the picture for clients that draw no charts. */
function chartOf(digest: Digest, { url, words }: InlinePicture): object {
  const { boards, series } = pictureOf('ratings-by-board', digest);
  return {
    url,
    words: plain(words),
    series: series.map((one) => ({
      legend: shortRun(ratingWords(one), 80),
      color: chartColors[one.level],
      values: boards.map((x, at) => ({ x, y: one.counts[at] ?? 0 })),
    })),
  };
}

/** Everything on a page but its blocks. */
export function frameData(digest: Digest, { number, of }: PageNumber): object {
  const first = number === 1;
  return {
    title: shortLine(digestTitle(digest), 250),
    plan: joined(shortLine(digest.planName, 200), shortLine(digest.board, 200)),
    when: whenWords(digest),
    headline: first ? digestHeadline(digest) : '',
    took: first ? tookWords(digest) : '',
    counts: first ? digest.counts.filter(worthCounting).map(countBlock) : [],
    answered: first ? answeredWords(digest) : '',
    pageWords: pageWords(number, of),
    rows: buttonRows(buttonsFor(digest, { number, of })),
    fallback: `${plainLine(digest.planName)}: digest as at ${dayWords(digest.asAt)}. Open Teams on a computer to read it.`,
  };
}

/** A zero is news, but for the ratings that nobody has given. */
function worthCounting({ level, now, lastKnown, lastBoard }: DigestCount): boolean {
  return level !== 'none' || now + lastKnown + (lastBoard ?? 0) > 0;
}

const partTitles: Readonly<Record<DigestPart, string>> = { overdue: 'overdue', 'no-reply': 'no reply' };

/** `Digest: red and amber`, `Digest: red only`, `Digest: amber only, Joint commissioning`, `Digest: overdue, 3B`. */
export function digestTitle({ filter, leadName }: Digest): string {
  const [level] = filter.levels.length === 1 ? filter.levels : [];
  const lists =
    filter.only === null
      ? level === undefined
        ? 'red and amber'
        : `${level} only`
      : partTitles[filter.only];
  const of = [filter.group, filter.agency, leadName, filter.ref].filter((part) => part !== null);
  return plainLine(`Digest: ${[lists, ...of].join(', ')}`);
}

/** `I took “overdeu” as overdue.`; '' where nothing was mistyped. */
function tookWords({ took }: Digest): string {
  return took.map(({ said, meant }) => escapeLine(`I took “${said}” as ${meant}.`)).join(' ');
}

/** Which board it is for, and how far its replies are. */
export function whenWords({
  boardDate,
  forMeeting,
  state,
  asAt,
}: Pick<Digest, 'boardDate' | 'forMeeting' | 'state' | 'asAt'>): string {
  const states = {
    'as-imported': 'as imported, nobody has been asked yet',
    open: `as at ${dayWords(asAt)}, replies still coming in`,
    frozen: `as at ${dayWords(asAt)}, frozen`,
  };
  if (boardDate === null) return `As imported, position at ${dayWords(asAt)}: nobody has been asked yet`;
  return forMeeting === null
    ? joined(`Board meeting ${dayWords(boardDate)}`, states[state])
    : joined(
        `Board meeting ${dayWords(forMeeting)}`,
        `from the replies for ${dayWords(boardDate)}`,
        states[state],
      );
}

function answeredWords(digest: Digest): string {
  const { state, asked, answered, silent, total } = digest;
  if (state === 'as-imported') return `${count(total, 'action')} in the plan.`;
  const waiting = asked - answered;
  const listed = waiting === silencesAbove(digest) + silent.length ? ', listed below' : '';
  const rest = waiting === 0 ? 'Every lead has replied.' : `${waiting} without a reply${listed}.`;
  return `${answered} of ${count(asked, 'action')} answered. ${rest}`;
}

function buttonsFor(digest: Digest, page: PageNumber): Button[] {
  const cycleId = digest.forMeeting ?? digest.cycleId;
  const ids = { planId: digest.planId, ...(cycleId === null ? {} : { meeting: cycleId }) };
  const to = (filter: PageFilter) => ({ verb: 'digest.page', ...ids, page: 1, filter }) as const;
  const filter = pageFilter(digest);
  const { level, only, ...narrowed } = filter;
  return [
    ...pageButtons(page, to(filter)),
    ...(level === 'red' && only === undefined ? [] : [button('Red only', to({ ...narrowed, level: 'red' }))]),
    ...(level === undefined && only === undefined ? [] : [button('Red and amber', to(narrowed))]),
    ...(only === 'overdue' ? [] : [button('Overdue', to({ ...narrowed, only: 'overdue' }))]),
    ...(only === 'no-reply' || digest.state === 'as-imported'
      ? []
      : [button('No reply', to({ ...narrowed, only: 'no-reply' }))]),
  ];
}
