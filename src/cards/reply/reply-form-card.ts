import type { ReplyConflict, ReplyForm } from '../../domain/reply/prompt.ts';
import { forEachText, replyInputs, replyLimits } from '../../domain/reply/reply-fields.ts';
import type { RatingKey, RatingKeyEntry, RatingLevel } from '../../domain/shared/rating.ts';
import { bulletList } from '../kit/bullet-list.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, runText, shortRun } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords, joined, ratingMark, ratingWords } from '../kit/words.ts';
import { declinedWords } from './declined-words.ts';
import { timescaleWords } from './prompt-data.ts';

/** Facts are for remembering, not for reading through: the plan itself has the rest. */
const factLength = 400;
const maxSteps = 10;

/** One action's form; its inputs are named like the fields of `ReplyDraft`. */
export function replyFormCard(form: ReplyForm): AdaptiveCard {
  return fillCard('reply-form', replyFormData(form));
}

/** What the form's template is filled with. */
export function replyFormData(form: ReplyForm): object {
  const { planId, cycleId, item, draft } = form;
  const ids = { planId, meeting: cycleId };
  const said = plain(item.narrative).trim();
  return {
    context: escapeLine(`${form.planName} · board meeting ${dayWords(form.boardDate)}`),
    ref: runText(item.ref),
    title: shortRun(item.title, factLength),
    timescale: escapeLine(timescaleWords(item)),
    mark: ratingMark(item.rating),
    ratedOn: item.ratedOn === null ? '' : ` · last known ${dayWords(item.ratedOn)}`,
    // What was said last is the text to edit; shown beside it only once the two differ.
    said:
      said === '' || said === draft.narrative.trim()
        ? ''
        : `Last said: ${escapeText(excerpt(said, factLength))}`,
    steps: bulletList(form.steps, maxSteps),
    stepsTitle: `Show ${count(form.steps.length, 'step')}`,
    notes: notesOf(form).map((text) => ({ text: escapeText(text) })),
    conflict: form.conflict === null ? '' : conflictWords(form.conflict),
    problems: problemWords(form),
    error: Object.fromEntries(replyInputs.map((field) => [field, escapeLine(form.errors[field] ?? '')])),
    draft: {
      ...forEachText((field) => plain(draft[field])),
      rating: labelsOf(form.ratingKey).includes(draft.rating) ? draft.rating : '',
      revisedDate: /^\d{4}-\d{2}-\d{2}$/.test(draft.revisedDate) ? draft.revisedDate : '',
      finished: String(draft.finished),
    },
    limits: replyLimits,
    // Clients read a choice that is written out as Markdown.
    choices: form.ratingKey.map((entry) => ({
      title: escapeLine(choiceWords(entry)),
      value: entry.label,
    })),
    // A thumb wants to see every choice; a key longer than this would push the rest off the screen.
    choiceStyle: form.ratingKey.length <= 6 ? 'expanded' : 'compact',
    labels: {
      reason: `Why is it off track?${neededFor(form.ratingKey, ['red', 'amber'], ', and for a new date')}`,
      recoveryStep: `What will put it right, and by when?${neededFor(form.ratingKey, ['red', 'amber'])}`,
      evidence: `What shows it is done?${form.offerFinished ? ' (needed when finished)' : neededFor(form.ratingKey, ['complete'])}`,
    },
    offerFinished: form.offerFinished,
    due: form.late
      ? `You can change this reply until the board meets on ${dayWords(form.boardDate)}.`
      : `Reply by ${dayWords(form.due)}. You can change this reply until the board paper is frozen.`,
    save: button('Save', {
      verb: form.onBehalfOf === null ? 'reply.save' : 'reply.saveOnBehalf',
      ...ids,
      actionId: item.actionId,
      seen: form.seen,
    }),
    cancel: button('Cancel', { verb: form.onBehalfOf === null ? 'prompt.show' : 'status.page', ...ids }),
    fallback: `Update ${joined(plainLine(item.ref), plainLine(excerpt(item.title, 120)))}. Open Teams on a computer to reply.`,
  };
}

/** What is unlike an ordinary reply, above the fields. */
function notesOf({ late, onBehalfOf, item, boardDate }: ReplyForm): string[] {
  return [
    ...(onBehalfOf === null
      ? []
      : [`You are answering for ${plainLine(onBehalfOf)}. It is saved as said by you on their behalf.`]),
    ...(late
      ? [
          `The paper for the board meeting on ${dayWords(boardDate)} is already fixed. What you save now is kept as a late change, which the project manager sees.`,
        ]
      : []),
    ...(item.declined === null ? [] : [declinedWords(item.declined)]),
  ];
}

function labelsOf(key: RatingKey): string[] {
  return key.map((entry) => entry.label);
}

/** `▲ Amber: not on track but can be recovered`. */
function choiceWords(entry: RatingKeyEntry): string {
  const { symbol, text } = ratingMark(entry);
  const meaning = plainLine(entry.meaning);
  const saysSo = text.toLowerCase().includes(meaning.toLowerCase());
  return `${symbol} ${text}${saysSo ? '' : `: ${excerpt(meaning, 160)}`}`;
}

/** ` (needed for Red and Amber)`, in the plan's own labels; '' where the key has none of these levels. */
function neededFor(key: RatingKey, levels: readonly RatingLevel[], also = ''): string {
  const labels = key.filter((entry) => levels.includes(entry.level)).map((entry) => plainLine(entry.label));
  if (labels.length === 0) return '';
  const last = labels.slice(-2).join(' and ');
  return ` (needed for ${[...labels.slice(0, -2), last].join(', ')}${also})`;
}

function problemWords({ errors }: ReplyForm): string {
  const number = Object.values(errors).length;
  if (number === 0) return '';
  return `Not saved yet: ${count(number, 'field needs', 'fields need')} your attention below. Nothing you typed is lost.`;
}

function conflictWords(conflict: ReplyConflict): string {
  const narrative = plainLine(conflict.narrative);
  const said = narrative === '' ? '' : `: “${excerpt(narrative, 600)}”`;
  return escapeText(
    `${plainLine(conflict.by)} saved this ${conflict.when} while you were writing. Theirs is ${ratingWords(conflict.rating)}${said}\nYour text below is not lost. Save again to replace theirs, or Cancel to keep theirs.`,
  );
}
