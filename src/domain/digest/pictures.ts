import { formatDate, monthNames } from '../shared/dates.ts';
import type { Rating } from '../shared/rating.ts';
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

export type PictureOf<K extends PictureKind> = Extract<Picture, { kind: K }>;

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

/** A drawn picture as a message carries it. */
export interface InlinePicture {
  /** `data:image/png;base64,...` */
  readonly url: string;
  /** For who does not see it. */
  readonly words: string;
}

/** `2026-03` -> `March 2026` */
export function monthWords(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${monthNames[Number(number) - 1] ?? ''} ${year}`;
}
