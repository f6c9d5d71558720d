import { type DocumentName, type DocumentRequest, documents } from '../../domain/export/document.ts';
import type { PublicChange } from '../../domain/paper/public-version.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Button, button, buttonRows } from './buttons.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeLine, escapeText, excerpt, plainLine, shortLine } from './escape.ts';
import { fillCard } from './template.ts';
import { count } from './words.ts';

/** What is said of a document that a person asked for, where the document itself cannot stand. */
export type DocumentNews =
  /** A link that ends. */
  | {
      readonly kind: 'link';
      readonly url: string;
      /** Names the link to those who may end it. */
      readonly linkId: string;
      readonly ends: string;
      /** `published`: nobody asked, it is the day. */
      readonly because: 'chat' | 'asked' | 'failed' | 'published';
    }
  /** Made of its own accord, at the freeze. */
  | { readonly kind: 'ready' }
  /** The file is offered in a message of its own: below the card that was pressed, or above the answer to a message. */
  | { readonly kind: 'offered' | 'offered-above' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly unsure: boolean }
  /** A link was ended before its time. */
  | { readonly kind: 'link-ended' }
  /** This chat takes no file and the service has no public address. */
  | { readonly kind: 'no-way' };

/** What the reader of a paper had better know. */
export interface PaperNotes {
  /** Fields of the front sheet that are marked as blank, as the sheet calls them. */
  readonly blank: readonly string[];
  /** Whether the reader may fill them. */
  readonly mayFill: boolean;
  /** What a public version says otherwise. */
  readonly changes: readonly PublicChange[];
}

export interface DocumentView extends DocumentRequest, PlanHeader {
  readonly news: DocumentNews;
  /** What is said beside a paper; null of anything else, and where nothing comes of it. */
  readonly told: PaperNotes | null;
  /** Whether a file can be offered in this chat, and a link given. */
  readonly canOffer: boolean;
  readonly canLink: boolean;
}

const whyLink = {
  chat: 'This chat takes no files, so here is a link.',
  asked: 'Here is a link.',
  published: 'The paper for the next board meeting is out.',
  failed: 'OneDrive did not take the file, so here is a link instead.',
} as const;

function wordsOf(news: DocumentNews): { readonly title: string; readonly text: string } {
  switch (news.kind) {
    case 'link':
      return {
        title: '',
        text: `${whyLink[news.because]} It ends on ${news.ends}, when you may no longer see the document, or when you end it. Until then whoever has it can download the document, so do not pass it on.`,
      };
    case 'ready':
      return { title: 'Ready', text: 'The cycle is frozen, and its paper is made.' };
    case 'offered':
      return { title: '', text: 'It is offered below: press Allow, and Teams puts it into your OneDrive.' };
    case 'offered-above':
      return {
        title: '',
        text: 'I have offered you the file here: press Allow, and Teams puts it into your OneDrive.',
      };
    case 'link-ended':
      return { title: 'Link ended', text: 'Nobody can open that link any more.' };
    case 'declined':
      return { title: 'Not saved', text: 'Nothing was put into your OneDrive.' };
    case 'saving':
      return {
        title: 'On its way',
        text: 'It is being put into your OneDrive at this moment. I say when it is there.',
      };
    case 'saved':
      return {
        title: 'Saved already',
        text: 'That file is in your OneDrive already. For one that says how the plan stands now, press “Offer it again”.',
      };
    case 'failed':
      return {
        title: 'Not saved',
        text: news.unsure
          ? 'OneDrive did not say whether it has taken the file: look in your files first. Else try again in a few minutes.'
          : 'OneDrive did not take the file. Try again in a few minutes; if it happens again, your OneDrive may be full or closed to this app.',
      };
    case 'no-way':
      return {
        title: 'No file here',
        text: 'This chat takes no files, and the service has no public address for a link. Ask for it in our own chat in Teams, or have whoever runs the service set PUBLIC_URL.',
      };
  }
}

/** What the same can be had as beside each document, and what the button for it says. */
const others: Readonly<Record<DocumentName, { readonly name: DocumentName; readonly title: string }>> = {
  'picture-ratings-by-board-png': { name: 'picture-ratings-by-board-svg', title: 'As SVG' },
  'picture-ratings-by-board-svg': { name: 'picture-ratings-by-board-png', title: 'As PNG' },
  'picture-ratings-by-theme-png': { name: 'picture-ratings-by-theme-svg', title: 'As SVG' },
  'picture-ratings-by-theme-svg': { name: 'picture-ratings-by-theme-png', title: 'As PNG' },
  'picture-burn-up-png': { name: 'picture-burn-up-svg', title: 'As SVG' },
  'picture-burn-up-svg': { name: 'picture-burn-up-png', title: 'As PNG' },
  'picture-movements-png': { name: 'picture-movements-svg', title: 'As SVG' },
  'picture-movements-svg': { name: 'picture-movements-png', title: 'As PNG' },
  'picture-slippage-png': { name: 'picture-slippage-svg', title: 'As SVG' },
  'picture-slippage-svg': { name: 'picture-slippage-png', title: 'As PNG' },
  'register-xlsx': { name: 'register-csv', title: 'As CSV' },
  'register-csv': { name: 'register-xlsx', title: 'As Excel' },
  'paper-docx': { name: 'paper-public-docx', title: 'Public version' },
  'paper-public-docx': { name: 'paper-docx', title: 'The board’s own version' },
};

