import type { PromptItem } from '../../domain/reply/prompt.ts';
import { type ButtonRow, button, buttonRows } from '../kit/buttons.ts';
import { escapeLine, escapeText, excerpt, plainLine, runText, shortRun } from '../kit/escape.ts';
import { dayWords, joined, type Mark, percentWords, ratingMark } from '../kit/words.ts';
import { declinedWords } from './declined-words.ts';

/** Longest title shown where the whole action is one tap away. */
const titleLength = 240;
const narrativeLength = 200;

/** One unanswered action as the prompt and the receipt show it. */
export interface ItemData {
  readonly ref: string;
  readonly title: string;
  readonly mark: Mark;
  /** Follows the mark in the same line, with its own dot; '' when there is nothing to add. */
  readonly ratedOn: string;
  readonly timescale: string;
  readonly said: string;
  /** What the board or project manager did not approve; '' when nothing. */
  readonly declined: string;
  readonly rows: readonly ButtonRow[];
}

/** The plan's words and what we reckon from them: `By December 2018 · 11 months late · 40% complete`. */
export function timescaleWords(item: Pick<PromptItem, 'timescale' | 'lateness' | 'percentComplete'>): string {
  const text = plainLine(item.timescale);
  return joined(
    text === '' ? 'No timescale in the plan' : `Timescale: ${text}`,
    item.lateness,
    percentWords(item.percentComplete),
  );
}

export function itemData(item: PromptItem, planId: string, cycleId: string): ItemData {
  const ids = { planId, meeting: cycleId, actionId: item.actionId };
  const said = plainLine(item.narrative);
  const rated = item.rating.level !== 'none' || item.rating.label !== '';
  const ref = excerpt(plainLine(item.ref), 40);
  return {
    ref: runText(item.ref),
    title: shortRun(item.title, titleLength),
    mark: ratingMark(item.rating),
    ratedOn: rated && item.ratedOn !== null ? ` · last known ${dayWords(item.ratedOn)}` : '',
    timescale: escapeLine(timescaleWords(item)),
    said: said === '' ? '' : `Last said: “${escapeText(excerpt(said, narrativeLength))}”`,
    declined: item.declined === null ? '' : escapeLine(excerpt(declinedWords(item.declined), 400)),
    rows: buttonRows([
      button('Update', { verb: 'reply.open', ...ids }, `Update ${ref}`),
      ...(rated
        ? [button('No change', { verb: 'reply.noChange', ...ids, seen: 0 }, `No change to ${ref}`)]
        : []),
    ]),
  };
}

/** One answered action, in a line or two. */
export interface AnsweredData {
  readonly ref: string;
  readonly title: string;
  readonly mark: Mark;
  /** ` · no change · you, 3 October 2026` */
  readonly by: string;
  readonly rows: readonly ButtonRow[];
}

export function answeredData(
  item: PromptItem,
  reply: NonNullable<PromptItem['reply']>,
  context: { planId: string; cycleId: string; leadName: string; closed: boolean },
): AnsweredData {
  const who = reply.by === context.leadName ? 'you' : shortRun(reply.by, 80);
  const ids = { planId: context.planId, meeting: context.cycleId, actionId: item.actionId };
  return {
    ref: runText(item.ref),
    title: shortRun(item.title, 120),
    mark: ratingMark(reply.rating),
    by: `${reply.kind === 'no-change' ? ' · no change' : ''} · ${who}, ${dayWords(reply.on)}`,
    rows: context.closed
      ? []
      : buttonRows([
          button('Change', { verb: 'reply.open', ...ids }, `Change ${excerpt(plainLine(item.ref), 40)}`),
        ]),
  };
}
