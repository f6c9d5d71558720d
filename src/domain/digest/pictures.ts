import { formatDate, monthNames } from '../shared/dates.ts';
import type { Rating, RatingLevel } from '../shared/rating.ts';
import { ratingInWords } from '../shared/rating-in-words.ts';
import { describeTimescale } from '../shared/timescale.ts';
import type { Digest } from './digest.ts';

export const pictureKinds = [
  'ratings-by-board',
  'ratings-by-theme',
  'burn-up',
  'movements',
  'slippage',
] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** One rating of the plan's key and how many actions hold it, for each column or row of a picture. */
export interface PictureSeries extends Rating {
  readonly counts: readonly number[];
}

/** The numbers of a picture, under names that it shows; what is drawn, and how, is not decided here. */
export type Picture =
  /** Stacked: how many actions held each rating at each board. */
  | {
      readonly kind: 'ratings-by-board';
      /** In words: `16 September 2026`; the import and now among them. */
      readonly boards: readonly string[];
      readonly series: readonly PictureSeries[];
    }
  /** Stacked: how many actions of each theme hold each rating. */
  | {
      readonly kind: 'ratings-by-theme';
      readonly themes: readonly string[];
      readonly series: readonly PictureSeries[];
    }
  /** Completed against planned by the original timescales, adding up month by month. */
  | {
      readonly kind: 'burn-up';
      /** `YYYY-MM`, in order; those in which nothing changed may be left out. */
      readonly months: readonly string[];
      readonly planned: readonly number[];
      /** null for months that have not begun. */
      readonly completed: readonly (number | null)[];
      readonly actions: number;
      /** Those planned for no month, since their original timescale names no date. */
      readonly undated: number;
    }
  /** How many moved from one rating to another. */
  | {
      readonly kind: 'movements';
      /** `16 September 2026`; null since the plan was imported. */
      readonly since: string | null;
      readonly moves: readonly { readonly from: Rating; readonly to: Rating; readonly actions: number }[];
    }
  /** How far the revised date of each action is after its original one; the longest first. */
  | {
      readonly kind: 'slippage';
      readonly actions: readonly {
        readonly ref: string;
        readonly title: string;
        readonly original: string;
        readonly revised: string;
        readonly days: number;
        /** `5 months later` */
        readonly slippage: string;
      }[];
    };

type PictureOf<K extends PictureKind> = Extract<Picture, { kind: K }>;

/** What each picture is of, in a few words. */
export const pictureTitles: Readonly<Record<PictureKind, string>> = {
  'ratings-by-board': 'Ratings by board',
  'ratings-by-theme': 'Ratings by theme',
  'burn-up': 'Completed against planned',
  movements: 'Movements of ratings',
  slippage: 'Slippage',
};

/** Ratings in the order of the plan's key; of those outside it, and of `Not rated yet`, only what somebody holds. */
function seriesOf({ counts }: Digest, held: readonly (readonly number[])[]): PictureSeries[] {
  return counts
    .map((count, index) => ({
      label: count.label,
      level: count.level,
      counts: held.map((numbers) => numbers[index] ?? 0),
    }))
    .filter(({ level, counts }) => level !== 'none' || counts.some((count) => count > 0));
}

function boardWords({ boardDate }: Digest['boards'][number], isNow: boolean, digest: Digest): string {
  if (isNow && digest.state === 'open') return `Now (${formatDate(digest.asAt)})`;
  return boardDate === null ? 'As imported' : formatDate(boardDate);
}

function movesOf({ movements }: Digest): PictureOf<'movements'>['moves'] {
  const moves = new Map<string, { from: Rating; to: Rating; actions: number }>();
  for (const { from, to } of movements) {
    const key = JSON.stringify([from.label, to.label]);
    const known = moves.get(key);
    if (known) known.actions += 1;
    else moves.set(key, { from, to, actions: 1 });
  }
  return [...moves.values()];
}

const makers: { readonly [K in PictureKind]: (digest: Digest) => PictureOf<K> } = {
  'ratings-by-board': (digest) => ({
    kind: 'ratings-by-board',
    boards: digest.boards.map((board, index) =>
      boardWords(board, index === digest.boards.length - 1, digest),
    ),
    series: seriesOf(
      digest,
      digest.boards.map(({ counts }) => counts),
    ),
  }),
  'ratings-by-theme': (digest) => ({
    kind: 'ratings-by-theme',
    themes: digest.themes.map(({ theme }) => theme ?? 'Without a theme'),
    series: seriesOf(
      digest,
      digest.themes.map(({ counts }) => counts),
    ),
  }),
  'burn-up': ({ burnUp: { months, undated }, total }) => ({
    kind: 'burn-up',
    months: months.map(({ month }) => month),
    planned: months.map(({ planned }) => planned),
    completed: months.map(({ completed }) => completed),
    actions: total,
    undated,
  }),
  movements: (digest) => ({
    kind: 'movements',
    since: digest.lastBoard === null ? null : formatDate(digest.lastBoard),
    moves: movesOf(digest),
  }),
  slippage: ({ slipped }) => ({
    kind: 'slippage',
    actions: slipped.map(({ ref, title, original, revised, days, slippage }) => ({
      ref,
      title,
      original: describeTimescale(original),
      revised: describeTimescale(revised),
      days,
      slippage,
    })),
  }),
};

/** A picture of a digest, of the digest's own numbers. */
export function pictureOf<K extends PictureKind>(kind: K, digest: Digest): PictureOf<K> {
  return makers[kind](digest);
}

/** `2026-03` -> `March 2026` */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${monthNames[Number(number) - 1] ?? ''} ${year}`;
}

/** The same numbers as a picture, whole: a cell is a number or a text that is never empty. */
export interface PictureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A drawn picture as a message carries it. */
export interface InlinePicture {
  /** `data:image/png;base64,...` */
  readonly url: string;
  /** For who does not see it. */
  readonly words: string;
}

/** The table that stands beside a picture, for who does not see it and for what it leaves out. */
export function pictureTable(picture: Picture): PictureTable {
  switch (picture.kind) {
    case 'ratings-by-board':
      return ratingsTable('Board', picture.boards, picture.series);
    case 'ratings-by-theme':
      return ratingsTable('Theme', picture.themes, picture.series);
    case 'burn-up':
      return {
        columns: ['By the end of', 'Planned', 'Completed'],
        rows: picture.months.map((month, index) => [
          monthWords(month),
          picture.planned[index] ?? 0,
          picture.completed[index] ?? 'still to come',
        ]),
      };
    case 'movements':
      return {
        columns: ['From', 'To', 'Actions'],
        rows: picture.moves.map(({ from, to, actions }) => [ratingInWords(from), ratingInWords(to), actions]),
      };
    case 'slippage':
      return {
        columns: ['Ref', 'Action', 'Original timescale', 'Revised timescale', 'Slippage'],
        rows: picture.actions.map(({ ref, title, original, revised, slippage }) => [
          ref || 'none',
          title || 'not given',
          original || 'not given',
          revised || 'not given',
          slippage,
        ]),
      };
  }
}

function ratingsTable(
  first: string,
  names: readonly string[],
  series: readonly PictureSeries[],
): PictureTable {
  return {
    columns: [first, ...series.map(ratingInWords), 'All'],
    rows: names.map((name, at) => {
      const counts = series.map(({ counts }) => counts[at] ?? 0);
      return [name, ...counts, sum(counts)];
    }),
  };
}

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