/** As many changes as are told beside the paper itself; the rest stand on pages of their own. */
const mostChanges = 6;

/** One change of a public version: `“Sam Barron” is “a lead officer of Wexcombe Council” (3 times)`. */
export function changeWords({ from, to, times }: PublicChange): string {
  const often = times === 1 ? '' : ` (${count(times, 'time')})`;
  return escapeLine(`“${excerpt(plainLine(from), 300)}” is “${excerpt(plainLine(to), 300)}”${often}`);
}

function notesOf({ name, told }: DocumentView): string[] {
  if (told === null) return [];
  const { blank, changes } = told;
  const left = changes.length - mostChanges;
  const changed =
    changes.length === 0
      ? ['Nothing had to be changed for the public version: look it over all the same.']
      : [
          `**Changed for the public version: ${count(changes.length, 'name or number', 'names or numbers')}.** Look them over before it is published.`,
          ...changes.slice(0, mostChanges).map((change) => `• ${changeWords(change)}`),
          ...(left > 0 ? [`and ${left} more`] : []),
        ];
  return [
    ...(blank.length === 0 ? [] : [`**Blank on the front sheet, and marked so:** ${blank.join(', ')}.`]),
    ...(name === 'paper-public-docx' ? changed : []),
  ];
}

function noteButtons({ planId, meeting, name, told }: DocumentView): Button[] {
  if (told === null) return [];
  const { blank, mayFill, changes } = told;
  const of = { planId, ...(meeting === undefined ? {} : { meeting }) };
  const hasMore = name === 'paper-public-docx' && changes.length > mostChanges;
  return [
    ...(hasMore ? [button(`All ${changes.length} changes`, { verb: 'paper.changes', ...of, page: 1 })] : []),
    ...(blank.length > 0 && mayFill
      ? [button('Fill in the front sheet', { verb: 'paper.front', planId })]
      : []),
  ];
}

function buttonsFor({ planId, name, meeting, news, canOffer, canLink }: DocumentView): Button[] {
  const of = { planId, ...(meeting === undefined ? {} : { meeting }) };
  const ids = { ...of, document: name };
  const ended = ['declined', 'saved', 'failed', 'link-ended'].includes(news.kind);
  const other = others[name];
  return [
    ...(news.kind === 'ready' ? [button('Board paper', { verb: 'document.offer', ...ids })] : []),
    ...(ended && canOffer ? [button('Offer it again', { verb: 'document.offer', ...ids })] : []),
    ...(ended && canLink ? [button('Get a link', { verb: 'document.link', ...ids })] : []),
    ...(news.kind === 'link' && news.because !== 'published'
      ? [
          button(other.title, { verb: 'document.link', ...of, document: other.name }),
          button('End this link', { verb: 'document.endLink', ...ids, link: news.linkId }),
        ]
      : []),
  ];
}

/** The board paper of a frozen cycle, for a chat that takes no file unasked. */
export function readyPaperCard(
  {
    offer: { planId, name, meeting },
    planName,
  }: Pick<DocumentView, 'planName'> & { readonly offer: DocumentRequest },
  blank: readonly string[],
): AdaptiveCard {
  const told = { blank, mayFill: true, changes: [] };
  const news = { kind: 'ready' } as const;
  return documentCard({ planId, name, meeting, planName, news, told, canOffer: false, canLink: false });
}

/** A link to the board paper on the day of its publication, for a channel. */
export function postedPaperCard({
  request,
  planName,
  url,
  linkId,
  ends,
}: Pick<DocumentView, 'planName'> & {
  readonly request: DocumentRequest;
  readonly url: string;
  readonly linkId: string;
  readonly ends: string;
}): AdaptiveCard {
  const news = { kind: 'link', url, linkId, ends, because: 'published' } as const;
  return documentCard({ ...request, planName, news, told: null, canOffer: false, canLink: false });
}

/** Says what became of a document, with what can be done next. */
export function documentCard(view: DocumentView): AdaptiveCard {
  return fillCard('document', documentData(view));
}

/** What the document's template is filled with. */
export function documentData(view: DocumentView): object {
  const { title: what } = documents[view.name];
  const words = wordsOf(view.news);
  const title = words.title === '' ? what : `${what}: ${words.title.toLowerCase()}`;
  const { news } = view;
  return {
    plan: shortLine(view.planName, 200),
    title: escapeLine(title),
    text: escapeText(words.text),
    links: news.kind === 'link' ? [{ title: 'Download', tooltip: `Download: ${what}`, url: news.url }] : [],
    notes: notesOf(view).map((note) => ({ note })),
    rows: buttonRows([...noteButtons(view), ...buttonsFor(view)]),
    fallback: `${plainLine(view.planName)}: ${title}. ${words.text}`,
  };
}
