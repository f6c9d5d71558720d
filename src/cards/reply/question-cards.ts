import type { Action } from '../../domain/plan/action.ts';
import { type AskedQuestion, longestAnswer, longestQuestion } from '../../domain/reply/question.ts';
import { formatInstantDate, formatInstantTime } from '../../domain/shared/dates.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { actionHead, type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import { type ActionData, type Button, button } from '../kit/buttons.ts';
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
import { fillPages } from '../kit/fill-pages.ts';
import { openPage } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { joined, ratingMark } from '../kit/words.ts';

/** What was typed into a form and is wrong with it; null for an untouched one. */
type Typed = { readonly text: string; readonly error: string } | null;

const noReply = 'It is no reply for a board, and changes no rating.';
/** Of somebody's name in a title or a label. */
const nameLength = 80;
const nameOf = (name: string) => plainLine(excerpt(name, nameLength));

export interface AskFormFacts extends PlanHeader {
  /** The cycle the action was opened in; null for none. */
  readonly meeting: string | null;
  readonly action: Action;
  readonly toName: string;
  readonly questionId: string;
  /** Drawn from the action's own facts; '' where they raise none. */
  readonly suggested: string;
}

/** Asks the chair what to ask, with what the facts suggest filled in. */
export function askCard(facts: AskFormFacts, typed: Typed = null): AdaptiveCard {
  const { planId, planName, meeting, action, toName, questionId, suggested } = facts;
  const { id: actionId, ref, title, rating, narrative } = action;
  const ids = { planId, ...(meeting === null ? {} : { meeting }), actionId };
  return fillCard('text-form', {
    context: shortLine(planName, 200),
    title: shortLine(`Ask ${nameOf(toName)}`, 200),
    ref: runText(excerpt(ref, 64)),
    itemTitle: shortRun(title, 240),
    mark: ratingMark(rating),
    note: '',
    quotedTitle: 'What was said last',
    quoted: narrative.trim() === '' ? 'Nothing.' : escapeText(excerpt(narrative, 2_000)),
    quotedNote: '',
    conflict: '',
    error: typed === null ? '' : escapeText(typed.error),
    label: `Your question to ${nameOf(toName)} (at most ${longestQuestion} characters)`,
    limit: longestQuestion,
    draft: plain(typed === null ? suggested : typed.text),
    placeholder: 'What the board wants to know',
    help: `It goes to their own chat with me, with your name. The answer comes to you here and stands with the action. ${noReply}`,
    save: button('Ask', { verb: 'question.ask', ...ids, questionId }),
    cancel: button('Cancel', { verb: 'digest.action', ...ids }),
    fallback: `Ask the lead of ${plainLine(excerpt(ref, 60))}. Open Teams on a computer to write it.`,
  });
}

function momentWords({ timeZone }: AskedQuestion, at: string): string {
  return `${formatInstantDate(at, timeZone)} at ${formatInstantTime(at, timeZone)}`;
}

/** To an action's lead: the question, and a field for the answer, which can be changed by sending another. */
export function questionCard(asked: AskedQuestion, typed: Typed = null): AdaptiveCard {
  const { planId, actionId, ref, title, rating, question, openCycle } = asked;
  const { answer } = question;
  const by = nameOf(question.askedByName);
  return fillCard('text-form', {
    context: shortLine(asked.planName, 200),
    title: escapeLine(answer === null ? `${by} asks you` : `✔ Answered: ${by}’s question`),
    ref: runText(excerpt(ref, 64)),
    itemTitle: shortRun(title, 240),
    mark: ratingMark(rating),
    note: '',
    quotedTitle: escapeLine(`The question of ${by}, ${momentWords(asked, question.askedAt)}`),
    quoted: escapeText(question.text),
    quotedNote:
      answer === null
        ? ''
        : escapeLine(
            `${nameOf(answer.byName)} answered on ${momentWords(asked, answer.at)}. Your answer is on its way to ${by}.`,
          ),
    conflict: '',
    error: typed === null ? '' : escapeText(typed.error),
    label: `Your answer (at most ${longestAnswer} characters)`,
    limit: longestAnswer,
    draft: plain(typed?.text ?? answer?.text ?? ''),
    placeholder: 'What the board should know',
    help: `It goes to ${escapeLine(by)} and stands with the action. ${noReply} The latest answer stands.`,
    save: button(answer === null ? 'Answer' : 'Change the answer', {
      verb: 'question.answer',
      planId,
      actionId,
      questionId: question.id,
    }),
    cancel: formButton(asked, openCycle),
    fallback: `${by} asks about ${plainLine(excerpt(ref, 60))}. Open Teams on a computer to answer.`,
  });
}

/** To the update form, where it is clear for which board. */
function formButton({ planId, actionId }: AskedQuestion, meeting: string | null): Button {
  return meeting === null
    ? button('My actions', { verb: 'menu.myActions', planId })
    : button('Open the update form', { verb: 'reply.open', planId, meeting, actionId });
}

/** More than the longest question and answer take, escaped: they are always on one page. */
const pageCharacters = 30_000;

/** To who asked: the answer, or `why` the question could not be brought; null for neither yet. */
export function answerCard(asked: AskedQuestion, why: string | null): AdaptiveCard {
  const { planName, question, toName, ref } = asked;
  const { answer } = question;
  const isAnswered = answer !== null && why === null;
  const title = isAnswered
    ? `${nameOf(answer.byName)} has answered`
    : why === null
      ? `✔ Asked ${nameOf(toName)}`
      : `⚠ ${nameOf(toName)} could not be asked`;
  const blocks: Block[] = [
    ...actionHead({ ref: excerpt(ref, 64), title: excerpt(asked.title, 600) }, openData(asked)),
    { kind: 'mark', mark: ratingMark(asked.rating), text: '' },
    ...blocksOf('text', [
      ...labelledWords('Question', question.text),
      ...labelledWords('Answer', isAnswered ? answer.text : ''),
      ...labelledWords('Why', why ?? ''),
    ]),
    ...blocksOf('fact', labelledWords('', followWords(asked, why))),
  ];
  return blocksCard({
    plan: shortLine(planName, 200),
    title: escapeLine(title),
    when: joined(
      `Asked on ${momentWords(asked, question.askedAt)}`,
      isAnswered ? `answered on ${momentWords(asked, answer.at)}` : null,
    ),
    page: openPage(fillPages(blocks, pageCharacters), 1),
    buttons: [button('Open the action', openData(asked))],
    fallback: `${plainLine(excerpt(title, 200))}. Open Teams on a computer to read it.`,
  });
}

const openData = ({ planId, actionId }: AskedQuestion): ActionData => ({
  verb: 'digest.action',
  planId,
  actionId,
});

function followWords({ question: { answer } }: AskedQuestion, why: string | null): string {
  if (why !== null)
    return 'The question is kept with the action, and goes out once somebody can be reached for it.';
  return answer === null ? `The answer comes to you here and stands with the action. ${noReply}` : noReply;
}
