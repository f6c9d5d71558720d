import type {
  Digest,
  DigestCompletion,
  DigestDue,
  DigestHead,
  DigestRetimed,
} from '../../domain/digest/digest.ts';
import type { Timescale } from '../../domain/shared/timescale.ts';
import type { Block } from '../kit/blocks.ts';
import { dayWords, joined } from '../kit/words.ts';
import { listed, noneBlock, noted, opensAction, pending, section, timescaleWords } from './listed-actions.ts';

function dueWords({
  original,
  revised,
  revisedApproved,
  originalLateness,
  revisedLateness,
}: DigestDue): string {
  return joined(
    noted(`Original: ${timescaleWords(original)}`, originalLateness),
    revised === null
      ? null
      : noted(`Revised: ${timescaleWords(revised)}`, pending(revisedApproved), revisedLateness),
  );
}

const isPast = (timescale: Timescale | null, day: string) => timescale?.date != null && timescale.date < day;

/** Whether the lists of reds and ambers have told of an action already, with its dates. */
function isToldAbove({ filter }: Digest, { rating }: DigestHead): boolean {
  return filter.only === null && filter.levels.some((level) => level === rating.level);
}

/** `3 of these are among the reds and ambers above.`; '' for none. */
function toldAboveWords(all: number, below: number): string {
  const above = all - below;
  if (above === 0) return '';
  const which = below > 0 ? `${above} of these` : above === 1 ? 'This one' : `All ${above}`;
  return `${which} ${above === 1 ? 'is' : 'are'} among the reds and ambers above.`;
}

/** A list of dated actions: those that the lists above have told of are counted, not told again. */
function dueBlocks(digest: Digest, dues: readonly DigestDue[], words: string): Block[] {
  const below = dues.filter((due) => !isToldAbove(digest, due));
  const told = toldAboveWords(dues.length, below.length);
  return [
    noneBlock(told === '' ? words : `${words} ${told}`),
    ...below.flatMap((due) => listed(due, opensAction(digest, due), [dueWords(due)])),
  ];
}

export function overdueBlocks(digest: Digest): Block[] {
  const { overdue, asAt } = digest;
  const byOriginal = overdue.filter(({ original }) => isPast(original, asAt)).length;
  const byRevised = overdue.filter(({ revised }) => isPast(revised, asAt)).length;
  const words =
    overdue.length === 0
      ? 'No open action is past its date.'
      : `${byOriginal} past the original timescale, ${byRevised} past a revised one.`;
  return [section('Overdue', overdue.length), ...dueBlocks(digest, overdue, words)];
}

export function dueSoonBlocks(digest: Digest): Block[] {
  const { dueSoon, asAt } = digest;
  const words = dueSoon.length === 0 ? 'Nothing falls due.' : `From ${dayWords(asAt)} on.`;
  return [section('Due in the next six weeks', dueSoon.length), ...dueBlocks(digest, dueSoon, words)];
}

export function retimedBlocks(digest: Digest): Block[] {
  const { retimed, state } = digest;
  if (state === 'as-imported' && retimed.length === 0) return [];
  return [
    section('Revised dates', retimed.length),
    ...(retimed.length === 0 ? [noneBlock('No new date was asked for.')] : []),
    ...retimed.flatMap((one) =>
      listed(
        one,
        opensAction(digest, one),
        [retimedWords(one)],
        one.reason === '' || isToldAbove(digest, one) ? [] : [one.reason],
      ),
    ),
  ];
}

function retimedWords({ original, asked, slippage, by, approvedBy }: DigestRetimed): string {
  return joined(
    `Original: ${timescaleWords(original)}`,
    noted(`Asked for: ${timescaleWords(asked)}`, slippage),
    by === '' ? null : `by ${by}`,
    approvedBy === null ? 'not yet approved' : `approved by ${approvedBy}`,
  );
}

export function completedBlocks(digest: Digest): Block[] {
  const { completed, state } = digest;
  if (state === 'as-imported') return [];
  return [
    section('Completed since the last board', completed.length),
    ...(completed.length === 0 ? [noneBlock('Nothing was said to be complete.')] : []),
    ...completed.flatMap((one) =>
      listed(
        one,
        opensAction(digest, one),
        [confirmedWords(one)],
        [`Evidence: ${one.evidence || 'none given'}`],
      ),
    ),
  ];
}

const confirmedWords = ({ confirmed }: DigestCompletion) =>
  confirmed ? 'Confirmed' : 'Not yet confirmed by the project manager or chair';
