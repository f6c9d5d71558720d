import type { RatingLevel } from '../shared/rating.ts';
import { ratingInWords } from '../shared/rating-in-words.ts';
import { monthWords, type Picture, type PictureOf, type PictureSeries } from './pictures.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const actionCount = (count: number) => `${count} ${count === 1 ? 'action' : 'actions'}`;

/** Names in words for who does not see the picture: that many of them, the rest stand in the table. */
const named = 5;
const longestName = 60;
const short = (name: string) =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`;

/** A picture in one or two sentences, with the numbers that matter: what a screen reader reads in its place. */
export function pictureWords(picture: Picture): string {
  switch (picture.kind) {
    case 'ratings-by-board':
      return boardsInWords(picture);
    case 'ratings-by-theme':
      return themesInWords(picture);
    case 'burn-up':
      return burnUpInWords(picture);
    case 'movements':
      return movementsInWords(picture);
    case 'slippage':
      return slippageInWords(picture);
  }
}

/** `Red 7, Amber 15` in one column or row. */
const countsAt = (series: readonly PictureSeries[], at: number) =>
  series.map((one) => `${short(ratingInWords(one))} ${one.counts[at] ?? 0}`).join(', ');

const totalAt = (series: readonly PictureSeries[], at: number) =>
  sum(series.map(({ counts }) => counts[at] ?? 0));

function boardsInWords({ boards, series }: PictureOf<'ratings-by-board'>): string {
  const last = boards.length - 1;
  const [now, before] = [boards[last], boards[last - 1]];
  if (now === undefined) return 'Ratings by board: there is nothing to show yet.';
  const columns =
    before === undefined ? '' : ` in ${boards.length} columns, from “${boards[0] ?? ''}” to “${now}”`;
  const since = before === undefined ? '' : ` Before, ${before}: ${countsAt(series, last - 1)}.`;
  return `Ratings of ${actionCount(totalAt(series, last))}${columns}. ${now}: ${countsAt(series, last)}.${since}`;
}

function themesInWords({ themes, series }: PictureOf<'ratings-by-theme'>): string {
  const all = sum(themes.map((_, at) => totalAt(series, at)));
  const ofLevel = (level: RatingLevel, at: number) =>
    sum(series.filter((one) => one.level === level).map(({ counts }) => counts[at] ?? 0));
  const withReds = themes
    .map((theme, at) => ({ theme, reds: ofLevel('red', at), of: totalAt(series, at) }))
    .filter(({ reds }) => reds > 0)
    .sort((a, b) => b.reds - a.reds);
  const most = withReds.slice(0, named).map(({ theme, reds, of }) => `${short(theme)} ${reds} of ${of}`);
  const reds =
    withReds.length === 0
      ? 'No theme has a red.'
      : `Reds${withReds.length > named ? ', the most' : ''}: ${most.join('; ')}.`;
  return `Ratings of ${actionCount(all)} in ${themes.length === 1 ? '1 theme' : `${themes.length} themes`}. ${reds}`;
}

function burnUpInWords(picture: PictureOf<'burn-up'>): string {
  const { months, planned, completed, actions, undated } = picture;
  const at = completed.findLastIndex((count) => count !== null);
  const month = months[at];
  if (month === undefined) return 'Completed against planned: there is nothing to show yet.';
  const rest =
    undated === 0 ? '' : ` ${undated} of all ${actions} name no date and are planned for no month.`;
  return `By the end of ${monthWords(month)} ${planned[at] ?? 0} of ${actionCount(actions)} were planned to be done, and ${completed[at] ?? 0} are complete.${rest}`;
}

function movementsInWords({ moves, since }: PictureOf<'movements'>): string {
  const after = since === null ? 'since the plan was imported' : `since the board of ${since}`;
  if (moves.length === 0) return `No rating has changed ${after}.`;
  const most = moves
    .toSorted((a, b) => b.actions - a.actions)
    .slice(0, named)
    .map(
      ({ from, to, actions }) =>
        `${actions} from ${short(ratingInWords(from))} to ${short(ratingInWords(to))}`,
    );
  const all = actionCount(sum(moves.map(({ actions }) => actions)));
  return `${all} moved ${after}${moves.length > named ? ', the most' : ''}: ${most.join(', ')}.`;
}

function slippageInWords({ actions }: PictureOf<'slippage'>): string {
  const [longest] = actions;
  if (longest === undefined) return 'No action has a revised date after its original one.';
  const have = actions.length === 1 ? 'has' : 'have';
  return `${actionCount(actions.length)} ${have} a revised date after the original one; the longest is ${short(longest.ref || longest.title)}, ${longest.slippage}.`;
}
