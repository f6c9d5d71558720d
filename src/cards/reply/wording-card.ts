import { replyLimits } from '../../domain/reply/reply-fields.ts';
import type { WordedAction, WordingForm, Wordings } from '../../domain/reply/wording.ts';
import { formatInstantDate } from '../../domain/shared/dates.ts';
import { type ListItem, listPages } from '../kit/action-list.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import {
  escapeLine,
  escapeText,
  excerpt,
  plain,
  plainLine,
  runText,
  shortLine,
  shortRun,
} from '../kit/escape.ts';
import { openPage, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, ratingMark } from '../kit/words.ts';

const excerptLength = 160;

/** Every action of a cycle with what its paper will say, `page` counted from 1; `saved` is the ref just edited. */
export function wordingsCard(view: Wordings, page = 1, saved: WordedAction | null = null): AdaptiveCard {
  return fillCard('action-list', wordingsData(view, page, saved));
}

function wordingsData(view: Wordings, page: number, saved: WordedAction | null): object {
  const shown = openPage(listPages(view.actions.map((action) => itemOf(view, action))), page);
  const edited = view.actions.filter(({ wording }) => wording !== null).length;
  const title = 'Wording for publication';
  const { planId, cycleId } = view;
  return {
    plan: joined(shortLine(view.planName, 200), `board meeting ${dayWords(view.boardDate)}`),
    title,
    done: saved === null ? '' : `✔ ${escapeLine(savedWords(saved))}`,
    problem: '',
    intro: introOf(view, edited),
    items: shown.items,
    pageWords: shown.words,
    rows: buttonRows([
      ...pageButtons(shown, { verb: 'wording.page', planId, meeting: cycleId }),
      button('Status', { verb: 'menu.status', planId, meeting: cycleId }),
    ]),
    fallback: `${plainLine(view.planName)}: ${title}. Open Teams on a computer to edit it.`,
  };
}

/** The page of the list that an action is on, from 1. */
export function wordingPage(view: Wordings, actionId: string): number {
  const pages = listPages(view.actions.map((action) => itemOf(view, action)));
  const at = view.actions.findIndex((action) => action.actionId === actionId);
  let before = 0;
  for (const [index, page] of pages.entries()) {
    before += page.length;
    if (at < before) return index + 1;
  }
  return 1;
}

function savedWords({ ref, wording }: WordedAction): string {
  const short = plainLine(excerpt(ref, 60));
  return wording === null
    ? `Saved: the paper takes the lead’s words for ${short}.`
    : `Saved: the paper takes your wording for ${short}.`;
}

function introOf(view: Wordings, edited: number): string {
  const number = view.actions.length;
  const said = `The paper takes the leads’ own words, but for ${count(edited, 'action')} of ${number}.`;
  const own = edited === 0 ? 'The paper takes the leads’ own words for every action.' : said;
  if (view.signedOff) return `${own} It is signed off, so the wording stays as it is.`;
  return view.state === 'open'
    ? `${own} Replies are still coming in.`
    : `${own} What you edit never changes what a lead wrote.`;
}

function itemOf(view: Wordings, action: WordedAction): ListItem {
  const { wording, leadWords } = action;
  const ids = { planId: view.planId, meeting: view.cycleId, actionId: action.actionId };
  const said = plainLine(wording?.text ?? leadWords);
  return {
    ref: runText(action.ref),
    title: shortRun(action.title, 120),
    mark: ratingMark(action.rating),
    note: '',
    headline: '',
    facts:
      wording === null
        ? 'The lead’s own words'
        : escapeLine(`Edited by ${plainLine(wording.by)} on ${formatInstantDate(wording.at, view.timeZone)}`),
    text: said === '' ? 'Nothing has been said.' : escapeLine(excerpt(said, excerptLength)),
    rows: view.signedOff
      ? []
      : buttonRows([
          button('Edit', { verb: 'wording.open', ...ids }, `Edit ${excerpt(plainLine(action.ref), 40)}`),
        ]),
  };
}

/** One action's wording to edit, the lead's words above it. */
export function wordingCard(view: WordingForm): AdaptiveCard {
  return fillCard('text-form', wordingData(view));
}

/** What the form's template is filled with. */
export function wordingData(view: WordingForm): object {
  const { planId, cycleId, action } = view;
  const said = plain(action.leadWords).trim();
  const ids = { planId, meeting: cycleId };
  return {
    context: escapeLine(`${view.planName} · board meeting ${dayWords(view.boardDate)}`),
    title: 'Wording for publication',
    ref: runText(action.ref),
    itemTitle: shortRun(action.title, 240),
    mark: ratingMark(action.rating),
    note: '',
    quotedTitle: 'The lead’s words',
    quoted: said === '' ? 'Nothing has been said.' : escapeText(said),
    quotedNote: '',
    conflict: view.conflict === null ? '' : conflictWords(view.conflict),
    error: view.error === null ? '' : escapeText(view.error),
    label: 'What the paper says',
    limit: replyLimits.narrative,
    draft: plain(view.draft),
    placeholder: 'Left empty, the paper takes the lead’s words',
    help: 'The lead’s words stay as they are. Emptied, this goes back to them.',
    save: button('Save', { verb: 'wording.save', ...ids, actionId: action.actionId, seen: action.seen }),
    cancel: button('Cancel', { verb: 'wording.page', ...ids, page: 1 }),
    fallback: `Wording of ${plainLine(excerpt(action.ref, 60))}. Open Teams on a computer to edit it.`,
  };
}

function conflictWords({ by, when, text }: NonNullable<WordingForm['conflict']>): string {
  const theirs =
    plainLine(text) === '' ? 'went back to the lead’s words' : `wrote: “${excerpt(plainLine(text), 1200)}”`;
  return escapeText(
    `${plainLine(by)} saved this ${when} while you were writing, and ${theirs}\nYour text below is not lost. Save again to replace theirs, or Cancel to keep theirs.`,
  );
}
