import { isApprovable, type Proposal, type Proposals } from '../../domain/reply/proposals.ts';
import { dayOf } from '../../domain/shared/days.ts';
import { type ListItem, listPages } from '../kit/action-list.ts';
import { bulletList } from '../kit/bullet-list.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plainLine, runText, shortLine, shortRun } from '../kit/escape.ts';
import { openPage, type PageNumber, pageButtons } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, ratingMark } from '../kit/words.ts';

/** Lead's words beside a proposal; the digest has them whole. */
const narrativeLength = 400;
/** As much as a form takes; only a document brings more. */
const evidenceLength = 2000;
const maxNamed = 60;

/** Of the answer to a press, above the list; null for none. */
export interface DecisionsNote {
  readonly done: string | null;
  readonly problem: string | null;
}

const noNote: DecisionsNote = { done: null, problem: null };

/** What waits to be decided, `page` counted from 1; a page that is not there shows the nearest one. */
export function decisionsCard(view: Proposals, page = 1, note = noNote): AdaptiveCard {
  return fillCard('action-list', decisionsData(view, page, note));
}

/** What the card's template is filled with. */
export function decisionsData(view: Proposals, page = 1, note = noNote): object {
  const total = view.proposals.length;
  const pages = listPages(view.proposals.map((proposal) => itemOf(view, proposal, page)));
  const shown = openPage(pages, page);
  const title = total === 0 ? 'Nothing waits to be decided' : `${count(total, 'decision')} to make`;
  return {
    ...frame(view, title, note),
    intro:
      total === 0
        ? 'Leads’ new dates and finished actions will be listed here for the chair and the project manager.'
        : 'The original timescale stays on record whatever you decide, and the lead is told of what you decline.',
    items: shown.items,
    pageWords: shown.words,
    rows: buttonRows(bottomButtons(view, shown)),
  };
}

/** Everything that would be approved, in a few words each, before it is: some of it is on another page. */
export function approveAllCard(view: Proposals): AdaptiveCard {
  const { planId, stamp } = view;
  const ready = view.proposals.filter(isApprovable);
  const total = ready.length;
  const left = view.proposals.length - total;
  const lines = ready.map((proposal) => {
    const what = proposal.what === 'completion' ? 'complete' : plainLine(proposal.asked);
    return joined(`${plainLine(proposal.ref)}: ${what}`, proposal.slippage, plainLine(proposal.title));
  });
  return fillCard('action-list', {
    ...frame(view, `Approve all ${total}?`, noNote),
    intro: joinedLines(
      bulletList(lines, maxNamed),
      left === 0
        ? ''
        : left === 1
          ? 'One action said to be complete without evidence stays in the list.'
          : `${left} actions said to be complete without evidence stay in the list.`,
    ),
    items: [],
    pageWords: '',
    rows: buttonRows([
      button(`Approve all ${total}`, { verb: 'decisions.approveAll', planId, accept: true, asked: stamp }),
      button('Back', { verb: 'decisions.page', planId, page: 1 }),
    ]),
  });
}

function joinedLines(...paragraphs: readonly string[]): string {
  return paragraphs.filter((words) => words !== '').join('\n\n');
}

function frame(view: Proposals, title: string, { done, problem }: DecisionsNote): object {
  return {
    plan: shortLine(view.planName, 200),
    title,
    done: done === null ? '' : `✔ ${escapeText(excerpt(done, 1500))}`,
    problem: problem === null ? '' : `⚠ ${escapeText(excerpt(problem, 1500))}`,
    fallback: `${plainLine(view.planName)}: ${title}. Open Teams on a computer to decide.`,
  };
}

/** `New date: 31 March 2027 (3 months later)`; what it is about, in the plan's words. */
export function proposalHeadline({ what, asked, slippage }: Proposal): string {
  if (what === 'completion') return 'Said to be complete';
  return `New date: ${plainLine(asked)}${slippage === null ? '' : ` (${slippage} than planned)`}`;
}

/** `Asked by Sam Barron on 3 November 2026`. */
export function askedWords(view: Pick<Proposals, 'timeZone'>, { by, askedAt }: Proposal): string {
  return `Asked by ${plainLine(by)} on ${dayWords(dayOf(askedAt, view.timeZone))}`;
}

function itemOf(view: Proposals, proposal: Proposal, page: number): ListItem {
  const { actionId, what, askedAt: seen, original, approved } = proposal;
  const ids = { planId: view.planId, actionId, what, asked: seen, page };
  const ref = excerpt(plainLine(proposal.ref), 40);
  const subject = what === 'completion' ? `that ${ref} is complete` : `the new date of ${ref}`;
  return {
    ref: runText(proposal.ref),
    title: shortRun(proposal.title, 240),
    mark: ratingMark(proposal.rating),
    note: '',
    headline: escapeLine(proposalHeadline(proposal)),
    facts: escapeLine(
      joined(
        original === '' ? 'No original timescale' : `Original: ${plainLine(original)}`,
        approved === '' ? null : `approved so far: ${plainLine(approved)}`,
        askedWords(view, proposal),
      ),
    ),
    text: proposalWords(proposal),
    rows: buttonRows([
      ...(isApprovable(proposal)
        ? [button('Approve', { verb: 'decisions.decide', ...ids, accept: true }, `Approve ${subject}`)]
        : []),
      button('Decline', { verb: 'decisions.declineForm', ...ids }, `Decline ${subject}`),
    ]),
  };
}

/** Why, in the lead's words, and of a completion what shows it; escaped. */
export function proposalWords({ what, reason, evidence }: Proposal): string {
  if (what === 'revised-date')
    return plainLine(reason) === '' ? 'No reason given.' : `“${escapeText(reason)}”`;
  const said = plainLine(reason) === '' ? '' : `“${escapeText(excerpt(reason, narrativeLength))}”`;
  const shown = !isApprovable({ what, evidence })
    ? 'No evidence given: it can’t be confirmed as complete until its lead gives some.'
    : `**Evidence:** ${escapeText(excerpt(evidence, evidenceLength))}`;
  return said === '' ? shown : `${said}\n\n${shown}`;
}

function bottomButtons({ planId, proposals, stamp }: Proposals, page: PageNumber): Button[] {
  const ready = proposals.filter(isApprovable).length;
  const all = `Approve all ${ready}`;
  return [
    ...pageButtons(page, { verb: 'decisions.page', planId }),
    ...(ready > 1 ? [button(all, { verb: 'decisions.approveAll', planId, asked: stamp })] : []),
    button('Status', { verb: 'menu.status', planId }),
  ];
}
