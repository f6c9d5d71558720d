import type { Digest, DigestAction, DigestCount, DigestMovement } from '../../domain/digest/digest.ts';
import type { Rating } from '../../domain/shared/rating.ts';
import { actionHead, type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { escapeLine, plainLine, runText } from '../kit/escape.ts';
import { count, dayWords, joined, percentWords, ratingMark, ratingWords } from '../kit/words.ts';
import { completedBlocks, dueSoonBlocks, overdueBlocks, retimedBlocks } from './dated-blocks.ts';
import { noneBlock, noted, opensAction, pending, section } from './listed-actions.ts';

/** The whole digest in reading order, or the one list its filter asks for. */
export function digestBlocks(digest: Digest): Block[] {
  const { filter, state } = digest;
  if (filter.only === 'overdue') return overdueBlocks(digest);
  if (filter.only === 'no-reply') return state === 'as-imported' ? [] : silenceBlocks(digest);
  const wants = (level: 'red' | 'amber') => filter.levels.includes(level);
  const isWhole = filter.levels.length > 1;
  return [
    ...(wants('red') ? redBlocks(digest) : []),
    ...(wants('amber') ? amberBlocks(digest) : []),
    ...movementBlocks(digest),
    ...(isWhole
      ? [
          ...overdueBlocks(digest),
          ...dueSoonBlocks(digest),
          ...retimedBlocks(digest),
          ...completedBlocks(digest),
        ]
      : []),
    ...(state === 'as-imported' ? [] : silenceBlocks(digest)),
    ...unassignedBlocks(digest),
  ];
}

/** `◆ Red` and `7 now, 2 last known, 5 at the last board`. */
export function countBlock(entry: DigestCount): Block {
  const parts = [
    `${entry.now} now`,
    ...(entry.lastKnown > 0 ? [`${entry.lastKnown} last known`] : []),
    ...(entry.lastBoard === null ? [] : [`${entry.lastBoard} at the last board`]),
  ];
  return { kind: 'mark', mark: ratingMark(entry), text: `: ${parts.join(', ')}` };
}

const group = (text: string): Block => ({ kind: 'group', text: escapeLine(text) });

function redBlocks(digest: Digest): Block[] {
  return [
    section('Red', digest.reds.length),
    ...(digest.reds.length === 0 ? [noneBlock('No action is rated red.')] : []),
    ...digest.reds.flatMap((action) => actionBlocks(action, digest)),
  ];
}

function amberBlocks(digest: Digest): Block[] {
  const total = digest.ambers.reduce((sum, { actions }) => sum + actions.length, 0);
  return [
    section('Amber', total),
    ...(total === 0 ? [noneBlock('No action is rated amber.')] : []),
    ...digest.ambers.flatMap(({ theme, actions }) => [
      group(`${plainLine(theme ?? '') || 'Without a theme'} (${actions.length})`),
      ...actions.flatMap((action) => actionBlocks(action, digest)),
    ]),
  ];
}

function actionBlocks(action: DigestAction, digest: Digest): Block[] {
  const leads = action.leads.length === 0 ? 'No confirmed lead' : action.leads.join(', ');
  return [
    ...actionHead(action, opensAction(digest, action)),
    { kind: 'mark', mark: ratingMark(action.rating), text: ratingNote(action, digest.boardDate) },
    ...blocksOf('fact', [
      ...labelledWords('', joined(leads, action.agencies.join(', '))),
      ...labelledWords('', joined(timescales(action), percentWords(action.percentComplete))),
      ...labelledWords('', action.answeredBy === null ? '' : `Answered by ${action.answeredBy}`),
    ]),
    ...blocksOf('text', [
      ...labelledWords('', action.narrative.trim() === '' ? 'No narrative given.' : action.narrative),
      ...labelledWords('Reason', action.reason),
      ...labelledWords('Recovery step', action.recoveryStep),
      ...labelledWords('To ask', action.question),
    ]),
  ];
}

/** Whether anybody replied, and since which board it has been so. */
export function ratingNote(action: DigestAction, boardDate: string | null): string {
  const { since, boardsHeld } = action;
  // The meeting that this digest is for has mostly not been held yet.
  const board =
    since === boardDate
      ? 'new for this board'
      : `since the board of ${dayWords(since)}${boardsHeld > 1 ? `, ${boardsHeld} boards` : ''}`;
  const held = since === null ? null : board;
  const note = joined(silenceWords(action), held);
  return note === '' ? '' : ` · ${note}`;
}

/** `No reply; last known on 16 September 2026`; null of a rating that was given in this cycle. */
function silenceWords({ replied, asked, ratedOn }: DigestAction): string | null {
  if (replied) return null;
  const known = ratedOn === null ? 'last known' : `last known on ${dayWords(ratedOn)}`;
  return `${asked ? 'No reply' : 'Nobody was asked'}; ${known}`;
}

/** Original and revised timescale, each with its lateness. */
export function timescales(action: DigestAction): string {
  const { originalTimescale, revisedTimescale, revisedApproved, originalLateness, revisedLateness } = action;
  const revised =
    revisedTimescale === null
      ? null
      : noted(`Revised: ${revisedTimescale}`, pending(revisedApproved), revisedLateness);
  const original =
    originalTimescale.trim() === '' ? 'No original timescale' : `Original: ${originalTimescale}`;
  return joined(noted(original, originalLateness), revised);
}

function movementBlocks(digest: Digest): Block[] {
  const { movements, lastBoard, filter } = digest;
  if (lastBoard === null && movements.length === 0) return [];
  const since = lastBoard === null ? 'the plan was imported' : `the board of ${dayWords(lastBoard)}`;
  return [
    section(`Moved since ${since}`, movements.length),
    ...(movements.length === 0 ? [noneBlock(unmovedWords(filter))] : []),
    ...movements.flatMap((movement) => movementOf(movement, digest)),
  ];
}

function unmovedWords({ levels }: Digest['filter']): string {
  return levels.length === 1
    ? `Nothing has become ${levels.join()} or stopped being it.`
    : 'No rating has changed.';
}

function movementOf(movement: DigestMovement, digest: Digest): Block[] {
  const direction = { better: ' · better', worse: ' · worse', other: '' }[movement.direction];
  return [
    ...actionHead(movement, opensAction(digest, movement)),
    {
      kind: 'mark',
      mark: ratingMark(movement.to),
      text: ` · was ${runText(ratingWords(movement.from))}${direction}`,
    },
    ...blocksOf('text', labelledWords('', movement.reason)),
  ];
}

function silenceBlocks(digest: Digest): Block[] {
  const { silent, filter } = digest;
  const agencies = [...new Set(silent.map(({ agency }) => agency))];
  const only = filter.levels.length === 1 ? `, last known ${filter.levels.join()}` : '';
  const above = silencesAbove(digest);
  const total = above + silent.length;
  return [
    section(`No reply yet${only}`, total),
    ...(total === 0
      ? [noneBlock(digest.answered < digest.asked ? 'None in this list.' : 'Every lead has replied.')]
      : []),
    ...(above === 0 ? [] : blocksOf('text', labelledWords('', aboveWords(digest)))),
    ...agencies.flatMap((agency) => {
      const theirs = silent.filter((silence) => silence.agency === agency);
      return [
        group(`${plainLine(agency) || 'No agency given'}: ${count(theirs.length, 'action')}`),
        ...theirs.flatMap((silence): Block[] => [
          ...actionHead(silence, opensAction(digest, silence)),
          {
            kind: 'mark',
            mark: ratingMark(silence.lastKnown),
            text: lastKnown(silence.lastKnown, silence.ratedOn),
          },
          ...blocksOf(
            'fact',
            labelledWords('', silence.leads.length === 0 ? 'No confirmed lead' : silence.leads.join(', ')),
          ),
        ]),
      ];
    }),
  ];
}

/** How many actions without a reply the lists of reds and ambers name. */
export function silencesAbove({ silentAbove }: Pick<Digest, 'silentAbove'>): number {
  return silentAbove.reduce((sum, { actions }) => sum + actions, 0);
}

/** `4 of these are named above, among the reds and ambers: Marlbury Council 3, no agency given 1. Below are the other 9.` */
function aboveWords(digest: Digest): string {
  const above = silencesAbove(digest);
  const rest = digest.silent.length;
  const lists = digest.filter.levels.map((level) => `${level}s`).join(' and ');
  const who = rest > 0 ? `${above} of these` : above === 1 ? 'This one' : `All ${above}`;
  const by = digest.silentAbove.map(
    ({ agency, actions }) => `${plainLine(agency) || 'no agency given'} ${actions}`,
  );
  const others = rest === 0 ? '' : rest === 1 ? ' Below is the other one.' : ` Below are the other ${rest}.`;
  return `${who} ${above === 1 ? 'is' : 'are'} named above, among the ${lists}: ${by.join(', ')}.${others}`;
}

function lastKnown(rating: Rating, on: string | null): string {
  if (rating.level === 'none' && rating.label === '') return '';
  return on === null ? ' · last known' : ` · last known ${dayWords(on)}`;
}

function unassignedBlocks(digest: Digest): Block[] {
  const { unassigned } = digest;
  if (unassigned.length === 0) return [];
  return [
    section('No confirmed lead, so nobody was asked', unassigned.length),
    ...unassigned.flatMap((action) => [
      ...actionHead(action, opensAction(digest, action)),
      ...blocksOf(
        'fact',
        labelledWords(
          '',
          action.leadTexts.length === 0
            ? 'The plan names no lead'
            : `The plan says: ${action.leadTexts.join(', ')}`,
        ),
      ),
    ]),
  ];
}
