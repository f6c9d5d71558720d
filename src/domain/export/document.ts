import { type PictureKind, pictureTitles } from '../digest/pictures.ts';
import type { Permission } from '../people/permissions.ts';

/** How a picture is written: in points, or as a drawing that stays sharp at any size. */
export const pictureFormats = {
  png: { mediaType: 'image/png', title: 'PNG' },
  svg: { mediaType: 'image/svg+xml', title: 'SVG' },
} as const;
export type PictureFormat = keyof typeof pictureFormats;

const picture = (kind: PictureKind, ending: PictureFormat) =>
  ({
    title: `${pictureTitles[kind]} as ${pictureFormats[ending].title}`,
    ending,
    mediaType: pictureFormats[ending].mediaType,
    permission: 'read-digest',
  }) as const;

/** Every document that a person can be given, by the code that buttons and links carry: add, do not rename. */
export const documents = {
  'picture-ratings-by-board-png': picture('ratings-by-board', 'png'),
  'picture-ratings-by-board-svg': picture('ratings-by-board', 'svg'),
  'picture-ratings-by-theme-png': picture('ratings-by-theme', 'png'),
  'picture-ratings-by-theme-svg': picture('ratings-by-theme', 'svg'),
  'picture-burn-up-png': picture('burn-up', 'png'),
  'picture-burn-up-svg': picture('burn-up', 'svg'),
  'picture-movements-png': picture('movements', 'png'),
  'picture-movements-svg': picture('movements', 'svg'),
  'picture-slippage-png': picture('slippage', 'png'),
  'picture-slippage-svg': picture('slippage', 'svg'),
  'register-xlsx': {
    title: 'The register as Excel',
    ending: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    permission: 'run-cycle',
  },
  'register-csv': {
    title: 'The register as CSV',
    ending: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    permission: 'run-cycle',
  },
  'paper-docx': {
    title: 'The board paper',
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    permission: 'read-status',
  },
  'paper-public-docx': {
    title: 'The board paper, public version',
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    permission: 'read-status',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly ending: string;
      readonly mediaType: string;
      /** Whom it is for. */
      readonly permission: Permission;
    }
  >
>;

export type DocumentName = keyof typeof documents;
export const documentNames = Object.keys(documents) as DocumentName[];

/** Which document of which plan. */
export interface DocumentRequest {
  readonly planId: string;
  readonly name: DocumentName;
  /** The cycle it is of, by name; left out for a document that is of none, and before the first cycle. */
  readonly meeting?: string | undefined;
}

/** A document that is offered to a person as a file; made anew whenever they take it. */
export interface DocumentOffer extends DocumentRequest {
  readonly tenantId: string;
  /** Who asked, and who alone may take it: Entra object id, lower case. */
  readonly userId: string;
  /** Unguessable, though it gives nobody else a right to the document. */
  readonly id: string;
  readonly offeredAt: string;
  readonly state: 'offered' | 'saving' | 'saved';
  /** Since when it is being saved, or has been; ISO. null while it is only offered. */
  readonly since: string | null;
}

/** A link to a document, for whoever has it, until it ends. */
export interface DocumentLink extends DocumentRequest {
  readonly tenantId: string;
  /** Who made it: it ends as well when they may no longer have the document. */
  readonly userId: string;
  readonly endsAt: string;
}

/** Longer than any save takes: a save that was cut off may be begun again after this. */
export const savingSeconds = 180;
/** An offer is a message in a chat, and people come back to those. */
export const offerDays = 30;
/** Seven days: papers are asked for again until the board has met. */
export const linkHours = 7 * 24;
