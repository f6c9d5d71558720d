import type { ActionStory, StoryBoard, StoryReply } from '../../domain/digest/action-story.ts';
import { type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { type BlocksCard, blocksCard } from '../kit/blocks-card.ts';
import { type ActionData, type Button, button, type PageFilter } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { fillPages } from '../kit/fill-pages.ts';
import { openPage, pageButtons, shortTitles } from '../kit/pages.ts';
import { dayWords, joined, percentWords, ratingMark } from '../kit/words.ts';
import { ratingNote, timescales } from './digest-blocks.ts';
import { whenWords } from './digest-card.ts';
import { noneBlock, section } from './listed-actions.ts';

/** Where an action was opened from, and what its reader may do with it. */
export interface ActionCardFacts {
  /** From 1; `history` for the page on which that begins. */
  readonly page?: number | 'history';
  /** The digest to go back to: its page and what it is narrowed to; null for a reader who may not read it. */
  readonly digest: { readonly page: number; readonly filter: PageFilter } | null;
  /** Whether the reader may put a question to its lead; not where it is left out. */
  readonly mayAsk?: boolean;
}

/** Characters of JSON in one page's blocks: with the frame under 60 KB as Teams counts, two bytes a character. */
const pageCharacters = 26_000;
/** A title as a heading; a longer one is told in full below it. */
const headingLength = 240;

/** Ref and title, plain. */
export const storyTitle = ({ action }: ActionStory) => `${plainLine(action.ref)}: ${plainLine(action.title)}`;

/** What an action's card begins with. Texts are escaped. */
export function storyHead(story: ActionStory): Pick<BlocksCard, 'plan' | 'title' | 'when'> {
  return {
    plan: joined(shortLine(story.planName, 200), shortLine(story.board, 200)),
    title: shortLine(storyTitle(story), headingLength),
    when: whenWords({ ...story, forMeeting: null }),
  };
}

/** One action: how it stands, what to ask, and what was said for each board, newest first, over pages and nothing cut. */
export function actionCard(
  story: ActionStory,
  { page = 1, digest, mayAsk = false }: ActionCardFacts,
): AdaptiveCard {
  const pages = fillPages(
    [...standingBlocks(story), ...questionBlocks(story), ...historyBlocks(story)],
    pageCharacters,
  );
  const shown = openPage(pages, page === 'history' ? historyPage(pages) : page);
  const here = placeOf(story, digest);
  const buttons: Button[] = [
    ...pageButtons(shown, { ...here, page: 1 }, shortTitles),
    ...(mayAsk ? [askButton(story)] : []),
    ...(digest === null ? [] : [backButton(story, digest)]),
  ];
  return blocksCard({
    ...storyHead(story),
    page: shown,
    buttons,
    fallback: `${plainLine(excerpt(storyTitle(story), 300))}. Open Teams on a computer to read it.`,
  });
}

/** What opens this action again, with the way back to its digest. */
function placeOf(story: ActionStory, digest: ActionCardFacts['digest']): ActionData {
  const { planId, cycleId, action } = story;
  return {
    verb: 'digest.action',
    planId,
    ...(cycleId === null ? {} : { meeting: cycleId }),
    actionId: action.actionId,
    ...(digest === null ? {} : { back: digest.page, filter: digest.filter }),
  };
}

function backButton(
  { planId, cycleId }: ActionStory,
  { page, filter }: NonNullable<ActionCardFacts['digest']>,
): Button {
  const meeting = cycleId === null ? {} : { meeting: cycleId };
  return button('Digest', { verb: 'digest.page', planId, ...meeting, page, filter }, 'Back to the digest');
}

function askButton({ planId, cycleId, action: { actionId, ref } }: ActionStory): Button {
  const meeting = cycleId === null ? {} : { meeting: cycleId };
  const tooltip = `Ask the lead of ${plainLine(excerpt(ref, 60))}`;
  return button('Ask the lead', { verb: 'question.form', planId, ...meeting, actionId }, tooltip);
}

/** From 1, the page on which the history begins. */
function historyPage(pages: readonly (readonly Block[])[]): number {
  return (
    1 + pages.findIndex((blocks) => blocks.some((block) => block.kind === 'section' && isHistory(block)))
  );
}

const historyTitle = 'Said for each board';
const isHistory = ({ text }: { readonly text: string }) => text.startsWith(historyTitle);

/** How an action stands, without its history. */
export function standingBlocks(story: ActionStory): Block[] {
  const { action, strategic, evidence, boardDate } = story;
  const isLong = storyTitle(story).length > headingLength;
  return [
    ...(isLong ? blocksOf('text', labelledWords('', action.title)) : []),
    { kind: 'mark', mark: ratingMark(action.rating), text: ratingNote(action, boardDate) },
    ...blocksOf('fact', [
      ...labelledWords('Theme', action.theme ?? ''),
      ...labelledWords('Priority', action.priority ?? ''),
      ...labelledWords('Lead', leadWords(action.leads, action.agencies)),
      ...labelledWords('Strategic lead', strategic.join(', ')),
      ...labelledWords('Timescale', joined(timescales(action), percentWords(action.percentComplete))),
      ...labelledWords('Answered by', action.answeredBy ?? ''),
    ]),
    ...blocksOf('text', [
      ...labelledWords('', action.narrative.trim() === '' ? 'No narrative given.' : action.narrative),
      ...labelledWords('Reason', action.reason),
      ...labelledWords('Recovery step', action.recoveryStep),
      ...labelledWords('Evidence', evidence),
      ...labelledWords('To ask', action.question),
    ]),
  ];
}

function leadWords(leads: readonly string[], agencies: readonly string[]): string {
  return leads.length === 0 ? 'No confirmed lead' : joined(leads.join(', '), agencies.join(', '));
}

function questionBlocks({ questions }: ActionStory): Block[] {
  if (questions.length === 0) return [];
  return [
    section('Questions to the lead', questions.length),
    ...questions.flatMap(({ by, on, to, text, answer }) => [
      ...blocksOf('fact', labelledWords('', joined(`${by} to ${to}`, on))),
      ...blocksOf('text', labelledWords('Question', text)),
      ...(answer === null
        ? [noneBlock('Not answered yet.')]
        : [
            ...blocksOf('text', labelledWords('Answer', answer.text)),
            ...blocksOf('fact', labelledWords('', joined(answer.by, answer.on))),
          ]),
    ]),
  ];
}

function historyBlocks({ boards }: ActionStory): Block[] {
  return [
    section(historyTitle, boards.length),
    ...(boards.length === 0 ? [noneBlock('Nobody has been asked about it yet.')] : []),
    ...boards.flatMap(boardBlocks),
  ];
}

function boardBlocks({ boardDate, rating, reply, late }: StoryBoard): Block[] {
  const said = boardDate === null ? '' : reply === null ? ' · No reply; last known' : '';
  return [
    {
      kind: 'group',
      text: escapeLine(boardDate === null ? 'As imported' : `Board of ${dayWords(boardDate)}`),
    },
    { kind: 'mark', mark: ratingMark(rating), text: said },
    ...(reply === null ? [] : replyBlocks(reply)),
    ...(late === null
      ? []
      : [
          noneBlock('**After the paper was fixed, which does not have it:**'),
          { kind: 'mark', mark: ratingMark(late.rating), text: '' } as const,
          ...replyBlocks(late),
        ]),
  ];
}

function replyBlocks(reply: StoryReply): Block[] {
  const { by, on, unchanged, narrative, reason, recoveryStep, evidence, revised } = reply;
  return [
    ...blocksOf('fact', labelledWords('', joined(by, on, unchanged ? 'no change' : null))),
    ...blocksOf('text', [
      ...labelledWords('', narrative.trim() === '' ? 'No narrative given.' : narrative),
      ...labelledWords('Reason', reason),
      ...labelledWords('Recovery step', recoveryStep),
      ...labelledWords('Evidence', evidence),
      ...labelledWords('New date asked for', revised ?? ''),
    ]),
  ];
}
